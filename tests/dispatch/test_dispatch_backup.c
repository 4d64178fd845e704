/* Backups, daily and by hand, and their way back. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "desk.h"

enum {
	BACKUP_DAY_S = 24 * 60 * 60,
	BACKUP_MOST_BYTES = 1 << 20,
};

/* Days after the last request; "" if no backup is due. */
static const char *
daily(struct desk *desk, int days)
{
	struct err err = ERR_NONE;
	const char *path = "";
	bool is_due = false;
	int64_t now_s = desk->now_us / 1000000 + (int64_t)days * BACKUP_DAY_S;

	if (engine_backup_is_due(desk->engine, desk->arena, now_s, &is_due, &err) != ERR_OK ||
	    (is_due && engine_backup(desk->engine, desk->arena, now_s, &path, &err) != ERR_OK))
		fail_msg("%s", err.text);
	return path;
}

static void
write_something(struct desk *desk)
{
	Pb__StepNoteRequest note = PB__STEP_NOTE_REQUEST__INIT;

	note.step = "clay";
	note.text = "a thought";
	assert_int_equal(desk_call(desk, "Step", "Note", &note, NULL), ERR_OK);
}

static enum err_code
replace(struct desk *desk, uint64_t offset, struct bytes piece, bool commit, bool over,
    const Pb__AdminReplaceReply **ret_reply)
{
	Pb__AdminReplaceRequest request = PB__ADMIN_REPLACE_REQUEST__INIT;

	request.offset = offset;
	request.data = (ProtobufCBinaryData){piece.size, (uint8_t *)piece.data};
	request.commit = commit;
	request.replace = over;
	return desk_call(desk, "Admin", "Replace", &request, ret_reply);
}

static struct bytes
read_file(struct desk *desk, const char *path)
{
	uint8_t *bytes = arena_alloc(desk->arena, BACKUP_MOST_BYTES);
	FILE *file = fopen(path, "r");
	size_t n;

	assert_non_null(file);
	n = fread(bytes, 1, BACKUP_MOST_BYTES, file);
	fclose(file);
	return (struct bytes){bytes, n};
}

static struct bytes
make_backup(struct desk *desk)
{
	Pb__AdminBackupRequest request = PB__ADMIN_BACKUP_REQUEST__INIT;
	const Pb__AdminBackupReply *reply = NULL;

	if (desk_call(desk, "Admin", "Backup", &request, &reply) != ERR_OK)
		fail_msg("%s", desk->text);
	return read_file(desk, reply->path);
}

static void
there_is_a_backup_a_day_if_something_was_done(void **state)
{
	struct desk *desk = *state;

	assert_string_not_equal(daily(desk, 0), "");
	write_something(desk);
	assert_string_equal(daily(desk, 0), "");
	assert_string_not_equal(daily(desk, 1), "");
	assert_string_equal(daily(desk, 2), "");
	assert_string_equal(daily(desk, 100), "");
	desk->now_us += (int64_t)3 * BACKUP_DAY_S * 1000000;
	write_something(desk);
	assert_string_not_equal(daily(desk, 0), "");
}

static void
nothing_done_is_no_backup(void **state)
{
	assert_string_equal(daily(*state, 5), "");
}

/* The clock was wrong when it was made. */
static void
a_backup_of_a_day_to_come_does_not_put_off_the_next(void **state)
{
	struct desk *desk = *state;

	assert_string_not_equal(daily(desk, 400), "");
	assert_string_not_equal(daily(desk, 0), "");
}

static void
seven_are_kept(void **state)
{
	struct desk *desk = *state;
	char command[128];
	FILE *list;
	int n = 0;

	for (int day = 0; day < 12; day++) {
		desk->now_us += (int64_t)2 * BACKUP_DAY_S * 1000000;
		write_something(desk);
		assert_string_not_equal(daily(desk, 0), "");
	}
	snprintf(command, sizeof(command), "ls %s/backups", desk->dir);
	list = popen(command, "r");
	for (int c; (c = fgetc(list)) != EOF;)
		n += c == '\n';
	assert_int_equal(pclose(list), 0);
	assert_int_equal(n, 7);
}

static void
a_backup_has_what_shares_a_commit_with_it(void **state)
{
	struct desk *desk = *state;
	struct bytes backup;
	const char *before;

	desk->shares = true;
	write_something(desk);
	backup = make_backup(desk);
	before = desk_dump(desk);
	write_something(desk);
	assert_int_equal(replace(desk, 0, backup, true, true, NULL), ERR_OK);
	assert_string_equal(desk_dump(desk), before);
}

static void
a_backup_replaces_progress_only_if_that_is_said(void **state)
{
	struct desk *desk = *state;
	const Pb__AdminReplaceReply *reply = NULL;
	struct bytes backup = make_backup(desk);
	const char *before = desk_dump(desk), *after;
	struct desk aside = {.arena = desk->arena};

	write_something(desk);
	after = desk_dump(desk);
	assert_int_equal(replace(desk, 0, backup, true, false, NULL), ERR_FAILED_PRECONDITION);
	assert_string_equal(desk_dump(desk), after);
	assert_int_equal(replace(desk, 0, backup, true, true, &reply), ERR_OK);
	assert_string_equal(desk_dump(desk), before);
	snprintf(aside.path, sizeof(aside.path), "%s", reply->aside);
	assert_string_equal(desk_dump(&aside), after);
	/* and goes on */
	assert_int_equal(desk_set(desk, "clay", PB__STATUS__STATUS_DONE, false), ERR_OK);
	desk_reopen(desk);
	assert_string_equal(desk_next(desk), "wheel");
}

/* Two in a second. */
static void
what_was_replaced_is_never_overwritten(void **state)
{
	struct desk *desk = *state;
	const Pb__AdminReplaceReply *first = NULL, *second = NULL;
	struct bytes backup = make_backup(desk);

	assert_int_equal(replace(desk, 0, backup, true, true, &first), ERR_OK);
	desk->now_us -= 1000000;
	assert_int_equal(replace(desk, 0, backup, true, true, &second), ERR_OK);
	assert_string_not_equal(first->aside, second->aside);
}

static void
pieces_come_in_order(void **state)
{
	struct desk *desk = *state;
	struct bytes backup = make_backup(desk), half = {backup.data, backup.size / 2};
	struct bytes rest = {backup.data + half.size, backup.size - half.size};
	const char *before = desk_dump(desk);

	assert_int_equal(replace(desk, half.size, rest, true, true, NULL), ERR_ABORTED);
	assert_int_equal(replace(desk, 0, half, false, true, NULL), ERR_OK);
	assert_int_equal(replace(desk, half.size + 1, rest, true, true, NULL), ERR_ABORTED);
	assert_int_equal(replace(desk, half.size, rest, true, true, NULL), ERR_OK);
	assert_string_equal(desk_dump(desk), before);
	assert_int_equal(replace(desk, backup.size, (struct bytes){NULL, 0}, true, true, NULL),
	    ERR_ABORTED);
}

static void
a_damaged_backup_changes_nothing(void **state)
{
	struct desk *desk = *state;
	struct bytes backup = make_backup(desk);
	const char *before = desk_dump(desk);

	for (size_t page = 2; page < backup.size / 4096 - 1; page++)
		memset((uint8_t *)backup.data + page * 4096, 0xff, 600);
	assert_int_not_equal(replace(desk, 0, backup, true, true, NULL), ERR_OK);
	assert_string_equal(desk_dump(desk), before);
	assert_int_not_equal(replace(desk, 0, (struct bytes){backup.data, 5000}, true, true, NULL),
	    ERR_OK);
	/* what SQLite takes for empty */
	assert_int_equal(replace(desk, 0, (struct bytes){(const uint8_t *)"1", 1}, true, true,
			     NULL),
	    ERR_FAILED_PRECONDITION);
	assert_int_not_equal(replace(desk, 0, (struct bytes){(const uint8_t *)"roadmap", 7}, true,
				 true, NULL),
	    ERR_OK);
	assert_string_equal(desk_dump(desk), before);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup_enrolled, desk_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(there_is_a_backup_a_day_if_something_was_done),
	    cmocka_unit_test_setup_teardown(nothing_done_is_no_backup, desk_setup, desk_teardown),
	    TEST(a_backup_of_a_day_to_come_does_not_put_off_the_next),
	    TEST(seven_are_kept),
	    TEST(a_backup_has_what_shares_a_commit_with_it),
	    TEST(a_backup_replaces_progress_only_if_that_is_said),
	    TEST(what_was_replaced_is_never_overwritten),
	    TEST(pieces_come_in_order),
	    TEST(a_damaged_backup_changes_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
