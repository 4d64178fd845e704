/*
 * A disk that does not come to an end: the daemon's syncs wait for a pipe of the test.
 */
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "harness.h"
#include "roadmap/v1/event.pb-c.h"

enum {
	HANG_READS = 50,
	HANG_WRITERS = 8,
	HANG_LINES = 3,
	HANG_MANY = 300,
	HANG_TURN = 64, /* bounds.turn_requests */
};

/* A daemon with a roadmap; its stderr is a pipe. */
static void
hang_start(struct harness *harness)
{
	setenv("ROADMAP_FAULT_HANG", arena_printf(harness->arena, "%s/pipe", harness->dir), 1);
	harness->listen_fd = harness_listen(harness->socket);
	harness_start_alone(harness, NULL);
	harness_enroll(harness);
}

static void
hang_write(struct harness *harness, int fd, uint32_t stream_id, Pb__Status status)
{
	const Pb__StepSetRequest *set = harness_set(harness, 1, status);

	harness_request(harness, fd, stream_id, "Step", "Set", &set->base);
}

/* A write on stream 1 of a connection, whose sync has begun and hangs until `ret_pipe` is closed.
 */
static int
hang_begin(struct harness *harness, int *ret_pipe)
{
	const char *path = getenv("ROADMAP_FAULT_HANG");
	int fd = harness_connect(harness);

	assert_int_equal(mkfifo(path, 0600), 0);
	hang_write(harness, fd, 1, PB__STATUS__STATUS_ACTIVE);
	*ret_pipe = open(path, O_WRONLY | O_CLOEXEC); /* comes back when the sync opens it */
	assert_true(*ret_pipe >= 0);
	assert_int_equal(unlink(path), 0);
	return fd;
}

static Pb__Status
hang_expect_status(struct harness *harness, int fd, uint32_t stream_id)
{
	const Ttrpc__Response *response = harness_expect(harness, fd, stream_id);
	const Pb__StepGetReply *reply;

	assert_int_equal(harness_code(response), ERR_OK);
	reply = message_unpack(&pb__step_get_reply__descriptor, harness->arena,
	    (struct bytes){response->payload.data, response->payload.len});
	assert_non_null(reply);
	return reply->step->status;
}

static void
hang_ask(struct harness *harness, int fd, uint32_t stream_id)
{
	Pb__StepGetRequest get = PB__STEP_GET_REQUEST__INIT;

	get.step = "step-0000";
	harness_request(harness, fd, stream_id, "Step", "Get", &get.base);
}

/* What is not on the disk was not yet. */
static void
reads_are_answered_while_the_disk_hangs(void **state)
{
	struct harness *harness = *state;
	int pipe, writer, reader;

	hang_start(harness);
	writer = hang_begin(harness, &pipe);
	reader = harness_connect(harness);
	for (uint32_t i = 0; i < HANG_READS; i++) {
		harness_request(harness, reader, 4 * i + 1, "Plan", "Next", NULL);
		assert_int_equal(harness_code(harness_expect(harness, reader, 4 * i + 1)), ERR_OK);
		hang_ask(harness, reader, 4 * i + 3);
		assert_int_equal(hang_expect_status(harness, reader, 4 * i + 3),
		    PB__STATUS__STATUS_TODO);
	}
	close(pipe);
	assert_int_equal(harness_code(harness_expect(harness, writer, 1)), ERR_OK);
	hang_ask(harness, reader, 4 * HANG_READS + 1);
	assert_int_equal(hang_expect_status(harness, reader, 4 * HANG_READS + 1),
	    PB__STATUS__STATUS_ACTIVE);
	close(reader);
	close(writer);
}

static void
a_read_behind_a_write_that_hangs_waits_and_sees_it(void **state)
{
	struct harness *harness = *state;
	int pipe, writer;

	hang_start(harness);
	writer = hang_begin(harness, &pipe);
	hang_ask(harness, writer, 3);
	harness_expect_alive(harness);
	close(pipe);
	assert_int_equal(harness_code(harness_expect(harness, writer, 1)), ERR_OK);
	assert_int_equal(hang_expect_status(harness, writer, 3), PB__STATUS__STATUS_ACTIVE);
	close(writer);
}

static off_t
hang_log_size(const struct harness *harness)
{
	struct stat info;

	assert_int_equal(stat(arena_printf(harness->arena, "%s-wal", harness->database), &info), 0);
	return info.st_size;
}

/* Each of them alone would write the pages of a step's status and of the history again. */
static void
what_came_while_the_disk_hung_shares_the_next_commit(void **state)
{
	struct harness *harness = *state;
	int fds[HANG_WRITERS];
	off_t before, one, all;
	int pipe, writer;

	hang_start(harness);
	before = hang_log_size(harness);
	writer = hang_begin(harness, &pipe);
	one = hang_log_size(harness) - before;
	for (int i = 0; i < HANG_WRITERS; i++) {
		fds[i] = harness_connect(harness);
		hang_write(harness, fds[i], 1,
		    i % 2 == 0 ? PB__STATUS__STATUS_TODO : PB__STATUS__STATUS_ACTIVE);
	}
	/* two turns of the loop: it has them all */
	harness_expect_alive(harness);
	harness_expect_alive(harness);
	close(pipe);
	assert_int_equal(harness_code(harness_expect(harness, writer, 1)), ERR_OK);
	for (int i = 0; i < HANG_WRITERS; i++) {
		assert_int_equal(harness_code(harness_expect(harness, fds[i], 1)), ERR_OK);
		close(fds[i]);
	}
	all = hang_log_size(harness) - before - one;
	assert_true(all < 3 * one);
	close(writer);
}

/* Of those that one client asks for, the writer has at most HANG_TURN when another comes. */
static void
one_who_writes_much_is_not_far_ahead_of_one_who_writes_once(void **state)
{
	struct harness *harness = *state;
	const Pb__EventNotice *notice;
	int pipe, watcher, greedy, modest;
	const Pb__StepSetRequest *set;
	struct frame frame;
	struct bytes data;
	unsigned before = 0;

	hang_start(harness);
	watcher = harness_connect(harness);
	harness_watch(harness, watcher, 1);
	harness_request(harness, watcher, 3, "Admin", "Hello", NULL);
	assert_int_equal(harness_code(harness_expect(harness, watcher, 3)), ERR_OK);
	greedy = hang_begin(harness, &pipe);
	for (uint32_t i = 0; i < HANG_MANY; i++)
		hang_write(harness, greedy, 3 + 2 * i,
		    i % 2 == 0 ? PB__STATUS__STATUS_TODO : PB__STATUS__STATUS_ACTIVE);
	for (uint32_t i = 0; i < HANG_MANY / HANG_TURN; i++)
		harness_expect_alive(harness);
	modest = harness_connect(harness);
	set = harness_set(harness, 2, PB__STATUS__STATUS_ACTIVE);
	harness_request(harness, modest, 1, "Step", "Set", &set->base);
	harness_expect_alive(harness);
	harness_expect_alive(harness);
	close(pipe);
	for (;; before++) {
		assert_true(harness_receive(harness, watcher, &frame, &data));
		notice = message_unpack(&pb__event_notice__descriptor, harness->arena, data);
		assert_non_null(notice);
		if (notice->n_step_ids == 2 || strcmp(notice->step_ids[0], set->steps[0]) != 0)
			break;
	}
	assert_in_range(before, 1, HANG_TURN);
	for (uint32_t i = 0; i <= HANG_MANY; i++)
		assert_int_equal(harness_code(harness_expect(harness, greedy, 1 + 2 * i)), ERR_OK);
	close(modest);
	close(greedy);
	close(watcher);
}

static void
what_the_writer_has_is_answered_before_it_stops(void **state)
{
	struct harness *harness = *state;
	int pipe, writer;

	hang_start(harness);
	writer = hang_begin(harness, &pipe);
	hang_ask(harness, writer, 3);
	harness_expect_alive(harness);
	assert_int_equal(kill(harness->pid, SIGTERM), 0);
	close(pipe);
	assert_int_equal(harness_wait(harness), 0);
	assert_int_equal(harness_code(harness_expect(harness, writer, 1)), ERR_OK);
	assert_int_equal(hang_expect_status(harness, writer, 3), PB__STATUS__STATUS_ACTIVE);
	harness_expect_end(harness, writer);
}

/* The time to answer passes; what the disk has still is done. */
static void
a_write_that_nobody_waits_for_any_more_is_done_all_the_same(void **state)
{
	struct harness *harness = *state;
	const char *line;
	int pipe, writer, reader;

	hang_start(harness);
	writer = hang_begin(harness, &pipe);
	assert_int_equal(kill(harness->pid, SIGTERM), 0);
	do {
		line = harness_read_line(harness);
		assert_non_null(line);
	} while (strstr(line, "did not take their answers") == NULL);
	close(pipe);
	assert_int_equal(harness_wait(harness), 0);
	close(writer);
	harness_start_alone(harness, NULL);
	reader = harness_connect(harness);
	hang_ask(harness, reader, 1);
	assert_int_equal(hang_expect_status(harness, reader, 1), PB__STATUS__STATUS_ACTIVE);
	close(reader);
}

static int
hang_manager(const struct harness *harness)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	const struct timeval guard = {.tv_sec = HARNESS_GUARD_S};
	int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	snprintf(address.sun_path, sizeof(address.sun_path), "%s/notify", harness->dir);
	assert_int_equal(bind(fd, (const struct sockaddr *)&address, sizeof(address)), 0);
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &guard, sizeof(guard));
	setenv("NOTIFY_SOCKET", address.sun_path, 1);
	return fd;
}

/* Waits for a message if `flags` is 0. */
static bool
hang_is_told_alive(int manager, int flags)
{
	char text[512];
	ssize_t n;

	while ((n = recv(manager, text, sizeof(text) - 1, flags)) > 0) {
		text[n] = '\0';
		if (strstr(text, "WATCHDOG=1") != NULL)
			return true;
	}
	assert_int_equal(flags, MSG_DONTWAIT);
	return false;
}

static void
hang_await_line(struct harness *harness, const char *text)
{
	const char *line;

	do {
		line = harness_read_line(harness);
		assert_non_null(line);
	} while (strstr(line, text) == NULL);
}

/* A slow machine may have told of writes before. */
static void
hang_drop_lines(struct harness *harness)
{
	struct pollfd wait = {.fd = harness->errors, .events = POLLIN};

	while (poll(&wait, 1, 0) == 1)
		assert_non_null(harness_read_line(harness));
}

/* The loop turns, and the database can be read: that is not enough. */
static void
a_daemon_whose_disk_hangs_is_not_told_as_alive(void **state)
{
	struct harness *harness = *state;
	int manager, pipe, writer;

	manager = hang_manager(harness);
	setenv("WATCHDOG_USEC", "100000", 1);
	hang_start(harness);
	unsetenv("WATCHDOG_USEC");
	unsetenv("NOTIFY_SOCKET");
	assert_true(hang_is_told_alive(manager, 0));
	writer = hang_begin(harness, &pipe);
	hang_drop_lines(harness);
	hang_await_line(harness, "the disk does not answer");
	while (hang_is_told_alive(manager, MSG_DONTWAIT))
		continue;
	for (int i = 0; i < HANG_LINES; i++)
		hang_await_line(harness, "the disk does not answer");
	assert_false(hang_is_told_alive(manager, MSG_DONTWAIT));
	close(pipe);
	assert_int_equal(harness_code(harness_expect(harness, writer, 1)), ERR_OK);
	assert_true(hang_is_told_alive(manager, 0));
	close(writer);
	close(manager);
}

#define HANG_TEST(name) cmocka_unit_test_setup_teardown(name, harness_setup_empty, harness_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    HANG_TEST(reads_are_answered_while_the_disk_hangs),
	    HANG_TEST(a_read_behind_a_write_that_hangs_waits_and_sees_it),
	    HANG_TEST(what_came_while_the_disk_hung_shares_the_next_commit),
	    HANG_TEST(one_who_writes_much_is_not_far_ahead_of_one_who_writes_once),
	    HANG_TEST(what_the_writer_has_is_answered_before_it_stops),
	    HANG_TEST(a_write_that_nobody_waits_for_any_more_is_done_all_the_same),
	    HANG_TEST(a_daemon_whose_disk_hangs_is_not_told_as_alive),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
