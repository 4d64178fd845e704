#include "writer.h"

#include <errno.h>
#include <event2/event.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

#include "bounds.h"
#include "proto/clock.h"

enum {
	WRITER_MS_PER_S = 1000,
	WRITER_NS_PER_MS = 1000 * 1000,
};

struct writer {
	/* of the loop */
	struct writer_jobs put, asked; /* not flushed */
	void (*done)(void *arg, struct writer_jobs *jobs);
	void *arg;
	struct event *ready;
	pthread_t thread;
	bool has_thread;
	/* of both, under the lock */
	pthread_mutex_t lock;
	pthread_cond_t changed; /* for the thread: there is work, or haste, or the end */
	struct writer_jobs queue, questions, given;
	bool is_hasty, is_ending;
	/* of both */
	int ready_fd;               /* an eventfd: something was given back */
	atomic_llong busy_since_ms; /* 0: it waits for work */
	atomic_ullong n_batches;    /* that were begun */
	/* of the thread, and only read */
	const struct engine *first;
	/* of the thread */
	struct engine *engine; /* NULL until it could be opened */
	struct arena *arena;   /* of one job at a time */
	struct writer_jobs batch;
	struct writer_jobs executed; /* these wait for their commit */
	struct writer_jobs finished; /* these are to be given back */
	size_t executed_bytes;
};

/* --- the thread */

static void
writer_is_at_something(struct writer *writer)
{
	atomic_store(&writer->busy_since_ms, clock_steady_ms());
}

static uint8_t *
writer_copy(uint8_t *to, struct bytes *bytes)
{
	if (bytes->data == NULL)
		return to;
	memcpy(to, bytes->data, bytes->size);
	bytes->data = to;
	return to + bytes->size;
}

/* The reply out of the arena into memory of the job's own. */
static void
writer_keep(struct writer_job *job, struct dispatch_reply reply)
{
	struct bytes text = {(const uint8_t *)reply.text, strlen(reply.text) + 1};
	uint8_t *at = malloc(reply.response.size + reply.event.size + text.size);

	if (at == NULL)
		abort();
	writer_job_clear(job);
	job->data = at;
	at = writer_copy(at, &reply.response);
	at = writer_copy(at, &reply.event);
	(void)writer_copy(at, &text);
	reply.text = (const char *)text.data;
	job->reply = reply;
}

static void
writer_refuse(struct writer *writer, struct writer_job *job, enum err_code code, const char *text)
{
	struct dispatch_reply reply = {
	    .code = code,
	    .method = job->reply.method != NULL ? job->reply.method : "?",
	    .text = text,
	    .response = dispatch_refusal(writer->arena, code, text),
	};

	writer_keep(job, reply);
	arena_reset(writer->arena);
}

/* For engine_on_commit(). */
static void
writer_committed(void *arg, enum err_code code, const char *text)
{
	struct writer *writer = arg;
	struct writer_job *job;

	writer->executed_bytes = 0;
	if (code != ERR_OK) {
		struct arena *arena = writer->arena;

		writer->arena = arena_new(); /* that of a job is in use */
		STAILQ_FOREACH(job, &writer->executed, link)
		{
			writer_refuse(writer, job, code, text);
			job->is_lost = !job->is_question;
		}
		arena_free(writer->arena);
		writer->arena = arena;
	}
	STAILQ_CONCAT(&writer->finished, &writer->executed);
}

static void
writer_give(struct writer *writer)
{
	const uint64_t one = 1;
	ssize_t written = 0;

	if (STAILQ_EMPTY(&writer->finished))
		return;
	(void)pthread_mutex_lock(&writer->lock);
	STAILQ_CONCAT(&writer->given, &writer->finished);
	(void)pthread_mutex_unlock(&writer->lock);
	do
		written = write(writer->ready_fd, &one, sizeof(one));
	while (written < 0 && errno == EINTR);
}

static void
writer_commit(struct writer *writer)
{
	struct err err = ERR_NONE;

	writer_is_at_something(writer);
	if (writer->engine != NULL)
		(void)engine_commit(writer->engine, &err); /* told to writer_committed() */
	writer_give(writer);
}

/* False if there is no time left to wait for whoever holds the database. */
static bool
writer_wait(struct writer *writer, const struct writer_job *job)
{
	const int64_t until_ms = clock_steady_ms() + WRITER_RETRY_MS;
	const struct timespec until = {
	    .tv_sec = (time_t)(until_ms / WRITER_MS_PER_S),
	    .tv_nsec = (long)(until_ms % WRITER_MS_PER_S) * WRITER_NS_PER_MS,
	};
	bool goes_on;

	writer_is_at_something(writer);
	writer_give(writer);
	(void)pthread_mutex_lock(&writer->lock);
	if (!writer->is_hasty)
		(void)pthread_cond_timedwait(&writer->changed, &writer->lock, &until);
	goes_on = !writer->is_hasty && until_ms - job->came_ms < WRITER_HELD_MS;
	(void)pthread_mutex_unlock(&writer->lock);
	return goes_on;
}

static bool
writer_open(struct writer *writer, struct err *err)
{
	if (writer->engine != NULL)
		return true;
	writer->engine = engine_open_second(writer->first, err);
	if (writer->engine != NULL)
		engine_on_commit(writer->engine, writer_committed, writer);
	return writer->engine != NULL;
}

/* Of what is on the disk, and it takes its time: nothing waits for it. */
static struct dispatch_reply
writer_backup(struct writer *writer)
{
	struct dispatch_reply reply = {.method = "backup", .text = ""};
	struct err err = ERR_NONE;

	writer_commit(writer);
	writer_is_at_something(writer);
	reply.code = engine_backup(writer->first, writer->arena, clock_now_s(), &reply.text, &err);
	if (reply.code != ERR_OK)
		reply.text = arena_strdup(writer->arena, err.text);
	return reply;
}

static struct dispatch_reply
writer_dispatch(struct writer *writer, struct writer_job *job)
{
	struct dispatch_reply reply;

	do {
		arena_reset(writer->arena);
		job->executed_us = clock_now_us();
		reply =
		    dispatch_shared(writer->engine, job->executed_us, writer->arena, job->request);
	} while (reply.is_held && writer_wait(writer, job));
	return reply;
}

static void
writer_execute(struct writer *writer, struct writer_job *job)
{
	struct err err = ERR_NONE;

	writer_is_at_something(writer);
	job->batch = writer_begun(writer);
	if (job->request.data == NULL)
		writer_keep(job, writer_backup(writer));
	else if (!writer_open(writer, &err))
		writer_refuse(writer, job, err.code, err.text);
	else
		writer_keep(job, writer_dispatch(writer, job));
	arena_reset(writer->arena);
	writer->executed_bytes += job->reply.response.size + job->reply.event.size;
	STAILQ_INSERT_TAIL(&writer->executed, job, link);
	if (writer->engine == NULL || !engine_is_pending(writer->engine))
		writer_committed(writer, ERR_OK, "");
}

static void
writer_serve(struct writer *writer)
{
	struct writer_job *job;

	while ((job = STAILQ_FIRST(&writer->batch)) != NULL) {
		STAILQ_REMOVE_HEAD(&writer->batch, link);
		writer_execute(writer, job);
		if (writer->executed_bytes > bounds.held)
			writer_commit(writer);
	}
	writer_commit(writer);
}

/* Takes all that was flushed. False at the end. */
static bool
writer_take(struct writer *writer)
{
	(void)pthread_mutex_lock(&writer->lock);
	while (STAILQ_EMPTY(&writer->queue) && !writer->is_ending) {
		atomic_store(&writer->busy_since_ms, 0);
		(void)pthread_cond_wait(&writer->changed, &writer->lock);
	}
	atomic_fetch_add(&writer->n_batches, 1);
	STAILQ_CONCAT(&writer->batch, &writer->queue);
	STAILQ_CONCAT(&writer->batch, &writer->questions);
	(void)pthread_mutex_unlock(&writer->lock);
	return !STAILQ_EMPTY(&writer->batch);
}

static void *
writer_run(void *arg)
{
	struct writer *writer = arg;

	writer->arena = arena_new();
	while (writer_take(writer))
		writer_serve(writer);
	engine_close(writer->engine);
	arena_free(writer->arena);
	return NULL;
}

/* --- the loop */

void
writer_job_clear(struct writer_job *job)
{
	free(job->data);
	job->data = NULL;
}

static void
writer_collect(struct writer *writer)
{
	struct writer_jobs jobs = STAILQ_HEAD_INITIALIZER(jobs);

	(void)pthread_mutex_lock(&writer->lock);
	STAILQ_CONCAT(&jobs, &writer->given);
	(void)pthread_mutex_unlock(&writer->lock);
	if (!STAILQ_EMPTY(&jobs))
		writer->done(writer->arg, &jobs);
}

static void
writer_ready(evutil_socket_t fd, short what, void *arg)
{
	uint64_t n;
	ssize_t got = read(fd, &n, sizeof(n));

	(void)got;
	(void)what;
	writer_collect(arg);
}

struct writer *
writer_new(struct event_base *base, const struct engine *first,
    void (*done)(void *arg, struct writer_jobs *jobs), void *arg)
{
	struct writer *writer = calloc(1, sizeof(*writer));
	pthread_condattr_t attributes;

	if (writer == NULL)
		abort();
	STAILQ_INIT(&writer->put);
	STAILQ_INIT(&writer->asked);
	STAILQ_INIT(&writer->queue);
	STAILQ_INIT(&writer->questions);
	STAILQ_INIT(&writer->given);
	STAILQ_INIT(&writer->batch);
	STAILQ_INIT(&writer->executed);
	STAILQ_INIT(&writer->finished);
	writer->first = first;
	writer->done = done;
	writer->arg = arg;
	(void)pthread_mutex_init(&writer->lock, NULL);
	(void)pthread_condattr_init(&attributes);
	(void)pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
	(void)pthread_cond_init(&writer->changed, &attributes);
	(void)pthread_condattr_destroy(&attributes);
	writer->ready_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	if (writer->ready_fd >= 0)
		writer->ready =
		    event_new(base, writer->ready_fd, EV_READ | EV_PERSIST, writer_ready, writer);
	if (writer->ready != NULL && event_add(writer->ready, NULL) == 0)
		return writer;
	writer_free(writer);
	return NULL;
}

static bool
writer_start(struct writer *writer)
{
	sigset_t all, before;

	if (writer->has_thread)
		return true;
	/* signals are the loop's */
	(void)sigfillset(&all);
	(void)pthread_sigmask(SIG_SETMASK, &all, &before);
	writer->has_thread = pthread_create(&writer->thread, NULL, writer_run, writer) == 0;
	(void)pthread_sigmask(SIG_SETMASK, &before, NULL);
	return writer->has_thread;
}

void
writer_put(struct writer *writer, struct writer_job *job)
{
	job->came_ms = clock_steady_ms();
	STAILQ_INSERT_TAIL(&writer->put, job, link);
}

void
writer_ask(struct writer *writer, struct writer_job *job)
{
	job->is_question = true;
	job->came_ms = clock_steady_ms();
	STAILQ_INSERT_TAIL(&writer->asked, job, link);
}

bool
writer_takes_questions(const struct writer *writer)
{
	return STAILQ_EMPTY(&writer->asked);
}

uint64_t
writer_begun(const struct writer *writer)
{
	return atomic_load(&writer->n_batches);
}

/* Without a thread: the next flush tries again. */
static void
writer_refuse_all(struct writer *writer)
{
	struct writer_job *job;

	writer->arena = arena_new();
	STAILQ_FOREACH(job, &writer->put, link)
	writer_refuse(writer, job, ERR_UNAVAILABLE,
	    "no thread can be started: end some programs and try again");
	arena_free(writer->arena);
	writer->arena = NULL;
	STAILQ_CONCAT(&writer->given, &writer->put);
	event_active(writer->ready, EV_READ, 0);
}

bool
writer_has_more(const struct writer *writer)
{
	return !STAILQ_EMPTY(&writer->put);
}

void
writer_flush(struct writer *writer)
{
	if (!writer_has_more(writer))
		return;
	if (!writer_start(writer)) {
		writer_refuse_all(writer);
		return;
	}
	(void)pthread_mutex_lock(&writer->lock);
	STAILQ_CONCAT(&writer->queue, &writer->put);
	if (STAILQ_EMPTY(&writer->questions))
		STAILQ_CONCAT(&writer->questions, &writer->asked);
	(void)pthread_mutex_unlock(&writer->lock);
	/* after: who wakes finds the lock free */
	(void)pthread_cond_signal(&writer->changed);
}

void
writer_hurry(struct writer *writer)
{
	(void)pthread_mutex_lock(&writer->lock);
	writer->is_hasty = true;
	(void)pthread_cond_signal(&writer->changed);
	(void)pthread_mutex_unlock(&writer->lock);
}

void
writer_free(struct writer *writer)
{
	if (writer == NULL)
		return;
	writer_flush(writer);
	(void)pthread_mutex_lock(&writer->lock);
	writer->is_hasty = writer->is_ending = true;
	(void)pthread_cond_signal(&writer->changed);
	(void)pthread_mutex_unlock(&writer->lock);
	if (writer->has_thread)
		(void)pthread_join(writer->thread, NULL);
	STAILQ_CONCAT(&writer->given, &writer->questions);
	STAILQ_CONCAT(&writer->given, &writer->asked);
	writer_collect(writer);
	if (writer->ready != NULL)
		event_free(writer->ready);
	if (writer->ready_fd >= 0)
		close(writer->ready_fd);
	(void)pthread_cond_destroy(&writer->changed);
	(void)pthread_mutex_destroy(&writer->lock);
	free(writer);
}

int64_t
writer_busy_ms(const struct writer *writer)
{
	const int64_t since_ms = atomic_load(&writer->busy_since_ms);

	return since_ms != 0 ? clock_steady_ms() - since_ms : 0;
}
