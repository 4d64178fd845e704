/*
 * The user's line of /etc/passwd and home, without the name service, whose libraries a program that
 * is linked statically would load after all. Used by both sides.
 */
#ifndef PROTO_USER_H
#define PROTO_USER_H

#include <pwd.h>

/* The effective user's, until the next call; NULL where there is none. */
const struct passwd *user_find(void);
/* $HOME, else that of the user's line; NULL if neither is an absolute path. */
const char *user_home(void);

#endif
