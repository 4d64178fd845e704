/* Backups, daily and by hand, and their way back. */
#include <glob.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

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

/* A first page that SQLite takes, and nothing sound after it: where the notes are, for instance. */
static void
damage(struct desk *desk)
{
	struct bytes file;
	FILE *out;

	engine_close(desk->engine);
	desk->engine = NULL;
	file = read_file(desk, desk->path);
	for (size_t at = 0; at + 9 < file.size; at++)
		if (memcmp(file.data + at, "a thought", 9) == 0)
			memset((uint8_t *)file.data + at / 4096 * 4096, 0xff, 100);
	out = fopen(desk->path, "w");
	assert_int_equal(fwrite(file.data, 1, file.size, out), file.size);
	assert_int_equal(fclose(out), 0);
	desk_reopen(desk);
}

/* Another process opens the database and closes it. SQLite's locks are of processes. */
static void
let_another_process_look(struct desk *desk)
{
	int status = -1;
	pid_t pid = fork();

	if (pid == 0) {
		(void)execl("/proc/self/exe", "another", desk->path, (char *)NULL);
		_exit(127);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
}

static int
look_as_another_process(const char *path)
{
	sqlite3 *db = NULL;
	int rc = sqlite3_open(path, &db);

	if (rc == SQLITE_OK)
		rc = sqlite3_exec(db, "SELECT * FROM setting", NULL, NULL, NULL);
	return sqlite3_close(db) != SQLITE_OK || rc != SQLITE_OK;
}

/*
 * Whoever closes a descriptor of a file gives up all locks of its process on it: the next to come
 * would take itself for the only one, and delete the log from under us.
 */
static void
what_is_kept_of_a_damaged_database_is_copied_without_giving_up_its_locks(void **state)
{
	struct desk *desk = *state;
	const char *log = arena_printf(desk->arena, "%s-wal", desk->path);
	const Pb__AdminReplaceReply *reply = NULL;
	struct bytes backup = make_backup(desk), damaged, aside;

	write_something(desk);
	damage(desk);
	damaged = read_file(desk, desk->path);
	desk_reopen(desk); /* we have just closed a descriptor ourselves */
	if (replace(desk, 0, backup, true, true, &reply) != ERR_OK)
		fail_msg("%s", desk->text);
	aside = read_file(desk, reply->aside);
	assert_int_equal(aside.size, damaged.size);
	assert_memory_equal(aside.data, damaged.data, damaged.size);
	let_another_process_look(desk);
	assert_int_equal(access(log, F_OK), 0);
	assert_int_equal(desk_set(desk, "clay", PB__STATUS__STATUS_DONE, false), ERR_OK);
	desk_reopen(desk);
	assert_string_equal(desk_next(desk), "wheel");
}

static size_t
count_files(struct desk *desk, const char *pattern)
{
	glob_t found;
	size_t n;

	(void)glob(arena_printf(desk->arena, "%s/%s", desk->dir, pattern), 0, NULL, &found);
	n = found.gl_pathc;
	globfree(&found);
	return n;
}

static void
a_backup_of_an_older_schema_comes_back_and_leaves_nothing_behind(void **state)
{
	struct desk *desk = *state;
	const char *path = arena_printf(desk->arena, "%s/old.db", desk->dir);
	struct bytes dump = read_file(desk, SCHEMA_DUMPS "/1.sql");
	sqlite3 *db;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, (const char *)dump.data, NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
	if (replace(desk, 0, read_file(desk, path), true, true, NULL) != ERR_OK)
		fail_msg("%s", desk->text);
	assert_int_equal(desk_number(desk, "SELECT count(*) FROM action"), 12);
	assert_int_equal(count_files(desk, "*incoming*"), 0);
}

/* Of a daemon that was killed, or a disk that was full. */
static void
half_a_backup_that_was_left_behind_goes_with_the_next(void **state)
{
	struct desk *desk = *state;
	const char *part;

	(void)make_backup(desk);
	part = arena_printf(desk->arena, "%s/backups/roadmap-20200101T000000Z.db.part", desk->dir);
	assert_int_equal(fclose(fopen(part, "w")), 0);
	(void)make_backup(desk);
	assert_int_equal(count_files(desk, "backups/*.part"), 0);
	assert_int_equal(count_files(desk, "backups/*.db"), 2);
}

/* "teapots", under the number that SQLite gives where nobody chooses one. */
static void
put_teapots(struct desk *desk, const char *title)
{
	Pb__CatalogPutRequest put = PB__CATALOG_PUT_REQUEST__INIT;
	sqlite3 *db;

	put.roadmap = pottery_roadmap(desk->arena);
	put.roadmap->id = "teapots";
	put.roadmap->title = title;
	assert_int_equal(desk_call(desk, "Catalog", "Put", &put, NULL), ERR_OK);
	assert_int_equal(sqlite3_open(desk->path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "UPDATE roadmap SET rowid = 2 WHERE id = 'teapots'", NULL,
			     NULL, NULL),
	    SQLITE_OK);
	sqlite3_close(db);
}

static const char *
teapots_title(struct desk *desk)
{
	Pb__CatalogGetRequest get = PB__CATALOG_GET_REQUEST__INIT;
	const Pb__CatalogGetReply *reply = NULL;

	get.roadmap_id = "teapots";
	assert_int_equal(desk_call(desk, "Catalog", "Get", &get, &reply), ERR_OK);
	return reply->roadmap->title;
}

static void
a_roadmap_of_a_backup_is_not_taken_for_the_one_in_memory(void **state)
{
	struct desk *desk = *state, writer = *desk;
	Pb__CatalogDeleteRequest delete = PB__CATALOG_DELETE_REQUEST__INIT;
	struct bytes backup;
	struct err err = ERR_NONE;

	writer.engine = engine_open_second(desk->engine, &err);
	assert_non_null(writer.engine);
	put_teapots(&writer, "Teapots, round");
	backup = make_backup(&writer);
	delete.roadmap_id = "teapots";
	delete.version = 1;
	assert_int_equal(desk_call(&writer, "Catalog", "Delete", &delete, NULL), ERR_OK);
	put_teapots(&writer, "Teapots, small");
	assert_string_equal(teapots_title(desk), "Teapots, small");
	assert_int_equal(replace(&writer, 0, backup, true, true, NULL), ERR_OK);
	assert_string_equal(teapots_title(desk), "Teapots, round");
	engine_close(writer.engine);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup_enrolled, desk_teardown)

int
main(int argc, char **argv)
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
	    TEST(what_is_kept_of_a_damaged_database_is_copied_without_giving_up_its_locks),
	    TEST(a_backup_of_an_older_schema_comes_back_and_leaves_nothing_behind),
	    TEST(a_roadmap_of_a_backup_is_not_taken_for_the_one_in_memory),
	    TEST(half_a_backup_that_was_left_behind_goes_with_the_next),
	};

	if (argc == 2)
		return look_as_another_process(argv[1]);

	return cmocka_run_group_tests(tests, NULL, NULL);
}
