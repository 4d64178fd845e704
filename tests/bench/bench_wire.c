#include "bench_wire.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "bench.h"
#include "proto/endpoint.h"
#include "proto/frame.h"
#include "proto/message.h"
#include "roadmap/v1/admin.pb-c.h"
#include "roadmap/v1/plan.pb-c.h"
#include "ttrpc/ttrpc.pb-c.h"

enum {
	BENCH_ROUND_CALLS = 500,
	BENCH_WIRE_ROUNDS = 40,
	BENCH_WIRE_QUICK = 1,
	BENCH_STOP_MS = 10000,
};

/* A call ready to be sent again and again, and the echo that its bytes are compared with. */
struct bench_wire {
	struct arena *arena;
	int daemon_fd, echo_fd;
	pid_t echo_pid;
	uint32_t stream_id;
	struct bytes request; /* with room for its header */
	uint8_t *reply;
	size_t reply_size; /* with its header */
};

static void
bench_write(int fd, const uint8_t *data, size_t size)
{
	while (size > 0) {
		ssize_t n = write(fd, data, size);

		if (n <= 0)
			bench_fail("cannot write to the daemon");
		data += n;
		size -= (size_t)n;
	}
}

/* False at the end of the stream. */
static bool
bench_read(int fd, uint8_t *data, size_t size)
{
	while (size > 0) {
		ssize_t n = read(fd, data, size);

		if (n <= 0)
			return false;
		data += n;
		size -= (size_t)n;
	}
	return true;
}

static bool
bench_connect(int *ret_fd)
{
	struct endpoint endpoint;
	struct err err = ERR_NONE;

	return endpoint_find(&endpoint, &err) == ERR_OK &&
	       endpoint_connect(&endpoint, ret_fd, &err) == ERR_OK;
}

struct bytes
bench_pack(struct arena *arena, const char *service, const char *method,
    const ProtobufCMessage *message)
{
	Ttrpc__Request envelope = TTRPC__REQUEST__INIT;
	struct bytes payload = message_pack(arena, message), data;
	uint8_t *frame;

	envelope.service = service;
	envelope.method = method;
	envelope.payload = (ProtobufCBinaryData){payload.size, (uint8_t *)payload.data};
	frame = arena_alloc(arena, FRAME_HEADER_SIZE + ttrpc__request__get_packed_size(&envelope));
	data.data = frame;
	data.size = FRAME_HEADER_SIZE + ttrpc__request__pack(&envelope, frame + FRAME_HEADER_SIZE);
	return data;
}

/* Sends the request on its next stream and reads the answer, which stays in wire->reply. */
static void
bench_call(struct bench_wire *wire)
{
	struct frame frame = {
	    .length_bytes = (uint32_t)(wire->request.size - FRAME_HEADER_SIZE),
	    .stream_id = wire->stream_id,
	    .type = FRAME_REQUEST,
	};

	wire->stream_id += 2;
	frame_write((uint8_t *)wire->request.data, &frame);
	bench_write(wire->daemon_fd, wire->request.data, wire->request.size);
	if (!bench_read(wire->daemon_fd, wire->reply, FRAME_HEADER_SIZE))
		bench_fail("the daemon hung up");
	frame_read(&frame, wire->reply);
	wire->reply_size = FRAME_HEADER_SIZE + (size_t)frame.length_bytes;
	if (frame_is_too_long(&frame) ||
	    !bench_read(wire->daemon_fd, wire->reply + FRAME_HEADER_SIZE, frame.length_bytes))
		bench_fail("the daemon hung up");
}

/* The payload of the answer in wire->reply. */
static struct bytes
bench_payload(const struct bench_wire *wire)
{
	struct bytes data = {wire->reply + FRAME_HEADER_SIZE, wire->reply_size - FRAME_HEADER_SIZE};
	const Ttrpc__Response *response =
	    message_unpack(&ttrpc__response__descriptor, wire->arena, data);

	if (response == NULL || (response->status != NULL && response->status->code != 0))
		bench_fail("the daemon refused");
	return (struct bytes){response->payload.data, response->payload.len};
}

static bool
bench_wire_open(struct bench_wire *ret_wire, const char *service, const char *method,
    const ProtobufCMessage *message)
{
	struct bench_wire wire = {.stream_id = 1, .echo_fd = -1};

	if (!bench_connect(&wire.daemon_fd))
		return false;
	wire.arena = arena_new();
	wire.request = bench_pack(wire.arena, service, method, message);
	wire.reply = arena_alloc(wire.arena, FRAME_HEADER_SIZE + FRAME_DATA_MAX);
	*ret_wire = wire;
	return true;
}

static void
bench_wire_close(struct bench_wire *wire)
{
	close(wire->daemon_fd);
	if (wire->echo_fd >= 0)
		close(wire->echo_fd);
	arena_free(wire->arena);
}

/* The child answers as many bytes to as many bytes as the daemon does, without a thought. */
static void
bench_echo_begin(struct bench_wire *wire)
{
	int fds[2];

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds) < 0)
		bench_fail("cannot make a socket");
	wire->echo_pid = fork();
	if (wire->echo_pid == 0) {
		uint8_t *request = arena_alloc(wire->arena, wire->request.size);

		close(fds[0]);
		while (bench_read(fds[1], request, wire->request.size))
			bench_write(fds[1], wire->reply, wire->reply_size);
		_exit(0);
	}
	close(fds[1]);
	wire->echo_fd = fds[0];
}

static double
bench_calls_s(void *arg)
{
	double begin = bench_now_s();

	for (int i = 0; i < BENCH_ROUND_CALLS; i++)
		bench_call(arg);
	return bench_now_s() - begin;
}

static double
bench_echoes_s(void *arg)
{
	struct bench_wire *wire = arg;
	double begin = bench_now_s();

	for (int i = 0; i < BENCH_ROUND_CALLS; i++) {
		bench_write(wire->echo_fd, wire->request.data, wire->request.size);
		if (!bench_read(wire->echo_fd, wire->reply, wire->reply_size))
			bench_fail("the echo died");
	}
	return bench_now_s() - begin;
}

void
bench_ask(const char *service, const char *method, const ProtobufCMessage *request)
{
	struct bench_wire wire;

	if (!bench_wire_open(&wire, service, method, request))
		bench_fail("no daemon answers");
	bench_call(&wire);
	bench_payload(&wire);
	bench_wire_close(&wire);
}

int
bench_daemon_pid(void)
{
	Pb__AdminHelloRequest request = PB__ADMIN_HELLO_REQUEST__INIT;
	const Pb__AdminHelloReply *reply;
	struct bench_wire wire;
	int pid;

	if (!bench_wire_open(&wire, "roadmap.v1.Admin", "Hello", &request.base))
		bench_fail("no daemon answers");
	bench_call(&wire);
	reply =
	    message_unpack(&pb__admin_hello_reply__descriptor, wire.arena, bench_payload(&wire));
	if (reply == NULL)
		bench_fail("the daemon does not say hello");
	pid = (int)reply->pid;
	bench_wire_close(&wire);
	return pid;
}

void
bench_stop_daemon(void)
{
	Pb__AdminHelloRequest request = PB__ADMIN_HELLO_REQUEST__INIT;
	const Pb__AdminHelloReply *reply;
	struct bench_wire wire;
	struct pollfd process = {.events = POLLIN};

	if (!bench_wire_open(&wire, "roadmap.v1.Admin", "Hello", &request.base))
		return;
	bench_call(&wire);
	reply =
	    message_unpack(&pb__admin_hello_reply__descriptor, wire.arena, bench_payload(&wire));
	if (reply != NULL && reply->pid > 0)
		process.fd = (int)syscall(SYS_pidfd_open, (pid_t)reply->pid, 0);
	if (process.fd <= 0 || kill((pid_t)reply->pid, SIGTERM) < 0)
		bench_fail("cannot stop the daemon");
	bench_wire_close(&wire);
	/* until it has closed the database, too */
	if (poll(&process, 1, BENCH_STOP_MS) != 1)
		bench_fail("the daemon does not stop");
	close(process.fd);
}

void
bench_requests(const struct bench *bench)
{
	Pb__PlanNextRequest request = PB__PLAN_NEXT_REQUEST__INIT;
	struct bench_wire wire;
	struct bench_pair pair;

	if (!bench_wire_open(&wire, "roadmap.v1.Plan", "Next", &request.base))
		bench_fail("no daemon answers");
	bench_call(&wire);
	bench_payload(&wire);
	bench_echo_begin(&wire);
	pair = bench_rounds(bench->quick ? BENCH_WIRE_QUICK : BENCH_WIRE_ROUNDS, bench_calls_s,
	    bench_echoes_s, &wire);
	printf(
	    "requests  Plan.Next takes %.2f x as long as an echo of its bytes (%.0f/s, %.0f/s)\n",
	    pair.ours_s / pair.floor_s, BENCH_ROUND_CALLS / pair.ours_s,
	    BENCH_ROUND_CALLS / pair.floor_s);
	bench_wire_close(&wire);
}
