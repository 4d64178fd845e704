/*
 * A learner's story that reaches every rpc at least once, on a fresh database.
 */
#ifndef FAULT_STORY_H
#define FAULT_STORY_H

#include <stddef.h>

#include "core/arena.h"
#include "proto/message.h"

struct story_line {
	const char *service, *method; /* "Step", "Set" */
	const ProtobufCMessage *request;
};

/* Lines in the arena. */
size_t story_tell(struct arena *arena, struct story_line **ret_lines);

#endif
