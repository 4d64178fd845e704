/*
 * The writer: a thread that executes what writes and puts it on the disk, so that the loop, which
 * reads, never waits for a disk.
 *
 * It has an engine of its own, opened with its first job, and shares nothing with the loop's but
 * the file. A job is the loop's until writer_flush(), then the thread's, and the loop's again when
 * `done` gets it. All functions are for the loop; `done` is called from it.
 *
 * Jobs that were flushed together share a commit, in the order they came; before a backup, what
 * came before it is committed. None is given back before it is on the disk: what reads the
 * database from then on sees it. Besides the jobs there are questions, asked at the end of a batch
 * and given back with it. Jobs that find the database held by another process are tried
 * again, and refused WRITER_HELD_MS after they came.
 */
#ifndef DAEMON_WRITER_H
#define DAEMON_WRITER_H

#include <stdbool.h>
#include <sys/queue.h>

#include "engine/dispatch.h"

struct event_base;
struct writer;

enum {
	WRITER_RETRY_MS = 20, /* while another process holds the database */
	WRITER_HELD_MS = 2000,
};

struct writer_job {
	STAILQ_ENTRY(writer_job) link;
	struct bytes request; /* the caller's, as long as the job; without data: a backup */
	bool is_question;     /* the caller's too: writer_ask(), not writer_put() */
	int64_t came_ms;      /* ours, like all below */
	uint64_t batch;       /* what was flushed together, numbered as it is begun */
	int64_t executed_us;  /* microseconds since 1970; of a request that was executed */
	/* response, event and text live in `data`; the text of a backup that went well is its path
	 */
	struct dispatch_reply reply;
	bool is_lost; /* it was executed, and its commit failed: that is the reply */
	void *data;
};

STAILQ_HEAD(writer_jobs, writer_job);

/*
 * `first` must outlive it, and is only read. `done` gets jobs in the order in which they were put,
 * and takes them off the list. NULL if the system has no descriptor for us. No thread is made
 * before there is a job.
 */
struct writer *writer_new(struct event_base *base, const struct engine *first,
    void (*done)(void *arg, struct writer_jobs *jobs), void *arg);
/*
 * Waits until all that was flushed is on the disk; a database that is held is not waited for. What
 * was not given back is: `done` is called. Takes NULL.
 */
void writer_free(struct writer *writer);

/* To be executed with the next flush. */
void writer_put(struct writer *writer, struct writer_job *job);
void writer_flush(struct writer *writer);
/* There is something to flush. */
bool writer_has_more(const struct writer *writer);
/*
 * A question for the end of the next batch, after all that it writes. Those of one flush are put
 * together, while writer_takes_questions().
 */
void writer_ask(struct writer *writer, struct writer_job *job);
/* No, while those for a batch that is not begun are there. */
bool writer_takes_questions(const struct writer *writer);
/* The number of the batch that it is at, or was. */
uint64_t writer_begun(const struct writer *writer);
/* Gives up on a database that is held: the daemon stops. */
void writer_hurry(struct writer *writer);

/* Frees what a job holds of ours. */
void writer_job_clear(struct writer_job *job);

/* For how long it has been at one job or one commit; 0 if it waits for work. */
int64_t writer_busy_ms(const struct writer *writer);

#endif
