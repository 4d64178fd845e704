/*
 * Dispatch over a real schema. An input is a conversation: each request is a length (two bytes,
 * big-endian), then the data of a frame. The pottery roadmap is stored and enrolled before.
 */
#include <stdio.h>
#include <stdlib.h>

#include "engine/dispatch.h"
#include "fuzz.h"
#include "pottery.h"
#include "roadmap/v1/enrollment.pb-c.h"
#include "ttrpc/ttrpc.pb-c.h"

enum {
	FUZZ_REQUESTS_MAX = 16,       /* of one input */
	FUZZ_ENGINE_INPUTS_MAX = 256, /* then a fresh database, so that it stays small */
	FUZZ_START_US = 1767225600,
};

static struct engine *engine;
static unsigned inputs;

static void
fuzz_ask(struct arena *arena, struct bytes request)
{
	static int64_t now_us = (int64_t)FUZZ_START_US * 1000000;
	struct dispatch_reply reply = dispatch(engine, now_us += 1000000, arena, request);
	const Ttrpc__Response *response;

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
fuzz_call(struct arena *arena, const char *service, const char *method,
    const ProtobufCMessage *message)
{
	Ttrpc__Request request = TTRPC__REQUEST__INIT;
	struct bytes payload = message_pack(arena, message);

	request.service = service;
	request.method = method;
	request.payload = (ProtobufCBinaryData){payload.size, (uint8_t *)payload.data};
	fuzz_ask(arena, message_pack(arena, &request.base));
}

static void
fuzz_begin(struct arena *arena)
{
	Pb__CatalogPutRequest put = PB__CATALOG_PUT_REQUEST__INIT;
	Pb__EnrollmentEnrollRequest enroll = PB__ENROLLMENT_ENROLL_REQUEST__INIT;
	struct err err = ERR_NONE;

	if (engine != NULL && inputs++ < FUZZ_ENGINE_INPUTS_MAX)
		return;
	engine_close(engine);
	inputs = 0;
	engine = engine_open(":memory:", &err);
	if (engine == NULL)
		abort();
	put.roadmap = pottery_roadmap(arena);
	fuzz_call(arena, "roadmap.v1.Catalog", "Put", &put.base);
	enroll.roadmap_id = "pottery";
	fuzz_call(arena, "roadmap.v1.Enrollment", "Enroll", &enroll.base);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();

	fuzz_begin(arena);
	for (int i = 0; i < FUZZ_REQUESTS_MAX && size >= 2; i++) {
		size_t length = (size_t)data[0] << 8 | data[1];

		data += 2;
		size -= 2;
		if (length > size)
			length = size;
		fuzz_ask(arena, (struct bytes){data, length});
		data += length;
		size -= length;
	}
	arena_free(arena);
	return 0;
}
