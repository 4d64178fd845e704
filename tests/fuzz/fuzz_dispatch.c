/*
 * Dispatch over a real schema. An input is a conversation (fuzz_talk.h) with an engine in which the
 * pottery roadmap is stored and enrolled, or nothing is; each begins with the same database.
 */
#include "fuzz_dispatch.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "engine/dispatch.h"
#include "engine/uuid.h"
#include "fuzz.h"
#include "fuzz_disk.h"
#include "fuzz_talk.h"
#include "pottery.h"
#include "roadmap/v1/enrollment.pb-c.h"
#include "ttrpc/ttrpc.pb-c.h"

enum {
	FUZZ_START_S = 1767225600,
	FUZZ_FIRST_ID = 100, /* those before it are of what was stored before */
	FUZZ_EMPTY = 0,
	FUZZ_ENROLLED = 1,
};

void (*fuzz_dispatch_answered)(const char *method, enum err_code code);

static struct engine *engine;
static char path[64], incoming[64];
static char folder[] = "/tmp/roadmap-fuzz-XXXXXX";
static int64_t now_us;
static unsigned n_ids;
static unsigned long n_requests;

/* The ids of an input are the same each time, so that a later request can name them. */
void
uuid_begin(struct uuid_source *source)
{
	(void)source;
}

const char *
uuid_new(struct uuid_source *source, struct arena *arena)
{
	(void)source;
	n_ids++;
	return arena_printf(arena, "%02x%02x0000-0000-4000-8000-000000000000", n_ids & 0xff,
	    n_ids >> 8 & 0xff);
}

/* A backup that is copied need not reach a disk. */
int
fsync(int fd)
{
	(void)fd;
	return 0;
}

int
fdatasync(int fd)
{
	(void)fd;
	return 0;
}

/* A failure of ours is not an answer to bad input, but what may be damaged is a file put in place.
 */
static bool
fuzz_is_ours(const char *method, int code)
{
	if (strcmp(method, "Admin.Replace") == 0 && code == ERR_DATA_LOSS)
		return false;
	return code == ERR_INTERNAL || code == ERR_UNAVAILABLE || code == ERR_DATA_LOSS;
}

static void
fuzz_ask(struct arena *arena, struct bytes request)
{
	struct dispatch_reply reply = dispatch_shared(engine, now_us += 1000000, arena, request);
	const Ttrpc__Response *response;

	n_requests++;
	if (fuzz_dispatch_answered != NULL)
		fuzz_dispatch_answered(reply.method, reply.code);
	if (reply.watch)
		return;
	response = message_unpack(&ttrpc__response__descriptor, arena, reply.response);
	if (response == NULL)
		abort();
	if (response->status != NULL && fuzz_is_ours(reply.method, response->status->code)) {
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
	Pb__CatalogPutRequest put = PB__CATALOG_PUT_REQUEST__INIT;
	Pb__EnrollmentEnrollRequest enroll = PB__ENROLLMENT_ENROLL_REQUEST__INIT;
	struct err err = ERR_NONE;

	if (mkdtemp(folder) == NULL)
		abort();
	snprintf(path, sizeof(path), "%s/db", folder);
	snprintf(incoming, sizeof(incoming), "%s/db.incoming", folder);
	fuzz_disk_install(path);
	engine = engine_open(path, &err);
	if (engine == NULL) {
		fprintf(stderr, "%s\n", err.text);
		abort();
	}
	if (atexit(fuzz_end) != 0)
		abort();
	fuzz_disk_keep(FUZZ_EMPTY);
	put.roadmap = pottery_roadmap(arena);
	fuzz_call(arena, "roadmap.v1.Catalog", "Put", &put.base);
	enroll.roadmap_id = "pottery";
	fuzz_call(arena, "roadmap.v1.Enrollment", "Enroll", &enroll.base);
	fuzz_disk_keep(FUZZ_ENROLLED);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct fuzz_talk talk;

	now_us = (int64_t)FUZZ_START_S * 1000000;
	if (engine == NULL)
		fuzz_begin(arena);
	n_ids = FUZZ_FIRST_ID;
	fuzz_talk_read(&talk, data, size);
	fuzz_disk_restore((talk.flags & FUZZ_TALK_EMPTY) != 0 ? FUZZ_EMPTY : FUZZ_ENROLLED);
	(void)unlink(incoming);
	for (unsigned i = 0; i < talk.n; i++) {
		fuzz_ask(arena, talk.requests[i]);
		if ((talk.flags & FUZZ_TALK_SHARED) == 0)
			fuzz_commit();
	}
	fuzz_commit();
	arena_free(arena);
	return 0;
}
