/*
 * What is ready in one turn of the daemon's loop shares a commit, and its fate.
 */
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "harness.h"
#include "roadmap/v1/event.pb-c.h"

enum {
	COMMIT_WRITES = 10,
	COMMIT_WAL_HEADER = 32, /* https://www.sqlite.org/fileformat2.html#walformat */
	COMMIT_WAL_FRAME_HEADER = 24,
	COMMIT_PAGE = 4096,
};

static const char *
commit_wal(struct harness *harness)
{
	return arena_printf(harness->arena, "%s-wal", harness->database);
}

/* Of a log that did not begin anew: frames that end a transaction tell the size of the database. */
static unsigned
commit_count(struct harness *harness)
{
	FILE *wal = fopen(commit_wal(harness), "r");
	uint8_t header[COMMIT_WAL_FRAME_HEADER];
	unsigned n = 0;

	assert_non_null(wal);
	for (long at = COMMIT_WAL_HEADER;; at += COMMIT_WAL_FRAME_HEADER + COMMIT_PAGE) {
		fseek(wal, at, SEEK_SET);
		if (fread(header, sizeof(header), 1, wal) != 1)
			break;
		n += (header[4] | header[5] | header[6] | header[7]) != 0;
	}
	fclose(wal);
	return n;
}

static void
commit_add(struct harness *harness, struct bytes *bytes, uint32_t stream_id, Pb__Status status)
{
	Pb__StepSetRequest *set = harness_set(harness, 1, status);
	struct bytes frame = harness_pack(harness, stream_id, "Step", "Set", &set->base);
	uint8_t *all = arena_alloc(harness->arena, bytes->size + frame.size);

	if (bytes->size > 0)
		memcpy(all, bytes->data, bytes->size);
	memcpy(all + bytes->size, frame.data, frame.size);
	*bytes = (struct bytes){all, bytes->size + frame.size};
}

/* One message of a socket, which is read at once: writes on streams 1, 3, 5 ... */
static void
commit_send_writes(struct harness *harness, int fd)
{
	struct bytes bytes = {NULL, 0};

	for (uint32_t i = 0; i < COMMIT_WRITES; i++)
		commit_add(harness, &bytes, 1 + 2 * i,
		    i % 2 == 0 ? PB__STATUS__STATUS_ACTIVE : PB__STATUS__STATUS_TODO);
	harness_send(fd, bytes.data, bytes.size);
}

static void
commit_expect_answers(struct harness *harness, int fd, enum err_code code)
{
	for (uint32_t i = 0; i < COMMIT_WRITES; i++)
		assert_int_equal(harness_code(harness_expect(harness, fd, 1 + 2 * i)), code);
}

/* A watch whose beginning has been seen by the daemon. */
static int
commit_watch(struct harness *harness)
{
	int fd = harness_connect(harness);

	harness_watch(harness, fd, 1);
	harness_request(harness, fd, 3, "Admin", "Hello", NULL);
	assert_int_equal(harness_code(harness_expect(harness, fd, 3)), ERR_OK);
	return fd;
}

/* The daemon can write no more into its files than there is. */
static void
commit_fill_disk(struct harness *harness, bool is_full)
{
	struct rlimit limit;
	struct stat wal;

	assert_int_equal(stat(commit_wal(harness), &wal), 0);
	assert_int_equal(prlimit(harness->pid, RLIMIT_FSIZE, NULL, &limit), 0);
	limit.rlim_cur = is_full ? (rlim_t)wal.st_size : limit.rlim_max;
	assert_int_equal(prlimit(harness->pid, RLIMIT_FSIZE, &limit, NULL), 0);
}

static void
writes_of_one_turn_share_a_commit(void **state)
{
	struct harness *harness = *state;
	int fd;

	harness_enroll(harness);
	fd = harness_connect(harness);
	const unsigned before = commit_count(harness);
	commit_send_writes(harness, fd);
	commit_expect_answers(harness, fd, ERR_OK);
	assert_int_equal(commit_count(harness), before + 1);
	close(fd);
}

static void
a_refusal_among_them_is_of_one_request(void **state)
{
	struct harness *harness = *state;
	struct bytes bytes = {NULL, 0};
	int fd;

	harness_enroll(harness);
	fd = harness_connect(harness);
	commit_add(harness, &bytes, 1, PB__STATUS__STATUS_ACTIVE);
	commit_add(harness, &bytes, 3, (Pb__Status)77);
	commit_add(harness, &bytes, 5, PB__STATUS__STATUS_DONE);
	harness_send(fd, bytes.data, bytes.size);
	assert_int_equal(harness_code(harness_expect(harness, fd, 1)), ERR_OK);
	assert_int_equal(harness_code(harness_expect(harness, fd, 3)), ERR_INVALID_ARGUMENT);
	assert_int_equal(harness_code(harness_expect(harness, fd, 5)), ERR_OK);
	close(fd);
}

/* Watchers have heard of nothing: the first event is of the write that was done. */
static void
a_commit_that_fails_is_the_answer_to_all_of_them(void **state)
{
	struct harness *harness = *state;
	const struct bytes hello = harness_pack(harness, 99, "Admin", "Hello", NULL);
	Ttrpc__Response *response;
	struct frame frame;
	struct bytes data;
	int fd, watcher;

	harness_enroll(harness);
	watcher = commit_watch(harness);
	fd = harness_connect(harness);
	commit_fill_disk(harness, true);
	commit_send_writes(harness, fd);
	commit_expect_answers(harness, fd, ERR_UNAVAILABLE);
	/* what only reads goes on */
	harness_send(fd, hello.data, hello.size);
	assert_int_equal(harness_code(harness_expect(harness, fd, 99)), ERR_OK);
	commit_fill_disk(harness, false);
	Pb__StepSetRequest *set = harness_set(harness, 2, PB__STATUS__STATUS_ACTIVE);
	harness_request(harness, fd, 101, "Step", "Set", &set->base);
	response = harness_expect(harness, fd, 101);
	assert_int_equal(harness_code(response), ERR_OK);
	assert_true(harness_receive(harness, watcher, &frame, &data));
	Pb__EventNotice *notice =
	    message_unpack(&pb__event_notice__descriptor, harness->arena, data);
	assert_non_null(notice);
	assert_int_equal(notice->n_step_ids, 2);
	close(watcher);
	close(fd);
}

static void
a_client_that_sends_and_leaves_has_its_writes_done(void **state)
{
	struct harness *harness = *state;
	struct frame frame;
	struct bytes data;
	int fd, watcher;

	harness_enroll(harness);
	watcher = commit_watch(harness);
	fd = harness_connect(harness);
	commit_send_writes(harness, fd);
	close(fd);
	for (int i = 0; i < COMMIT_WRITES; i++) {
		assert_true(harness_receive(harness, watcher, &frame, &data));
		assert_int_equal(frame.type, FRAME_DATA);
	}
	close(watcher);
}

static sqlite3 *
commit_hold(struct harness *harness)
{
	sqlite3 *other;

	assert_int_equal(sqlite3_open(harness->database, &other), SQLITE_OK);
	assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
	return other;
}

static void
while_another_process_holds_the_database_a_write_waits_and_others_read(void **state)
{
	struct harness *harness = *state;
	int writer, reader;
	sqlite3 *other;

	harness_enroll(harness);
	writer = harness_connect(harness);
	reader = harness_connect(harness);
	other = commit_hold(harness);
	commit_send_writes(harness, writer);
	for (uint32_t id = 1; id < 20; id += 2) {
		harness_request(harness, reader, id, "Plan", "Next", NULL);
		assert_int_equal(harness_code(harness_expect(harness, reader, id)), ERR_OK);
	}
	assert_int_equal(sqlite3_exec(other, "COMMIT", NULL, NULL, NULL), SQLITE_OK);
	commit_expect_answers(harness, writer, ERR_OK);
	sqlite3_close(other);
	close(reader);
	close(writer);
}

static void
a_database_that_is_held_for_long_is_a_refusal(void **state)
{
	struct harness *harness = *state;
	Pb__StepSetRequest *set = harness_set(harness, 1, PB__STATUS__STATUS_ACTIVE);
	sqlite3 *other;
	int fd;

	harness_enroll(harness);
	fd = harness_connect(harness);
	other = commit_hold(harness);
	harness_request(harness, fd, 1, "Step", "Set", &set->base);
	assert_int_equal(harness_code(harness_expect(harness, fd, 1)), ERR_UNAVAILABLE);
	sqlite3_close(other);
	harness_request(harness, fd, 3, "Step", "Set", &set->base);
	assert_int_equal(harness_code(harness_expect(harness, fd, 3)), ERR_OK);
	close(fd);
}

#define COMMIT_TEST(name) cmocka_unit_test_setup_teardown(name, harness_setup, harness_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    COMMIT_TEST(writes_of_one_turn_share_a_commit),
	    COMMIT_TEST(a_refusal_among_them_is_of_one_request),
	    COMMIT_TEST(a_commit_that_fails_is_the_answer_to_all_of_them),
	    COMMIT_TEST(a_client_that_sends_and_leaves_has_its_writes_done),
	    COMMIT_TEST(while_another_process_holds_the_database_a_write_waits_and_others_read),
	    COMMIT_TEST(a_database_that_is_held_for_long_is_a_refusal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
