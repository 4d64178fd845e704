/*
 * The answers of a commit are written into one row, right before it: a row for each would be two
 * tables' work for what is hardly ever read. Where each is, by the hash of its key, is known in
 * memory.
 *
 * A row: its key is a number, one more than that of the row before; its response has, for each
 * answer, the lengths of key and response, of four bytes each, the highest first, and both.
 * Programs before this wrote a row for each answer, under its own key, which begins with a capital
 * letter.
 */
#include "store/store.h"

#include <stdlib.h>
#include <string.h>

#include "store/store_private.h"

enum {
	STORE_ANSWERS = 256,     /* at least; more than can be on their way when a daemon ends */
	STORE_ANSWER_NUMBER = 8, /* bytes */
	STORE_ANSWER_LENGTHS = 8,
	STORE_ANSWER_ROOM = 1 << 18, /* is held on to between commits */
};

/* Where an answer is. Those of a row stand together, the oldest row first. */
struct store_answer_place {
	uint64_t hash;
	int64_t slot;
};

struct store_answer_list {
	struct store_answer_place *places;
	size_t n, room;
};

struct store_answers {
	bool is_known;   /* what is in the table, when another connection had written last: */
	uint32_t others; /* the data version */
	struct store_answer_list known;
	struct store_answer_list coming; /* of the requests of this commit; their slot is 0 */
	uint8_t *row;                    /* for those */
	size_t size, room;
	size_t n_kept, kept_size; /* of requests that were kept */
	uint64_t number;          /* of the newest row, or 0 */
};

/* An answer in the bytes of a row. */
struct store_answer {
	const uint8_t *key, *response;
	size_t key_size, response_size;
};

static uint64_t
store_answer_hash(const void *key, size_t size)
{
	const uint8_t *bytes = key;
	uint64_t hash = UINT64_C(14695981039346656037); /* FNV-1a */

	for (size_t i = 0; i < size; i++)
		hash = (hash ^ bytes[i]) * UINT64_C(1099511628211);
	return hash;
}

static void
store_answer_add(struct store_answer_list *list, uint64_t hash, int64_t slot)
{
	if (list->n == list->room) {
		list->room = list->room == 0 ? STORE_ANSWERS : 2 * list->room;
		list->places = reallocarray(list->places, list->room, sizeof(*list->places));
		if (list->places == NULL)
			abort();
	}
	list->places[list->n++] = (struct store_answer_place){hash, slot};
}

static struct store_answers *
store_answer_of(struct store *store)
{
	if (store->answers == NULL &&
	    (store->answers = calloc(1, sizeof(struct store_answers))) == NULL)
		abort();
	return store->answers;
}

void
store_answer_free(struct store *store)
{
	struct store_answers *answers = store->answers;

	if (answers == NULL)
		return;
	free(answers->known.places);
	free(answers->coming.places);
	free(answers->row);
	free(answers);
}

static uint64_t
store_answer_number(const uint8_t *bytes, size_t size)
{
	uint64_t number = 0;

	for (size_t i = 0; i < size; i++)
		number = number << 8 | bytes[i];
	return number;
}

static void
store_answer_put_number(uint8_t *bytes, size_t size, uint64_t number)
{
	for (size_t i = size; i-- > 0; number >>= 8)
		bytes[i] = (uint8_t)number;
}

/* Takes the first answer of the bytes; they then begin after it. False if there is none. */
static bool
store_answer_next(const uint8_t **bytes, size_t *size, struct store_answer *ret_answer)
{
	struct store_answer answer;
	size_t left;

	if (*size < STORE_ANSWER_LENGTHS)
		return false;
	left = *size - STORE_ANSWER_LENGTHS;
	answer.key_size = store_answer_number(*bytes, STORE_ANSWER_LENGTHS / 2);
	answer.response_size =
	    store_answer_number(*bytes + STORE_ANSWER_LENGTHS / 2, STORE_ANSWER_LENGTHS / 2);
	if (answer.key_size > left || answer.response_size > left - answer.key_size)
		return false;
	answer.key = *bytes + STORE_ANSWER_LENGTHS;
	answer.response = answer.key + answer.key_size;
	*bytes = answer.response + answer.response_size;
	*size = left - answer.key_size - answer.response_size;
	*ret_answer = answer;
	return true;
}

static bool
store_answer_is_alone(const char *key)
{
	return key[0] < '0' || key[0] > '9';
}

static void
store_answer_learn(struct store_answers *answers, sqlite3_stmt *row)
{
	const int64_t slot = sqlite3_column_int64(row, 0);
	const char *key = (const char *)sqlite3_column_text(row, 1);
	const uint8_t *bytes = sqlite3_column_blob(row, 2);
	size_t size = (size_t)sqlite3_column_bytes(row, 2);
	struct store_answer answer;

	if (key == NULL || bytes == NULL) /* no memory: the next step says so */
		return;
	if (store_answer_is_alone(key)) {
		store_answer_add(&answers->known, store_answer_hash(key, strlen(key)), slot);
		return;
	}
	if (size < STORE_ANSWER_NUMBER)
		return;
	answers->number = store_answer_number(bytes, STORE_ANSWER_NUMBER);
	bytes += STORE_ANSWER_NUMBER;
	size -= STORE_ANSWER_NUMBER;
	while (store_answer_next(&bytes, &size, &answer))
		store_answer_add(&answers->known, store_answer_hash(answer.key, answer.key_size),
		    slot);
}

/* Reads what is in the table, unless nobody else has written since it was read. */
static enum err_code
store_answer_know(struct store *store, struct err *err)
{
	struct store_answers *answers = store_answer_of(store);
	enum err_code code = ERR_OK;
	sqlite3_stmt *row;

	if (answers->is_known && answers->others == store->data_version)
		return ERR_OK;
	answers->known.n = 0;
	answers->number = 0;
	row = store_start(store, SQL_ANSWER_LIST, "");
	while (store_next(store, row, &code, err))
		store_answer_learn(answers, row);
	answers->is_known = code == ERR_OK;
	answers->others = store->data_version;
	return code;
}

static struct store_blob
store_answer_copy(struct arena *arena, const void *data, size_t size)
{
	void *copy = arena_alloc(arena, size);

	if (size > 0)
		memcpy(copy, data, size);
	return (struct store_blob){copy, size};
}

/* NULL data if it is not among them. */
static struct store_blob
store_answer_find(const uint8_t *bytes, size_t size, const char *key, struct arena *arena)
{
	const size_t key_size = strlen(key);
	struct store_answer answer;

	while (store_answer_next(&bytes, &size, &answer))
		if (answer.key_size == key_size && memcmp(answer.key, key, key_size) == 0)
			return store_answer_copy(arena, answer.response, answer.response_size);
	return (struct store_blob){NULL, 0};
}

/* The same in a row of the table. */
static enum err_code
store_answer_read(struct store *store, struct arena *arena, int64_t slot, const char *key,
    struct store_blob *response, struct err *err)
{
	sqlite3_stmt *row = store_start(store, SQL_ANSWER_GET, "i", slot);
	enum err_code code = ERR_OK;

	while (store_next(store, row, &code, err)) {
		const char *name = (const char *)sqlite3_column_text(row, 0);
		const uint8_t *bytes = sqlite3_column_blob(row, 1);
		const size_t size = (size_t)sqlite3_column_bytes(row, 1);

		if (name == NULL || bytes == NULL)
			continue;
		if (store_answer_is_alone(name) && strcmp(name, key) == 0)
			*response = store_answer_copy(arena, bytes, size);
		else if (!store_answer_is_alone(name) && size > STORE_ANSWER_NUMBER)
			*response = store_answer_find(bytes + STORE_ANSWER_NUMBER,
			    size - STORE_ANSWER_NUMBER, key, arena);
	}
	return code;
}

static bool
store_answer_has(const struct store_answer_list *list, uint64_t hash)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->places[i].hash == hash)
			return true;
	return false;
}

enum err_code
store_answer_get(struct store *store, struct arena *arena, const char *key,
    struct store_blob *ret_response, struct err *err)
{
	const struct store_answers *answers = store_answer_of(store);
	const uint64_t hash = store_answer_hash(key, strlen(key));
	struct store_blob response = {NULL, 0};
	enum err_code code = store_answer_know(store, err);

	if (code == ERR_OK && store_answer_has(&answers->coming, hash))
		response = store_answer_find(answers->row + STORE_ANSWER_NUMBER,
		    answers->size - STORE_ANSWER_NUMBER, key, arena);
	for (size_t i = answers->known.n; code == ERR_OK && response.data == NULL && i-- > 0;)
		if (answers->known.places[i].hash == hash)
			code = store_answer_read(store, arena, answers->known.places[i].slot, key,
			    &response, err);
	if (code == ERR_OK)
		*ret_response = response;
	return code;
}

static uint8_t *
store_answer_room(struct store_answers *answers, size_t size)
{
	if (size > answers->room - answers->size) {
		answers->room = 2 * (answers->size + size);
		answers->row = realloc(answers->row, answers->room);
		if (answers->row == NULL)
			abort();
	}
	answers->size += size;
	return answers->row + answers->size - size;
}

static uint8_t *
store_answer_append(uint8_t *at, const void *data, size_t size)
{
	if (size > 0)
		memcpy(at, data, size);
	return at + size;
}

void
store_answer_put(struct store *store, const char *key, struct store_blob response)
{
	struct store_answers *answers = store_answer_of(store);
	const size_t key_size = strlen(key);
	uint8_t *at;

	if (answers->size == 0)
		(void)store_answer_room(answers, STORE_ANSWER_NUMBER);
	at = store_answer_room(answers, STORE_ANSWER_LENGTHS + key_size + response.size);
	store_answer_put_number(at, STORE_ANSWER_LENGTHS / 2, key_size);
	store_answer_put_number(at + STORE_ANSWER_LENGTHS / 2, STORE_ANSWER_LENGTHS / 2,
	    response.size);
	at = store_answer_append(at + STORE_ANSWER_LENGTHS, key, key_size);
	(void)store_answer_append(at, response.data, response.size);
	store_answer_add(&answers->coming, store_answer_hash(key, key_size), 0);
}

void
store_answer_keep(struct store *store)
{
	if (store->answers == NULL)
		return;
	store->answers->n_kept = store->answers->coming.n;
	store->answers->kept_size = store->answers->size;
}

void
store_answer_drop(struct store *store, bool all)
{
	struct store_answers *answers = store->answers;

	if (answers == NULL)
		return;
	if (all)
		answers->n_kept = answers->kept_size = 0;
	if (all && answers->room > STORE_ANSWER_ROOM) {
		free(answers->row);
		answers->row = NULL;
		answers->room = 0;
	}
	answers->coming.n = answers->n_kept;
	answers->size = answers->kept_size;
}

void
store_answer_forget(struct store *store)
{
	if (store->answers != NULL)
		store->answers->is_known = false;
}

/* How many of the oldest may go, by whole rows, when n more come. */
static size_t
store_answer_old(const struct store_answer_list *known, size_t n)
{
	size_t old = 0, end = 0;

	while (end < known->n) {
		while (end < known->n && known->places[end].slot == known->places[old].slot)
			end++;
		if (known->n - end + n < STORE_ANSWERS)
			break;
		old = end;
	}
	return old;
}

/* That of a row that goes, or one that is free; none of the first, whose keys are others. */
static int64_t
store_answer_slot(const struct store_answer_list *known, size_t n_old)
{
	int64_t last = STORE_ANSWERS - 1;

	for (size_t i = 0; i < known->n; i++) {
		if (i < n_old && known->places[i].slot >= STORE_ANSWERS)
			return known->places[i].slot;
		if (known->places[i].slot > last)
			last = known->places[i].slot;
	}
	return last + 1;
}

static enum err_code
store_answer_drop_rows(struct store *store, const struct store_answer_list *known, size_t n,
    int64_t but_slot, struct err *err)
{
	enum err_code code = ERR_OK;
	int64_t last = but_slot;

	for (size_t i = 0; code == ERR_OK && i < n; i++) {
		if (known->places[i].slot == last)
			continue;
		last = known->places[i].slot;
		code = store_finish(store, store_start(store, SQL_ANSWER_DROP, "i", last), err);
	}
	return code;
}

static enum err_code
store_answer_put_row(struct store *store, size_t n_old, int64_t slot, struct err *err)
{
	struct store_answers *answers = store->answers;
	const struct store_blob row = {answers->row, answers->kept_size};
	enum err_code code = store_answer_drop_rows(store, &answers->known, n_old, slot, err);

	store_answer_put_number(answers->row, STORE_ANSWER_NUMBER, answers->number + 1);
	if (code == ERR_OK)
		code =
		    store_finish(store, store_start(store, SQL_ANSWER_PUT, "ib", slot, &row), err);
	return code;
}

enum err_code
store_answer_write(struct store *store, struct err *err)
{
	struct store_answers *answers = store->answers;
	enum err_code code;
	size_t n_old;
	int64_t slot;

	if (answers == NULL || answers->n_kept == 0)
		return ERR_OK;
	code = store_answer_know(store, err);
	if (code != ERR_OK)
		return code;
	n_old = store_answer_old(&answers->known, answers->n_kept);
	slot = store_answer_slot(&answers->known, n_old);
	code = store_answer_put_row(store, n_old, slot, err);
	if (code != ERR_OK)
		return code;
	/* Too early, until it is committed: if it is not, this is forgotten. */
	answers->number++;
	answers->known.n -= n_old;
	if (n_old > 0)
		memmove(answers->known.places, answers->known.places + n_old,
		    answers->known.n * sizeof(*answers->known.places));
	for (size_t i = 0; i < answers->n_kept; i++)
		store_answer_add(&answers->known, answers->coming.places[i].hash, slot);
	return ERR_OK;
}
