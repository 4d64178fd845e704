/*
 * Event.Watch: a stream of what others write.
 */
#include <signal.h>
#include <unistd.h>

#include "harness.h"
#include "roadmap/v1/event.pb-c.h"

enum {
	WATCH_MOST = 16,
	WATCH_WRITES = 100, /* of events that a slow watcher cannot have room for together */
};

/* A watch has no answer, but what is asked after it on the same connection has. */
static int
watch_begin(struct harness *harness)
{
	int fd = harness_connect(harness);

	harness_watch(harness, fd, 1);
	harness_request(harness, fd, 3, "Admin", "Hello", NULL);
	assert_int_equal(harness_code(harness_expect(harness, fd, 3)), ERR_OK);
	return fd;
}

static Pb__EventNotice *
watch_expect(struct harness *harness, int fd, uint32_t stream_id)
{
	Pb__EventNotice *notice;
	struct frame frame;
	struct bytes data;

	assert_true(harness_receive(harness, fd, &frame, &data));
	assert_int_equal(frame.type, FRAME_DATA);
	assert_int_equal(frame.flags, 0);
	assert_int_equal(frame.stream_id, stream_id);
	notice = message_unpack(&pb__event_notice__descriptor, harness->arena, data);
	assert_non_null(notice);
	return notice;
}

static void
watch_write(struct harness *harness, int fd, uint32_t stream_id, size_t n_steps)
{
	const Pb__Status status =
	    stream_id % 4 == 1 ? PB__STATUS__STATUS_ACTIVE : PB__STATUS__STATUS_TODO;
	Pb__StepSetRequest *set = harness_set(harness, n_steps, status);

	harness_request(harness, fd, stream_id, "Step", "Set", &set->base);
	assert_int_equal(harness_code(harness_expect(harness, fd, stream_id)), ERR_OK);
}

static void
a_watch_gets_what_another_connection_writes(void **state)
{
	struct harness *harness = *state;
	int writer = harness_connect(harness);
	Pb__EventNotice *notice;

	harness_enroll(harness);
	int watcher = watch_begin(harness);
	watch_write(harness, writer, 1, 1);
	notice = watch_expect(harness, watcher, 1);
	assert_string_equal(notice->command, "Step.Set");
	assert_int_equal(notice->n_step_ids, 1);
	close(watcher);
	close(writer);
}

static void
a_refused_write_is_no_event(void **state)
{
	struct harness *harness = *state;
	int writer = harness_connect(harness);
	Pb__EventNotice *notice;

	harness_enroll(harness);
	int watcher = watch_begin(harness);
	harness_request(harness, writer, 1, "Admin", "Nope", NULL);
	assert_int_equal(harness_code(harness_expect(harness, writer, 1)), ERR_UNIMPLEMENTED);
	watch_write(harness, writer, 5, 2);
	notice = watch_expect(harness, watcher, 1);
	assert_int_equal(notice->n_step_ids, 2);
	close(watcher);
	close(writer);
}

static void
a_watcher_may_write_on_the_same_connection(void **state)
{
	struct harness *harness = *state;

	harness_enroll(harness);
	int fd = watch_begin(harness);
	watch_write(harness, fd, 5, 1);
	watch_expect(harness, fd, 1);
	close(fd);
}

static void
each_watch_of_a_connection_gets_the_event_on_its_own_stream(void **state)
{
	struct harness *harness = *state;
	int writer = harness_connect(harness);

	harness_enroll(harness);
	int watcher = watch_begin(harness);
	harness_watch(harness, watcher, 5);
	harness_request(harness, watcher, 7, "Admin", "Hello", NULL);
	harness_expect(harness, watcher, 7);
	watch_write(harness, writer, 1, 1);
	watch_expect(harness, watcher, 1);
	watch_expect(harness, watcher, 5);
	close(watcher);
	close(writer);
}

static void
a_seventeenth_watch_is_refused(void **state)
{
	struct harness *harness = *state;
	int fd = harness_connect(harness);
	uint32_t id = 1;

	for (int i = 0; i < WATCH_MOST; i++, id += 2)
		harness_watch(harness, fd, id);
	harness_watch(harness, fd, id);
	assert_int_equal(harness_code(harness_expect(harness, fd, id)), ERR_RESOURCE_EXHAUSTED);
	close(fd);
}

static void
data_is_taken_on_a_stream_the_client_left_open(void **state)
{
	struct harness *harness = *state;
	struct bytes bytes = harness_pack(harness, 1, "Event", "Watch", NULL);
	const struct frame last = {0, 1, FRAME_DATA, FRAME_REMOTE_CLOSED | FRAME_NO_DATA};
	int fd = harness_connect(harness);
	struct frame frame;

	frame_read(&frame, bytes.data);
	frame.flags = FRAME_REMOTE_OPEN;
	harness_send_frame(fd, &frame, bytes.data + FRAME_HEADER_SIZE);
	harness_send_frame(fd, &last, NULL);
	harness_request(harness, fd, 3, "Admin", "Hello", NULL);
	assert_int_equal(harness_code(harness_expect(harness, fd, 3)), ERR_OK);
	/* it said that this was the last */
	harness_send_frame(fd, &last, NULL);
	harness_expect_end(harness, fd);
}

static void
a_watcher_that_leaves_is_forgotten(void **state)
{
	struct harness *harness = *state;
	int writer = harness_connect(harness);

	harness_enroll(harness);
	close(watch_begin(harness));
	watch_write(harness, writer, 1, 1);
	watch_write(harness, writer, 3, 1);
	close(writer);
	harness_expect_alive(harness);
}

static void
a_watcher_that_does_not_read_is_ended_and_others_are_not(void **state)
{
	struct harness *harness = *state;
	int writer = harness_connect(harness);
	Ttrpc__Response *last;
	struct frame frame;
	struct bytes data;
	int n_events = 0;

	harness_enroll(harness);
	int slow = watch_begin(harness), quick = watch_begin(harness);
	for (uint32_t i = 0; i < WATCH_WRITES; i++) {
		watch_write(harness, writer, 2 * i + 1, HARNESS_STEPS);
		assert_int_equal(watch_expect(harness, quick, 1)->n_step_ids, HARNESS_STEPS);
	}
	while (harness_receive(harness, slow, &frame, &data) && frame.type == FRAME_DATA)
		n_events++;
	assert_in_range(n_events, 1, WATCH_WRITES - 1);
	assert_int_equal(frame.type, FRAME_RESPONSE);
	last = message_unpack(&ttrpc__response__descriptor, harness->arena, data);
	assert_int_equal(harness_code(last), ERR_RESOURCE_EXHAUSTED);
	harness_expect_end(harness, slow);
	watch_write(harness, writer, 2 * WATCH_WRITES + 1, 1);
	watch_expect(harness, quick, 1);
	close(quick);
	close(writer);
}

static void
a_watch_ends_with_unavailable_when_the_daemon_stops(void **state)
{
	struct harness *harness = *state;
	int watcher = watch_begin(harness);

	assert_int_equal(harness_stop(harness, SIGTERM), 0);
	assert_int_equal(harness_code(harness_expect(harness, watcher, 1)), ERR_UNAVAILABLE);
	harness_expect_end(harness, watcher);
}

#define WATCH_TEST(name) cmocka_unit_test_setup_teardown(name, harness_setup, harness_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    WATCH_TEST(a_watch_gets_what_another_connection_writes),
	    WATCH_TEST(a_refused_write_is_no_event),
	    WATCH_TEST(a_watcher_may_write_on_the_same_connection),
	    WATCH_TEST(each_watch_of_a_connection_gets_the_event_on_its_own_stream),
	    WATCH_TEST(a_seventeenth_watch_is_refused),
	    WATCH_TEST(data_is_taken_on_a_stream_the_client_left_open),
	    WATCH_TEST(a_watcher_that_leaves_is_forgotten),
	    WATCH_TEST(a_watcher_that_does_not_read_is_ended_and_others_are_not),
	    WATCH_TEST(a_watch_ends_with_unavailable_when_the_daemon_stops),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
