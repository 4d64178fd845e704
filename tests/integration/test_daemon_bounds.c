/*
 * How much clients may ask of the daemon at once: at each bound, and one over it.
 */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bounds_test.h"
#include "roadmap/v1/history.pb-c.h"

enum {
	BOUNDS_CONNS = 4,
	BOUNDS_WATCHES = 3,
	BOUNDS_TURN = 64,
	BOUNDS_CROWD = 8,
	BOUNDS_PIPELINED = 10000,
	BOUNDS_WRITERS = 8,
};

static void
a_connection_over_the_limit_waits_until_another_leaves(void **state)
{
	struct harness *harness = *state;
	int fds[BOUNDS_CONNS], waiting;

	bounds_test_start(harness, "conns=4");
	for (int i = 0; i < BOUNDS_CONNS; i++)
		fds[i] = bounds_test_connect(harness);
	waiting = harness_connect(harness);
	harness_request(harness, waiting, 1, "Admin", "Hello", NULL);
	bounds_test_await_line(harness, "no more connections for now");
	for (int i = 0; i < BOUNDS_CONNS; i++)
		bounds_test_hello(harness, fds[i], 3);
	close(fds[0]);
	assert_int_equal(harness_code(harness_expect(harness, waiting, 1)), ERR_OK);
	for (int i = 1; i < BOUNDS_CONNS; i++)
		close(fds[i]);
	close(waiting);
}

static void
out_of_descriptors_it_serves_those_it_has_and_recovers(void **state)
{
	struct harness *harness = *state;
	struct rlimit before, none;
	int served, waiting;

	bounds_test_start(harness, "");
	harness_enroll(harness);
	served = bounds_test_connect(harness);
	assert_int_equal(prlimit(harness->pid, RLIMIT_NOFILE, NULL, &before), 0);
	none = before;
	none.rlim_cur = STDERR_FILENO + 1; /* what is open stays so */
	assert_int_equal(prlimit(harness->pid, RLIMIT_NOFILE, &none, NULL), 0);
	waiting = harness_connect(harness);
	harness_request(harness, waiting, 1, "Admin", "Hello", NULL);
	bounds_test_await_line(harness, "no more connections for now: Too many open files");
	Pb__StepSetRequest *set = harness_set(harness, 1, PB__STATUS__STATUS_ACTIVE);
	harness_request(harness, served, 3, "Step", "Set", &set->base);
	assert_int_equal(harness_code(harness_expect(harness, served, 3)), ERR_OK);
	assert_int_equal(prlimit(harness->pid, RLIMIT_NOFILE, &before, NULL), 0);
	assert_int_equal(harness_code(harness_expect(harness, waiting, 1)), ERR_OK);
	bounds_test_hello(harness, served, 5);
	close(served);
	close(waiting);
}

static void
a_watch_over_the_limit_of_all_is_refused_until_one_ends(void **state)
{
	struct harness *harness = *state;
	int first, second;

	bounds_test_start(harness, "watches=3");
	first = bounds_test_connect(harness);
	second = bounds_test_connect(harness);
	for (uint32_t i = 0; i < BOUNDS_WATCHES; i++)
		harness_watch(harness, first, 3 + 2 * i);
	bounds_test_hello(harness, first, 99);
	harness_watch(harness, second, 3);
	assert_int_equal(harness_code(harness_expect(harness, second, 3)), ERR_RESOURCE_EXHAUSTED);
	/* its end is before that of another in the daemon's queue */
	close(first);
	close(bounds_test_connect(harness));
	harness_watch(harness, second, 5);
	bounds_test_hello(harness, second, 7);
	close(second);
}

/* Writes to one step, one after the other, each with a place in the history. */
static struct bytes
bounds_pack_writes(struct harness *harness)
{
	struct arena *all = harness->arena, *one = arena_new();
	struct bytes writes = {NULL, 0};
	uint8_t *data = NULL;

	harness->arena = one;
	for (uint32_t i = 0; i < BOUNDS_PIPELINED; i++) {
		Pb__StepSetRequest *set = harness_set(harness, 1,
		    i % 2 == 0 ? PB__STATUS__STATUS_ACTIVE : PB__STATUS__STATUS_TODO);
		struct bytes frame = harness_pack(harness, 3 + 2 * i, "Step", "Set", &set->base);

		if (data == NULL)
			data = arena_alloc(all, 2 * BOUNDS_PIPELINED * frame.size);
		memcpy(data + writes.size, frame.data, frame.size);
		writes.size += frame.size;
		arena_reset(one);
	}
	harness->arena = all;
	arena_free(one);
	writes.data = data;
	return writes;
}

/* The number in the history of the action that a write made. */
static uint32_t
bounds_find_seq(struct harness *harness, const Ttrpc__Response *written)
{
	Pb__HistoryListRequest list = PB__HISTORY_LIST_REQUEST__INIT;
	Ttrpc__Response *response;
	Pb__HistoryListReply *history;
	Pb__StepSetReply *reply;
	int fd = harness_connect(harness);

	reply = message_unpack(&pb__step_set_reply__descriptor, harness->arena,
	    (struct bytes){written->payload.data, written->payload.len});
	assert_non_null(reply);
	list.limit = 500;
	list.before_seq = 500;
	harness_request(harness, fd, 1, "History", "List", &list.base);
	response = harness_expect(harness, fd, 1);
	close(fd);
	history = message_unpack(&pb__history_list_reply__descriptor, harness->arena,
	    (struct bytes){response->payload.data, response->payload.len});
	assert_non_null(history);
	for (size_t i = 0; i < history->n_actions; i++)
		if (strcmp(history->actions[i]->id, reply->action_id) == 0)
			return history->actions[i]->seq;
	return UINT32_MAX;
}

/* The daemon finds both in its sockets; where the one request came is told by the history. */
static void
ten_thousand_pipelined_requests_hold_up_another_client_for_two_turns_at_most(void **state)
{
	struct harness *harness = *state;
	Pb__StepSetRequest *set = harness_set(harness, 2, PB__STATUS__STATUS_ACTIVE);
	struct arena *own = harness->arena, *answers = arena_new();
	Ttrpc__Response *written;
	int greedy, modest, status;
	struct bytes writes;

	bounds_test_start(harness, "");
	harness_enroll(harness);
	writes = bounds_pack_writes(harness);
	greedy = bounds_test_connect(harness);
	modest = bounds_test_connect(harness);
	assert_int_equal(kill(harness->pid, SIGSTOP), 0);
	assert_int_equal(waitpid(harness->pid, &status, WUNTRACED), harness->pid);
	ssize_t sent = send(greedy, writes.data, writes.size, MSG_DONTWAIT | MSG_NOSIGNAL);
	assert_true(sent > 0);
	pid_t child = fork();
	if (child == 0) {
		harness_send(greedy, writes.data + sent, writes.size - (size_t)sent);
		_exit(0);
	}
	set->steps++;
	set->n_steps = 1;
	harness_request(harness, modest, 3, "Step", "Set", &set->base);
	assert_int_equal(kill(harness->pid, SIGCONT), 0);
	written = harness_expect(harness, modest, 3);
	assert_int_equal(harness_code(written), ERR_OK);
	harness->arena = answers;
	for (uint32_t i = 0; i < BOUNDS_PIPELINED; i++) {
		Ttrpc__Response *response = harness_expect(harness, greedy, 3 + 2 * i);

		assert_int_equal(harness_code(response), ERR_OK);
		arena_reset(answers);
	}
	harness->arena = own;
	arena_free(answers);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_in_range(bounds_find_seq(harness, written), 1, 2 * BOUNDS_TURN + 2);
	close(modest);
	close(greedy);
}

/* Room for one request at a time: the others wait in their connections. */
static void
when_the_writer_has_enough_requests_wait_and_all_are_answered(void **state)
{
	struct harness *harness = *state;
	int fds[BOUNDS_CROWD];

	bounds_test_start(harness, "writes=1");
	harness_enroll(harness);
	for (int i = 0; i < BOUNDS_CROWD; i++)
		fds[i] = bounds_test_connect(harness);
	for (uint32_t id = 3; id < 3 + 2 * BOUNDS_CROWD; id += 2)
		for (int i = 0; i < BOUNDS_CROWD; i++) {
			Pb__StepSetRequest *set =
			    harness_set(harness, 1 + (size_t)i, PB__STATUS__STATUS_ACTIVE);

			harness_request(harness, fds[i], id, "Step", "Set", &set->base);
		}
	for (int i = 0; i < BOUNDS_CROWD; i++) {
		for (uint32_t id = 3; id < 3 + 2 * BOUNDS_CROWD; id += 2)
			assert_int_equal(harness_code(harness_expect(harness, fds[i], id)), ERR_OK);
		close(fds[i]);
	}
}

/* Two do not read. Together they are over the bound, each by itself is not. */
static void
of_those_that_do_not_read_the_largest_is_ended_and_others_are_not(void **state)
{
	struct harness *harness = *state;
	int large, small, bystander;
	size_t size;

	bounds_test_start(harness, "pause=1000000 all=1500000");
	harness_enroll(harness);
	size = bounds_test_size(harness);
	large = bounds_test_connect(harness);
	small = bounds_test_connect(harness);
	bystander = bounds_test_connect(harness);
	const unsigned n_large = (unsigned)(2000000 / size), n_small = (unsigned)(900000 / size);
	bounds_test_ask(harness, large, 3, n_large);
	bounds_test_hello(harness, bystander, 3);
	bounds_test_ask(harness, small, 3, n_small);
	bounds_test_await_line(harness, "it holds the most");
	bounds_test_hello(harness, bystander, 5);
	assert_in_range(bounds_test_drain(large), 1, n_large * size - 1);
	for (unsigned i = 0; i < n_small; i++)
		assert_int_equal(harness_code(harness_expect(harness, small, 3 + 2 * i)), ERR_OK);
	bounds_test_hello(harness, small, 3 + 2 * n_small);
	close(bystander);
	close(small);
}

/* Half frames count as well: four of them that are just below the bound, and one more. */
static void
half_frames_of_all_together_are_bounded(void **state)
{
	struct harness *harness = *state;
	const struct frame frame = {.length_bytes = 400000, .stream_id = 1, .type = FRAME_REQUEST};
	static const char bytes[300000];
	int fds[BOUNDS_CONNS + 1], bystander, n_ended = 0;

	bounds_test_start(harness, "all=1300000");
	bystander = bounds_test_connect(harness);
	for (int i = 0; i < BOUNDS_CONNS + 1; i++) {
		fds[i] = harness_connect(harness);
		harness_send_frame(fds[i], &frame, NULL);
		harness_send(fds[i], bytes, sizeof(bytes));
	}
	bounds_test_await_line(harness, "it holds the most");
	bounds_test_hello(harness, bystander, 3);
	for (int i = 0; i < BOUNDS_CONNS + 1; i++) {
		char byte;
		ssize_t n = recv(fds[i], &byte, 1, MSG_DONTWAIT);

		n_ended += n == 0 || (n < 0 && errno == ECONNRESET);
		close(fds[i]);
	}
	assert_int_equal(n_ended, 1);
	close(bystander);
}

/* More events than it may leave unread, but none was left: all come of what is asked at once. */
static void
a_watcher_that_reads_is_kept_whatever_others_write_in_one_turn(void **state)
{
	struct harness *harness = *state;
	int watcher, writers[BOUNDS_WRITERS], status;
	struct frame frame;
	struct bytes data;

	bounds_test_start(harness, "events=40000 held=20000");
	harness_enroll(harness);
	watcher = bounds_test_connect(harness);
	harness_watch(harness, watcher, 3);
	bounds_test_hello(harness, watcher, 5);
	for (unsigned i = 0; i < BOUNDS_WRITERS; i++)
		writers[i] = bounds_test_connect(harness);
	assert_int_equal(kill(harness->pid, SIGSTOP), 0);
	assert_int_equal(waitpid(harness->pid, &status, WUNTRACED), harness->pid);
	for (unsigned i = 0; i < BOUNDS_WRITERS * BOUNDS_TURN; i++) {
		Pb__StepSetRequest *set = harness_set(harness, 1,
		    i / BOUNDS_WRITERS % 2 == 0 ? PB__STATUS__STATUS_ACTIVE
						: PB__STATUS__STATUS_TODO);

		set->steps[0] =
		    harness_set(harness, i % BOUNDS_WRITERS + 1, PB__STATUS__STATUS_TODO)
			->steps[i % BOUNDS_WRITERS];
		harness_request(harness, writers[i % BOUNDS_WRITERS], 3 + 2 * (i / BOUNDS_WRITERS),
		    "Step", "Set", &set->base);
	}
	assert_int_equal(kill(harness->pid, SIGCONT), 0);
	for (unsigned i = 0; i < BOUNDS_WRITERS * BOUNDS_TURN; i++) {
		assert_true(harness_receive(harness, watcher, &frame, &data));
		assert_int_equal(frame.type, FRAME_DATA);
	}
	bounds_test_hello(harness, watcher, 7);
	for (unsigned i = 0; i < BOUNDS_WRITERS; i++)
		close(writers[i]);
	close(watcher);
}

#define BOUNDS_TEST(name) \
	cmocka_unit_test_setup_teardown(name, harness_setup_empty, harness_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    BOUNDS_TEST(a_connection_over_the_limit_waits_until_another_leaves),
	    BOUNDS_TEST(out_of_descriptors_it_serves_those_it_has_and_recovers),
	    BOUNDS_TEST(a_watch_over_the_limit_of_all_is_refused_until_one_ends),
	    BOUNDS_TEST(
		ten_thousand_pipelined_requests_hold_up_another_client_for_two_turns_at_most),
	    BOUNDS_TEST(when_the_writer_has_enough_requests_wait_and_all_are_answered),
	    BOUNDS_TEST(of_those_that_do_not_read_the_largest_is_ended_and_others_are_not),
	    BOUNDS_TEST(half_frames_of_all_together_are_bounded),
	    BOUNDS_TEST(a_watcher_that_reads_is_kept_whatever_others_write_in_one_turn),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
