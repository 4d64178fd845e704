#include "bounds_test.h"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

void
bounds_test_start(struct harness *harness, const char *bounds)
{
	if (harness->listen_fd < 0)
		harness->listen_fd = harness_listen(harness->socket);
	setenv("ROADMAP_TEST_BOUNDS", bounds, 1);
	harness_start_alone(harness, NULL);
	unsetenv("ROADMAP_TEST_BOUNDS");
}

void
bounds_test_await_line(struct harness *harness, const char *text)
{
	const char *line;

	do {
		line = harness_read_line(harness);
		assert_non_null(line);
	} while (strstr(line, text) == NULL);
}

void
bounds_test_hello(struct harness *harness, int fd, uint32_t stream_id)
{
	harness_request(harness, fd, stream_id, "Admin", "Hello", NULL);
	assert_int_equal(harness_code(harness_expect(harness, fd, stream_id)), ERR_OK);
}

int
bounds_test_connect(struct harness *harness)
{
	int fd = harness_connect(harness);

	bounds_test_hello(harness, fd, 1);
	return fd;
}

void
bounds_test_ask(struct harness *harness, int fd, uint32_t stream_id, unsigned n)
{
	for (unsigned i = 0; i < n; i++)
		harness_request(harness, fd, stream_id + 2 * i, "Step", "List", NULL);
}

size_t
bounds_test_size(struct harness *harness)
{
	int fd = harness_connect(harness);
	struct frame frame;
	struct bytes data;

	bounds_test_ask(harness, fd, 1, 1);
	assert_true(harness_receive(harness, fd, &frame, &data));
	close(fd);
	return FRAME_HEADER_SIZE + data.size;
}

size_t
bounds_test_drain(int fd)
{
	static char piece[64 << 10];
	size_t all = 0;
	ssize_t n;

	while ((n = recv(fd, piece, sizeof(piece), 0)) > 0)
		all += (size_t)n;
	close(fd);
	return all;
}
