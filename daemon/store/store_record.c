#include "store/store_record.h"

#include <stdlib.h>
#include <string.h>

enum {
	STORE_RECORD_BUCKETS = 256,
	STORE_RECORD_NUMBER = 8,    /* bytes of an integer or a float */
	STORE_RECORD_LENGTH = 9,    /* at most, of a length */
	STORE_RECORD_UNDEFINED = 0, /* instead of a type: a value that is not told */
};

const struct store_record_table store_record_tables[STORE_RECORD_TABLES] = {
    {"enrollment", "100"},
    {"choice_pick", "1230"},
    {"step_status", "1200000"},
    {"note", "12300"},
    {"link", "12300"},
    {"item_check", "1230"},
    {"kept_step", "1200"},
    {"time_entry", "12300"},
    {"timer", "1000"},
    {"pause", "10"},
    {"case_study", "100000000000000"},
    {"case_study_item", "1230"},
    {"application", "100000000000000"},
    {"application_stage", "12000"},
    {"application_contact", "1200"},
    {"application_note", "1200"},
    {"application_study", "120"},
    {"setting", "10"},
};

/* Bytes of the arena that grow. */
struct store_record_bytes {
	uint8_t *data;
	size_t size, room;
};

/* A row that was touched: what it was, and what it is; NULL where there is none. */
struct store_record_row {
	struct store_record_row *next, *next_of_bucket;
	const struct store_record_table *table;
	struct store_record_bytes key, before, after;
};

struct store_record {
	struct arena *arena; /* owns all below */
	struct store_record_row *rows[STORE_RECORD_TABLES], **ends[STORE_RECORD_TABLES];
	struct store_record_row *buckets[STORE_RECORD_BUCKETS];
	int rc;
};

struct store_record *
store_record_new(void)
{
	struct store_record *record = calloc(1, sizeof(*record));

	if (record == NULL)
		abort();
	record->arena = arena_new();
	return record;
}

void
store_record_free(struct store_record *record)
{
	if (record == NULL)
		return;
	arena_free(record->arena);
	free(record);
}

static void
store_record_add(struct arena *arena, struct store_record_bytes *bytes, const void *data,
    size_t size)
{
	if (size > bytes->room - bytes->size) {
		size_t room = 2 * (bytes->size + size) + 64;
		uint8_t *bigger = arena_alloc(arena, room);

		if (bytes->size > 0)
			memcpy(bigger, bytes->data, bytes->size);
		bytes->data = bigger;
		bytes->room = room;
	}
	if (size > 0 && data != NULL)
		memcpy(bytes->data + bytes->size, data, size);
	bytes->size += size;
}

static void
store_record_add_byte(struct arena *arena, struct store_record_bytes *bytes, uint8_t byte)
{
	store_record_add(arena, bytes, &byte, 1);
}

/* SQLite's varint, of less than 56 bits: groups of seven, the highest first. */
static void
store_record_add_length(struct arena *arena, struct store_record_bytes *bytes, size_t length)
{
	uint8_t groups[STORE_RECORD_LENGTH];
	size_t at = sizeof(groups);

	groups[--at] = length & 0x7f;
	while ((length >>= 7) > 0)
		groups[--at] = (uint8_t)(length & 0x7f) | 0x80;
	store_record_add(arena, bytes, groups + at, sizeof(groups) - at);
}

static void
store_record_add_number(struct arena *arena, struct store_record_bytes *bytes, uint64_t number)
{
	uint8_t big_endian[STORE_RECORD_NUMBER];

	for (int i = STORE_RECORD_NUMBER; i-- > 0; number >>= 8)
		big_endian[i] = (uint8_t)number;
	store_record_add(arena, bytes, big_endian, sizeof(big_endian));
}

/* Returns SQLite's code: a text may find no memory. */
static int
store_record_add_value(struct arena *arena, struct store_record_bytes *bytes, sqlite3_value *value)
{
	const int type = sqlite3_value_type(value);
	const void *data;
	double real;
	uint64_t number;

	store_record_add_byte(arena, bytes, (uint8_t)type);
	switch (type) {
	case SQLITE_INTEGER:
		store_record_add_number(arena, bytes, (uint64_t)sqlite3_value_int64(value));
		break;
	case SQLITE_FLOAT:
		real = sqlite3_value_double(value);
		memcpy(&number, &real, sizeof(number));
		store_record_add_number(arena, bytes, number);
		break;
	case SQLITE_TEXT:
	case SQLITE_BLOB:
		data = type == SQLITE_TEXT ? sqlite3_value_text(value) : sqlite3_value_blob(value);
		number = (uint64_t)sqlite3_value_bytes(value);
		if (data == NULL && number > 0)
			return SQLITE_NOMEM;
		store_record_add_length(arena, bytes, number);
		store_record_add(arena, bytes, data, number);
		break;
	default: /* NULL */
		break;
	}
	return SQLITE_OK;
}

/* How many bytes the value that begins there has. */
static size_t
store_record_size(const uint8_t *value)
{
	size_t length = 0, at = 1;

	switch (value[0]) {
	case SQLITE_INTEGER:
	case SQLITE_FLOAT:
		return 1 + STORE_RECORD_NUMBER;
	case SQLITE_TEXT:
	case SQLITE_BLOB:
		do
			length = length << 7 | (value[at] & 0x7f);
		while ((value[at++] & 0x80) != 0);
		return at + length;
	default:
		return 1;
	}
}

/* The row of the hook, as it was or as it will be. */
static struct store_record_bytes
store_record_read(struct store_record *record, sqlite3 *db, const struct store_record_table *table,
    int (*read)(sqlite3 *db, int column, sqlite3_value **ret_value))
{
	struct store_record_bytes row = {NULL, 0, 0};
	int n = (int)strlen(table->columns);

	/* another program has changed the schema */
	if (sqlite3_preupdate_count(db) != n)
		record->rc = SQLITE_SCHEMA;
	for (int i = 0; i < n && record->rc == SQLITE_OK; i++) {
		sqlite3_value *value = NULL;

		record->rc = read(db, i, &value);
		if (record->rc == SQLITE_OK)
			record->rc = store_record_add_value(record->arena, &row, value);
	}
	return row;
}

static struct store_record_bytes
store_record_key(struct store_record *record, const struct store_record_table *table,
    const struct store_record_bytes *row)
{
	struct store_record_bytes key = {NULL, 0, 0};
	const uint8_t *value = row->data;

	for (const char *column = table->columns; *column != '\0'; column++) {
		if (*column != '0')
			store_record_add(record->arena, &key, value, store_record_size(value));
		value += store_record_size(value);
	}
	return key;
}

static bool
store_record_is_same(const struct store_record_bytes *a, const struct store_record_bytes *b)
{
	return a->size == b->size && (a->size == 0 || memcmp(a->data, b->data, a->size) == 0);
}

/* FNV-1a */
static uint32_t
store_record_hash(const struct store_record_bytes *key)
{
	uint32_t hash = 2166136261U;

	for (size_t i = 0; i < key->size; i++)
		hash = (hash ^ key->data[i]) * 16777619U;
	return hash;
}

/* What is known of the row with a key; new: it was `before`. */
static struct store_record_row *
store_record_row(struct store_record *record, const struct store_record_table *table,
    const struct store_record_bytes *key, const struct store_record_bytes *before)
{
	struct store_record_row **bucket =
	    &record->buckets[store_record_hash(key) % STORE_RECORD_BUCKETS];
	const size_t number = (size_t)(table - store_record_tables);
	struct store_record_row *row;

	for (row = *bucket; row != NULL; row = row->next_of_bucket)
		if (row->table == table && store_record_is_same(&row->key, key))
			return row;
	row = arena_alloc(record->arena, sizeof(*row));
	*row = (struct store_record_row){.next_of_bucket = *bucket,
	    .table = table,
	    .key = *key,
	    .before = *before};
	*bucket = row;
	*record->ends[number] = row;
	record->ends[number] = &row->next;
	return row;
}

static const struct store_record_table *
store_record_find(const char *schema, const char *name)
{
	if (strcmp(schema, "main") != 0)
		return NULL;
	for (size_t i = 0; i < STORE_RECORD_TABLES; i++)
		if (strcmp(store_record_tables[i].name, name) == 0)
			return &store_record_tables[i];
	return NULL;
}

static void
store_record_hook(void *data, sqlite3 *db, int operation, const char *schema, const char *name,
    sqlite3_int64 old_rowid, sqlite3_int64 new_rowid)
{
	const struct store_record_table *table = store_record_find(schema, name);
	struct store_record_bytes old = {NULL, 0, 0}, new = {NULL, 0, 0}, key;
	const struct store_record_bytes none = {NULL, 0, 0};
	struct store_record *record = data;

	(void)old_rowid;
	(void)new_rowid;
	if (table == NULL || record->rc != SQLITE_OK)
		return;
	if (operation != SQLITE_INSERT)
		old = store_record_read(record, db, table, sqlite3_preupdate_old);
	if (operation != SQLITE_DELETE)
		new = store_record_read(record, db, table, sqlite3_preupdate_new);
	if (record->rc != SQLITE_OK)
		return;
	/* A key that changes makes two rows of it. */
	if (operation != SQLITE_INSERT) {
		key = store_record_key(record, table, &old);
		store_record_row(record, table, &key, &old)->after = none;
	}
	if (operation != SQLITE_DELETE) {
		key = store_record_key(record, table, &new);
		store_record_row(record, table, &key, &none)->after = new;
	}
}

void
store_record_begin(struct store_record *record, sqlite3 *db)
{
	arena_reset(record->arena);
	memset(record->rows, 0, sizeof(record->rows));
	memset(record->buckets, 0, sizeof(record->buckets));
	for (size_t i = 0; i < STORE_RECORD_TABLES; i++)
		record->ends[i] = &record->rows[i];
	record->rc = SQLITE_OK;
	(void)sqlite3_preupdate_hook(db, store_record_hook, record);
}

void
store_record_end(struct store_record *record, sqlite3 *db)
{
	(void)sqlite3_preupdate_hook(db, NULL, NULL);
	arena_reset(record->arena);
}

/* Of an update: the key and what changed as they were, and then what changed as it is. */
static void
store_record_add_update(struct arena *arena, struct store_record_bytes *changes,
    const struct store_record_row *row)
{
	struct store_record_bytes now = {NULL, 0, 0};
	const uint8_t *old = row->before.data, *new = row->after.data;

	for (const char *column = row->table->columns; *column != '\0'; column++) {
		const size_t old_size = store_record_size(old), new_size = store_record_size(new);
		const bool changed = old_size != new_size || memcmp(old, new, old_size) != 0;

		if (changed || *column != '0')
			store_record_add(arena, changes, old, old_size);
		else
			store_record_add_byte(arena, changes, STORE_RECORD_UNDEFINED);
		if (changed)
			store_record_add(arena, &now, new, new_size);
		else
			store_record_add_byte(arena, &now, STORE_RECORD_UNDEFINED);
		old += old_size;
		new += new_size;
	}
	store_record_add(arena, changes, now.data, now.size);
}

static void
store_record_add_change(struct arena *arena, struct store_record_bytes *changes,
    const struct store_record_row *row)
{
	const bool was = row->before.data != NULL, is = row->after.data != NULL;
	const uint8_t operation = was && is ? SQLITE_UPDATE : is ? SQLITE_INSERT : SQLITE_DELETE;

	store_record_add_byte(arena, changes, operation);
	store_record_add_byte(arena, changes, 0); /* not by a trigger */
	if (was && is)
		store_record_add_update(arena, changes, row);
	else if (is)
		store_record_add(arena, changes, row->after.data, row->after.size);
	else
		store_record_add(arena, changes, row->before.data, row->before.size);
}

static void
store_record_add_table(struct arena *arena, struct store_record_bytes *changes,
    const struct store_record_table *table)
{
	store_record_add_byte(arena, changes, 'T');
	store_record_add_length(arena, changes, strlen(table->columns));
	for (const char *column = table->columns; *column != '\0'; column++)
		store_record_add_byte(arena, changes, (uint8_t)(*column - '0'));
	store_record_add(arena, changes, table->name, strlen(table->name) + 1);
}

int
store_record_take(struct store_record *record, struct arena *arena,
    struct store_blob *ret_changeset)
{
	struct store_record_bytes changes = {NULL, 0, 0};

	if (record->rc != SQLITE_OK)
		return record->rc;
	for (size_t i = 0; i < STORE_RECORD_TABLES; i++) {
		bool told = false;

		for (const struct store_record_row *row = record->rows[i]; row != NULL;
		     row = row->next) {
			if (store_record_is_same(&row->before, &row->after))
				continue;
			if (!told)
				store_record_add_table(arena, &changes, row->table);
			told = true;
			store_record_add_change(arena, &changes, row);
		}
	}
	*ret_changeset = (struct store_blob){changes.data, changes.size};
	return SQLITE_OK;
}
