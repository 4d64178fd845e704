/*
 * Lines on stderr. With sd-daemon's priority prefixes when stderr is the journal, else with the
 * program's name. Control characters are replaced, so that a text cannot fake a second line.
 */
#ifndef DAEMON_LOG_H
#define DAEMON_LOG_H

#include <stdbool.h>

/* The numbers of syslog(3). */
enum log_level {
	LOG_LEVEL_ERROR = 3,
	LOG_LEVEL_WARNING = 4,
	LOG_LEVEL_NOTICE = 5,
	LOG_LEVEL_INFO = 6,
	LOG_LEVEL_DEBUG = 7, /* the only one that may hold the learner's own words */
};

/* Looks at what stderr is. Debug lines are dropped unless `debug` is set. */
void log_open(bool debug);

/* One line, without a newline; what does not fit 1000 bytes is cut. Keeps errno. */
void log_line(enum log_level level, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
