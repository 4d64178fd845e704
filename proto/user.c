#include "proto/user.h"

#include <grp.h>
#include <stdlib.h>
#include <string.h>
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

/* The name of the group's only user, to be freed, or NULL if that is not this one. */
static char *
user_only(uid_t uid, gid_t gid, FILE *users)
{
	const struct passwd *user;
	char *name = NULL;

	while ((user = fgetpwent(users)) != NULL) {
		if (user->pw_gid != gid)
			continue;
		if (user->pw_uid != uid) {
			free(name);
			return NULL;
		}
		if (name == NULL)
			name = strdup(user->pw_name);
	}
	return name;
}

bool
user_is_alone(uid_t uid, gid_t gid, FILE *users, FILE *groups)
{
	char *name = user_only(uid, gid, users);
	const struct group *group;
	bool known = false, alone = name != NULL;

	while (alone && (group = fgetgrent(groups)) != NULL) {
		if (group->gr_gid != gid)
			continue;
		known = true;
		for (char **member = group->gr_mem; *member != NULL; member++)
			alone = alone && strcmp(*member, name) == 0;
	}
	free(name);
	return alone && known;
}

bool
user_owns_group(gid_t gid)
{
	FILE *users = fopen("/etc/passwd", "re"), *groups = fopen("/etc/group", "re");
	bool alone =
	    users != NULL && groups != NULL && user_is_alone(geteuid(), gid, users, groups);

	if (users != NULL)
		fclose(users);
	if (groups != NULL)
		fclose(groups);
	return alone;
}
