/*
 * The command line of roadmapd.
 */
#ifndef DAEMON_OPTIONS_H
#define DAEMON_OPTIONS_H

#include <limits.h>
#include <stdbool.h>

#include "core/err.h"

enum options_wish {
	OPTIONS_RUN,
	OPTIONS_HELP,
	OPTIONS_VERSION,
};

struct options {
	enum options_wish wish;
	bool debug;
	unsigned idle_exit_s;    /* 0: never */
	char database[PATH_MAX]; /* absolute */
};

/*
 * INVALID_ARGUMENT for what it does not know; FAILED_PRECONDITION if no place for the database can
 * be told. The database is not made.
 */
enum err_code options_read(int argc, char **argv, struct options *ret_options, struct err *err);

/* Makes the directories that lead to a file, 0700. UNAVAILABLE if it cannot be done. */
enum err_code options_make_dirs(const char *path, struct err *err);

extern const char options_help[];

#endif
