#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "proto/user.h"

#define USERS "root:x:0:0:root:/root:/bin/sh\nada:x:1000:1000::/home/ada:/bin/sh\n"
#define BO "bo:x:1001:1001::/home/bo:/bin/sh\n"

/* Of the user 1000. */
static bool
alone(gid_t gid, const char *user_lines, const char *group_lines)
{
	FILE *users = tmpfile(), *groups = tmpfile();
	bool is_alone;

	assert_non_null(users);
	assert_non_null(groups);
	assert_true(fputs(user_lines, users) >= 0 && fputs(group_lines, groups) >= 0);
	rewind(users);
	rewind(groups);
	is_alone = user_is_alone(1000, gid, users, groups);
	fclose(users);
	fclose(groups);
	return is_alone;
}

static void
a_group_of_one_is_its_users_own(void **state)
{
	(void)state;
	assert_true(alone(1000, USERS BO, "root:x:0:\nada:x:1000:\nbo:x:1001:ada\n"));
	assert_true(alone(1000, USERS, "ada:x:1000:ada\n"));
}

static void
a_group_with_another_member_is_not(void **state)
{
	(void)state;
	assert_false(alone(1000, USERS BO, "ada:x:1000:bo\n"));
	assert_false(alone(1000, USERS BO, "ada:x:1000:ada,bo\n"));
	assert_false(alone(1000, USERS BO, "ada:x:1000:ada\nagain:x:1000:bo\n"));
}

static void
a_group_that_another_user_has_as_primary_is_not(void **state)
{
	(void)state;
	assert_false(alone(1000, USERS "bo:x:1001:1000::/home/bo:/bin/sh\n", "ada:x:1000:\n"));
	assert_false(alone(1000, "bo:x:1001:1000::/home/bo:/bin/sh\n" USERS, "ada:x:1000:\n"));
}

static void
a_group_that_is_not_the_users_primary_is_not(void **state)
{
	(void)state;
	assert_false(alone(50, USERS, "staff:x:50:ada\nada:x:1000:\n"));
	assert_false(alone(0, USERS, "root:x:0:\nada:x:1000:\n"));
}

static void
what_the_files_do_not_know_is_not(void **state)
{
	(void)state;
	assert_false(alone(1000, BO, "ada:x:1000:\n"));
	assert_false(alone(1000, USERS, "root:x:0:\n"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_group_of_one_is_its_users_own),
	    cmocka_unit_test(a_group_with_another_member_is_not),
	    cmocka_unit_test(a_group_that_another_user_has_as_primary_is_not),
	    cmocka_unit_test(a_group_that_is_not_the_users_primary_is_not),
	    cmocka_unit_test(what_the_files_do_not_know_is_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
