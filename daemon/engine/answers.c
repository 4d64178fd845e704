#include "engine/answers.h"

#include <stdlib.h>
#include <string.h>

enum {
	ANSWERS_MAX = 16,
	ANSWERS_BYTES_MAX = 16384, /* of a request and its answer */
};

struct answers_one {
	struct bytes request;
	struct answer answer;
};

struct answers {
	struct arena *arena; /* owns the bytes of the list */
	struct answers_one list[ANSWERS_MAX];
	size_t n;
	int64_t own; /* the age that all are of */
	uint32_t others;
	int64_t now_s;
};

struct answers *
answers_new(void)
{
	struct answers *answers = calloc(1, sizeof(*answers));

	if (answers == NULL)
		abort();
	answers->arena = arena_new();
	return answers;
}

void
answers_free(struct answers *answers)
{
	if (answers == NULL)
		return;
	arena_free(answers->arena);
	free(answers);
}

static struct answers_one *
answers_find(struct answers *answers, struct bytes request)
{
	for (size_t i = 0; i < answers->n; i++) {
		struct answers_one *one = &answers->list[i];

		if (one->request.size == request.size &&
		    memcmp(one->request.data, request.data, request.size) == 0)
			return one;
	}
	return NULL;
}

bool
answers_has(struct answers *answers, struct bytes request)
{
	struct answers_one *one = answers_find(answers, request);

	if (one != NULL)
		one->answer.is_asked = true;
	return one != NULL;
}

size_t
answers_asked(struct answers *answers, size_t limit, struct bytes *ret_requests)
{
	size_t n = 0;

	for (size_t i = 0; i < answers->n; i++) {
		if (answers->list[i].answer.is_asked && n < limit)
			ret_requests[n++] = answers->list[i].request;
		answers->list[i].answer.is_asked = false;
	}
	return n;
}

void
answers_drop(struct answers *answers)
{
	if (answers->n == 0)
		return;
	answers->n = 0;
	arena_reset(answers->arena);
}

/* Drops those of another age. */
static void
answers_age(struct answers *answers, const struct store *store, int64_t now_s)
{
	int64_t own;
	uint32_t others;

	store_age(store, &own, &others);
	if (own == answers->own && others == answers->others && now_s == answers->now_s)
		return;
	answers_drop(answers);
	answers->own = own;
	answers->others = others;
	answers->now_s = now_s;
}

const struct answer *
answers_get(struct answers *answers, const struct store *store, int64_t now_s, struct bytes request)
{
	const struct answers_one *one;

	answers_age(answers, store, now_s);
	one = answers_find(answers, request);
	return one != NULL ? &one->answer : NULL;
}

void
answers_put(struct answers *answers, const struct store *store, int64_t now_s, struct bytes request,
    const struct answer *answer)
{
	answers_age(answers, store, now_s);
	if (answers->n == ANSWERS_MAX || request.size == 0 || answer->response.size == 0 ||
	    request.size + answer->response.size > ANSWERS_BYTES_MAX)
		return;
	answers->list[answers->n++] = (struct answers_one){
	    .request = message_copy(answers->arena, request),
	    .answer = {answer->method, message_copy(answers->arena, answer->response),
		answer->is_asked},
	};
}
