/*
 * An input of the dispatch target: a conversation. A byte of enum fuzz_talk_flag, then requests:
 * each is a length (two bytes, big-endian), then the data of a frame, a ttrpc.Request if
 * well-formed.
 */
#ifndef FUZZ_TALK_H
#define FUZZ_TALK_H

#include <stdint.h>

#include "proto/message.h"

enum {
	FUZZ_TALK_MAX = 16, /* requests; what follows is ignored */
};

enum fuzz_talk_flag {
	FUZZ_TALK_SHARED = 1, /* all requests share a commit */
	FUZZ_TALK_EMPTY = 2,  /* nothing is stored before */
	FUZZ_TALK_FLAGS = 3,
};

struct fuzz_talk {
	uint8_t flags;
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
