/*
 * The user's line of /etc/passwd and home, without the name service, whose libraries a program that
 * is linked statically would load after all. Used by both sides.
 */
#ifndef PROTO_USER_H
#define PROTO_USER_H

#include <pwd.h>
#include <stdbool.h>
#include <stdio.h>

/* The effective user's, until the next call; NULL where there is none. */
const struct passwd *user_find(void);
/* $HOME, else that of the user's line; NULL if neither is an absolute path. */
const char *user_home(void);
/*
 * True if the group is the primary one of the effective user and of nobody else, by /etc/passwd,
 * and has no other member, by /etc/group: as adduser makes one for each user. False where it is not
 * known, as with users of a name service.
 */
bool user_owns_group(gid_t gid);
/* The same by other files, for a user of that id. */
bool user_is_alone(uid_t uid, gid_t gid, FILE *users, FILE *groups);

#endif
