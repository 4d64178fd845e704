#include "proto/user.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

const struct passwd *
user_find(void)
{
	FILE *file = fopen("/etc/passwd", "re");
	const struct passwd *user = NULL;

	if (file == NULL)
		return NULL;
	do
		user = fgetpwent(file);
	while (user != NULL && user->pw_uid != geteuid());
	fclose(file);
	return user;
}

const char *
user_home(void)
{
	const char *home = getenv("HOME");
	const struct passwd *user;

	if (home != NULL && home[0] == '/')
		return home;
	user = user_find();
	return user != NULL && user->pw_dir[0] == '/' ? user->pw_dir : NULL;
}
