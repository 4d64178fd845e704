#include "conn_write.h"

#include <stdlib.h>
#include <string.h>

#include "conn_queue.h"
#include "conn_wait.h"
#include "engine/second.h"
#include "log.h"
#include "proto/clock.h"
#include "writer.h"

struct conn_write {
	struct writer_job job; /* the first: it is what the writer knows of us */
	LIST_ENTRY(conn_write) link;
	struct conn *conn; /* NULL once it is gone, of a backup and of a question */
	pid_t pid;
	struct frame frame;
	size_t bytes;
	uint8_t request[];
};

static void
conn_write_untie(struct conn_write *write, struct conn *conn)
{
	LIST_REMOVE(write, link);
	conn->n_writes--;
	conn->has_read = conn->has_read && conn->n_writes > 0; /* it is the last */
	conn->write_bytes -= write->bytes;
	write->conn = NULL;
}

/* The answer of one, and what it is to all watchers; `next` is the one behind it, or NULL. */
static void
conn_write_answer(struct conn_group *group, struct conn_write *write, const struct conn_write *next)
{
	const struct dispatch_reply *reply = &write->job.reply;
	struct conn *conn = write->conn;

	if (conn != NULL)
		conn_write_untie(write, conn);
	if (!write->job.is_lost)
		conn_queue_log(write->pid, reply);
	if (conn != NULL)
		conn_queue_reply(conn, &write->frame, reply);
	conn_queue_event(group, reply->event);
	/* those to one connection mostly follow each other, and are sent together */
	if (conn != NULL && (next == NULL || next->conn != conn))
		conn_settle(conn);
}

static void
conn_write_backed_up(const struct conn_write *write)
{
	const struct dispatch_reply *reply = &write->job.reply;

	if (reply->code != ERR_OK)
		log_line(LOG_LEVEL_WARNING, "no backup: %s", reply->text);
	else if (reply->text[0] != '\0')
		log_line(LOG_LEVEL_INFO, "backup: %s", reply->text);
}

static void
conn_write_lost(const struct conn_write *write, unsigned n)
{
	const struct dispatch_reply *reply = &write->job.reply;

	log_line(LOG_LEVEL_ERROR, "commit failed, %u requests are refused: %s: %s", n,
	    err_name(reply->code), reply->text);
}

/* They wait behind what was answered, or for room. */
static void
conn_write_wake(struct conn_group *group)
{
	struct conn *conn;

	LIST_FOREACH (conn, &group->list, link) {
		if (conn->is_behind)
			event_active(conn->writable, EV_WRITE, 0);
		conn->is_behind = false;
	}
}

static void
conn_write_free(struct conn_write *write)
{
	writer_job_clear(&write->job);
	free(write);
}

static struct conn_write *
conn_write_shift(struct writer_jobs *jobs)
{
	struct writer_job *job = STAILQ_FIRST(jobs);

	if (job != NULL)
		STAILQ_REMOVE_HEAD(jobs, link);
	return (struct conn_write *)job;
}

static void
conn_write_free_all(struct writer_jobs *jobs)
{
	struct conn_write *write;

	while ((write = conn_write_shift(jobs)) != NULL)
		conn_write_free(write);
}

/* The questions at the end are of the last batch; those of others are of the past. */
static void
conn_write_answer_all(struct conn_group *group, struct writer_jobs *jobs,
    struct writer_jobs *ret_questions)
{
	struct conn_write *write;
	unsigned n_lost = 0;

	while ((write = conn_write_shift(jobs)) != NULL) {
		if (write->job.is_question) {
			STAILQ_INSERT_TAIL(ret_questions, &write->job, link);
			continue;
		}
		conn_write_free_all(ret_questions);
		if (write->job.request.data != NULL)
			conn_write_answer(group, write, (struct conn_write *)STAILQ_FIRST(jobs));
		else
			conn_write_backed_up(write);
		n_lost = write->job.is_lost ? n_lost + 1 : 0;
		if (n_lost > 0 && (STAILQ_EMPTY(jobs) || !STAILQ_FIRST(jobs)->is_lost))
			conn_write_lost(write, n_lost);
		group->write_bytes -= write->bytes;
		conn_write_free(write);
	}
}

/* For writer_new(). */
static void
conn_write_done(void *arg, struct writer_jobs *jobs)
{
	struct conn_group *group = arg;
	struct writer_jobs questions = STAILQ_HEAD_INITIALIZER(questions);
	const struct writer_job *job;

	/* who is answered here cannot ask before all this is done, and then it is later */
	conn_write_answer_all(group, jobs, &questions);
	group->now_us = 0;
	second_done(group->engine, conn_group_is_writing(group));
	STAILQ_FOREACH(job, &questions, link)
	second_take(group->engine, job->batch, job->executed_us, job->request, &job->reply);
	conn_write_free_all(&questions);
	/* the writer found out, or that it is back */
	engine_rescue(group->engine, group->arena, clock_now_s());
	arena_reset(group->arena);
	conn_write_wake(group);
	conn_wait_relieve(group);
	if (group->is_stopping)
		conn_group_go_on(group);
	group->changed(group->changed_arg);
}

/* For second_follow(). */
static uint64_t
conn_write_begun(const void *arg)
{
	return writer_begun(arg);
}

bool
conn_write_open(struct conn_group *group)
{
	group->writer = writer_new(group->base, group->engine, conn_write_done, group);
	if (group->writer != NULL)
		second_follow(group->engine, conn_write_begun, group->writer);
	return group->writer != NULL;
}

void
conn_write_close(struct conn_group *group)
{
	writer_free(group->writer);
	second_follow(group->engine, NULL, NULL);
	group->writer = NULL;
}

static struct conn_write *
conn_write_new(struct bytes request)
{
	struct conn_write *write = calloc(1, sizeof(*write) + request.size);

	if (write == NULL)
		abort();
	if (request.size > 0)
		memcpy(write->request, request.data, request.size);
	if (request.data != NULL)
		write->job.request = (struct bytes){write->request, request.size};
	return write;
}

static struct conn_write *
conn_write_new_counted(struct conn_group *group, struct bytes request)
{
	struct conn_write *write = conn_write_new(request);

	write->bytes = CONN_WRITE_COST + request.size;
	group->write_bytes += write->bytes;
	return write;
}

bool
conn_write_put(struct conn *conn, const struct frame *frame, struct bytes request, bool is_read)
{
	struct conn_group *group = conn->group;
	struct conn_write *write;

	if (conn->has_read || conn->n_writes >= bounds.turn_requests ||
	    group->write_bytes > bounds.writes)
		return false;
	write = conn_write_new_counted(group, request);
	write->frame = *frame;
	write->pid = conn->pid;
	write->conn = conn;
	LIST_INSERT_HEAD(&conn->writes, write, link);
	conn->n_writes++;
	conn->has_read = is_read;
	conn->write_bytes += write->bytes;
	writer_put(group->writer, &write->job);
	return true;
}

void
conn_write_put_backup(struct conn_group *group)
{
	struct conn_write *write = conn_write_new_counted(group, (struct bytes){NULL, 0});

	writer_put(group->writer, &write->job);
	/* without questions: for those the writer would open the database, and make a plan */
	writer_flush(group->writer);
}

/* What is asked all the time is asked the writer as well, so that nobody waits for a new answer. */
void
conn_write_flush(struct conn_group *group)
{
	struct bytes asked[SECOND_ASKED_MAX];
	size_t n;

	if (!writer_has_more(group->writer))
		return;
	n = writer_takes_questions(group->writer) ? second_asked(group->engine, asked) : 0;
	for (size_t i = 0; i < n; i++)
		writer_ask(group->writer, &conn_write_new(asked[i])->job);
	writer_flush(group->writer);
	second_set_writing(group->engine, true);
}

void
conn_write_forget(struct conn *conn)
{
	while (!LIST_EMPTY(&conn->writes))
		conn_write_untie(LIST_FIRST(&conn->writes), conn);
}
