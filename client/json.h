/*
 * protobuf's JSON mapping of any message, by its descriptor. Every field is there, so that the
 * shape is stable: defaults as they are, no list as [], no message as null.
 */
#ifndef CLIENT_JSON_H
#define CLIENT_JSON_H

#include <jansson.h>
#include <protobuf-c/protobuf-c.h>
#include <stdbool.h>
#include <stdio.h>

/* lowerCamelCase names, enums by name, 64-bit integers as strings, Timestamp as RFC 3339. */
json_t *json_of_message(const ProtobufCMessage *message);

/*
 * Prints a value and a newline, indented or on one line. Control characters are escaped, DEL and
 * C1 too: what is printed is safe for a terminal. Takes the reference.
 */
void json_print(json_t *value, bool indented, FILE *file);

#endif
