#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "client/rpc.h"
#include "proto/frame.h"
#include "proto/message.h"
#include "roadmap/v1/admin.pb-c.h"
#include "roadmap/v1/event.pb-c.h"
#include "roadmap/v1/step.pb-c.h"
#include "ttrpc/ttrpc.pb-c.h"

/* What a pretended daemon does with the connections it gets, one letter each: */
enum {
	CLOSE = 'c',   /* reads the request and closes */
	HELLO = 'h',   /* answers Admin.Hello */
	AGAIN = 'a',   /* the same, to a request equal to the one before */
	ANEW = 'n',    /* the same, to one with another key than that before */
	REFUSE = 'r',  /* NOT_FOUND with candidates and a detail it never heard of */
	GARBAGE = 'g', /* bytes that are no frame */
	OTHER = 'o',   /* an answer on another stream */
	HALF = '2',    /* half an answer, then closes */
	EVENTS = 'e',  /* two events, then the end of the stream */
};

static char dir[64];
static pid_t daemon_pid;
static struct arena *arena;
static struct err err;

static void
read_all(int fd, void *data, size_t size)
{
	for (ssize_t n; size > 0; data = (char *)data + n, size -= (size_t)n)
		if ((n = read(fd, data, size)) <= 0)
			_exit(1);
}

static void
send_frame(int fd, uint8_t type, uint32_t stream_id, struct bytes data, size_t cut)
{
	struct frame frame = {(uint32_t)data.size, stream_id, type, 0};
	uint8_t header[FRAME_HEADER_SIZE];

	frame_write(header, &frame);
	if (write(fd, header, sizeof(header)) < 0 || write(fd, data.data, data.size - cut) < 0)
		_exit(1);
}

static void
send_response(int fd, uint32_t stream_id, Rpc__Status *status, const ProtobufCMessage *message,
    size_t cut)
{
	Ttrpc__Response response = TTRPC__RESPONSE__INIT;
	struct bytes payload = message_pack(arena, message);

	response.status = status;
	response.payload = (ProtobufCBinaryData){payload.size, (uint8_t *)payload.data};
	send_frame(fd, FRAME_RESPONSE, stream_id, message_pack(arena, &response.base), cut);
}

static void
send_refusal(int fd, uint32_t stream_id)
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
	packed = message_pack(arena, &candidates.base);
	known.type_url = (char *)"type.googleapis.com/roadmap.v1.Candidates";
	known.value = (ProtobufCBinaryData){packed.size, (uint8_t *)packed.data};
	odd.type_url = (char *)"no slash";
	status.code = ERR_NOT_FOUND;
	status.message = "no step 'gti'";
	status.details = details;
	status.n_details = 2;
	send_response(fd, stream_id, &status, &nothing.base, 0);
}

static void
send_events(int fd, uint32_t stream_id)
{
	Pb__EventNotice notice = PB__EVENT_NOTICE__INIT;
	Pb__EventNotice nothing = PB__EVENT_NOTICE__INIT;

	for (notice.seq = 1; notice.seq <= 2; notice.seq++)
		send_frame(fd, FRAME_DATA, stream_id, message_pack(arena, &notice.base), 0);
	send_response(fd, stream_id, NULL, &nothing.base, 0);
}

static const char *
key_of(struct bytes data)
{
	const Ttrpc__Request *request = message_unpack(&ttrpc__request__descriptor, arena, data);

	if (!request || request->n_metadata != 1 ||
	    strcmp(request->metadata[0]->key, "idempotency-key") != 0)
		_exit(1);
	return request->metadata[0]->value;
}

static void
serve(int fd, char how)
{
	static struct bytes before;
	struct bytes data;
	Pb__AdminHelloReply hello = PB__ADMIN_HELLO_REPLY__INIT;
	uint8_t header[FRAME_HEADER_SIZE];
	struct frame frame;

	read_all(fd, header, sizeof(header));
	frame_read(&frame, header);
	data = (struct bytes){arena_alloc(arena, frame.length_bytes), frame.length_bytes};
	read_all(fd, (void *)data.data, data.size);
	hello.version = "9.9";
	if (how == AGAIN &&
	    (data.size != before.size || memcmp(data.data, before.data, data.size) != 0))
		_exit(1);
	if (how == ANEW && strcmp(key_of(data), key_of(before)) == 0)
		_exit(1);
	before = data;
	if (strchr((char[]){HELLO, AGAIN, ANEW, HALF, '\0'}, how))
		send_response(fd, frame.stream_id, NULL, &hello.base, how == HALF ? 2 : 0);
	else if (how == OTHER)
		send_response(fd, frame.stream_id + 2, NULL, &hello.base, 0);
	else if (how == REFUSE)
		send_refusal(fd, frame.stream_id);
	else if (how == EVENTS)
		send_events(fd, frame.stream_id);
	else if (how == GARBAGE && write(fd, "HTTP/1.1 400 Bad Request\r\n", 26) < 0)
		_exit(1);
}

/* Listens before it returns; afterwards the connections are refused. */
static void
pretend(const char *script)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	snprintf(address.sun_path, sizeof(address.sun_path), "%s/sock", dir);
	unlink(address.sun_path);
	assert_int_equal(bind(listener, (struct sockaddr *)&address, sizeof(address)), 0);
	assert_int_equal(chmod(address.sun_path, 0600), 0);
	assert_int_equal(listen(listener, 5), 0);
	daemon_pid = fork();
	if (daemon_pid == 0) {
		for (; *script; script++) {
			int fd = accept(listener, NULL, NULL);

			if (!script[1])
				close(listener);
			serve(fd, *script);
			close(fd);
		}
		_exit(0);
	}
	close(listener);
}

static int
set_up(void **state)
{
	char path[sizeof(dir) + 8];

	(void)state;
	strcpy(dir, "/tmp/roadmap-rpc.XXXXXX");
	assert_non_null(mkdtemp(dir));
	snprintf(path, sizeof(path), "%s/sock", dir);
	setenv("ROADMAP_SOCKET", path, 1);
	arena = arena_new();
	daemon_pid = -1;
	return 0;
}

static int
tear_down(void **state)
{
	char path[sizeof(dir) + 8];

	(void)state;
	if (daemon_pid > 0) {
		kill(daemon_pid, SIGKILL);
		waitpid(daemon_pid, NULL, 0);
	}
	snprintf(path, sizeof(path), "%s/sock", dir);
	unlink(path);
	rmdir(dir);
	arena_free(arena);
	return 0;
}

static enum err_code
ask_hello(struct rpc *rpc)
{
	Pb__AdminHelloRequest request = PB__ADMIN_HELLO_REQUEST__INIT;
	Pb__AdminHelloReply *reply = NULL;
	enum err_code code;

	code = rpc_call(rpc, "Admin", "Hello", &request.base, arena, &reply, NULL, &err);
	if (code == ERR_OK)
		assert_string_equal(reply->version, "9.9");
	return code;
}

/* One question to a daemon that behaves so; *ret_lost may be NULL. */
static enum err_code
hello_to(const char *script, bool *ret_lost)
{
	struct rpc *rpc;
	enum err_code code;

	pretend(script);
	rpc = rpc_open(false, &err);
	assert_non_null(rpc);
	code = ask_hello(rpc);
	if (ret_lost)
		*ret_lost = rpc_is_lost(rpc);
	rpc_close(rpc);
	return code;
}

static void
an_answer_is_unpacked(void **state)
{
	bool lost = true;

	(void)state;
	assert_int_equal(hello_to("h", &lost), ERR_OK);
	assert_false(lost);
}

static void
a_request_whose_connection_closes_is_sent_once_more_as_it_was(void **state)
{
	bool lost = true;

	(void)state;
	assert_int_equal(hello_to("ca", &lost), ERR_OK);
	assert_false(lost);
}

static void
a_request_is_sent_twice_and_no_more(void **state)
{
	bool lost = false;

	(void)state;
	assert_int_equal(hello_to("cch", &lost), ERR_UNAVAILABLE);
	assert_true(lost);
}

static void
each_call_has_a_key_of_its_own(void **state)
{
	struct rpc *rpc;

	(void)state;
	pretend("2cn");
	rpc = rpc_open(false, &err);
	assert_non_null(rpc);
	assert_int_equal(ask_hello(rpc), ERR_UNAVAILABLE);
	assert_int_equal(ask_hello(rpc), ERR_OK);
	rpc_close(rpc);
}

static void
what_is_no_answer_is_a_lost_connection(void **state)
{
	static const char *const scripts[] = {"gg", "oo", "22"};

	for (size_t i = 0; i < sizeof(scripts) / sizeof(scripts[0]); i++) {
		bool lost = false;

		assert_int_equal(hello_to(scripts[i], &lost), ERR_UNAVAILABLE);
		assert_true(lost);
		kill(daemon_pid, SIGKILL);
		waitpid(daemon_pid, NULL, 0);
		daemon_pid = -1;
	}
	(void)state;
}

static void
a_refusal_brings_its_text_and_its_candidates(void **state)
{
	Pb__StepGetRequest request = PB__STEP_GET_REQUEST__INIT;
	Pb__StepGetReply *reply = NULL;
	struct rpc_details details;
	struct rpc *rpc;

	(void)state;
	pretend("r");
	rpc = rpc_open(false, &err);
	assert_int_equal(rpc_call(rpc, "Step", "Get", &request.base, arena, &reply, &details, &err),
	    ERR_NOT_FOUND);
	assert_string_equal(err.text, "no step 'gti'");
	assert_non_null(details.candidates);
	assert_string_equal(details.candidates->candidates[0]->id, "git-basics");
	assert_null(details.faults);
	assert_false(rpc_is_lost(rpc));
	rpc_close(rpc);
}

static void
a_watch_gives_each_event_and_then_the_end(void **state)
{
	Pb__EventWatchRequest request = PB__EVENT_WATCH_REQUEST__INIT;
	Pb__EventNotice *notice = NULL;
	struct rpc *rpc;

	(void)state;
	pretend("e");
	rpc = rpc_open(false, &err);
	assert_int_equal(rpc_watch(rpc, "Event", "Watch", &request.base, &err), ERR_OK);
	for (uint32_t seq = 1; seq <= 2; seq++) {
		assert_int_equal(rpc_watch_next(rpc, arena, &notice, &err), ERR_OK);
		assert_int_equal(notice->seq, seq);
	}
	assert_int_equal(rpc_watch_next(rpc, arena, &notice, &err), ERR_OK);
	assert_null(notice);
	assert_int_equal(rpc_watch_next(rpc, arena, &notice, &err), ERR_UNAVAILABLE);
	assert_true(rpc_is_lost(rpc));
	rpc_close(rpc);
}

static void
without_a_daemon_nothing_opens_and_none_is_started(void **state)
{
	(void)state;
	setenv("ROADMAPD", "/bin/false", 1);
	assert_null(rpc_open(false, &err));
	assert_int_equal(err.code, ERR_UNAVAILABLE);
}

static void
a_request_that_is_too_long_is_not_sent(void **state)
{
	Pb__StepNoteRequest request = PB__STEP_NOTE_REQUEST__INIT;
	Pb__StepNoteReply *reply = NULL;
	char *text = arena_alloc(arena, FRAME_DATA_MAX + 1);
	struct rpc *rpc;

	(void)state;
	memset(text, 'a', FRAME_DATA_MAX);
	request.text = text;
	pretend("h");
	rpc = rpc_open(false, &err);
	assert_int_equal(rpc_call(rpc, "Step", "Note", &request.base, arena, &reply, NULL, &err),
	    ERR_RESOURCE_EXHAUSTED);
	assert_int_equal(ask_hello(rpc), ERR_OK);
	rpc_close(rpc);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(an_answer_is_unpacked),
	    TEST(a_request_whose_connection_closes_is_sent_once_more_as_it_was),
	    TEST(a_request_is_sent_twice_and_no_more),
	    TEST(each_call_has_a_key_of_its_own),
	    TEST(what_is_no_answer_is_a_lost_connection),
	    TEST(a_refusal_brings_its_text_and_its_candidates),
	    TEST(a_watch_gives_each_event_and_then_the_end),
	    TEST(without_a_daemon_nothing_opens_and_none_is_started),
	    TEST(a_request_that_is_too_long_is_not_sent),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
