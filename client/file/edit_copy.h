/*
 * The copy of a text that is given to the learner's editor.
 */
#ifndef FILE_EDIT_COPY_H
#define FILE_EDIT_COPY_H

#include <stdbool.h>

#include "core/arena.h"

/*
 * Tells on standard error of the copies that earlier edits left, and how to take them up. Nothing
 * is told while another editor is open: from now on until this program and its editor are gone,
 * that goes for this one too.
 */
void edit_copy_tell_left(struct arena *arena);

/*
 * Writes the text to a new file ID.XXXXXX.yaml, of a form ID.COMMAND.XXXXXX.yaml, where it outlives
 * the session: in edit/ of the folder of the learner's data. The path, or NULL, told on standard
 * error.
 */
const char *edit_copy_make(const char *id, const char *text, struct arena *arena);

/*
 * Opens the file in $VISUAL, $EDITOR, or on a terminal in `editor` or `vi`, and waits. False, told
 * on standard error, if that fails.
 */
bool edit_copy_open(const char *path);

/* Asks on a terminal whether to edit what had faults again; false where there is none. */
bool edit_copy_again(void);

/* Whether the file holds just this text. */
bool edit_copy_is(const char *path, const char *text);

#endif
