/*
 * What the helper has to say while nobody looks: on standard error, with priorities for a journal.
 */
#ifndef REMIND_LOG_H
#define REMIND_LOG_H

enum remind_log_level {
	REMIND_LOG_WARNING = 4,
	REMIND_LOG_INFO = 6,
};

/* One line. Never what the learner wrote: titles of notes and the like stay out. */
void remind_log(enum remind_log_level level, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
