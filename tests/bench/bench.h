/*
 * Figures about the program that users run, each beside one that the machine itself gives in the
 * same run, so that a figure from another machine can be compared.
 *
 * Rounds of both are interleaved and the medians compared: what else the machine does hits both.
 */
#ifndef BENCH_BENCH_H
#define BENCH_BENCH_H

#include <stdbool.h>
#include <stddef.h>

struct bench {
	bool quick;    /* only see that it works */
	char home[64]; /* a folder of our own, in which the daemon runs */
};

/* How many seconds a round of each takes. */
struct bench_pair {
	double ours_s, floor_s;
};

enum {
	BENCH_ROUNDS_MAX = 1000,
};

/* Says why and exits: a bench has nothing to recover. */
void bench_fail(const char *format, ...) __attribute__((format(printf, 1, 2), noreturn));

double bench_now_s(void);
/* The median of each, over n_rounds of one round each. */
struct bench_pair bench_rounds(unsigned n_rounds, double (*ours)(void *arg),
    double (*floor)(void *arg), void *arg);

/* Runs a program, its output thrown away; fails the bench if its exit status is not 0. */
void bench_spawn(const char *const *argv);

double bench_spawn_s(const char *const *argv);
double bench_true_s(void *ignored);
bool bench_has_program(const char *path);

/*
 * From here on the home is one in which a roadmap of so many steps is enrolled; 0: the bundled one.
 * Each has a daemon of its own.
 */
void bench_use_steps(unsigned n_steps);
/* The file of its database, and of its socket; until the next call. */
const char *bench_database(void);
const char *bench_socket(void);

/* `roadmap next` as a process, beside /bin/true, in a line. */
void bench_process(const struct bench *bench);
/* `roadmap prompt`, as a shell runs it before each line, beside /bin/true. */
void bench_prompt(const struct bench *bench);
/* The plan: its cost beside the best order and simple ones, its hours to milestones, its time. */
void bench_plan(const struct bench *bench);
/* Ends the daemon that answers, if one does, and waits for it. */
void bench_stop_daemon(void);
/* How many times as long 10,000 steps take to plan as 1,000. */
double bench_plan_growth(unsigned n_rounds);
/* Makes a history of so many actions, and stops the daemon for that. */
void bench_review_fill(int n);

/* The rows of the table, by what they need (bench_rows.c, bench_serve.c, bench_peer.c). */
void bench_next(const struct bench *bench);
void bench_done(const struct bench *bench);
void bench_direct(const struct bench *bench);
void bench_taskwarrior(const struct bench *bench);
void bench_size(const struct bench *bench);
void bench_single(const struct bench *bench);
void bench_pipelined(const struct bench *bench);
void bench_durable(const struct bench *bench);
void bench_latency(const struct bench *bench);
void bench_start(const struct bench *bench);
void bench_memory(const struct bench *bench);
void bench_history(const struct bench *bench);
void bench_growth(const struct bench *bench);
void bench_instructions(const struct bench *bench);

/* Whether forecasts are to be trusted: made-up learners whose end is known. */
void bench_forecast(const struct bench *bench);
/* What looks back, as processes, on a database of a thousand actions and of a million. */
void bench_review(const struct bench *bench);
/* Plan.Next over one connection, beside an echo of as many bytes. */
void bench_requests(const struct bench *bench);

#endif
