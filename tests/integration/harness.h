/*
 * A real daemon in a directory of its own, and a client that speaks frames over a blocking socket.
 * Every wait ends with an event of the daemon, so nothing sleeps; a guard of HARNESS_GUARD_S only
 * turns a hang into a failure.
 */
#ifndef INTEGRATION_HARNESS_H
#define INTEGRATION_HARNESS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
/* cmocka needs the above */
#include <cmocka.h>

#include "core/err.h"
#include "proto/frame.h"
#include "proto/message.h"
#include "roadmap/v1/step.pb-c.h"
#include "ttrpc/status.pb-c.h"
#include "ttrpc/ttrpc.pb-c.h"

enum {
	HARNESS_GUARD_S = 20, /* less than the daemon's own limits */
	HARNESS_STEPS = 200,  /* of the roadmap "many" */
};

struct harness {
	pid_t pid;     /* of the daemon, or 0 */
	int listen_fd; /* passed to it, or -1 */
	int files_max; /* RLIMIT_NOFILE of the daemon, or 0 for ours */
	int errors;    /* its stderr, or -1 when it goes to the file "log" */
	char dir[32];
	char socket[64];
	char database[64];
	char log[64];
	struct arena *arena;
};

/* For cmocka: a fresh directory with a daemon on fd 3; all is removed again. */
int harness_setup(void **state);
/* The same without a daemon, or a socket. */
int harness_setup_empty(void **state);
int harness_teardown(void **state);

/* Makes and listens at the socket's path. */
int harness_listen(const char *path);
/* Starts the daemon with the listening socket on fd 3. Arguments end with NULL. */
void harness_start(struct harness *harness, const char *const *arguments);
/* Starts it without a socket; its stderr is a pipe. */
void harness_start_alone(struct harness *harness, const char *const *arguments);
/* The next line of stderr, after harness_start_alone(), or NULL at its end. */
const char *harness_read_line(struct harness *harness);
/* Waits for a daemon's end. The exit status, or -signal. */
int harness_wait(struct harness *harness);
int harness_stop(struct harness *harness, int signal);

int harness_connect(const struct harness *harness);

void harness_send(int fd, const void *bytes, size_t size);
void harness_send_frame(int fd, const struct frame *frame, const void *data);
/* A request frame ready to be sent: header and data. */
struct bytes harness_pack(struct harness *harness, uint32_t stream_id, const char *service,
    const char *method, const ProtobufCMessage *message);
/* message NULL is an empty one. */
void harness_request(struct harness *harness, int fd, uint32_t stream_id, const char *service,
    const char *method, const ProtobufCMessage *message);
/* Event.Watch: a request that says the client sends no more. */
void harness_watch(struct harness *harness, int fd, uint32_t stream_id);

/* The next frame; its data lives in the arena. False at the end of the connection. */
bool harness_receive(struct harness *harness, int fd, struct frame *ret_frame,
    struct bytes *ret_data);
/* The next frame must be a response on this stream; returns it. */
Ttrpc__Response *harness_expect(struct harness *harness, int fd, uint32_t stream_id);
int harness_code(const Ttrpc__Response *response);
/* The connection must have ended without another frame. */
void harness_expect_end(struct harness *harness, int fd);
/* Hello on a new connection must be answered. */
void harness_expect_alive(struct harness *harness);

/* Stores a roadmap "many" of HARNESS_STEPS steps and enrolls in it. */
void harness_enroll(struct harness *harness);
/* Step.Set on the first n steps of "many". */
Pb__StepSetRequest *harness_set(struct harness *harness, size_t n, Pb__Status status);

#endif
