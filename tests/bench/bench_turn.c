/*
 * Requests to the engine in this process, without a socket: what the daemon itself takes of them.
 * bench_turn STEPS next|set|done|follow|begin N prints the processor time of one. Of the last one
 * alone, a function of its own, callgrind counts the instructions.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "engine/dispatch.h"
#include "proto/message.h"
#include "roadmap/v1/enrollment.pb-c.h"
#include "roadmap/v1/plan.pb-c.h"
#include "roadmap/v1/step.pb-c.h"
#include "roadmap_message.h"
#include "support/large_roadmap.h"
#include "ttrpc/ttrpc.pb-c.h"

enum {
	BENCH_TURN_SHARED = 64, /* writes in a commit, as of 64 connections */
	BENCH_TURN_DONE = 300,  /* steps that are done before */
};

static const int64_t bench_turn_start_us = INT64_C(1767225600) * 1000000; /* 2026-01-01 */

struct bench_turn {
	unsigned n_steps;
	struct engine *engine;
	struct arena *arena; /* of a request */
	unsigned number;     /* requests so far */
	char next[64];       /* the step recommended last */
};

static void
bench_turn_fail(const char *what, const char *text)
{
	fprintf(stderr, "bench_turn: %s: %s\n", what, text);
	exit(1);
}

/* The payload of the answer lives until the arena is reset. */
static struct bytes
bench_turn_ask(struct bench_turn *turn, const char *service, const char *method,
    const ProtobufCMessage *message)
{
	Ttrpc__Request request = TTRPC__REQUEST__INIT;
	Ttrpc__KeyValue key = TTRPC__KEY_VALUE__INIT, *metadata = &key;
	const struct bytes payload = message_pack(turn->arena, message);
	const Ttrpc__Response *response;
	struct dispatch_reply reply;

	request.service = arena_printf(turn->arena, "roadmap.v1.%s", service);
	request.method = method;
	request.payload = (ProtobufCBinaryData){payload.size, (uint8_t *)payload.data};
	key.key = "idempotency-key";
	key.value = arena_printf(turn->arena, "%032x", turn->number++);
	request.metadata = &metadata;
	request.n_metadata = strcmp(service, "Plan") != 0;
	reply = dispatch_shared(turn->engine, bench_turn_start_us + turn->number * INT64_C(1000000),
	    turn->arena, message_pack(turn->arena, &request.base));
	if (reply.code != ERR_OK)
		bench_turn_fail(method, reply.text);
	response = message_unpack(&ttrpc__response__descriptor, turn->arena, reply.response);
	return (struct bytes){response->payload.data, response->payload.len};
}

static void
bench_turn_commit(struct bench_turn *turn)
{
	struct err err = ERR_NONE;

	if (engine_commit(turn->engine, &err) != ERR_OK)
		bench_turn_fail("commit", err.text);
}

static void
bench_turn_set_status(struct bench_turn *turn, const char *step, Pb__Status status)
{
	Pb__StepSetRequest request = PB__STEP_SET_REQUEST__INIT;

	request.steps = &step;
	request.n_steps = 1;
	request.force = true;
	request.status = status;
	(void)bench_turn_ask(turn, "Step", "Set", &request.base);
	arena_reset(turn->arena);
}

static void
bench_turn_set_number(struct bench_turn *turn, unsigned number, Pb__Status status)
{
	bench_turn_set_status(turn, arena_printf(turn->arena, "step-%u", number % turn->n_steps),
	    status);
}

/* As the bench of durable writes: a step of the last is begun, and then reset. */
static void
bench_turn_toggle(struct bench_turn *turn, unsigned i)
{
	bench_turn_set_number(turn, turn->n_steps - BENCH_TURN_SHARED + i / 2 % BENCH_TURN_SHARED,
	    i % 2 == 0 ? PB__STATUS__STATUS_ACTIVE : PB__STATUS__STATUS_TODO);
}

static void
bench_turn_set(struct bench_turn *turn, unsigned i)
{
	bench_turn_toggle(turn, i);
	if (i % BENCH_TURN_SHARED == BENCH_TURN_SHARED - 1)
		bench_turn_commit(turn);
}

static void
bench_turn_next(struct bench_turn *turn, unsigned i)
{
	Pb__PlanNextRequest request = PB__PLAN_NEXT_REQUEST__INIT;
	const Pb__PlanNextReply *reply;

	(void)i;
	reply = message_unpack(&pb__plan_next_reply__descriptor, turn->arena,
	    bench_turn_ask(turn, "Plan", "Next", &request.base));
	if (reply->n_recommendations > 0)
		snprintf(turn->next, sizeof(turn->next), "%s", reply->recommendations[0]->step->id);
	bench_turn_commit(turn);
	arena_reset(turn->arena);
}

/* What `roadmap done` asks: the write, and then what is next. */
static void
bench_turn_done(struct bench_turn *turn, unsigned i)
{
	bench_turn_set_number(turn, BENCH_TURN_DONE + i, PB__STATUS__STATUS_DONE);
	bench_turn_commit(turn);
	bench_turn_next(turn, i);
}

/* The same of what was recommended. */
static void
bench_turn_follow(struct bench_turn *turn, unsigned i)
{
	if (turn->next[0] == '\0')
		bench_turn_next(turn, i);
	bench_turn_set_status(turn, turn->next, PB__STATUS__STATUS_DONE);
	bench_turn_commit(turn);
	bench_turn_next(turn, i);
}

/* What a reader beside such writers asks. */
static void
bench_turn_begin(struct bench_turn *turn, unsigned i)
{
	bench_turn_toggle(turn, i);
	bench_turn_commit(turn);
	bench_turn_next(turn, i);
}

static void
bench_turn_open(struct bench_turn *turn, const char *path)
{
	struct random_source source = {turn->n_steps};
	struct arena *arena = arena_new();
	Pb__CatalogPutRequest put = PB__CATALOG_PUT_REQUEST__INIT;
	Pb__EnrollmentEnrollRequest enroll = PB__ENROLLMENT_ENROLL_REQUEST__INIT;
	struct err err = ERR_NONE;

	turn->engine = engine_open(path, &err);
	if (turn->engine == NULL)
		bench_turn_fail(path, err.text);
	put.roadmap =
	    roadmap_message(large_roadmap(&source, LARGE_LIKELY, turn->n_steps, arena), arena);
	(void)bench_turn_ask(turn, "Catalog", "Put", &put.base);
	enroll.roadmap_id = put.roadmap->id;
	(void)bench_turn_ask(turn, "Enrollment", "Enroll", &enroll.base);
	for (unsigned i = 0; i < BENCH_TURN_DONE; i++)
		bench_turn_set_number(turn, i, PB__STATUS__STATUS_DONE);
	bench_turn_commit(turn);
	arena_free(arena);
}

/* What callgrind counts. */
__attribute__((noinline)) void bench_turn_counted(struct bench_turn *turn,
    void (*ask)(struct bench_turn *turn, unsigned i), unsigned i);

void
bench_turn_counted(struct bench_turn *turn, void (*ask)(struct bench_turn *turn, unsigned i),
    unsigned i)
{
	ask(turn, i);
	bench_turn_commit(turn);
}

static double
bench_turn_cpu_s(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

int
main(int argc, char **argv)
{
	static const struct {
		const char *name;
		void (*ask)(struct bench_turn *turn, unsigned i);
	} asks[] = {{"next", bench_turn_next}, {"set", bench_turn_set}, {"done", bench_turn_done},
	    {"follow", bench_turn_follow}, {"begin", bench_turn_begin}};
	struct bench_turn turn = {.arena = arena_new()};
	char dir[] = "/tmp/roadmap-turn-XXXXXX", command[64];
	unsigned n = argc == 4 ? (unsigned)atoi(argv[3]) : 0;
	size_t which = 0, n_asks = sizeof(asks) / sizeof(asks[0]);
	double begin;

	while (argc == 4 && which < n_asks && strcmp(asks[which].name, argv[2]) != 0)
		which++;
	if (n == 0 || which == n_asks || mkdtemp(dir) == NULL)
		bench_turn_fail("usage", "bench_turn STEPS next|set|done|follow|begin N");
	turn.n_steps = (unsigned)atoi(argv[1]);
	bench_turn_open(&turn, arena_printf(arena_new(), "%s/roadmap.db", dir));
	begin = bench_turn_cpu_s();
	for (unsigned i = 0; i < n; i++)
		asks[which].ask(&turn, i);
	printf("%s: %.1f us\n", argv[2], (bench_turn_cpu_s() - begin) / n * 1e6);
	bench_turn_counted(&turn, asks[which].ask, n);
	engine_close(turn.engine);
	arena_free(turn.arena);
	snprintf(command, sizeof(command), "rm -rf %s", dir);
	return system(command) == 0 ? 0 : 1;
}
