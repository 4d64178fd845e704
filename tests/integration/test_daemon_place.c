/*
 * Where the daemon listens when nobody passed it a socket, and who may talk to it.
 */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "harness.h"

enum {
	PLACE_NOBODY = 65534,
	PLACE_ALREADY_RUNNING = 3,
};

/* Reads stderr until the line that says it listens. */
static void
place_expect_listening(struct harness *harness)
{
	const char *line;

	do {
		line = harness_read_line(harness);
		assert_non_null(line);
	} while (strstr(line, "listening at") == NULL);
}

static void
place_start(struct harness *harness)
{
	harness_start_alone(harness, NULL);
	place_expect_listening(harness);
}

/* It must fail with this status and say why in one line. */
static void
place_expect_failure(struct harness *harness, int status, const char *text)
{
	const char *line = harness_read_line(harness);

	assert_non_null(line);
	assert_non_null(strstr(line, text));
	assert_null(harness_read_line(harness));
	assert_int_equal(harness_wait(harness), status);
}

static mode_t
place_mode(const char *path)
{
	struct stat stat;

	assert_int_equal(lstat(path, &stat), 0);
	return stat.st_mode;
}

static void
its_own_socket_is_for_the_user_alone_and_goes_at_the_end(void **state)
{
	struct harness *harness = *state;

	place_start(harness);
	harness_expect_alive(harness);
	assert_int_equal(place_mode(harness->socket), S_IFSOCK | 0600);
	assert_int_equal(place_mode(harness->database), S_IFREG | 0600);
	assert_int_equal(harness_stop(harness, SIGTERM), 0);
	assert_int_equal(access(harness->socket, F_OK), -1);
}

static void
a_missing_directory_is_made(void **state)
{
	struct harness *harness = *state;
	char dir[64];

	snprintf(dir, sizeof(dir), "%s/made", harness->dir);
	snprintf(harness->socket, sizeof(harness->socket), "%s/made/socket", harness->dir);
	place_start(harness);
	assert_int_equal(place_mode(dir), S_IFDIR | 0700);
	harness_expect_alive(harness);
}

static void
a_stale_socket_is_replaced(void **state)
{
	struct harness *harness = *state;

	place_start(harness);
	assert_int_equal(harness_stop(harness, SIGKILL), -SIGKILL);
	assert_int_equal(place_mode(harness->socket), S_IFSOCK | 0600);
	place_start(harness);
	harness_expect_alive(harness);
}

static void
a_file_in_the_place_of_the_socket_is_left_alone(void **state)
{
	struct harness *harness = *state;
	FILE *file = fopen(harness->socket, "w");

	fclose(file);
	harness_start_alone(harness, NULL);
	place_expect_failure(harness, 1, "no socket");
	assert_true(S_ISREG(place_mode(harness->socket)));
}

static void
a_second_daemon_says_that_one_is_running(void **state)
{
	struct harness *harness = *state;

	place_start(harness);
	pid_t first = harness->pid;
	harness_start_alone(harness, NULL);
	place_expect_failure(harness, PLACE_ALREADY_RUNNING, "already running");
	harness->pid = first;
	harness_expect_alive(harness);
}

static void
a_socket_that_took_its_place_is_not_removed(void **state)
{
	struct harness *harness = *state;

	place_start(harness);
	assert_int_equal(unlink(harness->socket), 0);
	int other = harness_listen(harness->socket);
	assert_int_equal(harness_stop(harness, SIGTERM), 0);
	assert_true(S_ISSOCK(place_mode(harness->socket)));
	close(other);
}

static void
a_symlinked_directory_is_refused(void **state)
{
	struct harness *harness = *state;
	char dir[64], link[64];

	snprintf(dir, sizeof(dir), "%s/real", harness->dir);
	snprintf(link, sizeof(link), "%s/link", harness->dir);
	snprintf(harness->socket, sizeof(harness->socket), "%s/link/socket", harness->dir);
	assert_int_equal(mkdir(dir, 0700), 0);
	assert_int_equal(symlink(dir, link), 0);
	harness_start_alone(harness, NULL);
	place_expect_failure(harness, 1, "directory of your own");
}

static void
a_directory_open_to_others_is_refused(void **state)
{
	static const mode_t modes[] = {0755, 0770, 0720, 0701};
	struct harness *harness = *state;

	for (size_t i = 0; i < sizeof(modes) / sizeof(modes[0]); i++) {
		assert_int_equal(chmod(harness->dir, modes[i]), 0);
		harness_start_alone(harness, NULL);
		place_expect_failure(harness, 1, "open to others");
	}
	assert_int_equal(access(harness->socket, F_OK), -1);
}

/* A second user is there only for root. */
static void
place_need_root(void)
{
	if (geteuid() == 0)
		return;
	print_message("skip: a second user takes root\n");
	skip();
}

static void
a_directory_of_another_user_is_refused(void **state)
{
	struct harness *harness = *state;

	place_need_root();
	assert_int_equal(chown(harness->dir, PLACE_NOBODY, PLACE_NOBODY), 0);
	harness_start_alone(harness, NULL);
	place_expect_failure(harness, 1, "belongs to user");
	assert_int_equal(access(harness->socket, F_OK), -1);
}

static void
a_passed_descriptor_that_is_no_listening_socket_is_refused(void **state)
{
	struct harness *harness = *state;
	int ends[2];

	assert_int_equal(pipe(ends), 0);
	harness->listen_fd = ends[0];
	harness_start_alone(harness, NULL);
	place_expect_failure(harness, 1, "no listening unix stream socket");
	close(ends[1]);
}

static void
an_unknown_option_is_a_usage_error(void **state)
{
	static const char *const arguments[] = {"--frobnicate", NULL};
	struct harness *harness = *state;

	harness_start_alone(harness, arguments);
	place_expect_failure(harness, 2, "--frobnicate");
	assert_int_equal(access(harness->database, F_OK), -1);
}

/* In a child, as another user: 0 if the daemon hung up without an answer. */
static void
place_talk_as_nobody(struct harness *harness)
{
	char byte;

	if (setgid(PLACE_NOBODY) < 0 || setuid(PLACE_NOBODY) < 0)
		_exit(2);
	int fd = harness_connect(harness);
	struct bytes hello = harness_pack(harness, 1, "Admin", "Hello", NULL);
	/* the daemon may have hung up before this is sent */
	ssize_t sent = send(fd, hello.data, hello.size, MSG_NOSIGNAL);
	/* an even stream id: a client whose bytes are looked at is told of in the log */
	sent = send(fd, "\0\0\0\0\0\0\0\2\1\0", FRAME_HEADER_SIZE, MSG_NOSIGNAL);
	(void)sent;
	_exit(recv(fd, &byte, 1, 0) > 0);
}

/* In a child, as another user: 0 if the socket cannot be reached. */
static void
place_reach_as_nobody(const struct harness *harness)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	if (setgid(PLACE_NOBODY) < 0 || setuid(PLACE_NOBODY) < 0)
		_exit(2);
	snprintf(address.sun_path, sizeof(address.sun_path), "%s", harness->socket);
	_exit(connect(fd, (struct sockaddr *)&address, sizeof(address)) == 0 || errno != EACCES);
}

static void
another_user_cannot_reach_the_socket(void **state)
{
	struct harness *harness = *state;
	int status;

	place_need_root();
	place_start(harness);
	pid_t child = fork();
	if (child == 0)
		place_reach_as_nobody(harness);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	/* nor if somebody opened the directory afterwards */
	assert_int_equal(chmod(harness->dir, 0711), 0);
	child = fork();
	if (child == 0)
		place_reach_as_nobody(harness);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	harness_expect_alive(harness);
}

static void
a_client_of_another_user_is_refused(void **state)
{
	struct harness *harness = *state;
	int status;

	place_need_root();
	harness->listen_fd = harness_listen(harness->socket);
	assert_int_equal(chmod(harness->dir, 0711), 0);
	assert_int_equal(chmod(harness->socket, 0666), 0);
	harness_start_alone(harness, NULL);
	place_expect_listening(harness);
	pid_t child = fork();
	if (child == 0)
		place_talk_as_nobody(harness);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	harness_expect_alive(harness);
	/* nothing else was said of it */
	assert_int_equal(kill(harness->pid, SIGTERM), 0);
	assert_non_null(strstr(harness_read_line(harness), "refused a client of another user"));
	assert_non_null(strstr(harness_read_line(harness), "stopping"));
	assert_int_equal(harness_wait(harness), 0);
}

#define PLACE_TEST(name) \
	cmocka_unit_test_setup_teardown(name, harness_setup_empty, harness_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    PLACE_TEST(its_own_socket_is_for_the_user_alone_and_goes_at_the_end),
	    PLACE_TEST(a_missing_directory_is_made),
	    PLACE_TEST(a_stale_socket_is_replaced),
	    PLACE_TEST(a_file_in_the_place_of_the_socket_is_left_alone),
	    PLACE_TEST(a_second_daemon_says_that_one_is_running),
	    PLACE_TEST(a_socket_that_took_its_place_is_not_removed),
	    PLACE_TEST(a_symlinked_directory_is_refused),
	    PLACE_TEST(a_directory_open_to_others_is_refused),
	    PLACE_TEST(a_directory_of_another_user_is_refused),
	    PLACE_TEST(another_user_cannot_reach_the_socket),
	    PLACE_TEST(a_passed_descriptor_that_is_no_listening_socket_is_refused),
	    PLACE_TEST(an_unknown_option_is_a_usage_error),
	    PLACE_TEST(a_client_of_another_user_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
