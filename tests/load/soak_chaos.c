#include "soak_chaos.h"

#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
	SOAK_CHAOS_PATIENCE = 30,
	SOAK_CHAOS_GARBAGE = 2000,
	SOAK_CHAOS_REQUESTS = 60,
};

unsigned long soak_chaos_done[SOAK_CHAOS_KINDS];

void
soak_chaos_close(struct soak_chaos *chaos)
{
	if (chaos->fd >= 0)
		close(chaos->fd);
	chaos->fd = -1;
}

/* What does not fit into the socket is not sent, so a frame may stay half. */
static void
soak_chaos_send(struct soak_chaos *chaos, const void *bytes, size_t size)
{
	(void)send(chaos->fd, bytes, size, MSG_DONTWAIT | MSG_NOSIGNAL);
}

static void
soak_chaos_send_header(struct soak_chaos *chaos, uint32_t length)
{
	const struct frame frame = {length, 1, FRAME_REQUEST, 0};
	uint8_t header[FRAME_HEADER_SIZE];

	frame_write(header, &frame);
	soak_chaos_send(chaos, header, sizeof(header));
}

static void
soak_chaos_send_garbage(struct soak_chaos *chaos, unsigned *seed)
{
	uint8_t garbage[SOAK_CHAOS_GARBAGE];
	const size_t size = 1 + (unsigned)rand_r(seed) % sizeof(garbage);

	for (size_t i = 0; i < size; i++)
		garbage[i] = (uint8_t)rand_r(seed);
	soak_chaos_send(chaos, garbage, size);
}

static void
soak_chaos_ask(struct soak_chaos *chaos, struct harness *harness)
{
	for (uint32_t i = 0; i < SOAK_CHAOS_REQUESTS; i++) {
		struct bytes list = harness_pack(harness, 3 + 2 * i, "Step", "List", NULL);

		soak_chaos_send(chaos, list.data, list.size);
	}
}

static void
soak_chaos_do(struct soak_chaos *chaos, struct harness *harness, enum soak_chaos_kind kind,
    unsigned *seed)
{
	switch (kind) {
	case SOAK_GARBAGE:
		soak_chaos_send_garbage(chaos, seed);
		return;
	case SOAK_HALF_FRAME:
		soak_chaos_send_header(chaos, FRAME_DATA_MAX);
		soak_chaos_send(chaos, "half", 4);
		return;
	case SOAK_NO_MESSAGE:
		soak_chaos_send_header(chaos, 4);
		soak_chaos_send(chaos, "\xff\xff\xff\xff", 4);
		return;
	case SOAK_TOO_LONG:
		soak_chaos_send_header(chaos, FRAME_DATA_MAX + 1);
		soak_chaos_send_garbage(chaos, seed);
		return;
	case SOAK_UNREAD_WATCH:
		harness_watch(harness, chaos->fd, 1);
		return;
	case SOAK_UNREAD:
		soak_chaos_ask(chaos, harness);
		return;
	case SOAK_LEAVES:
		soak_chaos_ask(chaos, harness);
		soak_chaos_close(chaos);
		return;
	default:
		return;
	}
}

void
soak_chaos_step(struct soak_chaos *chaos, struct harness *harness, unsigned *seed)
{
	enum soak_chaos_kind kind =
	    (enum soak_chaos_kind)((unsigned)rand_r(seed) % SOAK_CHAOS_KINDS);

	if (chaos->fd >= 0) {
		if (chaos->patience-- == 0)
			soak_chaos_close(chaos);
		return;
	}
	chaos->fd = harness_connect(harness);
	chaos->patience = (unsigned)rand_r(seed) % SOAK_CHAOS_PATIENCE;
	soak_chaos_done[kind]++;
	soak_chaos_do(chaos, harness, kind, seed);
}
