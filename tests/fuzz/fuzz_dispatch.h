/*
 * What the dispatch target tells those who look.
 */
#ifndef FUZZ_DISPATCH_H
#define FUZZ_DISPATCH_H

#include "core/err.h"

/* Called for each request of an input, unless it is NULL; a watch that begins is OK. */
extern void (*fuzz_dispatch_answered)(const char *method, enum err_code code);

#endif
