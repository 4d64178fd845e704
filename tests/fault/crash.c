/*
 * usage: crash CYCLES [SEED]
 *
 * Several connections write as fast as they are answered, and the daemon dies in the midst of it:
 * by SIGKILL, or (built with CRASH_POWER) by a loss of power of its disk. Started again, it must
 * have all that it acknowledged, nothing that it refused, a sound database, and undo must work.
 */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "crash_model.h"
#include "harness.h"
#include "roadmap/v1/history.pb-c.h"

enum {
	CRASH_WINDOW = 6,           /* requests of a connection that wait for their answers */
	CRASH_DATABASE_CYCLES = 50, /* then a new one */
	CRASH_ANSWERS_MAX = 120,
	CRASH_NOTED = 100, /* steps that have notes: a step takes so many */
	CRASH_DELAY_US = 1500,
	CRASH_POWER_CALLS = 1000,
	CRASH_MAKING_CALLS = 40, /* while a database is made */
};

enum crash_kind {
	CRASH_ADD,
	CRASH_UNDO,
	CRASH_SET,
	CRASH_BULK, /* names a step that there is not: refused */
	CRASH_READ,
	CRASH_KINDS,
};

struct crash_request {
	enum crash_kind kind;
	uint32_t stream_id;
	uint32_t note;
	unsigned status;
};

struct crash_conn {
	int fd;
	unsigned number;
	uint32_t stream_id;
	struct crash_request window[CRASH_WINDOW]; /* the oldest first */
	unsigned n_window;
	uint8_t in[64 << 10];
	size_t n_in;
};

struct crash {
	struct harness *harness;
	unsigned seed;
	struct crash_conn conns[CRASH_CONNS];
	unsigned answers; /* in this cycle */
	unsigned making;  /* cycles in which the database was being made */
	struct crash_model model;
};

static unsigned
crash_random(struct crash *crash, unsigned below)
{
	return (unsigned)rand_r(&crash->seed) % below;
}

/* The daemon may be gone: then there is no answer. */
static void
crash_ask(struct crash *crash, struct crash_conn *conn, uint32_t stream_id, const char *service,
    const char *method, const ProtobufCMessage *message)
{
	struct bytes frame = harness_pack(crash->harness, stream_id, service, method, message);

	(void)send(conn->fd, frame.data, frame.size, MSG_NOSIGNAL);
}

static enum crash_kind
crash_choose(struct crash *crash)
{
	static const enum crash_kind kinds[] = {CRASH_ADD, CRASH_ADD, CRASH_ADD, CRASH_ADD,
	    CRASH_SET, CRASH_SET, CRASH_UNDO, CRASH_BULK, CRASH_READ};

	return kinds[crash_random(crash, sizeof(kinds) / sizeof(kinds[0]))];
}

static void
crash_send_add(struct crash *crash, struct crash_conn *conn, struct crash_request *request)
{
	Pb__StepNoteRequest add = PB__STEP_NOTE_REQUEST__INIT;

	request->note = crash->model.n_notes++;
	crash->model.notes[request->note] =
	    (struct crash_note){.state = CRASH_ADDING, .conn = conn->number};
	add.step = harness_set(crash->harness, HARNESS_STEPS, PB__STATUS__STATUS_TODO)
		       ->steps[CRASH_VICTIM + 1 + request->note % CRASH_NOTED];
	add.text = arena_printf(crash->harness->arena, "%u", request->note);
	crash_ask(crash, conn, request->stream_id, "Step", "Note", &add.base);
}

static void
crash_send_undo(struct crash *crash, struct crash_conn *conn, struct crash_request *request,
    int64_t note)
{
	Pb__HistoryUndoRequest undo = PB__HISTORY_UNDO_REQUEST__INIT;

	request->note = (uint32_t)note;
	crash->model.notes[note].state = CRASH_UNDOING;
	undo.action_id = crash->model.notes[note].id;
	crash_ask(crash, conn, request->stream_id, "History", "Undo", &undo.base);
}

static void
crash_send_set(struct crash *crash, struct crash_conn *conn, struct crash_request *request)
{
	Pb__StepSetRequest *set = harness_set(crash->harness, CRASH_CONNS,
	    (Pb__Status)(PB__STATUS__STATUS_ACTIVE + crash_random(crash, 3)));

	set->steps[0] = set->steps[conn->number];
	set->n_steps = 1;
	set->force = true;
	request->status = set->status;
	crash->model.statuses[conn->number] |= 1U << set->status;
	crash_ask(crash, conn, request->stream_id, "Step", "Set", &set->base);
}

static void
crash_send_bulk(struct crash *crash, struct crash_conn *conn, struct crash_request *request)
{
	Pb__StepSetRequest *set =
	    harness_set(crash->harness, CRASH_VICTIM + 1, PB__STATUS__STATUS_DONE);

	set->steps[0] = set->steps[CRASH_VICTIM];
	set->steps[1] = "there-is-no-such-step";
	set->n_steps = 2;
	crash_ask(crash, conn, request->stream_id, "Step", "Set", &set->base);
}

static void
crash_send(struct crash *crash, struct crash_conn *conn)
{
	struct crash_request *request = &conn->window[conn->n_window++];
	int64_t note = crash_model_pick(&crash->model, crash_random(crash, CRASH_NOTES));

	*request =
	    (struct crash_request){.kind = crash_choose(crash), .stream_id = conn->stream_id += 2};
	if (request->kind == CRASH_UNDO && note < 0)
		request->kind = CRASH_READ;
	if (request->kind == CRASH_ADD)
		crash_send_add(crash, conn, request);
	else if (request->kind == CRASH_UNDO)
		crash_send_undo(crash, conn, request, note);
	else if (request->kind == CRASH_SET)
		crash_send_set(crash, conn, request);
	else if (request->kind == CRASH_BULK)
		crash_send_bulk(crash, conn, request);
	else
		crash_ask(crash, conn, request->stream_id, "Plan", "Next", NULL);
}

static void
crash_acknowledge(struct crash *crash, struct crash_conn *conn, const struct crash_request *request,
    const Ttrpc__Response *response)
{
	struct crash_note *note = &crash->model.notes[request->note];
	const int expected = request->kind == CRASH_BULK ? ERR_NOT_FOUND : ERR_OK;

	if (harness_code(response) != expected)
		fail_msg("a request of kind %d was answered with '%s'", (int)request->kind,
		    response->status != NULL ? response->status->message : "OK");
	crash->answers++;
	if (request->kind == CRASH_BULK)
		crash->model.refused++;
	else if (request->kind != CRASH_READ)
		crash->model.acknowledged++;
	if (request->kind == CRASH_UNDO)
		note->state = CRASH_ABSENT;
	if (request->kind == CRASH_SET) {
		crash->model.statuses[conn->number] = 1U << request->status;
		for (unsigned i = 1; i < conn->n_window; i++)
			if (conn->window[i].kind == CRASH_SET)
				crash->model.statuses[conn->number] |= 1U << conn->window[i].status;
	}
	if (request->kind == CRASH_ADD) {
		const Pb__StepNoteReply *reply =
		    message_unpack(&pb__step_note_reply__descriptor, crash->harness->arena,
			(struct bytes){response->payload.data, response->payload.len});

		note->state = CRASH_THERE;
		assert_non_null(reply);
		(void)snprintf(note->id, sizeof(note->id), "%s", reply->note->id);
	}
}

/* Answers come in the order of the requests. False if there is none that is whole. */
static bool
crash_take(struct crash *crash, struct crash_conn *conn)
{
	const Ttrpc__Response *response;
	struct frame frame;
	size_t size;

	if (conn->n_in < FRAME_HEADER_SIZE)
		return false;
	frame_read(&frame, conn->in);
	size = FRAME_HEADER_SIZE + frame.length_bytes;
	assert_true(size <= sizeof(conn->in));
	if (conn->n_in < size)
		return false;
	assert_true(conn->n_window > 0);
	assert_int_equal(frame.stream_id, conn->window[0].stream_id);
	response = message_unpack(&ttrpc__response__descriptor, crash->harness->arena,
	    (struct bytes){conn->in + FRAME_HEADER_SIZE, frame.length_bytes});
	assert_non_null(response);
	crash_acknowledge(crash, conn, &conn->window[0], response);
	conn->n_window--;
	memmove(conn->window, conn->window + 1, conn->n_window * sizeof(conn->window[0]));
	conn->n_in -= size;
	memmove(conn->in, conn->in + size, conn->n_in);
	return true;
}

/* False at the end of the connection. */
static bool
crash_receive(struct crash *crash, struct crash_conn *conn)
{
	ssize_t n =
	    recv(conn->fd, conn->in + conn->n_in, sizeof(conn->in) - conn->n_in, MSG_DONTWAIT);

	if (n <= 0)
		return n < 0 && (errno == EAGAIN || errno == EINTR);
	conn->n_in += (size_t)n;
	while (crash_take(crash, conn))
		continue;
	return true;
}

/* Until so many answers came, or the daemon is gone. */
static void
crash_write(struct crash *crash, unsigned answers)
{
	struct pollfd waits[CRASH_CONNS];

	for (unsigned i = 0; i < CRASH_CONNS; i++)
		waits[i] = (struct pollfd){.fd = crash->conns[i].fd, .events = POLLIN};
	while (crash->answers < answers && crash->model.n_notes < CRASH_NOTES - 100) {
		for (unsigned i = 0; i < CRASH_CONNS; i++)
			while (crash->conns[i].n_window < CRASH_WINDOW)
				crash_send(crash, &crash->conns[i]);
		assert_true(poll(waits, CRASH_CONNS, HARNESS_GUARD_S * 1000) > 0);
		for (unsigned i = 0; i < CRASH_CONNS; i++)
			if (waits[i].revents != 0 && !crash_receive(crash, &crash->conns[i]))
				return;
	}
}

/* What was answered before the end still is in the sockets. */
static void
crash_disconnect(struct crash *crash)
{
	for (unsigned i = 0; i < CRASH_CONNS; i++) {
		struct crash_conn *conn = &crash->conns[i];

		while (crash_receive(crash, conn))
			continue;
		for (unsigned k = 0; k < conn->n_window; k++)
			crash->model.unanswered += conn->window[k].kind < CRASH_BULK;
		close(conn->fd);
	}
}

/*
 * Connects before the daemon starts, which may not live long. Its end is that of the socket too:
 * what it did not accept is not for the next one.
 */
static void
crash_start(struct crash *crash, unsigned power_at)
{
	struct harness *harness = crash->harness;
	char power[32];

	(void)unlink(harness->socket);
	harness->listen_fd = harness_listen(harness->socket);
	crash->answers = 0;
	for (unsigned i = 0; i < CRASH_CONNS; i++) {
		struct crash_conn *conn = &crash->conns[i];

		conn->fd = harness_connect(harness);
		conn->number = i;
		conn->stream_id = 1;
		conn->n_window = 0;
		conn->n_in = 0;
	}
	(void)snprintf(power, sizeof(power), "%u %u", power_at, crash_random(crash, 1U << 30));
	setenv("ROADMAP_FAULT_POWER", power, 1);
	harness_start(harness, NULL);
	close(harness->listen_fd);
	harness->listen_fd = -1;
}

static void
crash_kill(struct crash *crash)
{
	harness_stop(crash->harness, SIGKILL);
	crash_disconnect(crash);
}

/* Now and then it is asked to stop, and dies in that. */
static void
crash_end(struct crash *crash, bool loses_power)
{
	const struct timespec delay = {.tv_nsec = 1000L * crash_random(crash, CRASH_DELAY_US)};
	const bool is_asked = crash_random(crash, 10) == 0;

	crash_write(crash,
	    loses_power && !is_asked ? UINT32_MAX : crash_random(crash, CRASH_ANSWERS_MAX));
	if (is_asked)
		(void)kill(crash->harness->pid, SIGTERM);
	if (is_asked || !loses_power)
		(void)nanosleep(&delay, NULL);
	crash_kill(crash);
}

static void
crash_undo(struct crash *crash)
{
	struct crash_conn *conn = &crash->conns[0];
	const int64_t note = crash_model_pick(&crash->model, crash_random(crash, CRASH_NOTES));
	struct crash_request request = {.kind = CRASH_UNDO, .stream_id = conn->stream_id += 2};

	if (note < 0)
		return;
	crash_send_undo(crash, conn, &request, note);
	assert_int_equal(harness_code(harness_expect(crash->harness, conn->fd, request.stream_id)),
	    ERR_OK);
	crash->model.notes[note].state = CRASH_ABSENT;
}

/* A database that is not there: the daemon may die while it makes it, and makes it the next time.
 */
static void
crash_make(struct crash *crash, bool loses_power)
{
	char command[128];

	(void)snprintf(command, sizeof(command), "rm -rf %s/data", crash->harness->dir);
	assert_int_equal(system(command), 0);
	crash_model_begin(&crash->model);
	for (int i = 0; i < 2; i++) {
		crash_start(crash, loses_power ? 1 + crash_random(crash, CRASH_MAKING_CALLS) : 0);
		const struct timespec delay = {.tv_nsec = 10000L * crash_random(crash, 1000)};
		(void)nanosleep(&delay, NULL);
		crash_kill(crash);
		crash->making++;
	}
	crash_start(crash, 0);
	harness_enroll(crash->harness);
	crash_kill(crash);
}

static void
crash_cycle(struct crash *crash, unsigned cycle, bool loses_power)
{
	arena_reset(crash->harness->arena);
	if (cycle % CRASH_DATABASE_CYCLES == 0)
		crash_make(crash, loses_power);
	crash_start(crash, 0);
	harness_expect_alive(crash->harness);
	crash_model_check(&crash->model, crash->harness->database);
	crash_undo(crash);
	if (loses_power) {
		crash_kill(crash);
		crash_start(crash, 1 + crash_random(crash, CRASH_POWER_CALLS));
	}
	crash_end(crash, loses_power);
}

int
main(int argc, char **argv)
{
	static struct crash crash;
	const unsigned cycles = argc > 1 ? (unsigned)strtoul(argv[1], NULL, 10) : 50;
	const unsigned seed =
	    argc > 2 ? (unsigned)strtoul(argv[2], NULL, 10) : (unsigned)time(NULL);
	void *state;

	printf("seed %u\n", seed);
	fflush(stdout);
	crash.seed = seed;
	harness_setup_empty(&state);
	crash.harness = state;
	for (unsigned i = 0; i < cycles; i++)
		crash_cycle(&crash, i, CRASH_POWER);
	crash_start(&crash, 0);
	harness_expect_alive(crash.harness);
	crash_model_check(&crash.model, crash.harness->database);
	crash_kill(&crash);
	harness_teardown(&state);
	printf("%u %s survived, and %u while a database was made: %u writes acknowledged and none "
	       "lost, %u refused and none there, %u not answered, of which %u were done\n",
	    cycles, CRASH_POWER ? "losses of power" : "kills", crash.making,
	    crash.model.acknowledged, crash.model.refused, crash.model.unanswered,
	    crash.model.survived);
	return 0;
}
