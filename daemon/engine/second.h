/*
 * What an engine answers while a second one (engine_open_second()) writes.
 *
 * The second works in batches, numbered as they are begun, and nobody is told of one before the
 * first engine is, by second_done(). Until then what the first has answered is as true as it was:
 * it need not look at the database to say it again. So that who asks all the time does not wait
 * for an answer made anew after each batch, the second answers the same requests at the end of the
 * batch, and the first takes that over. It does not if it has read from the database since, and may
 * have told of a later batch.
 *
 * What another process writes between the commit of a batch and second_done() is not in that, and
 * nothing tells: those requests are answered without it for the rest of the second.
 */
#ifndef ENGINE_SECOND_H
#define ENGINE_SECOND_H

#include "engine/dispatch.h"

enum {
	SECOND_ASKED_MAX = 4, /* requests that are answered by both */
};

/* `begun` tells which batch the second is at, at any moment; without it, none is known of. */
void second_follow(struct engine *first, uint64_t (*begun)(const void *arg), const void *arg);

/* Whether the second has something that the first was not told of. */
void second_set_writing(struct engine *first, bool is_writing);

/* Requests that were asked since the last call; the bytes live until the next request. */
size_t second_asked(struct engine *first, struct bytes ret_requests[SECOND_ASKED_MAX]);

/*
 * The first is told of a batch: its answers are of the past. If the second `is_writing` still, it
 * does not look at the database for what it is told next.
 */
void second_done(struct engine *first, bool is_writing);

/* After second_done(): an answer of the second's, made at now_us at the end of a batch. */
void second_take(struct engine *first, uint64_t batch, int64_t now_us, struct bytes request,
    const struct dispatch_reply *reply);

#endif
