/* What became of the ids of older versions: the key `changes:`. */
#include <string.h>

#include "document/document.h"
#include "file_support.h"
#include "proto/message.h"

/* Version 3 with the steps a and b; a change may follow from line 14 on. */
#define HEAD                                                                             \
	"roadmap: r\nversion: 3\ntitle: R\nphases:\n- id: p\n  title: P\n  steps:\n"     \
	"  - id: a\n    title: A\n    hours: 1\n  - id: b\n    title: B\n    hours: 1\n" \
	"changes:\n"

static void
all_kinds_of_change_are_read(void **state)
{
	struct file *file = arena_alloc(*state, sizeof(*file));
	const Pb__Change *change;

	assert_true(file_read(file_sample(state, "good/full.yaml"), *state, file));
	assert_int_equal(file->message->n_changes, 2);
	assert_int_equal(file->message->changes[0]->version, 2);
	assert_string_equal(file->message->changes[0]->renamed[0]->from, "sieve");
	assert_string_equal(file->message->changes[0]->renamed[0]->to, "tools");
	change = file->message->changes[1];
	assert_int_equal(change->n_split, 1);
	assert_string_equal(change->split[0]->from, "dark-loaf");
	assert_int_equal(change->split[0]->n_to, 2);
	assert_string_equal(change->split[0]->to[1], "spelt-loaf");
	assert_int_equal(change->merged[0]->n_from, 3);
	assert_string_equal(change->merged[0]->from[2], "tools");
	assert_string_equal(change->merged[0]->to, "tools");
	assert_int_equal(change->n_removed, 2);
	assert_string_equal(change->removed[1], "mill");
}

static void
an_older_change_may_name_steps_that_are_gone(void **state)
{
	const Pb__Roadmap *roadmap =
	    file_good(state, HEAD "- version: 2\n  renamed: [{from: x, to: y}]\n");

	assert_string_equal(roadmap->changes[0]->renamed[0]->to, "y");
}

static void
ids_may_trade_places_in_one_change(void **state)
{
	(void)file_good(state,
	    HEAD "- version: 3\n  renamed: [{from: a, to: b}, {from: b, to: a}]\n");
}

static void
a_change_needs_a_version_from_2_to_the_roadmaps_own(void **state)
{
	file_bad(state, HEAD "- removed: [x]\n", "15:3: a change needs 'version'\n");
	file_bad(state, HEAD "- version: 1\n",
	    "15:12: expected the version that brought the change, from 2 to the roadmap's own\n");
	file_bad(state, HEAD "- version: 4\n",
	    "15:12: expected the version that brought the change, from 2 to the roadmap's own\n");
}

static void
versions_of_changes_must_rise(void **state)
{
	file_bad(state, HEAD "- version: 3\n- version: 3\n- version: 2\n",
	    "16:12: versions must rise: one entry for each, the oldest first\n"
	    "17:12: versions must rise: one entry for each, the oldest first\n");
}

static void
the_ids_of_a_change_must_be_ids(void **state)
{
	file_bad(state, HEAD "- version: 2\n  removed: [Old Step]\n",
	    "16:13: expected the id of a step: a-z, 0-9 and '-', at most 64\n");
	file_bad(state, HEAD "- version: 2\n  renamed: [{from: x, to: ''}]\n",
	    "16:27: expected the id of a step: a-z, 0-9 and '-', at most 64\n");
}

static void
a_fault_of_form_in_a_change_is_told_once(void **state)
{
	file_bad(state, HEAD "- version: 3\n  renamed: [{from: x}]\n",
	    "16:13: a renaming needs 'to'\n");
	file_bad(state, HEAD "- version: 3\n  renamed: [x, y]\n",
	    "16:13: expected a renaming: lines of 'key: value'\n"
	    "16:16: expected a renaming: lines of 'key: value'\n");
	file_bad(state, HEAD "- version: 3\n  split: [{from: x, to: a}]\n",
	    "16:25: 'to': expected a list, such as [one, two]\n");
}

static void
a_split_or_a_merger_of_one_is_a_renaming(void **state)
{
	file_bad(state, HEAD "- version: 3\n  split: [{from: x, to: [a]}]\n",
	    "16:25: expected two ids or more: for one write it under 'renamed'\n");
	file_bad(state, HEAD "- version: 3\n  merged: [{from: [x], to: a}]\n",
	    "16:19: expected two ids or more: for one write it under 'renamed'\n");
}

static void
an_id_goes_away_once_in_a_change(void **state)
{
	file_bad(state, HEAD "- version: 3\n  renamed: [{from: x, to: a}]\n  removed: [y, x]\n",
	    "17:16: this id went away already in this change: keep one\n");
	file_bad(state, HEAD "- version: 3\n  split: [{from: x, to: [a, b]}]\n  removed: [x]\n",
	    "17:13: this id went away already in this change: keep one\n");
}

static void
an_id_comes_about_once_in_a_change(void **state)
{
	file_bad(state, HEAD "- version: 3\n  renamed: [{from: x, to: a}, {from: y, to: a}]\n",
	    "16:45: this id came about already in this change: if several became one, use "
	    "'merged'\n");
}

static void
what_came_about_in_this_version_is_a_step_of_it(void **state)
{
	file_bad(state, HEAD "- version: 3\n  split: [{from: x, to: [a, c]}]\n",
	    "16:29: no step of this version has this id: name one, or add it\n");
}

static void
what_went_away_in_this_version_is_no_step_of_it(void **state)
{
	file_bad(state, HEAD "- version: 3\n  removed: [b]\n",
	    "16:13: is still a step of this version: take one of the two away\n");
}

static void
too_many_changes_are_refused_before_they_are_read(void **state)
{
	struct roadmap_faults *faults = arena_alloc(*state, sizeof(*faults));
	Pb__Roadmap *roadmap = (Pb__Roadmap *)file_good(state, FILE_SOUND);
	Pb__Change *change = message_new(&pb__change__descriptor, *state);
	Pb__Split *split = message_new(&pb__split__descriptor, *state);

	split->from = "x";
	split->n_to = ROADMAP_LIST_MAX + 1;
	split->to = arena_array(*state, split->n_to, sizeof(*split->to));
	change->version = 2;
	change->n_split = 1;
	change->split = &split;
	roadmap->n_changes = 1;
	roadmap->changes = &change;
	assert_null(document_read(roadmap, *state, faults));
	assert_int_equal(faults->n, 1);
	assert_string_equal(faults->list[0].path, "/changes/0/split/0/to");
	assert_string_equal(faults->list[0].text, "1001 entries: at most 1000 are allowed");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    file_test(all_kinds_of_change_are_read),
	    file_test(an_older_change_may_name_steps_that_are_gone),
	    file_test(ids_may_trade_places_in_one_change),
	    file_test(a_change_needs_a_version_from_2_to_the_roadmaps_own),
	    file_test(versions_of_changes_must_rise),
	    file_test(the_ids_of_a_change_must_be_ids),
	    file_test(a_fault_of_form_in_a_change_is_told_once),
	    file_test(a_split_or_a_merger_of_one_is_a_renaming),
	    file_test(an_id_goes_away_once_in_a_change),
	    file_test(an_id_comes_about_once_in_a_change),
	    file_test(what_came_about_in_this_version_is_a_step_of_it),
	    file_test(what_went_away_in_this_version_is_no_step_of_it),
	    file_test(too_many_changes_are_refused_before_they_are_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
