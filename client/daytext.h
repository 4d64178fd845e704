/*
 * Days of the daemon, "2026-03-09", as people say them.
 */
#ifndef CLIENT_DAYTEXT_H
#define CLIENT_DAYTEXT_H

#include "core/arena.h"

/* "9 March", with the year if it is not that of `today`. What is no day stays as it is. */
const char *daytext_long(struct arena *arena, const char *day, const char *today);
/* "9 Mar", and "9 Mar 2027". */
const char *daytext_short(struct arena *arena, const char *day, const char *today);
/* "Mar" of a month from 1. */
const char *daytext_month(unsigned month);

#endif
