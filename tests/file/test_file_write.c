/* A roadmap that is written as a file reads back to the same message. */
#include <string.h>

#include "document/document.h"
#include "file/file_write.h"
#include "file_support.h"
#include "proto/message.h"
#include "support/random_roadmap.h"

enum {
	ROADMAPS = 400,
	TEXT_SIZE = 600,
};

/* Pieces of texts that YAML, or libfyaml, may take for something else. */
static const char *const pieces[] = {"a", "word", " ", "  ", ":", ": ", " #", "#", "-", "- ", "?",
    "[", "]", "{", "}", ",", "&", "*", "!", "|", ">", "%", "@", "`", "'", "''", "''''", "\"", "\\",
    "\\n", "~", "null", "yes", "True", "1e3", "0x1f", "007", "2026-01-02", "---", "...", "=", "<<",
    "\xc3\xa9", "\xe2\x82\xac", "\xf0\x9f\x9a\x80", "\xe2\x80\xa8", "\xef\xbb\xbf", "\xef\xbf\xbf",
    "\xc2\xa0", "a-word-of-some-length", "the", "next", "one", ".", "(", "/", "$"};
/* Those that only a text of several lines may have. */
static const char *const breaks[] = {"\n", "\n\n", "\t", "\n ", " \n", "\n\t", "\n- ", "\n# "};

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

/* At most size_most bytes and at least one that is no blank. */
static const char *
odd_text(struct random_source *source, bool body, size_t size_most, struct arena *arena)
{
	char *text = arena_alloc(arena, TEXT_SIZE + 1);
	uint32_t n = 1 + random_below(source, random_percent(source, 30) ? 80 : 6);
	size_t size = 0;

	for (uint32_t i = 0; i < n; i++) {
		const char *piece = pieces[random_below(source, COUNT(pieces))];

		if (body && random_percent(source, 10))
			piece = breaks[random_below(source, COUNT(breaks))];
		if (size + 1 + strlen(piece) > size_most)
			break;
		memcpy(text + size, piece, strlen(piece));
		size += strlen(piece);
		if (random_percent(source, 50))
			text[size++] = ' ';
	}
	text[size] = '\0';
	return text[strspn(text, " \t\n")] == '\0' ? "x" : text;
}

static const char *
line(struct random_source *source, struct arena *arena)
{
	return odd_text(source, false, 200, arena);
}

static const char *
body(struct random_source *source, struct arena *arena)
{
	return random_percent(source, 30) ? "" : odd_text(source, true, TEXT_SIZE, arena);
}

static void *
list(struct arena *arena, const ProtobufCMessageDescriptor *descriptor, size_t n)
{
	void **entries = arena_array(arena, n, sizeof(*entries));

	for (size_t i = 0; i < n; i++)
		entries[i] = message_new(descriptor, arena);
	return entries;
}

static const char *
id(struct random_source *source, const char *prefix, uint32_t n, struct arena *arena)
{
	static const char *const odd[] = {"null", "true", "1e3", "no", "0x1f", "12", "y"};

	if (random_percent(source, 20) && n < COUNT(odd))
		return odd[n];
	return arena_printf(arena, "%s-%u", prefix, n);
}

static void
fill_details(struct random_source *source, Pb__StepDef *step, struct arena *arena)
{
	static const char *const kinds[] = {"official", "article", "book", "video", "course",
	    "website"};
	bool slugs = random_percent(source, 50);

	step->n_checklist = random_below(source, 4);
	step->checklist = list(arena, &pb__item__descriptor, step->n_checklist);
	for (uint32_t i = 0; i < step->n_checklist; i++) {
		step->checklist[i]->title =
		    slugs ? arena_printf(arena, "Item %u", i) : line(source, arena);
		step->checklist[i]->id = arena_printf(arena, "item-%u", i);
	}
	step->n_resources = random_below(source, 3);
	step->resources = list(arena, &pb__resource__descriptor, step->n_resources);
	for (uint32_t i = 0; i < step->n_resources; i++) {
		step->resources[i]->title = line(source, arena);
		step->resources[i]->url =
		    arena_printf(arena, "https://example.org/?a=%u&b=#c:d", i);
		step->resources[i]->kind = kinds[random_below(source, 6)];
	}
	step->n_skills = random_below(source, 20);
	step->skills = arena_array(arena, step->n_skills, sizeof(*step->skills));
	for (uint32_t i = 0; i < step->n_skills; i++)
		step->skills[i] = id(source, "skill", i, arena);
}

static void
fill_evidence(struct random_source *source, Pb__StepDef *step, struct arena *arena)
{
	Pb__Evidence *evidence = message_new(&pb__evidence__descriptor, arena);

	if (step->kind != PB__KIND__KIND_PORTFOLIO || random_percent(source, 30))
		return;
	step->evidence = evidence;
	evidence->count = 1;
	if (random_percent(source, 50)) {
		evidence->kind = PB__EVIDENCE__KIND__KIND_CASE_STUDIES;
		evidence->count += random_below(source, 100);
		evidence->over = random_below(source, 5);
		return;
	}
	evidence->kind = PB__EVIDENCE__KIND__KIND_CASE_STUDY;
	evidence->shows = arena_array(arena, 4, sizeof(*evidence->shows));
	for (evidence->n_shows = 0; evidence->n_shows < random_below(source, 5);
	     evidence->n_shows++)
		evidence->shows[evidence->n_shows] = (Pb__Work)(evidence->n_shows + 1);
}

static void
fill_step(struct random_source *source, const struct roadmap_step *from, Pb__StepDef *to,
    struct arena *arena)
{
	to->id = from->id;
	to->title = line(source, arena);
	to->summary = body(source, arena);
	to->done_when = body(source, arena);
	to->n_extras = random_below(source, 3);
	to->extras = list(arena, &pb__extra__descriptor, to->n_extras);
	for (uint32_t i = 0; i < to->n_extras; i++) {
		to->extras[i]->key = line(source, arena);
		to->extras[i]->value = line(source, arena);
	}
	to->source_id = random_percent(source, 30) ? line(source, arena) : "";
	to->minutes_low = 1 + random_below(source, 600);
	to->minutes_high = to->minutes_low + random_below(source, 2) * random_below(source, 59000);
	to->guessed = random_percent(source, 20);
	to->value = from->value;
	to->kind = (Pb__Kind)from->kind;
	to->optional = from->optional;
	to->milestone = from->milestone;
	to->choice_id = from->choice_id;
	to->option_id = from->option_id;
	to->n_requires = from->n_needs;
	to->requires = list(arena, &pb__requirement__descriptor, to->n_requires);
	for (uint32_t i = 0; i < from->n_needs; i++) {
		to->requires[i]->n_any_of = from->needs[i].n_any;
		to->requires[i]->any_of = from->needs[i].any_ids;
	}
	fill_details(source, to, arena);
	fill_evidence(source, to, arena);
}

static void
fill_phases(struct random_source *source, const struct roadmap *from, Pb__Roadmap *to,
    struct arena *arena)
{
	to->n_phases = from->n_phases;
	to->phases = list(arena, &pb__phase__descriptor, to->n_phases);
	for (uint32_t i = 0; i < from->n_phases; i++) {
		const struct roadmap_phase *phase = &from->phases[i];

		to->phases[i]->id = id(source, "phase", i, arena);
		to->phases[i]->title = line(source, arena);
		to->phases[i]->summary = body(source, arena);
		to->phases[i]->n_steps = phase->n_steps;
		to->phases[i]->steps = list(arena, &pb__step_def__descriptor, phase->n_steps);
		for (uint32_t k = 0; k < phase->n_steps; k++)
			fill_step(source, &from->steps[phase->first_step + k],
			    to->phases[i]->steps[k], arena);
	}
}

static void
fill_choices(struct random_source *source, const struct roadmap *from, Pb__Roadmap *to,
    struct arena *arena)
{
	to->n_choices = from->n_choices;
	to->choices = list(arena, &pb__choice__descriptor, to->n_choices);
	for (uint32_t i = 0; i < from->n_choices; i++) {
		const struct roadmap_choice *choice = &from->choices[i];

		to->choices[i]->id = choice->id;
		to->choices[i]->title = line(source, arena);
		to->choices[i]->summary = body(source, arena);
		to->choices[i]->pick = choice->pick;
		to->choices[i]->n_options = choice->n_options;
		to->choices[i]->options = list(arena, &pb__option__descriptor, choice->n_options);
		for (uint32_t k = 0; k < choice->n_options; k++) {
			to->choices[i]->options[k]->id = choice->options[k].id;
			to->choices[i]->options[k]->title = line(source, arena);
			to->choices[i]->options[k]->summary = body(source, arena);
		}
	}
}

static void
fill_head(struct random_source *source, Pb__Roadmap *to, struct arena *arena)
{
	to->id = id(source, "roadmap", random_below(source, 9), arena);
	to->version = 4;
	to->title = line(source, arena);
	to->summary = body(source, arena);
	to->n_leads_to = random_below(source, 3);
	to->leads_to = arena_array(arena, to->n_leads_to, sizeof(*to->leads_to));
	for (uint32_t i = 0; i < to->n_leads_to; i++)
		to->leads_to[i] = line(source, arena);
	to->n_outlook = random_below(source, 3);
	to->outlook = list(arena, &pb__outlook__descriptor, to->n_outlook);
	for (uint32_t i = 0; i < to->n_outlook; i++) {
		to->outlook[i]->what = line(source, arena);
		to->outlook[i]->figure = line(source, arena);
		to->outlook[i]->source = i == 0 ? "" : line(source, arena);
		to->outlook[i]->year = i == 0 ? 0 : 2026;
	}
	to->n_pathways = random_below(source, 3);
	to->pathways = list(arena, &pb__pathway__descriptor, to->n_pathways);
	for (uint32_t i = 0; i < to->n_pathways; i++) {
		to->pathways[i]->id = id(source, "pathway", i, arena);
		to->pathways[i]->title = line(source, arena);
		to->pathways[i]->minutes_per_week = 1 + random_below(source, 168 * 60);
		to->pathways[i]->weeks = random_below(source, 60);
		to->pathways[i]->summary = body(source, arena);
	}
}

static const char **
two_ids(struct random_source *source, const char *prefix, struct arena *arena)
{
	const char **ids = arena_array(arena, 2, sizeof(*ids));

	ids[0] = id(source, prefix, 0, arena);
	ids[1] = id(source, prefix, 1, arena);
	return ids;
}

static void
fill_changes(struct random_source *source, Pb__Roadmap *to, struct arena *arena)
{
	to->n_changes = random_below(source, 3);
	to->changes = list(arena, &pb__change__descriptor, to->n_changes);
	for (uint32_t i = 0; i < to->n_changes; i++) {
		Pb__Change *change = to->changes[i];

		change->version = 2 + i;
		change->n_renamed = random_below(source, 2);
		change->renamed = list(arena, &pb__rename__descriptor, change->n_renamed);
		for (uint32_t k = 0; k < change->n_renamed; k++) {
			change->renamed[k]->from = id(source, "old", 6, arena);
			change->renamed[k]->to = id(source, "new", 6, arena);
		}
		change->n_split = random_below(source, 2);
		change->split = list(arena, &pb__split__descriptor, change->n_split);
		for (uint32_t k = 0; k < change->n_split; k++) {
			change->split[k]->from = "whole";
			change->split[k]->n_to = 2;
			change->split[k]->to = two_ids(source, "part", arena);
		}
		change->n_merged = random_below(source, 2);
		change->merged = list(arena, &pb__merge__descriptor, change->n_merged);
		for (uint32_t k = 0; k < change->n_merged; k++) {
			change->merged[k]->n_from = 2;
			change->merged[k]->from = two_ids(source, "piece", arena);
			change->merged[k]->to = "sum";
		}
		change->n_removed = 2 * random_below(source, 2);
		change->removed = two_ids(source, "gone", arena);
		for (uint32_t k = 0; k < change->n_removed; k++)
			change->removed[k] = arena_printf(arena, "gone-%u", k);
	}
}

static Pb__Roadmap *
odd_roadmap(struct random_source *source, struct arena *arena)
{
	struct random_shape shape = {1 + random_below(source, 12), 3, 3, 2};
	const struct roadmap *roadmap = random_roadmap(source, &shape, arena);
	Pb__Roadmap *message = message_new(&pb__roadmap__descriptor, arena);
	struct roadmap_faults *faults = arena_alloc(arena, sizeof(*faults));

	fill_head(source, message, arena);
	fill_choices(source, roadmap, message, arena);
	fill_phases(source, roadmap, message, arena);
	fill_changes(source, message, arena);
	if (document_read(message, arena, faults) == NULL)
		fail_msg("%s: %s", faults->list[0].path, faults->list[0].text);
	return message;
}

static void
assert_comes_back(const Pb__Roadmap *message, struct arena *arena)
{
	struct bytes sent = message_pack(arena, &message->base), got;
	const char *text = file_write(message, arena);
	struct file *file = arena_alloc(arena, sizeof(*file));

	if (!file_read_bytes("written", text, strlen(text), arena, file)) {
		print_message("%s", text);
		fail_msg("%u:%u: %s", file->faults.list[0].line, file->faults.list[0].column,
		    file->faults.list[0].text);
	}
	got = message_pack(arena, &file->message->base);
	if (got.size != sent.size || memcmp(got.data, sent.data, got.size) != 0) {
		print_message("%s", text);
		print_message("then:\n%s", file_write(file->message, arena));
		fail_msg("reads back to another message");
	}
}

static void
any_roadmap_reads_back_to_the_same_message(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= ROADMAPS; seed++) {
		struct random_source source = {seed};
		struct arena *arena = arena_new();

		assert_comes_back(odd_roadmap(&source, arena), arena);
		arena_free(arena);
	}
}

static void
the_longest_texts_read_back(void **state)
{
	Pb__Roadmap *message = (Pb__Roadmap *)file_good(state, FILE_SOUND);
	char *text = arena_alloc(*state, 4001);
	static const char *const fillings[] = {"x", "\"", "\\", "word ", "a\n", ": ",
	    "\xe2\x82\xac", " -", "\n"};

	for (size_t i = 0; i < COUNT(fillings); i++) {
		size_t length = strlen(fillings[i]), size = 0;

		for (; size + length <= 4000; size += length)
			memcpy(text + size, fillings[i], length);
		text[size] = '\0';
		message->summary = text;
		assert_comes_back(message, *state);
	}
}

static void
long_lists_read_back(void **state)
{
	Pb__Roadmap *message = (Pb__Roadmap *)file_good(state, FILE_SOUND);
	Pb__StepDef *step = message->phases[0]->steps[0];

	step->n_skills = 1000;
	step->skills = arena_array(*state, step->n_skills, sizeof(*step->skills));
	for (size_t i = 0; i < step->n_skills; i++)
		step->skills[i] = arena_printf(*state, "%04zu%060d", i, 0);
	assert_comes_back(message, *state);
}

static void
minutes_read_back(void **state)
{
	Pb__Roadmap *message = (Pb__Roadmap *)file_good(state, FILE_SOUND);
	Pb__StepDef *step = message->phases[0]->steps[0];

	for (uint32_t minutes = 1; minutes <= 130; minutes++) {
		step->minutes_low = step->minutes_high = minutes;
		assert_comes_back(message, *state);
		step->minutes_high = 60000;
		assert_comes_back(message, *state);
	}
}

/* As people write it. */
static const char yaml[] = "roadmap: bread\n"
			   "version: 2\n"
			   "title: \"Bread: from flour to shop\"\n"
			   "summary: >-\n"
			   "  Bake for the family, then for the street, then for the whole "
			   "town, which is larger than\n"
			   "  you think and hungry at five.\n"
			   "leads-to:\n"
			   "  - Owner of a bakery\n"
			   "choices:\n"
			   "  - id: grain\n"
			   "    title: Your first grain\n"
			   "    options:\n"
			   "      - id: rye\n"
			   "        title: Rye\n"
			   "phases:\n"
			   "  - id: basics\n"
			   "    title: Basics\n"
			   "    summary: |-\n"
			   "      Flour, water, salt.\n"
			   "\n"
			   "      And time.\n"
			   "    steps:\n"
			   "      - id: tools\n"
			   "        title: Gather your tools\n"
			   "        hours: 0.5\n"
			   "        guessed: true\n"
			   "        checklist:\n"
			   "          - A bowl\n"
			   "          - \"12\"\n"
			   "\n"
			   "      - id: loaf\n"
			   "        title: A loaf\n"
			   "        hours: [4, 8]\n"
			   "        value: 3\n"
			   "        kind: project\n"
			   "        milestone: true\n"
			   "        option: grain/rye\n"
			   "        requires: [tools]\n"
			   "        skills: [kneading, proving]\n"
			   "        resources:\n"
			   "          - title: A film of it\n"
			   "            url: https://bread.example/film\n"
			   "            kind: video\n"
			   "\n"
			   "  - id: shop\n"
			   "    title: Shop\n"
			   "    steps:\n"
			   "      - id: sale\n"
			   "        title: Sell it\n"
			   "        hours: 1\n"
			   "        requires:\n"
			   "          - any: [tools, loaf]\n"
			   "changes:\n"
			   "  - version: 2\n"
			   "    renamed:\n"
			   "      - from: gear\n"
			   "        to: tools\n"
			   "    removed: [oven]\n";

static void
a_file_is_written_as_people_write_it(void **state)
{
	assert_string_equal(file_write(file_good(state, yaml), *state), yaml);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    file_test(any_roadmap_reads_back_to_the_same_message),
	    file_test(the_longest_texts_read_back),
	    file_test(long_lists_read_back),
	    file_test(minutes_read_back),
	    file_test(a_file_is_written_as_people_write_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
