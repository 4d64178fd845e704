/*
 * Dispatch over a real schema. An input is a conversation (fuzz_talk.h) with an engine in which
 * the pottery roadmap is stored and enrolled; each begins with the same database. With an even
 * number of bytes the requests share a commit.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "engine/dispatch.h"
#include "fuzz.h"
#include "fuzz_disk.h"
#include "fuzz_talk.h"
#include "pottery.h"
#include "roadmap/v1/enrollment.pb-c.h"
#include "ttrpc/ttrpc.pb-c.h"

enum {
	FUZZ_START_US = 1767225600,
};

static struct engine *engine;
static char folder[] = "/tmp/roadmap-fuzz-XXXXXX";
static int64_t now_us;
static uint64_t n_ids;
static unsigned long n_requests;

/* The ids of an input are the same each time, so that a later request can name them. */
ssize_t
getrandom(void *buffer, size_t size, unsigned flags)
{
	(void)flags;
	memset(buffer, 0, size);
	n_ids++;
	memcpy(buffer, &n_ids, size < sizeof(n_ids) ? size : sizeof(n_ids));
	return (ssize_t)size;
}

static void
fuzz_ask(struct arena *arena, struct bytes request)
{
	struct dispatch_reply reply = dispatch_shared(engine, now_us += 1000000, arena, request);
	const Ttrpc__Response *response;

	n_requests++;
	if (reply.watch)
		return;
	response = message_unpack(&ttrpc__response__descriptor, arena, reply.response);
	if (response == NULL)
		abort();
	/* A failure of ours is not an answer to bad input. */
	if (response->status != NULL &&
	    (response->status->code == ERR_INTERNAL || response->status->code == ERR_UNAVAILABLE ||
		response->status->code == ERR_DATA_LOSS)) {
		fprintf(stderr, "%s: %s\n", reply.method, response->status->message);
		abort();
	}
}

static void
fuzz_commit(void)
{
	struct err err = ERR_NONE;

	if (engine_commit(engine, &err) != ERR_OK) {
		fprintf(stderr, "commit: %s\n", err.text);
		abort();
	}
}

static void
fuzz_call(struct arena *arena, const char *service, const char *method,
    const ProtobufCMessage *message)
{
	fuzz_ask(arena, fuzz_talk_pack(arena, service, method, message_pack(arena, message)));
	fuzz_commit();
}

static void
fuzz_end(void)
{
	char command[64];

	printf("%lu requests\n", n_requests);
	engine_close(engine);
	snprintf(command, sizeof(command), "rm -r %s", folder);
	if (system(command) != 0)
		fprintf(stderr, "left behind: %s\n", folder);
}

static void
fuzz_begin(struct arena *arena)
{
	static char path[sizeof(folder) + 8];
	Pb__CatalogPutRequest put = PB__CATALOG_PUT_REQUEST__INIT;
	Pb__EnrollmentEnrollRequest enroll = PB__ENROLLMENT_ENROLL_REQUEST__INIT;
	struct err err = ERR_NONE;

	if (mkdtemp(folder) == NULL)
		abort();
	snprintf(path, sizeof(path), "%s/db", folder);
	fuzz_disk_install(path);
	engine = engine_open(path, &err);
	if (engine == NULL) {
		fprintf(stderr, "%s\n", err.text);
		abort();
	}
	if (atexit(fuzz_end) != 0)
		abort();
	put.roadmap = pottery_roadmap(arena);
	fuzz_call(arena, "roadmap.v1.Catalog", "Put", &put.base);
	enroll.roadmap_id = "pottery";
	fuzz_call(arena, "roadmap.v1.Enrollment", "Enroll", &enroll.base);
	fuzz_disk_keep();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct fuzz_talk talk;

	now_us = (int64_t)FUZZ_START_US * 1000000;
	n_ids = 0;
	if (engine == NULL)
		fuzz_begin(arena);
	fuzz_disk_restore();
	fuzz_talk_read(&talk, data, size);
	for (unsigned i = 0; i < talk.n; i++) {
		fuzz_ask(arena, talk.requests[i]);
		if (size % 2 != 0)
			fuzz_commit();
	}
	fuzz_commit();
	arena_free(arena);
	return 0;
}
