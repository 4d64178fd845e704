/*
 * The fields of a message as they stand in its bytes, one after the other, without unpacking it.
 */
#ifndef PROTO_FIELD_H
#define PROTO_FIELD_H

#include <stdbool.h>

#include "proto/message.h"

struct field {
	uint64_t number;
	bool has_inside; /* a string, bytes or a message: */
	struct bytes inside;
	struct bytes whole; /* with its tag */
};

/* Takes the first field of the bytes, of which there are some; they then begin after it. False if
 * there is none. */
bool field_next(struct bytes *bytes, struct field *ret_field);

#endif
