/*
 * Starting, stopping, being killed; what the service manager is told.
 */
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "harness.h"

enum {
	LIFE_CLIENTS = 18,
};

static void
life_answers_the_request_in_hand(struct harness *harness, int signal)
{
	int fd = harness_connect(harness);

	/* the daemon has the connection by now, and the request in its socket when the signal comes
	 */
	harness_request(harness, fd, 1, "Admin", "Hello", NULL);
	harness_expect(harness, fd, 1);
	harness_request(harness, fd, 3, "Admin", "Hello", NULL);
	assert_int_equal(harness_stop(harness, signal), 0);
	assert_int_equal(harness_code(harness_expect(harness, fd, 3)), ERR_OK);
	harness_expect_end(harness, fd);
}

static void
sigterm_answers_the_request_in_hand_and_exits(void **state)
{
	life_answers_the_request_in_hand(*state, SIGTERM);
}

static void
sigint_answers_the_request_in_hand_and_exits(void **state)
{
	life_answers_the_request_in_hand(*state, SIGINT);
}

static void
sigterm_is_not_held_up_by_idle_and_half_frame_clients(void **state)
{
	struct harness *harness = *state;
	int idle = harness_connect(harness), half = harness_connect(harness);

	harness_send(half, "\0\0", 2);
	harness_expect_alive(harness);
	assert_int_equal(harness_stop(harness, SIGTERM), 0);
	harness_expect_end(harness, idle);
	harness_expect_end(harness, half);
}

static void
sighup_is_harmless(void **state)
{
	struct harness *harness = *state;

	harness_expect_alive(harness);
	assert_int_equal(kill(harness->pid, SIGHUP), 0);
	harness_expect_alive(harness);
	assert_int_equal(harness_stop(harness, SIGTERM), 0);
}

static void
life_set(struct harness *harness, Pb__Status status)
{
	Pb__StepSetRequest *set = harness_set(harness, 1, status);
	int fd = harness_connect(harness);

	set->force = true;
	harness_request(harness, fd, 1, "Step", "Set", &set->base);
	assert_int_equal(harness_code(harness_expect(harness, fd, 1)), ERR_OK);
	close(fd);
}

static Pb__Status
life_get(struct harness *harness)
{
	Pb__StepGetRequest get = PB__STEP_GET_REQUEST__INIT;
	int fd = harness_connect(harness);
	Ttrpc__Response *response;
	Pb__StepGetReply *reply;

	get.step = "step-0000";
	harness_request(harness, fd, 1, "Step", "Get", &get.base);
	response = harness_expect(harness, fd, 1);
	close(fd);
	assert_int_equal(harness_code(response), ERR_OK);
	reply = message_unpack(&pb__step_get_reply__descriptor, harness->arena,
	    (struct bytes){response->payload.data, response->payload.len});
	assert_non_null(reply);
	return reply->step->status;
}

static void
what_was_acknowledged_is_there_after_kill_9(void **state)
{
	struct harness *harness = *state;

	harness_enroll(harness);
	for (int i = 0; i < 5; i++) {
		const Pb__Status status =
		    i % 2 ? PB__STATUS__STATUS_ACTIVE : PB__STATUS__STATUS_DONE;
		life_set(harness, status);
		assert_int_equal(harness_stop(harness, SIGKILL), -SIGKILL);
		harness_start(harness, NULL);
		assert_int_equal(life_get(harness), status);
	}
}

static void
a_client_that_connects_while_it_is_down_is_served_by_the_next(void **state)
{
	struct harness *harness = *state;

	assert_int_equal(harness_stop(harness, SIGKILL), -SIGKILL);
	int fd = harness_connect(harness);
	harness_request(harness, fd, 1, "Admin", "Hello", NULL);
	harness_start(harness, NULL);
	assert_int_equal(harness_code(harness_expect(harness, fd, 1)), ERR_OK);
	close(fd);
}

/* As if it was last written long ago: a new time cannot be mistaken for it. */
static void
life_make_old(const char *path)
{
	const struct timespec old[2] = {{.tv_sec = 1000}, {.tv_sec = 1000}};

	assert_int_equal(utimensat(AT_FDCWD, path, old, 0), 0);
}

static void
readers_leave_the_database_alone(void **state)
{
	struct harness *harness = *state;
	char log[sizeof(harness->database) + 4];
	struct stat database, written;

	snprintf(log, sizeof(log), "%s-wal", harness->database);
	harness_enroll(harness);
	life_set(harness, PB__STATUS__STATUS_DONE);
	life_make_old(harness->database);
	life_make_old(log);
	for (int i = 0; i < 20; i++)
		assert_int_equal(life_get(harness), PB__STATUS__STATUS_DONE);
	assert_int_equal(stat(harness->database, &database), 0);
	assert_int_equal(stat(log, &written), 0);
	assert_int_equal(database.st_mtim.tv_sec, 1000);
	assert_int_equal(written.st_mtim.tv_sec, 1000);
	life_set(harness, PB__STATUS__STATUS_TODO);
	assert_int_equal(stat(log, &written), 0);
	assert_int_not_equal(written.st_mtim.tv_sec, 1000);
}

static void
an_idle_daemon_exits_when_it_was_told_to(void **state)
{
	static const char *const arguments[] = {"--idle-exit", "1", NULL};
	struct harness *harness = *state;

	harness->listen_fd = harness_listen(harness->socket);
	harness_start(harness, arguments);
	harness_expect_alive(harness);
	assert_int_equal(harness_wait(harness), 0);
}

/* 48 files are 16 connections and what the daemon needs itself. */
static void
clients_over_the_limit_wait_until_others_leave(void **state)
{
	struct harness *harness = *state;
	int fds[LIFE_CLIENTS];

	if (getenv("HARNESS_VALGRIND") != NULL)
		skip(); /* it needs files itself */
	harness->files_max = 48;
	harness->listen_fd = harness_listen(harness->socket);
	harness_start(harness, NULL);
	for (int i = 0; i < LIFE_CLIENTS; i++) {
		fds[i] = harness_connect(harness);
		harness_request(harness, fds[i], 1, "Admin", "Hello", NULL);
	}
	for (int i = 0; i < 16; i++)
		assert_int_equal(harness_code(harness_expect(harness, fds[i], 1)), ERR_OK);
	for (int i = 16; i < LIFE_CLIENTS; i++) {
		close(fds[i - 16]);
		assert_int_equal(harness_code(harness_expect(harness, fds[i], 1)), ERR_OK);
	}
	for (int i = LIFE_CLIENTS - 16; i < LIFE_CLIENTS; i++)
		close(fds[i]);
	assert_int_equal(harness_stop(harness, SIGTERM), 0);
}

/* A name that begins with an at sign is no file. */
static int
life_manager(const char *name)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	const struct timeval guard = {.tv_sec = HARNESS_GUARD_S};
	int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	const size_t length = strlen(name);

	assert_true(length < sizeof(address.sun_path));
	memcpy(address.sun_path, name, length);
	if (name[0] == '@')
		address.sun_path[0] = '\0';
	assert_int_equal(bind(fd, (const struct sockaddr *)&address,
			     (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length)),
	    0);
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &guard, sizeof(guard));
	setenv("NOTIFY_SOCKET", name, 1);
	return fd;
}

/* Waits for a message with `wanted` in it, before which none has `unwanted`. */
static void
life_expect_notice(int manager, const char *wanted, const char *unwanted)
{
	char text[512] = "";

	while (strstr(text, wanted) == NULL) {
		ssize_t n = recv(manager, text, sizeof(text) - 1, 0);
		assert_true(n > 0);
		text[n] = '\0';
		assert_true(unwanted == NULL || strstr(text, unwanted) == NULL);
	}
}

static void
the_service_manager_is_told(void **state)
{
	struct harness *harness = *state;
	char path[512];

	snprintf(path, sizeof(path), "%s/notify", harness->dir);
	int manager = life_manager(path);
	setenv("WATCHDOG_USEC", "200000", 1);
	harness->listen_fd = harness_listen(harness->socket);
	harness_start(harness, NULL);
	unsetenv("WATCHDOG_USEC");
	unsetenv("NOTIFY_SOCKET");
	life_expect_notice(manager, "READY=1", NULL);
	life_expect_notice(manager, "WATCHDOG=1", NULL);
	life_expect_notice(manager, "STATUS=0 connections", NULL);
	int fd = harness_connect(harness);
	life_expect_notice(manager, "STATUS=1 connection", NULL);
	assert_int_equal(harness_stop(harness, SIGTERM), 0);
	life_expect_notice(manager, "STOPPING=1", NULL);
	close(fd);
	close(manager);
}

/* The variables are inherited by children of the process that is meant. */
static void
a_watchdog_of_another_process_is_left_alone(void **state)
{
	struct harness *harness = *state;
	char name[64];

	snprintf(name, sizeof(name), "@roadmap-life-%ld", (long)getpid());
	int manager = life_manager(name);
	setenv("WATCHDOG_USEC", "20000", 1);
	setenv("WATCHDOG_PID", "1", 1);
	harness->listen_fd = harness_listen(harness->socket);
	harness_start(harness, NULL);
	unsetenv("WATCHDOG_PID");
	unsetenv("WATCHDOG_USEC");
	unsetenv("NOTIFY_SOCKET");
	life_expect_notice(manager, "READY=1", "WATCHDOG=1");
	life_expect_notice(manager, "STATUS=0 connections", "WATCHDOG=1");
	assert_int_equal(harness_stop(harness, SIGTERM), 0);
	close(manager);
}

#define LIFE_TEST(name) cmocka_unit_test_setup_teardown(name, harness_setup, harness_teardown)
#define LIFE_TEST_EMPTY(name) \
	cmocka_unit_test_setup_teardown(name, harness_setup_empty, harness_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    LIFE_TEST(sigterm_answers_the_request_in_hand_and_exits),
	    LIFE_TEST(sigint_answers_the_request_in_hand_and_exits),
	    LIFE_TEST(sigterm_is_not_held_up_by_idle_and_half_frame_clients),
	    LIFE_TEST(sighup_is_harmless),
	    LIFE_TEST(what_was_acknowledged_is_there_after_kill_9),
	    LIFE_TEST(a_client_that_connects_while_it_is_down_is_served_by_the_next),
	    LIFE_TEST(readers_leave_the_database_alone),
	    LIFE_TEST_EMPTY(an_idle_daemon_exits_when_it_was_told_to),
	    LIFE_TEST_EMPTY(clients_over_the_limit_wait_until_others_leave),
	    LIFE_TEST_EMPTY(the_service_manager_is_told),
	    LIFE_TEST_EMPTY(a_watchdog_of_another_process_is_left_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
