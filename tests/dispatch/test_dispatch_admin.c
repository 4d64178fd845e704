#include <string.h>
#include <unistd.h>

#include <sqlite3.h>

#include "desk.h"

static const Pb__AdminCheckReply *
check(struct desk *desk)
{
	Pb__AdminCheckRequest request = PB__ADMIN_CHECK_REQUEST__INIT;
	const Pb__AdminCheckReply *reply = NULL;

	assert_int_equal(desk_call(desk, "Admin", "Check", &request, &reply), ERR_OK);
	return reply;
}

static void
hello_tells_who_answers(void **state)
{
	struct desk *desk = *state;
	Pb__AdminHelloRequest request = PB__ADMIN_HELLO_REQUEST__INIT;
	const Pb__AdminHelloReply *reply = NULL;

	assert_int_equal(desk_call(desk, "Admin", "Hello", &request, &reply), ERR_OK);
	assert_int_equal(reply->pid, getpid());
	assert_int_equal(reply->protocol, 1);
	assert_int_equal(reply->schema, desk_number(desk, "PRAGMA user_version"));
	assert_string_equal(reply->database, desk->path);
	assert_true(reply->version[0] != '\0');
}

static void
a_sound_database_passes_the_check(void **state)
{
	const Pb__AdminCheckReply *reply = check(*state);

	assert_int_equal(reply->n_findings, 5);
	for (size_t i = 0; i < reply->n_findings; i++)
		assert_true(reply->findings[i]->ok);
}

static void
a_broken_database_is_found(void **state)
{
	struct desk *desk = *state;
	const Pb__AdminCheckReply *reply;
	sqlite3 *db;

	assert_int_equal(sqlite3_open(desk->path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "PRAGMA foreign_keys = OFF; DELETE FROM roadmap", NULL,
			     NULL, NULL),
	    SQLITE_OK);
	sqlite3_close(db);
	desk_reopen(desk);
	reply = check(desk);
	assert_true(reply->findings[0]->ok);
	assert_false(reply->findings[1]->ok);
	assert_false(reply->findings[2]->ok);
	assert_true(reply->findings[2]->advice[0] != '\0');
}

static const Pb__Finding *
finding(struct desk *desk, const char *name)
{
	Pb__AdminCheckRequest request = PB__ADMIN_CHECK_REQUEST__INIT;
	const Pb__AdminCheckReply *reply = NULL;

	assert_int_equal(desk_call(desk, "Admin", "Check", &request, &reply), ERR_OK);
	for (size_t i = 0; i < reply->n_findings; i++)
		if (strcmp(reply->findings[i]->name, name) == 0)
			return reply->findings[i];
	fail_msg("no finding '%s'", name);
	return NULL;
}

static void
a_backup_that_is_old_is_found(void **state)
{
	struct desk *desk = *state;
	Pb__AdminBackupRequest backup = PB__ADMIN_BACKUP_REQUEST__INIT;

	assert_int_equal(desk_call(desk, "Admin", "Backup", &backup, NULL), ERR_OK);
	assert_true(finding(desk, "backups")->ok);
	desk->now_us += INT64_C(5) * 24 * 3600 * 1000000;
	assert_true(finding(desk, "backups")->ok); /* of what is there still */
	assert_int_equal(desk_set(desk, "clay", PB__STATUS__STATUS_DONE, false), ERR_OK);
	assert_false(finding(desk, "backups")->ok);
	assert_non_null(strstr(finding(desk, "backups")->advice, "roadmap backup"));
	assert_int_equal(desk_call(desk, "Admin", "Backup", &backup, NULL), ERR_OK);
	assert_true(finding(desk, "backups")->ok);
}

static void
a_clock_that_has_gone_back_is_found(void **state)
{
	struct desk *desk = *state;

	assert_true(finding(desk, "clock")->ok);
	desk->now_us -= INT64_C(5) * 24 * 3600 * 1000000;
	assert_false(finding(desk, "clock")->ok);
	assert_non_null(strstr(finding(desk, "clock")->advice, "clock"));
}

static void
the_status_line_tells_what_is_current(void **state)
{
	struct desk *desk = *state;

	assert_string_equal(engine_status(desk->engine, desk->arena), "pottery 0 %");
	assert_int_equal(desk_set(desk, "clay", PB__STATUS__STATUS_SKIPPED, false), ERR_OK);
	assert_int_equal(desk_set(desk, "wheel", PB__STATUS__STATUS_DONE, false), ERR_OK);
	assert_string_equal(engine_status(desk->engine, desk->arena), "pottery 18 %");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup_enrolled, desk_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(hello_tells_who_answers),
	    TEST(a_sound_database_passes_the_check),
	    TEST(a_broken_database_is_found),
	    TEST(a_backup_that_is_old_is_found),
	    TEST(a_clock_that_has_gone_back_is_found),
	    TEST(the_status_line_tells_what_is_current),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
