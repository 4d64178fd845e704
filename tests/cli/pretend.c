#include "pretend.h"

#include <ftw.h>
#include <linux/sockios.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/err.h"
#include "proto/frame.h"
#include "proto/message.h"
#include "roadmap/v1/admin.pb-c.h"
#include "roadmap/v1/event.pb-c.h"
#include "roadmap/v1/plan.pb-c.h"
#include "roadmap/v1/step.pb-c.h"
#include "ttrpc/ttrpc.pb-c.h"

enum {
	PRETEND_REQUESTS_MAX = 16,
	PRETEND_BYTES_MAX = 1 << 16,
	PRETEND_LISTEN_FD = 3, /* of one that was started */
	PRETEND_LIFE_S = 60,   /* of one that nobody asks */
};

static char pretend_dir[64], pretend_path[128];
static pid_t pretend_pid = -1;

/* Of the child: all requests, and what is to be sent on this connection. */
static struct arena *pretend_arena;
static struct bytes pretend_seen[PRETEND_REQUESTS_MAX];
static unsigned pretend_n_seen;
static uint8_t pretend_out[PRETEND_BYTES_MAX];
static size_t pretend_n_out;

static void
pretend_read(int fd, void *data, size_t size)
{
	for (ssize_t n; size > 0; data = (char *)data + n, size -= (size_t)n)
		if ((n = read(fd, data, size)) <= 0)
			_exit(1);
}

static const char *
pretend_file(const char *name)
{
	snprintf(pretend_path, sizeof(pretend_path), "%s/%s", pretend_dir, name);
	return pretend_path;
}

/* One that is started later is another program: it finds them in a file. */
static void
pretend_remember(struct bytes request)
{
	FILE *file = fopen(pretend_file("requests"), "a");

	if (!file || pretend_n_seen == PRETEND_REQUESTS_MAX ||
	    fwrite(&request.size, sizeof(request.size), 1, file) != 1 ||
	    fwrite(request.data, request.size, 1, file) != 1 || fclose(file) != 0)
		_exit(1);
	pretend_seen[pretend_n_seen++] = request;
}

static void
pretend_recall(void)
{
	FILE *file = fopen(pretend_file("requests"), "r");
	struct bytes one;

	while (file && fread(&one.size, sizeof(one.size), 1, file) == 1) {
		one.data = arena_alloc(pretend_arena, one.size);
		if (fread((void *)one.data, one.size, 1, file) != 1)
			_exit(1);
		pretend_seen[pretend_n_seen++] = one;
	}
	if (file)
		fclose(file);
}

static void
pretend_put(const void *data, size_t size)
{
	if (size > sizeof(pretend_out) - pretend_n_out)
		_exit(1);
	if (size > 0)
		memcpy(pretend_out + pretend_n_out, data, size);
	pretend_n_out += size;
}

static void
pretend_frame(uint8_t type, uint32_t stream_id, struct bytes data, size_t cut)
{
	struct frame frame = {(uint32_t)data.size, stream_id, type, 0};
	uint8_t header[FRAME_HEADER_SIZE];

	frame_write(header, &frame);
	pretend_put(header, sizeof(header));
	pretend_put(data.data, data.size - cut);
}

static void
pretend_response(uint32_t stream_id, Rpc__Status *status, const ProtobufCMessage *message,
    size_t cut)
{
	Ttrpc__Response response = TTRPC__RESPONSE__INIT;
	struct bytes payload = message_pack(pretend_arena, message);

	response.status = status;
	response.payload = (ProtobufCBinaryData){payload.size, (uint8_t *)payload.data};
	pretend_frame(FRAME_RESPONSE, stream_id, message_pack(pretend_arena, &response.base), cut);
}

static void
pretend_refuse(uint32_t stream_id)
{
	Pb__AdminHelloReply nothing = PB__ADMIN_HELLO_REPLY__INIT;
	Pb__Candidate one = PB__CANDIDATE__INIT;
	Pb__Candidate *list[] = {&one};
	Pb__Candidates candidates = PB__CANDIDATES__INIT;
	Google__Protobuf__Any known = GOOGLE__PROTOBUF__ANY__INIT, odd = known;
	Google__Protobuf__Any *details[] = {&odd, &known};
	Rpc__Status status = RPC__STATUS__INIT;
	struct bytes packed;

	one.id = "git-basics";
	candidates.candidates = list;
	candidates.n_candidates = 1;
	packed = message_pack(pretend_arena, &candidates.base);
	known.type_url = (char *)"type.googleapis.com/roadmap.v1.Candidates";
	known.value = (ProtobufCBinaryData){packed.size, (uint8_t *)packed.data};
	odd.type_url = (char *)"no slash";
	status.code = ERR_NOT_FOUND;
	status.message = "no step 'gti'";
	status.details = details;
	status.n_details = 2;
	pretend_response(stream_id, &status, &nothing.base, 0);
}

static void
pretend_events(uint32_t stream_id)
{
	Pb__EventNotice notice = PB__EVENT_NOTICE__INIT;
	Pb__EventNotice nothing = PB__EVENT_NOTICE__INIT;

	for (notice.seq = 1; notice.seq <= 2; notice.seq++)
		pretend_frame(FRAME_DATA, stream_id, message_pack(pretend_arena, &notice.base), 0);
	pretend_response(stream_id, NULL, &nothing.base, 0);
}

static void
pretend_set(uint32_t stream_id)
{
	Pb__Progress progress = PB__PROGRESS__INIT;
	Pb__EnrollmentView enrollment = PB__ENROLLMENT_VIEW__INIT;
	Pb__StepView step = PB__STEP_VIEW__INIT, *changed[] = {&step};
	Pb__StepSetReply reply = PB__STEP_SET_REPLY__INIT;

	progress.permille = 500;
	enrollment.title = "Baker";
	enrollment.progress = &progress;
	step.id = "knead";
	step.title = "Knead";
	step.status = PB__STATUS__STATUS_DONE;
	reply.enrollment = &enrollment;
	reply.changed = changed;
	reply.n_changed = 1;
	pretend_response(stream_id, NULL, &reply.base, 0);
}

static void
pretend_next(uint32_t stream_id)
{
	Pb__StepView step = PB__STEP_VIEW__INIT;
	Pb__Recommendation one = PB__RECOMMENDATION__INIT, *list[] = {&one};
	Pb__PlanNextReply reply = PB__PLAN_NEXT_REPLY__INIT;

	step.id = "bake";
	step.title = "Bake";
	step.minutes = 60;
	step.status = PB__STATUS__STATUS_TODO;
	step.availability = PB__AVAILABILITY__AVAILABILITY_READY;
	one.step = &step;
	one.reason = "it is hot";
	reply.recommendations = list;
	reply.n_recommendations = 1;
	pretend_response(stream_id, NULL, &reply.base, 0);
}

static const char *
pretend_key(struct bytes data)
{
	const Ttrpc__Request *request =
	    message_unpack(&ttrpc__request__descriptor, pretend_arena, data);

	if (!request || request->n_metadata != 1 ||
	    strcmp(request->metadata[0]->key, "idempotency-key") != 0)
		_exit(1);
	return request->metadata[0]->value;
}

/* Ends this daemon if the request is not what the letter says. */
static void
pretend_expect(char how, struct bytes data)
{
	const unsigned i = how == PRETEND_FIRST    ? 0
			   : how == PRETEND_SECOND ? 1
						   : pretend_n_seen - 1;
	const struct bytes *before = i < pretend_n_seen ? &pretend_seen[i] : NULL;

	if (!strchr((char[]){PRETEND_AGAIN, PRETEND_FIRST, PRETEND_SECOND, PRETEND_ANEW, '\0'},
		how))
		return;
	if (!before)
		_exit(1);
	if (how == PRETEND_ANEW && strcmp(pretend_key(data), pretend_key(*before)) == 0)
		_exit(1);
	if (how != PRETEND_ANEW &&
	    (data.size != before->size || memcmp(data.data, before->data, data.size) != 0))
		_exit(1);
}

static void
pretend_serve(int fd, char how)
{
	Pb__AdminHelloReply hello = PB__ADMIN_HELLO_REPLY__INIT;
	uint8_t header[FRAME_HEADER_SIZE];
	struct frame frame;
	uint8_t *data;

	pretend_read(fd, header, sizeof(header));
	frame_read(&frame, header);
	data = arena_alloc(pretend_arena, frame.length_bytes);
	pretend_read(fd, data, frame.length_bytes);
	pretend_expect(how, (struct bytes){data, frame.length_bytes});
	pretend_remember((struct bytes){data, frame.length_bytes});
	hello.version = "9.9";
	if (how == PRETEND_OTHER)
		pretend_response(frame.stream_id + 2, NULL, &hello.base, 0);
	else if (how == PRETEND_REFUSE)
		pretend_refuse(frame.stream_id);
	else if (how == PRETEND_EVENTS)
		pretend_events(frame.stream_id);
	else if (how == PRETEND_SET)
		pretend_set(frame.stream_id);
	else if (how == PRETEND_NEXT)
		pretend_next(frame.stream_id);
	else if (how == PRETEND_GARBAGE)
		pretend_put("HTTP/1.1 400 Bad Request\r\n", 26);
	else if (how != PRETEND_CLOSE)
		pretend_response(frame.stream_id, NULL, &hello.base, how == PRETEND_HALF ? 2 : 0);
}

/* Ends this daemon if there are not `n` whole requests when the first bytes have come. */
static void
pretend_together(int fd, unsigned n)
{
	static uint8_t bytes[PRETEND_BYTES_MAX];
	const ssize_t size = recv(fd, bytes, sizeof(bytes), MSG_PEEK);
	struct frame frame;
	size_t at = 0;

	for (; size - (ssize_t)at >= FRAME_HEADER_SIZE; n--) {
		frame_read(&frame, bytes + at);
		at += FRAME_HEADER_SIZE + frame.length_bytes;
	}
	if (n != 0 || (ssize_t)at != size)
		_exit(1);
}

static void
pretend_send(int fd, bool by_bytes)
{
	size_t piece = by_bytes ? 1 : pretend_n_out;
	int unread = 0;

	for (size_t at = 0; at < pretend_n_out; at += piece) {
		if (write(fd, pretend_out + at, piece) != (ssize_t)piece)
			_exit(1);
		while (by_bytes && ioctl(fd, SIOCOUTQ, &unread) == 0 && unread > 0)
			sched_yield();
	}
	pretend_n_out = 0;
}

static void
pretend_connection(int fd, const char *letters, size_t n)
{
	bool by_bytes = false;

	for (size_t i = 0; i < n; i++) {
		if (letters[i] == PRETEND_BYTES)
			by_bytes = true;
		else if (letters[i] == PRETEND_FLUSH)
			pretend_send(fd, by_bytes);
		else if (letters[i] == PRETEND_TOGETHER)
			pretend_together(fd, (unsigned)(n - i - 1));
		else
			pretend_serve(fd, letters[i]);
	}
	pretend_send(fd, by_bytes);
}

/* Never returns. */
static void
pretend_run(int listener, const char *script)
{
	alarm(PRETEND_LIFE_S);
	while (*script) {
		const bool shared = *script == '(';
		const size_t n = shared ? strcspn(script + 1, ")") : 1;
		int fd = accept(listener, NULL, NULL);

		if (!script[shared ? n + 2 : 1])
			close(listener);
		pretend_connection(fd, script + shared, n);
		close(fd);
		script += shared ? n + 2 : 1;
	}
	_exit(0);
}

void
pretend(const char *script)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	snprintf(address.sun_path, sizeof(address.sun_path), "%s/sock", pretend_dir);
	unlink(address.sun_path);
	unlink(pretend_file("requests"));
	if (bind(listener, (struct sockaddr *)&address, sizeof(address)) < 0 ||
	    chmod(address.sun_path, 0600) < 0 || listen(listener, 5) < 0)
		abort();
	pretend_pid = fork();
	if (pretend_pid == 0) {
		pretend_arena = arena_new();
		pretend_run(listener, script);
	}
	close(listener);
}

void
pretend_stop(void)
{
	if (pretend_pid > 0) {
		kill(pretend_pid, SIGKILL);
		waitpid(pretend_pid, NULL, 0);
	}
	pretend_pid = -1;
}

void
pretend_start(const char *script)
{
	setenv("ROADMAPD", "/proc/self/exe", 1);
	setenv("PRETEND_SCRIPT", script, 1);
	setenv("PRETEND_DIR", pretend_dir, 1);
}

void
pretend_main(int argc, char **argv)
{
	if (argc == 0 || strcmp(argv[0], "roadmapd") != 0)
		return;
	snprintf(pretend_dir, sizeof(pretend_dir), "%s", getenv("PRETEND_DIR"));
	pretend_arena = arena_new();
	pretend_recall();
	pretend_run(PRETEND_LISTEN_FD, getenv("PRETEND_SCRIPT"));
}

void
pretend_begin(void)
{
	strcpy(pretend_dir, "/tmp/roadmap-rpc.XXXXXX");
	if (!mkdtemp(pretend_dir))
		abort();
	setenv("ROADMAP_SOCKET", pretend_file("sock"), 1);
	setenv("XDG_STATE_HOME", pretend_dir, 1);
}

static int
pretend_remove(const char *path, const struct stat *info, int type, struct FTW *where)
{
	(void)info;
	(void)type;
	(void)where;
	return remove(path);
}

void
pretend_end(void)
{
	pretend_stop();
	nftw(pretend_dir, pretend_remove, 8, FTW_DEPTH | FTW_PHYS);
}
