#include "harness.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "roadmap/v1/admin.pb-c.h"

static struct harness *
harness_new(void)
{
	struct harness *harness = calloc(1, sizeof(*harness));

	strcpy(harness->dir, "/tmp/roadmap-test-XXXXXX");
	assert_non_null(mkdtemp(harness->dir));
	snprintf(harness->socket, sizeof(harness->socket), "%s/socket", harness->dir);
	snprintf(harness->database, sizeof(harness->database), "%s/data/test.db", harness->dir);
	snprintf(harness->log, sizeof(harness->log), "%s/log", harness->dir);
	harness->listen_fd = -1;
	harness->errors = -1;
	harness->arena = arena_new();
	return harness;
}

int
harness_setup_empty(void **state)
{
	*state = harness_new();
	return 0;
}

int
harness_setup(void **state)
{
	struct harness *harness = harness_new();

	*state = harness;
	harness->listen_fd = harness_listen(harness->socket);
	harness_start(harness, NULL);
	return 0;
}

int
harness_teardown(void **state)
{
	struct harness *harness = *state;
	char command[64];

	if (harness->pid > 0)
		harness_stop(harness, SIGKILL);
	if (harness->listen_fd >= 0)
		close(harness->listen_fd);
	if (harness->errors >= 0)
		close(harness->errors);
	snprintf(command, sizeof(command), "rm -rf %s", harness->dir);
	assert_int_equal(system(command), 0);
	arena_free(harness->arena);
	free(harness);
	return 0;
}

static struct sockaddr_un
harness_address(const char *path)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};

	snprintf(address.sun_path, sizeof(address.sun_path), "%s", path);
	return address;
}

int
harness_listen(const char *path)
{
	const struct sockaddr_un address = harness_address(path);
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	assert_true(fd >= 0);
	assert_int_equal(bind(fd, (const struct sockaddr *)&address, sizeof(address)), 0);
	assert_int_equal(listen(fd, SOMAXCONN), 0);
	return fd;
}

/* With HARNESS_VALGRIND the daemon runs under it, and what it finds goes to files in that folder.
 */
static void
harness_exec_daemon(const char *const *argv)
{
	const char *folder = getenv("HARNESS_VALGRIND");
	const char *under[24] = {"valgrind", "-q", "--leak-check=full", "--log-file"};
	char log[128];

	if (folder == NULL)
		execv(ROADMAPD, (char **)argv);
	snprintf(log, sizeof(log), "--log-file=%s/%%p", folder != NULL ? folder : "");
	under[3] = log;
	for (int i = 0; argv[i] != NULL; i++)
		under[4 + i] = argv[i];
	if (folder != NULL)
		execvp(under[0], (char **)under);
	_exit(127);
}

/* In the child. */
static void
harness_exec(struct harness *harness, int errors, const char *const *arguments)
{
	const char *argv[16] = {ROADMAPD, "--database", harness->database};
	const struct rlimit files = {(rlim_t)harness->files_max, (rlim_t)harness->files_max};
	char pid[16];
	int n = 3;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (harness->files_max > 0)
		setrlimit(RLIMIT_NOFILE, &files);
	while (arguments != NULL && *arguments != NULL && n < 15)
		argv[n++] = *arguments++;
	setenv("ROADMAP_SOCKET", harness->socket, 1);
	if (harness->listen_fd >= 0) {
		snprintf(pid, sizeof(pid), "%d", (int)getpid());
		setenv("LISTEN_PID", pid, 1);
		setenv("LISTEN_FDS", "1", 1);
	}
	dup2(errors, STDERR_FILENO);
	if (harness->listen_fd == 3)
		fcntl(3, F_SETFD, 0);
	else if (harness->listen_fd >= 0)
		dup2(harness->listen_fd, 3);
	harness_exec_daemon(argv);
}

static void
harness_spawn(struct harness *harness, int errors, const char *const *arguments)
{
	harness->pid = fork();
	assert_true(harness->pid >= 0);
	if (harness->pid == 0)
		harness_exec(harness, errors, arguments);
	close(errors);
}

void
harness_start(struct harness *harness, const char *const *arguments)
{
	int errors = open(harness->log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);

	assert_true(errors >= 0);
	harness_spawn(harness, errors, arguments);
}

void
harness_start_alone(struct harness *harness, const char *const *arguments)
{
	int ends[2];

	assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
	if (harness->errors >= 0)
		close(harness->errors);
	harness->errors = ends[0];
	harness_spawn(harness, ends[1], arguments);
}

static void
harness_await(int fd)
{
	struct pollfd wait = {.fd = fd, .events = POLLIN};

	assert_int_equal(poll(&wait, 1, HARNESS_GUARD_S * 1000), 1);
}

const char *
harness_read_line(struct harness *harness)
{
	char line[1024];
	size_t n = 0;

	while (n < sizeof(line) - 1) {
		harness_await(harness->errors);
		if (read(harness->errors, line + n, 1) != 1)
			return NULL;
		if (line[n] == '\n')
			break;
		n++;
	}
	line[n] = '\0';
	return arena_strdup(harness->arena, line);
}

int
harness_wait(struct harness *harness)
{
	int pidfd = (int)syscall(SYS_pidfd_open, harness->pid, 0);
	int status;

	assert_true(pidfd >= 0);
	harness_await(pidfd);
	close(pidfd);
	assert_int_equal(waitpid(harness->pid, &status, 0), harness->pid);
	harness->pid = 0;
	return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

int
harness_stop(struct harness *harness, int signal)
{
	assert_int_equal(kill(harness->pid, signal), 0);
	return harness_wait(harness);
}

int
harness_connect(const struct harness *harness)
{
	const struct sockaddr_un address = harness_address(harness->socket);
	const struct timeval guard = {.tv_sec = HARNESS_GUARD_S};
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	assert_true(fd >= 0);
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &guard, sizeof(guard));
	setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &guard, sizeof(guard));
	assert_int_equal(connect(fd, (const struct sockaddr *)&address, sizeof(address)), 0);
	return fd;
}

void
harness_send(int fd, const void *bytes, size_t size)
{
	const char *next = bytes;

	while (size > 0) {
		ssize_t n = send(fd, next, size, MSG_NOSIGNAL);
		assert_true(n > 0);
		next += n;
		size -= (size_t)n;
	}
}

void
harness_send_frame(int fd, const struct frame *frame, const void *data)
{
	uint8_t header[FRAME_HEADER_SIZE];

	frame_write(header, frame);
	harness_send(fd, header, sizeof(header));
	if (data != NULL)
		harness_send(fd, data, frame->length_bytes);
}

static struct bytes
harness_pack_flags(struct harness *harness, uint32_t stream_id, uint8_t flags, const char *service,
    const char *method, const ProtobufCMessage *message)
{
	Ttrpc__Request request = TTRPC__REQUEST__INIT;
	struct bytes payload = {0};

	if (message != NULL)
		payload = message_pack(harness->arena, message);
	request.service = arena_printf(harness->arena, "roadmap.v1.%s", service);
	request.method = method;
	request.payload.data = (uint8_t *)payload.data;
	request.payload.len = payload.size;
	const struct bytes data = message_pack(harness->arena, &request.base);
	const struct frame frame = {(uint32_t)data.size, stream_id, FRAME_REQUEST, flags};
	uint8_t *bytes = arena_alloc(harness->arena, FRAME_HEADER_SIZE + data.size);
	frame_write(bytes, &frame);
	memcpy(bytes + FRAME_HEADER_SIZE, data.data, data.size);
	return (struct bytes){bytes, FRAME_HEADER_SIZE + data.size};
}

struct bytes
harness_pack(struct harness *harness, uint32_t stream_id, const char *service, const char *method,
    const ProtobufCMessage *message)
{
	return harness_pack_flags(harness, stream_id, 0, service, method, message);
}

void
harness_request(struct harness *harness, int fd, uint32_t stream_id, const char *service,
    const char *method, const ProtobufCMessage *message)
{
	struct bytes frame = harness_pack(harness, stream_id, service, method, message);

	harness_send(fd, frame.data, frame.size);
}

void
harness_watch(struct harness *harness, int fd, uint32_t stream_id)
{
	struct bytes frame =
	    harness_pack_flags(harness, stream_id, FRAME_REMOTE_CLOSED, "Event", "Watch", NULL);

	harness_send(fd, frame.data, frame.size);
}

/* False at the end of the connection, which must not come amid the bytes. */
static bool
harness_read(int fd, uint8_t *bytes, size_t size)
{
	size_t done = 0;

	while (done < size) {
		ssize_t n = recv(fd, bytes + done, size - done, 0);
		if (n == 0 || (n < 0 && errno == ECONNRESET)) {
			assert_int_equal(done, 0);
			return false;
		}
		assert_true(n > 0);
		done += (size_t)n;
	}
	return true;
}

bool
harness_receive(struct harness *harness, int fd, struct frame *ret_frame, struct bytes *ret_data)
{
	uint8_t header[FRAME_HEADER_SIZE];
	uint8_t *data;

	if (!harness_read(fd, header, sizeof(header)))
		return false;
	frame_read(ret_frame, header);
	assert_false(frame_is_too_long(ret_frame));
	data = arena_alloc(harness->arena, ret_frame->length_bytes);
	assert_true(harness_read(fd, data, ret_frame->length_bytes));
	*ret_data = (struct bytes){data, ret_frame->length_bytes};
	return true;
}

Ttrpc__Response *
harness_expect(struct harness *harness, int fd, uint32_t stream_id)
{
	Ttrpc__Response *response;
	struct frame frame;
	struct bytes data;

	assert_true(harness_receive(harness, fd, &frame, &data));
	assert_int_equal(frame.type, FRAME_RESPONSE);
	assert_int_equal(frame.flags, 0);
	assert_int_equal(frame.stream_id, stream_id);
	response = message_unpack(&ttrpc__response__descriptor, harness->arena, data);
	assert_non_null(response);
	return response;
}

int
harness_code(const Ttrpc__Response *response)
{
	return response->status != NULL ? response->status->code : ERR_OK;
}

void
harness_expect_end(struct harness *harness, int fd)
{
	struct frame frame;
	struct bytes data;

	assert_false(harness_receive(harness, fd, &frame, &data));
	close(fd);
}

void
harness_expect_alive(struct harness *harness)
{
	int fd = harness_connect(harness);
	Ttrpc__Response *response;
	Pb__AdminHelloReply *hello;

	harness_request(harness, fd, 1, "Admin", "Hello", NULL);
	response = harness_expect(harness, fd, 1);
	assert_int_equal(harness_code(response), ERR_OK);
	hello = message_unpack(&pb__admin_hello_reply__descriptor, harness->arena,
	    (struct bytes){response->payload.data, response->payload.len});
	assert_non_null(hello);
	assert_int_equal(hello->pid, harness->pid);
	close(fd);
}
