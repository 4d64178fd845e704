/*
 * An input of the dispatch target: a conversation. Each request is a length (two bytes,
 * big-endian), then the data of a frame, a ttrpc.Request if it is well-formed.
 */
#ifndef FUZZ_TALK_H
#define FUZZ_TALK_H

#include <stdint.h>

#include "proto/message.h"

enum {
	FUZZ_TALK_MAX = 16, /* requests; what follows is ignored */
};

struct fuzz_talk {
	struct bytes requests[FUZZ_TALK_MAX];
	unsigned n;
};

/* Any bytes are one; it borrows them. */
void fuzz_talk_read(struct fuzz_talk *ret_talk, const uint8_t *data, size_t size);
/* As many whole requests as there is room for. The bytes written. */
size_t fuzz_talk_write(const struct fuzz_talk *talk, uint8_t *data, size_t room);

/* A request of a method; service is "roadmap.v1.Step". */
struct bytes fuzz_talk_pack(struct arena *arena, const char *service, const char *method,
    struct bytes payload);

#endif
