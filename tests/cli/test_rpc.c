#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "client/rpc.h"
#include "pretend.h"
#include "proto/frame.h"
#include "proto/message.h"
#include "roadmap/v1/admin.pb-c.h"
#include "roadmap/v1/event.pb-c.h"
#include "roadmap/v1/step.pb-c.h"

static struct arena *arena;
static struct err err;

/* What the client asks of the system: the linker puts these before send() and recv(), by these
 * names. */
/* NOLINTBEGIN(bugprone-reserved-identifier) */
static unsigned n_sends, n_recvs;
static bool sends_fail;

ssize_t __real_send(int fd, const void *data, size_t size, int flags);
ssize_t __real_recv(int fd, void *data, size_t size, int flags);
ssize_t __wrap_send(int fd, const void *data, size_t size, int flags);
ssize_t __wrap_recv(int fd, void *data, size_t size, int flags);

ssize_t
__wrap_send(int fd, const void *data, size_t size, int flags)
{
	n_sends++;
	if (sends_fail) {
		errno = EPIPE;
		return -1;
	}
	return __real_send(fd, data, size, flags);
}

ssize_t
__wrap_recv(int fd, void *data, size_t size, int flags)
{
	n_recvs++;
	return __real_recv(fd, data, size, flags);
}
/* NOLINTEND(bugprone-reserved-identifier) */

static int
set_up(void **state)
{
	(void)state;
	pretend_begin();
	arena = arena_new();
	n_sends = n_recvs = 0;
	sends_fail = false;
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	pretend_end();
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

static struct rpc *
open_to(const char *script, bool start)
{
	struct rpc *rpc;

	pretend(script);
	rpc = rpc_open(start, &err);
	assert_non_null(rpc);
	return rpc;
}

/* One question to a daemon that behaves so; *ret_lost may be NULL. */
static enum err_code
hello_to(const char *script, bool *ret_lost)
{
	struct rpc *rpc = open_to(script, false);
	enum err_code code;

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
		pretend_stop();
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

/* A question of Step to a daemon that behaves so, and the line that the user reads. */
static const char *
line_of(const char *method, const ProtobufCMessage *request, const char *script, bool start)
{
	ProtobufCMessage *reply;
	struct rpc *rpc = open_to(script, start);

	assert_int_not_equal(rpc_call(rpc, "Step", method, request, arena, &reply, NULL, &err),
	    ERR_OK);
	rpc_close(rpc);
	pretend_stop();
	return err.text;
}

static const char closed[] =
    "the daemon closed the connection before it answered: see roadmap doctor";
static const char unsure[] = "; what you asked may have been done: see roadmap log";

static void
of_a_write_without_an_answer_is_told_that_it_may_have_been_done(void **state)
{
	static const char *const scripts[] = {"cc", "22", "gg", "c"};
	const Pb__StepNoteRequest request = PB__STEP_NOTE_REQUEST__INIT;

	(void)state;
	/* the last: the second time there is no daemon to ask */
	for (size_t i = 0; i < sizeof(scripts) / sizeof(scripts[0]); i++)
		assert_non_null(strstr(line_of("Note", &request.base, scripts[i], false), unsure));
}

static void
nor_is_it_known_where_no_other_daemon_starts(void **state)
{
	const Pb__StepNoteRequest request = PB__STEP_NOTE_REQUEST__INIT;

	(void)state;
	setenv("ROADMAPD", "/bin/false", 1);
	assert_string_equal(line_of("Note", &request.base, "c", true),
	    "the daemon does not start: it said nothing; see roadmap doctor; what you asked may "
	    "have been done: see roadmap log");
	setenv("ROADMAPD", arena_printf(arena, "/%0200d", 0), 1);
	assert_non_null(strstr(line_of("Note", &request.base, "c", true), unsure));
}

static void
a_write_that_was_answered_or_never_sent_is_no_riddle(void **state)
{
	const Pb__StepNoteRequest request = PB__STEP_NOTE_REQUEST__INIT;

	(void)state;
	assert_string_equal(line_of("Note", &request.base, "cr", false), "no step 'gti'");
	sends_fail = true;
	assert_string_equal(line_of("Note", &request.base, "cc", false), closed);
}

static void
of_a_question_that_reads_is_told_what_happened(void **state)
{
	const Pb__StepGetRequest request = PB__STEP_GET_REQUEST__INIT;

	(void)state;
	assert_string_equal(line_of("Get", &request.base, "cc", false), closed);
	sends_fail = true;
	assert_string_equal(line_of("Get", &request.base, "cc", false), closed);
}

/* Two questions at once, of which the answers are *ret_n. */
static enum err_code
hello_twice(struct rpc *rpc, unsigned *ret_n)
{
	Pb__AdminHelloRequest request = PB__ADMIN_HELLO_REQUEST__INIT;
	struct rpc_question questions[] = {
	    {.service = "Admin", .method = "Hello", .request = &request.base},
	    {.service = "Admin", .method = "Hello", .request = &request.base},
	};
	const enum err_code code = rpc_call_all(rpc, questions, 2, arena, NULL, &err);

	*ret_n = 0;
	for (unsigned i = 0; i < 2; i++) {
		const Pb__AdminHelloReply *reply = (const Pb__AdminHelloReply *)questions[i].reply;

		if (reply)
			assert_string_equal(reply->version, "9.9");
		*ret_n += reply != NULL;
	}
	return code;
}

/* The same of a daemon that behaves so. */
static enum err_code
hello_twice_to(const char *script, unsigned *ret_n)
{
	struct rpc *rpc = open_to(script, false);
	enum err_code code;

	code = hello_twice(rpc, ret_n);
	rpc_close(rpc);
	return code;
}

static void
two_questions_take_one_write_and_one_read(void **state)
{
	unsigned n;

	(void)state;
	assert_int_equal(hello_twice_to("(thh)", &n), ERR_OK);
	assert_int_equal(n, 2);
	assert_int_equal(n_sends, 1);
	assert_int_equal(n_recvs, 1);
}

static void
answers_may_come_byte_by_byte(void **state)
{
	unsigned n;

	(void)state;
	assert_int_equal(hello_twice_to("(bhh)", &n), ERR_OK);
	assert_int_equal(n, 2);
	assert_int_equal(n_sends, 1);
	assert_true(n_recvs > 20);
}

static void
the_answer_behind_a_refusal_is_dropped(void **state)
{
	struct rpc *rpc;
	unsigned n;

	(void)state;
	pretend("(rh)h");
	rpc = rpc_open(false, &err);
	assert_int_equal(hello_twice(rpc, &n), ERR_NOT_FOUND);
	assert_string_equal(err.text, "no step 'gti'");
	assert_int_equal(n, 0);
	assert_false(rpc_is_lost(rpc));
	assert_int_equal(ask_hello(rpc), ERR_OK);
	assert_int_equal(n_sends, 2);
	rpc_close(rpc);
}

static void
a_refusal_stands_where_the_connection_ends_behind_it(void **state)
{
	struct rpc *rpc;
	unsigned n;

	(void)state;
	pretend("(rc)");
	rpc = rpc_open(false, &err);
	assert_int_equal(hello_twice(rpc, &n), ERR_NOT_FOUND);
	assert_false(rpc_has_failed(rpc, err.code));
	assert_int_equal(n_sends, 1);
	rpc_close(rpc);
}

static void
a_second_question_that_is_refused_leaves_the_first_its_answer(void **state)
{
	unsigned n;

	(void)state;
	assert_int_equal(hello_twice_to("(hr)", &n), ERR_OK);
	assert_int_equal(n, 1);
	assert_int_equal(n_sends, 1);
}

static void
what_was_answered_is_not_asked_again(void **state)
{
	static const char *const scripts[] = {"(hc)B", "(h2)B", "(hg)B"};
	unsigned n;

	(void)state;
	for (size_t i = 0; i < sizeof(scripts) / sizeof(scripts[0]); i++) {
		assert_int_equal(hello_twice_to(scripts[i], &n), ERR_OK);
		assert_int_equal(n, 2);
		pretend_stop();
	}
}

static void
both_are_asked_again_as_they_were_where_neither_was_answered(void **state)
{
	static const char *const scripts[] = {"(cc)(AB)", "(2c)(AB)", "(cc)(Ac)B"};
	unsigned n;

	(void)state;
	for (size_t i = 0; i < sizeof(scripts) / sizeof(scripts[0]); i++) {
		assert_int_equal(hello_twice_to(scripts[i], &n), ERR_OK);
		assert_int_equal(n, 2);
		pretend_stop();
	}
}

static void
each_of_two_questions_is_asked_twice_and_no_more(void **state)
{
	unsigned n;

	(void)state;
	assert_int_equal(hello_twice_to("(hc)ch", &n), ERR_OK);
	assert_int_equal(n, 1);
	pretend_stop();
	assert_int_equal(hello_twice_to("(cc)(cc)h", &n), ERR_UNAVAILABLE);
	assert_int_equal(n, 0);
}

/* The daemon that is started says hello first, which must not change the key. */
static void
a_daemon_that_is_started_gets_the_request_as_it_was(void **state)
{
	struct rpc *rpc;
	unsigned n;

	(void)state;
	pretend("(cc)");
	pretend_start("(hfAB)");
	rpc = rpc_open(true, &err);
	assert_int_equal(hello_twice(rpc, &n), ERR_OK);
	assert_int_equal(n, 2);
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
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    TEST(an_answer_is_unpacked),
	    TEST(a_request_whose_connection_closes_is_sent_once_more_as_it_was),
	    TEST(a_request_is_sent_twice_and_no_more),
	    TEST(each_call_has_a_key_of_its_own),
	    TEST(what_is_no_answer_is_a_lost_connection),
	    TEST(a_refusal_brings_its_text_and_its_candidates),
	    TEST(of_a_write_without_an_answer_is_told_that_it_may_have_been_done),
	    TEST(nor_is_it_known_where_no_other_daemon_starts),
	    TEST(a_write_that_was_answered_or_never_sent_is_no_riddle),
	    TEST(of_a_question_that_reads_is_told_what_happened),
	    TEST(two_questions_take_one_write_and_one_read),
	    TEST(answers_may_come_byte_by_byte),
	    TEST(the_answer_behind_a_refusal_is_dropped),
	    TEST(a_refusal_stands_where_the_connection_ends_behind_it),
	    TEST(a_second_question_that_is_refused_leaves_the_first_its_answer),
	    TEST(what_was_answered_is_not_asked_again),
	    TEST(both_are_asked_again_as_they_were_where_neither_was_answered),
	    TEST(each_of_two_questions_is_asked_twice_and_no_more),
	    TEST(a_daemon_that_is_started_gets_the_request_as_it_was),
	    TEST(a_watch_gives_each_event_and_then_the_end),
	    TEST(without_a_daemon_nothing_opens_and_none_is_started),
	    TEST(a_request_that_is_too_long_is_not_sent),
	};

	pretend_main(argc, argv);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
