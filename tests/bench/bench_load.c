#include "bench_load.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "bench.h"
#include "proto/frame.h"

struct bench_load_conn {
	int fd;
	unsigned sent, answered, left; /* left: of the batch that is under way */
	size_t size;                   /* of what was read and is no whole answer yet */
	uint8_t *data;
};

enum {
	BENCH_LOAD_ROOM = 1 << 17,
	BENCH_LOAD_REFUSAL = 0x0a, /* the tag of a ttrpc.Response's status */
};

int
bench_load_connect(const char *path)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (fd < 0 || strlen(path) >= sizeof(address.sun_path))
		bench_fail("cannot make a socket");
	memcpy(address.sun_path, path, strlen(path) + 1);
	if (connect(fd, (const struct sockaddr *)&address, sizeof(address)) == 0)
		return fd;
	close(fd);
	return -1;
}

static void
bench_load_send(const struct bench_load *load, struct bench_load_conn *conn, unsigned number)
{
	static uint8_t data[BENCH_LOAD_DEPTH_MAX * BENCH_LOAD_REQUEST_MAX];
	size_t size = 0, done = 0;

	for (unsigned i = 0; i < load->depth; i++)
		size += load->request(data + size, number, conn->sent++);
	conn->left = load->depth;
	while (done < size) {
		ssize_t n = write(conn->fd, data + done, size - done);

		if (n <= 0)
			bench_fail("cannot send to %s", load->socket_path);
		done += (size_t)n;
	}
}

/* The size of the answer that begins there, or 0 if it is not all there. */
static size_t
bench_load_answer(const struct bench_load *load, const uint8_t *data, size_t size)
{
	struct frame frame;

	if (load->answer_bytes != 0) {
		if (size > 0 && data[0] == '-')
			bench_fail("redis refused");
		return size >= load->answer_bytes ? load->answer_bytes : 0;
	}
	if (size < FRAME_HEADER_SIZE)
		return 0;
	frame_read(&frame, data);
	if (size < FRAME_HEADER_SIZE + (size_t)frame.length_bytes)
		return 0;
	if (frame.length_bytes > 0 && data[FRAME_HEADER_SIZE] == BENCH_LOAD_REFUSAL)
		bench_fail("the daemon refused: %.*s", (int)frame.length_bytes,
		    (const char *)data + FRAME_HEADER_SIZE);
	return FRAME_HEADER_SIZE + (size_t)frame.length_bytes;
}

static void
bench_load_receive(const struct bench_load *load, struct bench_load_conn *conn)
{
	ssize_t n = read(conn->fd, conn->data + conn->size, BENCH_LOAD_ROOM - conn->size);
	size_t at = 0, size;

	if (n <= 0)
		bench_fail("%s hung up", load->socket_path);
	conn->size += (size_t)n;
	while (conn->left > 0 &&
	       (size = bench_load_answer(load, conn->data + at, conn->size - at)) > 0) {
		at += size;
		conn->answered++;
		conn->left--;
	}
	memmove(conn->data, conn->data + at, conn->size - at);
	conn->size -= at;
}

static void
bench_load_open(const struct bench_load *load, struct bench_load_conn *conns)
{
	for (unsigned i = 0; i < load->n_conns; i++) {
		conns[i] = (struct bench_load_conn){.fd = bench_load_connect(load->socket_path)};
		conns[i].data = malloc(BENCH_LOAD_ROOM);
		if (conns[i].fd < 0 || conns[i].data == NULL)
			bench_fail("cannot connect to %s", load->socket_path);
	}
}

static void
bench_load_close(const struct bench_load *load, struct bench_load_conn *conns)
{
	for (unsigned i = 0; i < load->n_conns; i++) {
		close(conns[i].fd);
		free(conns[i].data);
	}
}

/* Takes what one connection has; true once it has all its answers. */
static bool
bench_load_turn(const struct bench_load *load, struct bench_load_conn *conn, unsigned number)
{
	bench_load_receive(load, conn);
	if (conn->left > 0)
		return false;
	if (conn->answered >= load->n_requests / load->n_conns)
		return true;
	bench_load_send(load, conn, number);
	return false;
}

double
bench_load_run(const struct bench_load *load)
{
	struct bench_load_conn conns[BENCH_LOAD_CONNS_MAX];
	struct pollfd polled[BENCH_LOAD_CONNS_MAX];
	unsigned n_left = load->n_conns;
	double begin;

	bench_load_open(load, conns);
	begin = bench_now_s();
	for (unsigned i = 0; i < load->n_conns; i++) {
		bench_load_send(load, &conns[i], i);
		polled[i] = (struct pollfd){.fd = conns[i].fd, .events = POLLIN};
	}
	while (n_left > 0) {
		if (poll(polled, load->n_conns, -1) < 0)
			bench_fail("cannot poll");
		for (unsigned i = 0; i < load->n_conns; i++) {
			if (polled[i].fd < 0 || polled[i].revents == 0 ||
			    !bench_load_turn(load, &conns[i], i))
				continue;
			polled[i].fd = -1;
			n_left--;
		}
	}
	begin = bench_now_s() - begin;
	bench_load_close(load, conns);
	return begin;
}

void
bench_load_latency(const struct bench_load *load, double *ret_seconds)
{
	struct bench_load_conn conn;

	bench_load_open(load, &conn);
	for (unsigned i = 0; i < load->n_requests; i++) {
		double begin = bench_now_s();

		bench_load_send(load, &conn, 0);
		while (conn.left > 0)
			bench_load_receive(load, &conn);
		ret_seconds[i] = bench_now_s() - begin;
	}
	bench_load_close(load, &conn);
}
