#include "form.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "file/edit_copy.h"

enum form_edit_outcome {
	FORM_EDIT_CHANGED,
	FORM_EDIT_UNCHANGED,
	FORM_EDIT_FAULTY,
};

static int
form_edit_keep(const struct form_edit *edit, const char *path, int status)
{
	fprintf(stderr,
	    "Your text is kept in\n  %s\nTo store it later:\n"
	    "  roadmap %s --form %s\n",
	    path, edit->command, path);
	return status;
}

static enum form_edit_outcome
form_edit_read(const struct form_edit *edit, const char *path, const char *text, struct form *form)
{
	if (edit_copy_is(path, text))
		return FORM_EDIT_UNCHANGED;
	if (form_read(edit->kind, path, edit->cli->arena, form))
		return form->empty ? FORM_EDIT_UNCHANGED : FORM_EDIT_CHANGED;
	file_fault_print(stderr, &form->faults, &form->source);
	return FORM_EDIT_FAULTY;
}

static int
form_edit_unchanged(const struct form_edit *edit, const char *path,
    const ProtobufCMessage *unchanged)
{
	(void)unlink(path);
	if (cli_is_json(edit->cli, unchanged))
		return CLI_DONE;
	out_text(&edit->cli->out, OUT_PLAIN, "Nothing changed.");
	out_newline(&edit->cli->out);
	return CLI_DONE;
}

static int
form_edit_store(const struct form_edit *edit, const char *path, const struct form *form)
{
	bool kept;
	int status = edit->store(edit, form->message, &kept);

	if (!kept)
		return form_edit_keep(edit, path, status);
	(void)unlink(path);
	return status;
}

int
form_edit(const struct form_edit *edit, const char *name, const char *text,
    const ProtobufCMessage *unchanged)
{
	struct form *form = arena_alloc(edit->cli->arena, sizeof(*form));
	const int word = (int)strcspn(edit->command, " ");
	struct arena *arena = edit->cli->arena;
	enum form_edit_outcome outcome;
	const char *path;

	edit_copy_tell_left(arena);
	path =
	    edit_copy_make(arena_printf(arena, "%s.%.*s", name, word, edit->command), text, arena);
	/* The daemon is left alone meanwhile: an editor may be open for days. */
	rpc_close(edit->cli->rpc);
	edit->cli->rpc = NULL;
	if (!path)
		return CLI_FAILED;
	do {
		if (!edit_copy_open(path)) {
			if (!edit_copy_is(path, text))
				return form_edit_keep(edit, path, CLI_REFUSED);
			(void)unlink(path);
			return CLI_REFUSED;
		}
		outcome = form_edit_read(edit, path, text, form);
		if (outcome == FORM_EDIT_UNCHANGED)
			return form_edit_unchanged(edit, path, unchanged);
	} while (outcome == FORM_EDIT_FAULTY && edit_copy_again());
	return outcome == FORM_EDIT_FAULTY ? form_edit_keep(edit, path, CLI_REFUSED)
					   : form_edit_store(edit, path, form);
}

int
form_edit_file(const struct form_edit *edit, const char *path)
{
	struct form *form = arena_alloc(edit->cli->arena, sizeof(*form));
	bool kept;

	if (!form_read(edit->kind, path, edit->cli->arena, form)) {
		file_fault_print(stderr, &form->faults, &form->source);
		return CLI_REFUSED;
	}
	if (form->empty)
		return cli_usage(edit->cli, "the form is empty");
	return edit->store(edit, form->message, &kept);
}
