/*
 * How far a long piece of work has come: a line on a terminal that is drawn again and again, once
 * the work takes longer than half a second.
 */
#ifndef CLIENT_PROGRESS_H
#define CLIENT_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "core/arena.h"

struct progress;

/* Begins now. The line goes to standard error, nowhere if that is no terminal. */
struct progress *progress_new(struct arena *arena, const char *things);
/* The same to another file, at a moment of a clock that only rises, in milliseconds. */
struct progress *progress_new_at(struct arena *arena, const char *things, FILE *file,
    bool is_terminal, int64_t now_ms);

/* "[##  ] 12 of 40 steps", or "12 rows" if nobody knows how many there will be (total 0). */
void progress_show(struct progress *progress, uint32_t done, uint32_t total);
void progress_show_at(struct progress *progress, uint32_t done, uint32_t total, int64_t now_ms);

/* Takes the line away, as has to be done before anything else is written. NULL will do. */
void progress_end(struct progress *progress);

#endif
