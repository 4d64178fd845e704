#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "proto/endpoint.h"

enum {
	ENDPOINT_NOBODY = 65534,
};

/* A directory of the test's own, with an endpoint in it. */
struct place {
	char dir[32];
	struct endpoint endpoint;
};

static int
place_setup(void **state)
{
	struct place *place = calloc(1, sizeof(*place));
	struct err err = ERR_NONE;
	char path[64];

	strcpy(place->dir, "/tmp/roadmap-test-XXXXXX");
	assert_non_null(mkdtemp(place->dir));
	snprintf(path, sizeof(path), "%s/socket", place->dir);
	setenv("ROADMAP_SOCKET", path, 1);
	assert_int_equal(endpoint_find(&place->endpoint, &err), ERR_OK);
	*state = place;
	return 0;
}

static int
place_teardown(void **state)
{
	struct place *place = *state;
	char command[64];

	snprintf(command, sizeof(command), "rm -rf %s", place->dir);
	assert_int_equal(system(command), 0);
	unsetenv("ROADMAP_SOCKET");
	free(place);
	return 0;
}

static void
place_enter(struct place *place, const char *dir)
{
	struct err err = ERR_NONE;
	char path[100];

	snprintf(path, sizeof(path), "%s/%s/socket", place->dir, dir);
	setenv("ROADMAP_SOCKET", path, 1);
	assert_int_equal(endpoint_find(&place->endpoint, &err), ERR_OK);
}

static void
place_expect_found(const char *socket, const char *dir)
{
	struct endpoint endpoint;
	struct err err = ERR_NONE;

	assert_int_equal(endpoint_find(&endpoint, &err), ERR_OK);
	assert_string_equal(endpoint.address.sun_path, socket);
	assert_string_equal(endpoint.dir, dir);
	assert_int_equal(endpoint.address.sun_family, AF_UNIX);
}

static void
the_environment_tells_the_place_in_order(void **state)
{
	char socket[64], dir[64];

	(void)state;
	setenv("ROADMAP_SOCKET", "/a/b/c.sock", 1);
	setenv("XDG_RUNTIME_DIR", "/run/user/7", 1);
	place_expect_found("/a/b/c.sock", "/a/b");
	setenv("ROADMAP_SOCKET", "", 1);
	place_expect_found("/run/user/7/roadmap/roadmapd.sock", "/run/user/7/roadmap");
	unsetenv("ROADMAP_SOCKET");
	unsetenv("XDG_RUNTIME_DIR");
	snprintf(dir, sizeof(dir), "/tmp/roadmap-%u", geteuid());
	snprintf(socket, sizeof(socket), "%s/roadmapd.sock", dir);
	place_expect_found(socket, dir);
}

static void
a_relative_or_too_long_path_is_refused(void **state)
{
	char path[200] = "/tmp/";
	struct endpoint endpoint;
	struct err err = ERR_NONE;

	(void)state;
	setenv("ROADMAP_SOCKET", "here/socket", 1);
	assert_int_equal(endpoint_find(&endpoint, &err), ERR_FAILED_PRECONDITION);
	setenv("ROADMAP_SOCKET", "/tmp/folder/", 1);
	assert_int_equal(endpoint_find(&endpoint, &err), ERR_FAILED_PRECONDITION);
	memset(path + 5, 'x', sizeof(endpoint.address.sun_path) - 5);
	setenv("ROADMAP_SOCKET", path, 1);
	assert_int_equal(endpoint_find(&endpoint, &err), ERR_FAILED_PRECONDITION);
	path[sizeof(endpoint.address.sun_path) - 1] = '\0';
	setenv("ROADMAP_SOCKET", path, 1);
	assert_int_equal(endpoint_find(&endpoint, &err), ERR_OK);
	unsetenv("ROADMAP_SOCKET");
}

static void
a_missing_directory_is_made_for_the_user_alone(void **state)
{
	struct place *place = *state;
	struct err err = ERR_NONE;
	struct stat stat;

	place_enter(place, "new");
	assert_int_equal(endpoint_secure(&place->endpoint, &err), ERR_OK);
	assert_int_equal(lstat(place->endpoint.dir, &stat), 0);
	assert_int_equal(stat.st_mode, S_IFDIR | 0700);
	assert_int_equal(endpoint_secure(&place->endpoint, &err), ERR_OK);
}

static void
a_directory_that_cannot_be_made_is_unavailable(void **state)
{
	struct place *place = *state;
	struct err err = ERR_NONE;

	place_enter(place, "no/such");
	assert_int_equal(endpoint_secure(&place->endpoint, &err), ERR_UNAVAILABLE);
}

static void
a_symlink_a_file_and_an_open_directory_are_refused(void **state)
{
	struct place *place = *state;
	struct err err = ERR_NONE;
	char path[64];

	snprintf(path, sizeof(path), "%s/link", place->dir);
	assert_int_equal(symlink(place->dir, path), 0);
	place_enter(place, "link");
	assert_int_equal(endpoint_secure(&place->endpoint, &err), ERR_PERMISSION_DENIED);
	snprintf(path, sizeof(path), "%s/file", place->dir);
	close(open(path, O_CREAT | O_WRONLY, 0600));
	place_enter(place, "file");
	assert_int_equal(endpoint_secure(&place->endpoint, &err), ERR_PERMISSION_DENIED);
	assert_int_equal(chmod(place->dir, 0710), 0);
	place_enter(place, ".");
	assert_int_equal(endpoint_secure(&place->endpoint, &err), ERR_PERMISSION_DENIED);
}

static void
a_directory_of_another_user_is_refused(void **state)
{
	struct place *place = *state;
	struct err err = ERR_NONE;

	if (geteuid() != 0)
		skip();
	assert_int_equal(chown(place->dir, ENDPOINT_NOBODY, ENDPOINT_NOBODY), 0);
	assert_int_equal(endpoint_secure(&place->endpoint, &err), ERR_PERMISSION_DENIED);
	assert_non_null(strstr(err.text, "65534"));
}

static void
nobody_listens_is_unavailable(void **state)
{
	struct place *place = *state;
	struct err err = ERR_NONE;
	int fd = -2;

	assert_int_equal(endpoint_connect(&place->endpoint, &fd, &err), ERR_UNAVAILABLE);
	assert_int_equal(fd, -2);
}

static void
what_listens_is_found(void **state)
{
	struct place *place = *state;
	struct err err = ERR_NONE;
	struct stat stat;
	int listening, fd;

	assert_int_equal(endpoint_listen(&place->endpoint, &listening, &err), ERR_OK);
	assert_int_equal(lstat(place->endpoint.address.sun_path, &stat), 0);
	assert_int_equal(stat.st_mode, S_IFSOCK | 0600);
	assert_int_equal(fcntl(listening, F_GETFD), FD_CLOEXEC);
	assert_int_equal(endpoint_connect(&place->endpoint, &fd, &err), ERR_OK);
	assert_int_equal(fcntl(fd, F_GETFD), FD_CLOEXEC);
	close(fd);
	close(listening);
}

static void
a_stale_socket_is_unavailable_and_replaced(void **state)
{
	struct place *place = *state;
	struct err err = ERR_NONE;
	int listening, fd;

	assert_int_equal(endpoint_listen(&place->endpoint, &listening, &err), ERR_OK);
	close(listening);
	assert_int_equal(endpoint_connect(&place->endpoint, &fd, &err), ERR_UNAVAILABLE);
	assert_int_equal(endpoint_listen(&place->endpoint, &listening, &err), ERR_OK);
	assert_int_equal(endpoint_connect(&place->endpoint, &fd, &err), ERR_OK);
	close(fd);
	close(listening);
}

static void
a_file_that_is_no_socket_is_not_replaced(void **state)
{
	struct place *place = *state;
	struct err err = ERR_NONE;
	struct stat stat;
	int fd;

	close(open(place->endpoint.address.sun_path, O_CREAT | O_WRONLY, 0600));
	assert_int_equal(endpoint_listen(&place->endpoint, &fd, &err), ERR_FAILED_PRECONDITION);
	assert_int_equal(lstat(place->endpoint.address.sun_path, &stat), 0);
	assert_true(S_ISREG(stat.st_mode));
}

static void
the_lock_is_held_by_one_until_it_closes(void **state)
{
	struct place *place = *state;
	struct err err = ERR_NONE;
	int first, second;

	assert_int_equal(endpoint_lock(&place->endpoint, 0, &first, &err), ERR_OK);
	assert_int_equal(endpoint_lock(&place->endpoint, 0, &second, &err), ERR_UNAVAILABLE);
	assert_int_equal(endpoint_lock(&place->endpoint, 30, &second, &err), ERR_UNAVAILABLE);
	close(first);
	assert_int_equal(endpoint_lock(&place->endpoint, 0, &second, &err), ERR_OK);
	close(second);
}

#define PLACE_TEST(name) cmocka_unit_test_setup_teardown(name, place_setup, place_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_environment_tells_the_place_in_order),
	    cmocka_unit_test(a_relative_or_too_long_path_is_refused),
	    PLACE_TEST(a_missing_directory_is_made_for_the_user_alone),
	    PLACE_TEST(a_directory_that_cannot_be_made_is_unavailable),
	    PLACE_TEST(a_symlink_a_file_and_an_open_directory_are_refused),
	    PLACE_TEST(a_directory_of_another_user_is_refused),
	    PLACE_TEST(nobody_listens_is_unavailable),
	    PLACE_TEST(what_listens_is_found),
	    PLACE_TEST(a_stale_socket_is_unavailable_and_replaced),
	    PLACE_TEST(a_file_that_is_no_socket_is_not_replaced),
	    PLACE_TEST(the_lock_is_held_by_one_until_it_closes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
