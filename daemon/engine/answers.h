/*
 * Answers that were given, kept for who asks the same again: prompts and status bars do.
 *
 * An answer is a function of the request's bytes, of what is stored and of the second. It is kept
 * with the store's age (store_age()) and the second, and is gone as soon as one is another.
 */
#ifndef ENGINE_ANSWERS_H
#define ENGINE_ANSWERS_H

#include <stdbool.h>

#include "core/arena.h"
#include "proto/message.h"
#include "store/store.h"

struct answers;

struct answer {
	const char *method; /* "Plan.Next"; lives as long as the process */
	struct bytes response;
	bool is_asked; /* since answers_asked() */
};

struct answers *answers_new(void);
/* Takes NULL. */
void answers_free(struct answers *answers);

/* It is asked. There may be an answer: worth a transaction to find out. */
bool answers_has(struct answers *answers, struct bytes request);
/* Of those that there may be an answer to: those asked since the last call, at most `limit`. They
 * live until the next call of a function of this module. */
size_t answers_asked(struct answers *answers, size_t limit, struct bytes *ret_requests);
/* After a transaction of the same turn. Until the next call of a function of this module; NULL if
 * there is none. */
const struct answer *answers_get(struct answers *answers, const struct store *store, int64_t now_s,
    struct bytes request);
/* In a transaction. Copies both; what is too large or one too many is not kept. */
void answers_put(struct answers *answers, const struct store *store, int64_t now_s,
    struct bytes request, const struct answer *answer);
/* For when the store's age does not tell: a commit failed, the file was replaced. */
void answers_drop(struct answers *answers);

#endif
