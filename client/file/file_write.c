#include "file/file_write.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "file/file_evidence.h"
#include "file/file_quote.h"
#include "file/file_slug.h"
#include "proto/message.h"

enum {
	FILE_WRITE_WIDTH = 90, /* columns of a list on one line */
};

struct file_writer {
	FILE *out;
	struct arena *arena;
	unsigned indent;
	bool dash; /* the next key begins an entry of a list */
};

/* The indent and the name of a key; a blank and a value follow, or lines of their own. */
static void
file_write_key(struct file_writer *writer, const char *key)
{
	if (writer->dash)
		fprintf(writer->out, "%*s- %s:", (int)writer->indent - 2, "", key);
	else
		fprintf(writer->out, "%*s%s:", (int)writer->indent, "", key);
	writer->dash = false;
}

/* A key with a block of lines below it, moved in. */
static void
file_write_open(struct file_writer *writer, const char *key)
{
	if (writer->dash)
		fprintf(writer->out, "%*s- %s:\n", (int)writer->indent - 2, "", key);
	else
		fprintf(writer->out, "%*s%s:\n", (int)writer->indent, "", key);
	writer->dash = false;
	writer->indent += 4;
}

static void
file_write_close(struct file_writer *writer)
{
	writer->indent -= 4;
}

/* Between two entries of several lines. */
static void
file_write_entry(struct file_writer *writer, bool gap)
{
	if (gap)
		(void)fputc('\n', writer->out);
	writer->dash = true;
}

/* A blank, a text and the line end. */
static void
file_write_word(struct file_writer *writer, const char *text)
{
	(void)fputc(' ', writer->out);
	file_quote_line(writer->out, text);
	(void)fputc('\n', writer->out);
}

/* An entry of a list that is just a text. */
static void
file_write_item(struct file_writer *writer, unsigned indent, const char *text)
{
	fprintf(writer->out, "%*s-", (int)indent, "");
	file_write_word(writer, text);
}

static void
file_write_line(struct file_writer *writer, const char *key, const char *text)
{
	if (text[0] == '\0')
		return;
	file_write_key(writer, key);
	file_write_word(writer, text);
}

static void
file_write_body(struct file_writer *writer, const char *key, const char *text)
{
	if (text[0] == '\0')
		return;
	file_write_key(writer, key);
	(void)fputc(' ', writer->out);
	file_quote_body(writer->out, text, writer->indent + 2);
	(void)fputc('\n', writer->out);
}

static void
file_write_count(struct file_writer *writer, const char *key, uint32_t count, uint32_t otherwise)
{
	if (count == otherwise)
		return;
	file_write_key(writer, key);
	fprintf(writer->out, " %u\n", count);
}

static void
file_write_flag(struct file_writer *writer, const char *key, bool flag)
{
	if (!flag)
		return;
	file_write_key(writer, key);
	fputs(" true\n", writer->out);
}

/* Two places are enough to get the same minutes back. */
static void
file_write_minutes(struct file_writer *writer, uint32_t minutes)
{
	uint32_t hundredths = (minutes % 60 * 100 + 30) / 60;

	fprintf(writer->out, "%u", minutes / 60);
	if (hundredths % 10 != 0)
		fprintf(writer->out, ".%02u", hundredths);
	else if (hundredths != 0)
		fprintf(writer->out, ".%u", hundredths / 10);
}

static void
file_write_hours(struct file_writer *writer, const char *key, uint32_t low, uint32_t high)
{
	file_write_key(writer, key);
	fputs(low != high ? " [" : " ", writer->out);
	file_write_minutes(writer, low);
	if (low != high) {
		fputs(", ", writer->out);
		file_write_minutes(writer, high);
		(void)fputc(']', writer->out);
	}
	(void)fputc('\n', writer->out);
}

/* On one line where they fit there: [one, two]. Behind a key, with the line end. */
static bool
file_write_flow(struct file_writer *writer, const char *const *ids, size_t n)
{
	size_t columns = writer->indent + 16;

	for (size_t i = 0; i < n; i++)
		columns += strlen(ids[i]) + 2;
	if (columns > FILE_WRITE_WIDTH)
		return false;
	fputs(" [", writer->out);
	for (size_t i = 0; i < n; i++) {
		fputs(i > 0 ? ", " : "", writer->out);
		file_quote_line(writer->out, ids[i]);
	}
	fputs("]\n", writer->out);
	return true;
}

static void
file_write_block(struct file_writer *writer, const char *const *texts, size_t n)
{
	(void)fputc('\n', writer->out);
	for (size_t i = 0; i < n; i++)
		file_write_item(writer, writer->indent + 2, texts[i]);
}

static void
file_write_ids(struct file_writer *writer, const char *key, const char *const *ids, size_t n)
{
	file_write_key(writer, key);
	if (!file_write_flow(writer, ids, n))
		file_write_block(writer, ids, n);
}

/* Whether an entry of `requires` is just a step. */
static bool
file_write_is_step(const Pb__Requirement *entry)
{
	return entry->n_any_of == 1;
}

static void
file_write_requires(struct file_writer *writer, const Pb__StepDef *step)
{
	const char **ids = arena_array(writer->arena, step->n_requires, sizeof(*ids));
	size_t n = 0;

	while (n < step->n_requires && file_write_is_step(step->requires[n])) {
		ids[n] = step->requires[n]->any_of[0];
		n++;
	}
	if (n == step->n_requires) {
		if (n > 0)
			file_write_ids(writer, "requires", ids, n);
		return;
	}
	file_write_open(writer, "requires");
	for (size_t i = 0; i < step->n_requires; i++) {
		const Pb__Requirement *entry = step->requires[i];

		writer->dash = true;
		if (file_write_is_step(entry)) {
			file_write_item(writer, writer->indent - 2, entry->any_of[0]);
		} else {
			file_write_ids(writer, "any", entry->any_of, entry->n_any_of);
		}
	}
	writer->dash = false;
	file_write_close(writer);
}

/* Whether the reader would give the items these ids if they were left out. */
static bool
file_write_can_slug(const Pb__StepDef *step, struct arena *arena)
{
	Pb__Item **items = arena_array(arena, step->n_checklist, sizeof(Pb__Item *));

	for (size_t i = 0; i < step->n_checklist; i++) {
		items[i] = message_new(&pb__item__descriptor, arena);
		items[i]->title = step->checklist[i]->title;
	}
	file_slug_items(items, step->n_checklist, arena);
	for (size_t i = 0; i < step->n_checklist; i++)
		if (strcmp(items[i]->id, step->checklist[i]->id) != 0)
			return false;
	return true;
}

static void
file_write_checklist(struct file_writer *writer, const Pb__StepDef *step)
{
	bool brief = file_write_can_slug(step, writer->arena);

	if (step->n_checklist == 0)
		return;
	file_write_open(writer, "checklist");
	for (size_t i = 0; i < step->n_checklist; i++) {
		const Pb__Item *item = step->checklist[i];

		if (brief) {
			file_write_item(writer, writer->indent - 2, item->title);
			continue;
		}
		writer->dash = true;
		file_write_line(writer, "id", item->id);
		file_write_line(writer, "title", item->title);
	}
	file_write_close(writer);
}

static void
file_write_resources(struct file_writer *writer, const Pb__StepDef *step)
{
	if (step->n_resources == 0)
		return;
	file_write_open(writer, "resources");
	for (size_t i = 0; i < step->n_resources; i++) {
		const Pb__Resource *resource = step->resources[i];

		writer->dash = true;
		file_write_line(writer, "title", resource->title);
		file_write_line(writer, "url", resource->url);
		if (strcmp(resource->kind, "website") != 0)
			file_write_line(writer, "kind", resource->kind);
	}
	file_write_close(writer);
}

static void
file_write_evidence(struct file_writer *writer, const Pb__StepDef *step)
{
	if (step->evidence == NULL)
		return;
	file_write_key(writer, "evidence");
	fprintf(writer->out, " %s\n", file_evidence_text(step->evidence, writer->arena));
}

static void
file_write_extras(struct file_writer *writer, const Pb__StepDef *step)
{
	if (step->n_extras == 0)
		return;
	file_write_open(writer, "extras");
	for (size_t i = 0; i < step->n_extras; i++) {
		writer->dash = true;
		file_write_line(writer, "key", step->extras[i]->key);
		file_write_body(writer, "value", step->extras[i]->value);
	}
	file_write_close(writer);
}

static void
file_write_step(struct file_writer *writer, const Pb__StepDef *step)
{
	static const char *const kinds[] = {"", "", "project", "portfolio", "job"};

	file_write_line(writer, "id", step->id);
	file_write_line(writer, "title", step->title);
	file_write_body(writer, "summary", step->summary);
	file_write_body(writer, "done-when", step->done_when);
	file_write_hours(writer, "hours", step->minutes_low, step->minutes_high);
	file_write_flag(writer, "guessed", step->guessed);
	file_write_count(writer, "value", step->value, 1);
	file_write_line(writer, "kind", kinds[step->kind]);
	file_write_flag(writer, "optional", step->optional);
	file_write_flag(writer, "milestone", step->milestone);
	if (step->choice_id[0] != '\0')
		file_write_line(writer, "option",
		    arena_printf(writer->arena, "%s/%s", step->choice_id, step->option_id));
	file_write_requires(writer, step);
	if (step->n_skills > 0)
		file_write_ids(writer, "skills", step->skills, step->n_skills);
	file_write_checklist(writer, step);
	file_write_evidence(writer, step);
	file_write_resources(writer, step);
	file_write_line(writer, "source-id", step->source_id);
	file_write_extras(writer, step);
}

static void
file_write_phases(struct file_writer *writer, const Pb__Roadmap *message)
{
	file_write_open(writer, "phases");
	for (size_t i = 0; i < message->n_phases; i++) {
		const Pb__Phase *phase = message->phases[i];

		file_write_entry(writer, i > 0);
		file_write_line(writer, "id", phase->id);
		file_write_line(writer, "title", phase->title);
		file_write_body(writer, "summary", phase->summary);
		file_write_open(writer, "steps");
		for (size_t j = 0; j < phase->n_steps; j++) {
			file_write_entry(writer, j > 0);
			file_write_step(writer, phase->steps[j]);
		}
		file_write_close(writer);
	}
	file_write_close(writer);
}

static void
file_write_choices(struct file_writer *writer, const Pb__Roadmap *message)
{
	if (message->n_choices == 0)
		return;
	file_write_open(writer, "choices");
	for (size_t i = 0; i < message->n_choices; i++) {
		const Pb__Choice *choice = message->choices[i];

		writer->dash = true;
		file_write_line(writer, "id", choice->id);
		file_write_line(writer, "title", choice->title);
		file_write_body(writer, "summary", choice->summary);
		file_write_count(writer, "pick", choice->pick, 1);
		file_write_open(writer, "options");
		for (size_t j = 0; j < choice->n_options; j++) {
			writer->dash = true;
			file_write_line(writer, "id", choice->options[j]->id);
			file_write_line(writer, "title", choice->options[j]->title);
			file_write_body(writer, "summary", choice->options[j]->summary);
		}
		file_write_close(writer);
	}
	file_write_close(writer);
}

static void
file_write_outlook(struct file_writer *writer, const Pb__Roadmap *message)
{
	if (message->n_outlook == 0)
		return;
	file_write_open(writer, "outlook");
	for (size_t i = 0; i < message->n_outlook; i++) {
		const Pb__Outlook *outlook = message->outlook[i];

		writer->dash = true;
		file_write_line(writer, "what", outlook->what);
		file_write_line(writer, "figure", outlook->figure);
		file_write_line(writer, "source", outlook->source);
		file_write_count(writer, "year", outlook->year, 0);
	}
	file_write_close(writer);
}

static void
file_write_pathways(struct file_writer *writer, const Pb__Roadmap *message)
{
	if (message->n_pathways == 0)
		return;
	file_write_open(writer, "pathways");
	for (size_t i = 0; i < message->n_pathways; i++) {
		const Pb__Pathway *pathway = message->pathways[i];

		writer->dash = true;
		file_write_line(writer, "id", pathway->id);
		file_write_line(writer, "title", pathway->title);
		file_write_hours(writer, "hours-per-week", pathway->minutes_per_week,
		    pathway->minutes_per_week);
		file_write_count(writer, "weeks", pathway->weeks, 0);
		file_write_body(writer, "summary", pathway->summary);
	}
	file_write_close(writer);
}

static void
file_write_renamed(struct file_writer *writer, const Pb__Change *change)
{
	if (change->n_renamed == 0)
		return;
	file_write_open(writer, "renamed");
	for (size_t i = 0; i < change->n_renamed; i++) {
		writer->dash = true;
		file_write_line(writer, "from", change->renamed[i]->from);
		file_write_line(writer, "to", change->renamed[i]->to);
	}
	file_write_close(writer);
}

static void
file_write_split(struct file_writer *writer, const Pb__Change *change)
{
	if (change->n_split == 0)
		return;
	file_write_open(writer, "split");
	for (size_t i = 0; i < change->n_split; i++) {
		writer->dash = true;
		file_write_line(writer, "from", change->split[i]->from);
		file_write_ids(writer, "to", change->split[i]->to, change->split[i]->n_to);
	}
	file_write_close(writer);
}

static void
file_write_merged(struct file_writer *writer, const Pb__Change *change)
{
	if (change->n_merged == 0)
		return;
	file_write_open(writer, "merged");
	for (size_t i = 0; i < change->n_merged; i++) {
		writer->dash = true;
		file_write_ids(writer, "from", change->merged[i]->from, change->merged[i]->n_from);
		file_write_line(writer, "to", change->merged[i]->to);
	}
	file_write_close(writer);
}

static void
file_write_changes(struct file_writer *writer, const Pb__Roadmap *message)
{
	if (message->n_changes == 0)
		return;
	file_write_open(writer, "changes");
	for (size_t i = 0; i < message->n_changes; i++) {
		const Pb__Change *change = message->changes[i];

		writer->dash = true;
		file_write_count(writer, "version", change->version, 0);
		file_write_renamed(writer, change);
		file_write_split(writer, change);
		file_write_merged(writer, change);
		if (change->n_removed > 0)
			file_write_ids(writer, "removed", change->removed, change->n_removed);
	}
	file_write_close(writer);
}

char *
file_write(const Pb__Roadmap *message, struct arena *arena)
{
	struct file_writer writer = {.arena = arena};
	char *text, *copy;
	size_t size;

	writer.out = open_memstream(&text, &size);
	if (writer.out == NULL)
		abort();
	file_write_line(&writer, "roadmap", message->id);
	file_write_count(&writer, "version", message->version, 0);
	file_write_line(&writer, "title", message->title);
	file_write_body(&writer, "summary", message->summary);
	if (message->n_leads_to > 0) {
		file_write_key(&writer, "leads-to");
		file_write_block(&writer, message->leads_to, message->n_leads_to);
	}
	file_write_outlook(&writer, message);
	file_write_pathways(&writer, message);
	file_write_choices(&writer, message);
	file_write_phases(&writer, message);
	file_write_changes(&writer, message);
	if (fclose(writer.out) != 0)
		abort();
	copy = arena_strdup(arena, text);
	free(text);
	return copy;
}
