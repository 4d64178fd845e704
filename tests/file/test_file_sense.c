/* Faults of sense: what document and core find, at its place in the file. */
#include "file_support.h"

#define FILE_STEP_B "  - id: b\n    title: B\n    hours: 1\n"

static void
an_unknown_step_is_told_where_it_is_named(void **state)
{
	file_bad(state,
	    FILE_HEAD "  - id: git-basics\n    title: A\n    hours: 1\n" FILE_STEP_B
		      "    requires: [git-basics, git-basic]\n",
	    "14:28: no step 'git-basic': did you mean 'git-basics'?\n");
}

static void
an_unknown_step_of_an_any_entry_is_told_where_it_is_named(void **state)
{
	file_bad(state,
	    FILE_SOUND FILE_STEP_B
	    "    requires:\n    - any:\n      - a\n      - nothing-like-it\n",
	    "17:9: no step 'nothing-like-it': name a step of this roadmap\n");
}

static void
a_cycle_is_named_whole(void **state)
{
	file_bad(state, FILE_SOUND "    requires: [b]\n" FILE_STEP_B "    requires: [a]\n",
	    "15:16: cycle: a -> b -> a: take one of these requirements away\n");
}

static void
a_roadmap_id_is_told_at_the_key_roadmap(void **state)
{
	file_bad(state,
	    "title: R\nphases:\n- id: p\n  title: P\n  steps:\n  - {id: a, title: A, hours: 1}\n"
	    "version: 1\nroadmap: No Id\n",
	    "8:10: 'No Id' is no id: use a-z, 0-9 and '-', at most 64, such as 'no-id'\n");
}

static void
an_id_used_twice_is_told_at_the_second(void **state)
{
	file_bad(state, FILE_SOUND "  - id: a\n    title: B\n    hours: 1\n",
	    "11:9: 'a' is the id of 2 steps: ids must be unique\n");
}

static void
an_item_id_used_twice_is_told_at_the_second(void **state)
{
	file_bad(state,
	    FILE_SOUND "    checklist:\n    - {id: i, title: One}\n    - title: Two\n      id: i\n",
	    "14:11: 'i' is the id of 2 items: ids must be unique\n");
}

static void
hours_out_of_range_are_told_at_the_hours(void **state)
{
	file_bad(state,
	    FILE_HEAD "  - {id: a, title: A, hours: 0}\n"
		      "  - {id: b, title: B, hours: 1001}\n"
		      "  - {id: c, title: C, hours: [3, 2]}\n"
		      "  - {id: d, title: D, hours: 99999999999999999999999}\n",
	    "8:30: out of range: a step takes more than 0 and at most 1000 hours\n"
	    "9:30: over 1000 hours: split the step\n"
	    "10:30: the hours run backwards: put the lower number first\n"
	    "11:30: over 1000 hours: split the step\n");
}

static void
a_value_out_of_range_is_told_at_the_value(void **state)
{
	file_bad(state, FILE_SOUND "    value: 101\n",
	    "11:12: value 101 is out of range: give it 1 to 100\n");
	file_bad(state, FILE_SOUND "    value: 99999999999999999999\n",
	    "11:12: value 4294967295 is out of range: give it 1 to 100\n");
	file_bad(state, FILE_SOUND "    value: 0\n",
	    "11:12: value 0 is out of range: give it 1 to 100\n");
}

static void
an_unknown_option_is_told_at_the_step(void **state)
{
	file_bad(state,
	    FILE_SOUND "    option: lang/go\n" FILE_STEP_B "    option: lang/c\n"
		       "choices:\n- id: lang\n  title: L\n  options: [{id: c, title: C}]\n",
	    "11:13: no option 'go' of 'lang': name one of its options\n");
}

static void
an_option_without_steps_is_told_at_the_option(void **state)
{
	file_bad(state,
	    FILE_SOUND "    option: lang/c\n"
		       "choices:\n- id: lang\n  title: L\n  pick: 3\n  options:\n"
		       "  - {id: c, title: C}\n  - {id: go, title: Go}\n",
	    "15:9: pick 3 is out of range: pick 1 to 2, the number of options\n"
	    "18:5: no step belongs to option 'go': give it one, or take it away\n");
}

static void
a_phase_without_steps_is_told(void **state)
{
	file_bad(state, FILE_SOUND "- id: q\n  title: Q\n  steps: []\n",
	    "13:10: a phase without steps: give it one, or take the phase away\n");
}

static void
a_requirement_of_nothing_is_told(void **state)
{
	file_bad(state, FILE_SOUND "    requires:\n    - any: []\n",
	    "12:7: 0 steps in an entry: name 1 to 1000\n");
}

static void
a_resource_needs_a_web_address_and_a_known_kind(void **state)
{
	file_bad(state,
	    FILE_SOUND "    resources:\n"
		       "    - {title: A, url: 'ftp://a.example/', kind: site}\n"
		       "    - {title: '', url: 'https://a.example/'}\n",
	    "12:23: 'url': expected an address that begins with https:// or http://\n"
	    "12:49: 'kind': expected official, article, book, video, course or website\n"
	    "13:15: no text: write one\n");
}

static void
texts_over_their_limits_are_told(void **state)
{
	char *body = arena_alloc(*state, 4002);

	for (int i = 0; i < 4001; i++)
		body[i] = 'x';
	file_bad(state,
	    arena_printf(*state, FILE_SOUND "    summary: %s\n    done-when: %s\n", body, body),
	    "11:14: summary is too long: 4001 bytes, at most 4000 are allowed\n"
	    "12:16: done-when is too long: 4001 bytes, at most 4000 are allowed\n");
	file_bad(state, arena_printf(*state, FILE_SOUND "leads-to: [a, %.201s]\n", body),
	    "11:15: leads-to/1 is too long: 201 bytes, at most 200 are allowed\n");
}

static void
the_outlook_is_checked(void **state)
{
	file_bad(state, FILE_SOUND "outlook:\n- {what: '', figure: 1, year: 20}\n- {what: Pay}\n",
	    "12:10: no text: write one\n"
	    "12:31: 'year': expected one such as 2026\n"
	    "13:3: an outlook needs 'figure'\n");
}

static void
the_pathways_are_checked(void **state)
{
	file_bad(state,
	    FILE_SOUND "pathways:\n"
		       "- {id: a, title: A, hours-per-week: 0}\n"
		       "- {id: a, title: A, hours-per-week: 169, weeks: 1001}\n"
		       "- {id: A, title: A, hours-per-week: 168, weeks: 1000}\n",
	    "12:37: 'hours-per-week': expected more than 0 and at most 168\n"
	    "13:8: 'id': another pathway has this one\n"
	    "13:37: 'hours-per-week': expected more than 0 and at most 168\n"
	    "13:49: 'weeks': expected at most 1000\n"
	    "14:8: 'id': expected one of a-z, 0-9 and '-', at most 64\n");
}

static void
faults_of_form_and_sense_are_told_together(void **state)
{
	file_bad(state, FILE_SOUND "    color: red\n    value: 1000\n    requires: [none]\n",
	    "11:5: unknown key 'color' in a step\n"
	    "12:12: value 1000 is out of range: give it 1 to 100\n"
	    "13:16: no step 'none': name a step of this roadmap\n");
}

static void
a_fault_that_follows_from_another_is_not_told(void **state)
{
	file_bad(state, FILE_HEAD "  - hours: [x]\n",
	    "8:5: a step needs 'id'\n"
	    "8:5: a step needs 'title'\n"
	    "8:12: 'hours': expected a number such as 6 or 0.5, or [low, high]\n");
}

static void
columns_count_characters(void **state)
{
	file_bad(state, FILE_HEAD "  - {title: \xc3\xa9\xe2\x82\xac, id: B, hours: 1}\n",
	    "8:21: 'B' is no id: use a-z, 0-9 and '-', at most 64, such as 'b'\n");
}

static void
a_text_shown_in_a_fault_is_safe_for_a_terminal(void **state)
{
	file_bad(state, FILE_SOUND "    \"\\e[31m\": red\n",
	    "11:5: unknown key '?[31m' in a step\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    file_test(an_unknown_step_is_told_where_it_is_named),
	    file_test(an_unknown_step_of_an_any_entry_is_told_where_it_is_named),
	    file_test(a_cycle_is_named_whole),
	    file_test(a_roadmap_id_is_told_at_the_key_roadmap),
	    file_test(an_id_used_twice_is_told_at_the_second),
	    file_test(an_item_id_used_twice_is_told_at_the_second),
	    file_test(hours_out_of_range_are_told_at_the_hours),
	    file_test(a_value_out_of_range_is_told_at_the_value),
	    file_test(an_unknown_option_is_told_at_the_step),
	    file_test(an_option_without_steps_is_told_at_the_option),
	    file_test(a_phase_without_steps_is_told),
	    file_test(a_requirement_of_nothing_is_told),
	    file_test(a_resource_needs_a_web_address_and_a_known_kind),
	    file_test(texts_over_their_limits_are_told),
	    file_test(the_outlook_is_checked),
	    file_test(the_pathways_are_checked),
	    file_test(faults_of_form_and_sense_are_told_together),
	    file_test(a_fault_that_follows_from_another_is_not_told),
	    file_test(columns_count_characters),
	    file_test(a_text_shown_in_a_fault_is_safe_for_a_terminal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
