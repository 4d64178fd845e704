/*
 * Prints JSON: protobuf's JSON mapping of any message, by its descriptor, and objects of texts.
 * Every field is there, so that the shape is stable: defaults as they are, no list as [], no
 * message as null. Control characters are escaped, DEL and C1 too, and what is no UTF-8 is told by
 * question marks: what is printed is safe for a terminal.
 *
 * Printing is so little that it needs no library, whose loading would cost every command a tenth
 * of its time. What reads JSON uses jansson.
 */
#ifndef CLIENT_JSON_H
#define CLIENT_JSON_H

#include <protobuf-c/protobuf-c.h>
#include <stdbool.h>
#include <stdio.h>

/*
 * lowerCamelCase names, enums by name, 64-bit integers as strings, Timestamp as RFC 3339. Ends
 * with a newline.
 */
void json_print(const ProtobufCMessage *message, bool indented, FILE *file);

/* A document that is written piece by piece; begins as {.file, .indented}. */
struct json_writer {
	FILE *file;
	bool indented; /* by two spaces, else on one line */
	unsigned depth;
	bool filled; /* the innermost object or array has something in it */
};

/* `name` is that of the member; NULL in an array and for the document itself. */
void json_write_begin(struct json_writer *writer, const char *name, char bracket);
void json_write_text(struct json_writer *writer, const char *name, const char *text);
/* `bracket` closes the innermost. */
void json_write_end(struct json_writer *writer, char bracket);

#endif
