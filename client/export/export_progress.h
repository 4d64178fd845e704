/*
 * A bar on a terminal, for work that takes longer than half a second.
 */
#ifndef CLIENT_EXPORT_PROGRESS_H
#define CLIENT_EXPORT_PROGRESS_H

#include <stdint.h>

#include "core/arena.h"

struct export_progress;

/* Begins now. The bar goes to standard error, nowhere if that is no terminal. */
struct export_progress *export_progress_new(struct arena *arena);
void export_progress_show(struct export_progress *progress, uint32_t done, uint32_t total);
/* Takes the bar away. */
void export_progress_end(struct export_progress *progress);

#endif
