/*
 * A message as a form that people fill in: YAML with remarks, in their editor, checked when it
 * comes back, and never lost.
 */
#ifndef CLIENT_FORM_FORM_H
#define CLIENT_FORM_FORM_H

#include "client/cli.h"
#include "core/roadmap.h"
#include "file/file_source.h"
#include "file/file_value.h"

struct form_kind {
	const struct file_map *map;
	/* Adds the faults of sense of a message; their paths are the keys: /title, /outcomes/2. */
	void (*check)(const void *message, struct arena *arena, struct roadmap_faults *faults);
};

/* --- writing (form_write.c): a remark, then the key --- */

/* A text of any lines as remarks, wrapped, moved in by `indent`. */
void form_write_remark(FILE *out, const char *indent, const char *text);
/* "title: A bowl" */
void form_write_line(FILE *out, const char *remark, const char *key, const char *text);
/* A text of several lines stands below its key; an empty one has its place there. */
void form_write_body(FILE *out, const char *remark, const char *key, const char *text);
void form_write_list(FILE *out, const char *remark, const char *key, const char *const *texts,
    size_t n);

/* --- reading (form_read.c) --- */

struct form {
	struct file_source source;
	struct file_faults faults; /* sorted */
	void *message;             /* of the kind's map; NULL if there are faults */
	bool empty;                /* nothing but remarks: whoever leaves that has given up */
};

/*
 * Reads a form ("-" is standard input) and checks what it says. True if it has no fault; also with
 * `empty`, where there is no message. It borrows the path and lives in the arena.
 */
bool form_read(const struct form_kind *kind, const char *path, struct arena *arena,
    struct form *ret_form);
/* The same from memory. */
bool form_read_bytes(const struct form_kind *kind, const char *name, const char *bytes, size_t size,
    struct arena *arena, struct form *ret_form);

/* struct file_key's read of a list of texts: an empty dash is a place to write at, no entry. */
void form_read_texts(struct file_reader *reader, const struct file_key *key, struct file_node *node,
    void *message);

/* --- editing (form_edit.c): returns the exit status --- */

struct form_edit {
	struct cli *cli;
	const struct form_kind *kind;
	const char
	    *command; /* takes the text up again with --form FILE: "portfolio edit 1a2b3c4d" */
	/* Sends the message, and tells of it; *ret_kept is false if it was refused. */
	int (*store)(const struct form_edit *edit, void *message, bool *ret_kept);
	const void *thing; /* what `store` has to know */
};

/*
 * Gives the text to the learner's editor, in a copy of that name. Without a change nothing happens:
 * then `unchanged` is what --json prints. What cannot be stored is kept, and it is told where.
 */
int form_edit(const struct form_edit *edit, const char *name, const char *text,
    const ProtobufCMessage *unchanged);
/* Stores what a file has instead. */
int form_edit_file(const struct form_edit *edit, const char *path);

#endif
