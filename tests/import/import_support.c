#include "import_support.h"

#include <stdlib.h>
#include <string.h>

int
import_setup(void **state)
{
	struct imported *imported = calloc(1, sizeof(*imported));

	imported->arena = arena_new();
	*state = imported;
	return 0;
}

int
import_teardown(void **state)
{
	struct imported *imported = *state;

	free(imported->notes);
	arena_free(imported->arena);
	free(imported);
	return 0;
}

/* Reads an input, with what is told kept. */
static struct imported *
import_support_read(struct imported *imported, const struct import_input *input, const char *format,
    const struct import_options *options)
{
	static const struct import_options none = {0};
	FILE *notes;

	free(imported->notes);
	notes = open_memstream(&imported->notes, &imported->notes_size);
	imported->err = (struct err)ERR_NONE;
	imported->draft = import_draft_new(input->name, notes, imported->arena);
	imported->roadmap = import_read(input, format != NULL ? import_format_find(format) : NULL,
	    options != NULL ? options : &none, imported->draft, &imported->format, &imported->err);
	assert_int_equal(fclose(notes), 0);
	return imported;
}

struct imported *
import_bytes(void **state, const char *bytes, size_t size, const char *format,
    const struct import_options *options)
{
	struct imported *imported = *state;
	struct import_input input;

	assert_int_equal(import_input_make("test", bytes, size, imported->arena, &input,
			     &imported->err),
	    ERR_OK);
	return import_support_read(imported, &input, format, options);
}

struct imported *
import_good(void **state, const char *format, const char *text)
{
	struct imported *imported = import_bytes(state, text, strlen(text), NULL, NULL);

	if (imported->roadmap == NULL)
		fail_msg("%s", imported->err.text);
	assert_string_equal(imported->format->name, format);
	return imported;
}

void
import_bad(void **state, const char *text, const char *expected)
{
	const struct imported *imported = import_bytes(state, text, strlen(text), NULL, NULL);

	assert_null(imported->roadmap);
	assert_string_equal(imported->err.text, expected);
}

const char *
import_sample_path(void **state, const char *name)
{
	const struct imported *imported = *state;

	return arena_printf(imported->arena, "%s/%s", IMPORT_TEST_DATA, name);
}

struct imported *
import_sample(void **state, const char *name, const struct import_options *options)
{
	struct imported *imported = *state;
	struct import_input input;

	assert_int_equal(import_input_read(import_sample_path(state, name), imported->arena, &input,
			     &imported->err),
	    ERR_OK);
	input.name = "test";
	(void)import_support_read(imported, &input, NULL, options);
	if (imported->roadmap == NULL)
		fail_msg("%s", imported->err.text);
	return imported;
}

const Pb__StepDef *
import_step(const struct imported *imported, const char *id)
{
	for (uint32_t i = 0; i < imported->draft->n_steps; i++)
		if (strcmp(imported->draft->steps[i]->def->id, id) == 0)
			return imported->draft->steps[i]->def;
	fail_msg("no step '%s' in %s", id, import_outline(imported));
	return NULL;
}

enum import_mark
import_mark_of(const struct imported *imported, const char *id)
{
	const Pb__StepDef *def = import_step(imported, id);

	for (uint32_t i = 0; i < imported->draft->n_steps; i++)
		if (imported->draft->steps[i]->def == def)
			return imported->draft->steps[i]->mark;
	return IMPORT_MARKS;
}

const char *
import_outline(const struct imported *imported)
{
	const char *text = "";

	for (size_t i = 0; i < imported->roadmap->n_phases; i++) {
		const Pb__Phase *phase = imported->roadmap->phases[i];

		text = arena_printf(imported->arena, "%s%s%s:", text, i > 0 ? "; " : "", phase->id);
		for (size_t k = 0; k < phase->n_steps; k++)
			text = arena_printf(imported->arena, "%s %s", text, phase->steps[k]->id);
	}
	return text;
}

const char *
import_needs(const struct imported *imported, const char *id)
{
	const Pb__StepDef *step = import_step(imported, id);
	const char *text = "";

	for (size_t i = 0; i < step->n_requires; i++) {
		const Pb__Requirement *entry = step->requires[i];

		for (size_t k = 0; k < entry->n_any_of; k++)
			text = arena_printf(imported->arena, "%s%s%s", text,
			    k > 0             ? "|"
			    : text[0] != '\0' ? " "
					      : "",
			    entry->any_of[k]);
	}
	return text;
}
