/*
 * The answer to a request that failed: a ttrpc.Response with a status.
 */
#ifndef ENGINE_REFUSAL_H
#define ENGINE_REFUSAL_H

#include "core/arena.h"
#include "core/err.h"
#include "proto/message.h"

/* `details` may be NULL. *ret_text is the text as it is told: one line of UTF-8. In the arena. */
struct bytes refusal_pack(struct arena *arena, enum err_code code, const char *text,
    const ProtobufCMessage *details, const char **ret_text);

#endif
