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

static const struct answers_one *
answers_find(const struct answers *answers, struct bytes request)
{
	for (size_t i = 0; i < answers->n; i++) {
		const struct answers_one *one = &answers->list[i];

		if (one->request.size == request.size &&
		    memcmp(one->request.data, request.data, request.size) == 0)
			return one;
	}
	return NULL;
}

bool
answers_has(const struct answers *answers, struct bytes request)
{
	return answers_find(answers, request) != NULL;
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

static struct bytes
answers_copy(struct answers *answers, struct bytes bytes)
{
	uint8_t *data = arena_alloc(answers->arena, bytes.size);

	memcpy(data, bytes.data, bytes.size);
	return (struct bytes){data, bytes.size};
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
	    .request = answers_copy(answers, request),
	    .answer = {answer->method, answers_copy(answers, answer->response)},
	};
}
