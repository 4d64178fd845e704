#include "engine/second.h"

#include <string.h>

#include "engine/answers.h"
#include "engine/engine.h"

enum {
	SECOND_US_PER_S = 1000000,
};

void
second_follow(struct engine *first, uint64_t (*begun)(const void *arg), const void *arg)
{
	first->second.begun = begun;
	first->second.begun_arg = arg;
}

void
second_set_writing(struct engine *first, bool is_writing)
{
	first->second.is_writing = is_writing;
}

static bool
second_has(const struct engine_second *second, struct bytes request)
{
	for (size_t i = 0; i < second->n_asked; i++)
		if (second->asked[i].size == request.size &&
		    memcmp(second->asked[i].data, request.data, request.size) == 0)
			return true;
	return false;
}

/* Before the answers are dropped, and with them what was asked. */
static void
second_gather(struct engine *first)
{
	struct engine_second *second = &first->second;
	struct bytes requests[SECOND_ASKED_MAX];
	size_t n = answers_asked(first->answers, SECOND_ASKED_MAX, requests);

	if (second->n_asked == 0 && second->arena != NULL)
		arena_reset(second->arena);
	for (size_t i = 0; i < n && second->n_asked < SECOND_ASKED_MAX; i++) {
		if (second_has(second, requests[i]))
			continue;
		if (second->arena == NULL)
			second->arena = arena_new();
		second->asked[second->n_asked++] = message_copy(second->arena, requests[i]);
	}
}

size_t
second_asked(struct engine *first, struct bytes ret_requests[SECOND_ASKED_MAX])
{
	struct engine_second *second = &first->second;
	size_t n;

	second_gather(first);
	n = second->n_asked;
	if (n > 0)
		memcpy(ret_requests, second->asked, n * sizeof(*ret_requests));
	second->n_asked = 0;
	return n;
}

void
second_done(struct engine *first, bool is_writing)
{
	second_gather(first);
	answers_drop(first->answers);
	second_set_writing(first, is_writing);
	if (!is_writing)
		(void)engine_look(first);
	first->has_looked = false;
}

void
second_take(struct engine *first, uint64_t batch, int64_t now_us, struct bytes request,
    const struct dispatch_reply *reply)
{
	const struct answer answer = {reply->method, reply->response, false};

	if (reply->code == ERR_OK && reply->holds && batch >= first->second.seen)
		answers_put(first->answers, first->store, now_us / SECOND_US_PER_S, request,
		    &answer);
}
