/*
 * A client that means well: it asks, and checks that each answer is its own.
 */
#ifndef SOAK_CLIENT_H
#define SOAK_CLIENT_H

#include "harness.h"

enum {
	SOAK_CLIENT_WINDOW = 8, /* requests that wait for their answers */
	SOAK_CLIENT_BUFFER = 256 << 10,
};

enum soak_client_role {
	SOAK_READER,
	SOAK_WRITER, /* of notes that are unique, and which it removes again */
	SOAK_WATCHER,
	SOAK_ROLES,
};

enum soak_client_kind {
	SOAK_GET,
	SOAK_NEXT,
	SOAK_LIST,
	SOAK_NONSENSE,
	SOAK_HELLO,
	SOAK_ADD,
	SOAK_REMOVE,
	SOAK_SET,
};

struct soak_client_request {
	enum soak_client_kind kind;
	uint32_t stream_id;
	unsigned step;
};

struct soak_client {
	enum soak_client_role role;
	unsigned number;
	unsigned *seed;
	int fd; /* -1: not connected */
	uint32_t stream_id;
	struct soak_client_request window[SOAK_CLIENT_WINDOW]; /* the oldest first */
	unsigned n_window;
	char note_id[64]; /* added, and not removed yet */
	bool is_adding;
	uint32_t seq; /* of a watcher's last event, or 0 */
	char action_id[64];
	unsigned long answers, events;
	uint8_t in[SOAK_CLIENT_BUFFER];
	size_t n_in;
};

void soak_client_open(struct soak_client *client, struct harness *harness);
void soak_client_close(struct soak_client *client);
/* Asks until the window is full; `ends`: only what is needed to leave nothing behind. */
void soak_client_ask(struct soak_client *client, struct harness *harness, bool ends);
/* Takes and checks what has come. */
void soak_client_receive(struct soak_client *client, struct harness *harness);
/* Nothing is waited for, and nothing left to remove. */
bool soak_client_is_done(const struct soak_client *client);

#endif
