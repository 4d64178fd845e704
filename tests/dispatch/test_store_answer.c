/* Answers to writes with a key: random commits of them, and what is found of them later. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "desk.h"
#include "store/store.h"
#include "support/random_roadmap.h"

enum {
	KEPT = 256, /* at least */
	COMMITS = 120,
	KEY = 40,
	WRITTEN_MOST = 20000,
};

/* All that was ever put: those of `n` are on the disk, those up to `n_coming` are to be committed.
 */
struct keeper {
	struct desk *desk;
	struct store *store;
	struct random_source source;
	struct {
		char key[KEY];
		char response[KEY];
		bool gone;
	} * written;
	unsigned n, n_coming;
};

static void
keeper_open(struct keeper *keeper)
{
	struct err err = ERR_NONE;

	keeper->store = store_open(keeper->desk->path, &err);
	assert_non_null(keeper->store);
}

static void
expect_answer(struct keeper *keeper, const char *key, const char *response)
{
	struct store_blob found = {NULL, 0};
	struct err err = ERR_NONE;

	assert_int_equal(store_answer_get(keeper->store, keeper->desk->arena, key, &found, &err),
	    ERR_OK);
	if (response == NULL) {
		assert_null(found.data);
		return;
	}
	assert_non_null(found.data);
	assert_int_equal(found.size, strlen(response));
	assert_memory_equal(found.data, response, found.size);
}

/* As a request does it: it may be refused after it has put its answer. */
static void
put_one(struct keeper *keeper, bool refused)
{
	const unsigned i = keeper->n_coming;
	struct err err = ERR_NONE;

	snprintf(keeper->written[i].key, KEY, "Step.Set %u %u", i,
	    random_below(&keeper->source, 1000000));
	snprintf(keeper->written[i].response, KEY, "%0*u",
	    (int)random_below(&keeper->source, KEY - 12), i);
	keeper->written[i].gone = refused;
	assert_int_equal(store_transaction_write(keeper->store, &err), ERR_OK);
	expect_answer(keeper, keeper->written[i].key, NULL);
	store_answer_put(keeper->store, keeper->written[i].key,
	    (struct store_blob){keeper->written[i].response, strlen(keeper->written[i].response)});
	if (refused)
		store_transaction_drop(keeper->store);
	else
		assert_int_equal(store_transaction_keep(keeper->store, &err), ERR_OK);
	keeper->n_coming++;
}

/* Of the newest 256 each; of those that were not kept none. */
static void
expect_all(struct keeper *keeper)
{
	unsigned n_found = 0;

	for (unsigned i = keeper->n_coming; i-- > 0 && n_found < KEPT;) {
		expect_answer(keeper, keeper->written[i].key,
		    keeper->written[i].gone ? NULL : keeper->written[i].response);
		n_found += !keeper->written[i].gone;
	}
}

/* Another process that has the database, and answers something. */
static void
put_by_another(struct keeper *keeper)
{
	struct store *mine = keeper->store;
	struct err err = ERR_NONE;

	keeper_open(keeper);
	put_one(keeper, false);
	assert_int_equal(store_transaction_commit(keeper->store, &err), ERR_OK);
	store_close(keeper->store);
	keeper->store = mine;
	assert_int_equal(store_transaction_read(mine, &err), ERR_OK);
	assert_true(store_was_changed(mine));
	assert_int_equal(store_transaction_keep(mine, &err), ERR_OK);
}

static void
commit_some(struct keeper *keeper)
{
	unsigned n =
	    random_percent(&keeper->source, 50)
		? 1
		: random_below(&keeper->source, random_percent(&keeper->source, 5) ? 900 : 90);
	const bool lost = random_percent(&keeper->source, 10);
	struct err err = ERR_NONE;

	while (n-- > 0)
		put_one(keeper, random_percent(&keeper->source, 10));
	if (random_percent(&keeper->source, 20))
		expect_all(keeper);
	if (lost) { /* as if a read in it had met a disk that fails */
		for (unsigned i = keeper->n; i < keeper->n_coming; i++)
			keeper->written[i].gone = true;
		store_close(keeper->store);
		keeper_open(keeper);
	} else {
		assert_int_equal(store_transaction_commit(keeper->store, &err), ERR_OK);
	}
	keeper->n = keeper->n_coming;
}

static void
the_latest_256_answers_are_found_and_those_not_kept_are_not(void **state)
{
	struct keeper keeper = {.desk = *state, .source = {1}};

	keeper.written = calloc(WRITTEN_MOST, sizeof(*keeper.written));
	assert_non_null(keeper.written);
	keeper_open(&keeper);
	for (unsigned i = 0; i < COMMITS; i++) {
		commit_some(&keeper);
		if (random_percent(&keeper.source, 10)) {
			store_close(keeper.store);
			keeper_open(&keeper);
		}
		if (random_percent(&keeper.source, 10)) {
			put_by_another(&keeper);
			keeper.n = keeper.n_coming;
		}
		expect_all(&keeper);
		/* They do not become more and more. */
		assert_in_range(desk_number(keeper.desk, "SELECT count(*) FROM answer"), 0, KEPT);
		assert_in_range(desk_number(keeper.desk,
				    "SELECT coalesce(sum(length(response)), 0) FROM answer"),
		    0, (KEPT + 900) * (2 * KEY + 8));
	}
	assert_in_range(keeper.n, 1000, WRITTEN_MOST);
	store_close(keeper.store);
	free(keeper.written);
}

static void
run(struct desk *desk, const char *sql)
{
	sqlite3 *db = NULL;

	assert_int_equal(sqlite3_open(desk->path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}

static void
the_answers_of_an_older_daemon_are_found_until_they_are_old(void **state)
{
	struct keeper keeper = {.desk = *state, .source = {2}};
	struct err err = ERR_NONE;

	keeper.written = calloc(2 * KEPT, sizeof(*keeper.written));
	run(keeper.desk, "INSERT INTO answer VALUES (17, 'Step.Note a', x'6f6e65'), "
			 "(3, 'Step.Set b', x'74776f')");
	keeper_open(&keeper);
	for (unsigned i = 0; i <= KEPT; i++) {
		assert_int_equal(store_transaction_read(keeper.store, &err), ERR_OK);
		expect_answer(&keeper, "Step.Note a", i < KEPT ? "one" : NULL);
		expect_answer(&keeper, "Step.Note b", NULL);
		assert_int_equal(store_transaction_keep(keeper.store, &err), ERR_OK);
		put_one(&keeper, false);
		assert_int_equal(store_transaction_commit(keeper.store, &err), ERR_OK);
	}
	assert_int_equal(desk_number(keeper.desk, "SELECT count(*) FROM answer"), KEPT);
	expect_all(&keeper);
	store_close(keeper.store);
	free(keeper.written);
}

static void
a_row_that_was_damaged_answers_nothing(void **state)
{
	struct keeper keeper = {.desk = *state};

	run(keeper.desk, "INSERT INTO answer VALUES (300, '300', x'00'), (301, '301', x''), "
			 "(302, '302', x'0000000000000001'), (303, '303', x'0000000000000002ff'), "
			 "(304, '304', x'0000000000000003ffffffffffffffff61'), "
			 "(305, '305', x'0000000000000004000000010000000261'), "
			 "(306, '306', x'00000000000000050000000100000001616200000001')");
	keeper_open(&keeper);
	expect_answer(&keeper, "a", "b");
	expect_answer(&keeper, "", NULL);
	expect_answer(&keeper, "b", NULL);
	store_close(keeper.store);
}

/* Not before the commit itself is it found out that the large one cannot be stored. */
static void
what_a_failed_commit_would_have_stored_is_forgotten(void **state)
{
	struct keeper keeper = {.desk = *state};
	const uint8_t large[KEY] = {0};
	struct err err = ERR_NONE;

	run(keeper.desk,
	    "CREATE TABLE one (id INTEGER PRIMARY KEY);"
	    "CREATE TABLE other (id REFERENCES one DEFERRABLE INITIALLY DEFERRED);"
	    "CREATE TRIGGER large AFTER INSERT ON answer WHEN length(new.response) > 50 "
	    "BEGIN INSERT INTO other VALUES (1); END");
	keeper_open(&keeper);
	for (unsigned i = 0; i < 3; i++) {
		assert_int_equal(store_transaction_write(keeper.store, &err), ERR_OK);
		store_answer_put(keeper.store, "Step.Set a", (struct store_blob){large, KEY});
		assert_int_equal(store_transaction_keep(keeper.store, &err), ERR_OK);
		assert_int_not_equal(store_transaction_commit(keeper.store, &err), ERR_OK);
		assert_int_equal(store_transaction_write(keeper.store, &err), ERR_OK);
		expect_answer(&keeper, "Step.Set a", NULL);
		store_answer_put(keeper.store, "Step.Set b", (struct store_blob){large, 1 + i});
		assert_int_equal(store_transaction_keep(keeper.store, &err), ERR_OK);
		assert_int_equal(store_transaction_commit(keeper.store, &err), ERR_OK);
		assert_int_equal(desk_number(keeper.desk, "SELECT count(*) FROM answer"), i + 1);
		assert_int_equal(desk_number(keeper.desk, "SELECT max(slot) FROM answer"),
		    KEPT + i);
	}
	store_close(keeper.store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(the_latest_256_answers_are_found_and_those_not_kept_are_not),
	    TEST(the_answers_of_an_older_daemon_are_found_until_they_are_old),
	    TEST(a_row_that_was_damaged_answers_nothing),
	    TEST(what_a_failed_commit_would_have_stored_is_forgotten),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
