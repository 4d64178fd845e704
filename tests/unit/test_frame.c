#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "proto/frame.h"

static void
a_header_is_ten_bytes_big_endian(void **state)
{
	static const uint8_t wanted[FRAME_HEADER_SIZE] = {0, 1, 2, 3, 0xa0, 0xb0, 0xc0, 0xd1, 1, 2};
	const struct frame frame = {0x00010203, 0xa0b0c0d1, FRAME_REQUEST, FRAME_REMOTE_OPEN};
	uint8_t bytes[FRAME_HEADER_SIZE];

	(void)state;
	frame_write(bytes, &frame);
	assert_memory_equal(bytes, wanted, sizeof(wanted));
}

static void
any_header_survives_the_round_trip(void **state)
{
	uint8_t bytes[FRAME_HEADER_SIZE], again[FRAME_HEADER_SIZE];
	struct frame frame;

	(void)state;
	srandom(1);
	for (int i = 0; i < 10000; i++) {
		for (size_t k = 0; k < sizeof(bytes); k++)
			bytes[k] = (uint8_t)random();
		frame_read(&frame, bytes);
		frame_write(again, &frame);
		assert_memory_equal(again, bytes, sizeof(bytes));
	}
}

/* The stream between peers is bytes in any portions: only whole headers may be read. */
static void
headers_cut_at_random_read_the_same(void **state)
{
	uint8_t stream[100 * FRAME_HEADER_SIZE], held[FRAME_HEADER_SIZE];
	struct frame frame;
	size_t n_held = 0, chunk, n;
	uint32_t id = 1;

	(void)state;
	for (uint32_t i = 0; i < 100; i++) {
		frame = (struct frame){i, 2 * i + 1, FRAME_DATA, 0};
		frame_write(stream + (size_t)i * FRAME_HEADER_SIZE, &frame);
	}
	srandom(2);
	for (size_t at = 0; at < sizeof(stream); at += n) {
		chunk = (size_t)random() % FRAME_HEADER_SIZE + 1;
		n = FRAME_HEADER_SIZE - n_held < chunk ? FRAME_HEADER_SIZE - n_held : chunk;
		memcpy(held + n_held, stream + at, n);
		n_held += n;
		if (n_held < FRAME_HEADER_SIZE)
			continue;
		frame_read(&frame, held);
		assert_int_equal(frame.stream_id, id);
		assert_int_equal(frame.length_bytes, id / 2);
		id += 2;
		n_held = 0;
	}
	assert_int_equal(id, 201);
}

static void
requests_and_data_on_odd_streams_are_fine(void **state)
{
	const struct frame request = {10, 1, FRAME_REQUEST, 0};
	const struct frame watch = {0, UINT32_MAX, FRAME_REQUEST, FRAME_REMOTE_CLOSED};
	const struct frame data = {0, 3, FRAME_DATA, FRAME_REMOTE_CLOSED | FRAME_NO_DATA};

	(void)state;
	assert_null(frame_fault(&request));
	assert_null(frame_fault(&watch));
	assert_null(frame_fault(&data));
}

static void
even_and_zero_stream_ids_are_faults(void **state)
{
	const struct frame even = {0, 2, FRAME_REQUEST, 0};
	const struct frame zero = {0, 0, FRAME_REQUEST, 0};

	(void)state;
	assert_non_null(strstr(frame_fault(&even), "even"));
	assert_non_null(strstr(frame_fault(&zero), "even"));
}

static void
every_type_but_request_and_data_is_a_fault(void **state)
{
	(void)state;
	for (unsigned type = 0; type <= UINT8_MAX; type++) {
		const struct frame frame = {0, 1, (uint8_t)type, 0};
		if (type == FRAME_REQUEST || type == FRAME_DATA)
			assert_null(frame_fault(&frame));
		else
			assert_non_null(frame_fault(&frame));
	}
}

static void
every_unknown_flag_is_a_fault(void **state)
{
	(void)state;
	for (unsigned flags = 0; flags <= UINT8_MAX; flags++) {
		const struct frame frame = {0, 1, FRAME_REQUEST, (uint8_t)flags};
		if (flags < 8)
			assert_null(frame_fault(&frame));
		else
			assert_non_null(frame_fault(&frame));
	}
}

static void
a_body_over_the_limit_is_known_by_its_header_and_no_fault(void **state)
{
	const struct frame most = {FRAME_DATA_MAX, 1, FRAME_REQUEST, 0};
	const struct frame over = {FRAME_DATA_MAX + 1, 1, FRAME_REQUEST, 0};
	const struct frame far_over = {UINT32_MAX, 1, FRAME_REQUEST, 0};

	(void)state;
	assert_false(frame_is_too_long(&most));
	assert_true(frame_is_too_long(&over));
	assert_true(frame_is_too_long(&far_over));
	assert_null(frame_fault(&far_over));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_header_is_ten_bytes_big_endian),
	    cmocka_unit_test(any_header_survives_the_round_trip),
	    cmocka_unit_test(headers_cut_at_random_read_the_same),
	    cmocka_unit_test(requests_and_data_on_odd_streams_are_fine),
	    cmocka_unit_test(even_and_zero_stream_ids_are_faults),
	    cmocka_unit_test(every_type_but_request_and_data_is_a_fault),
	    cmocka_unit_test(every_unknown_flag_is_a_fault),
	    cmocka_unit_test(a_body_over_the_limit_is_known_by_its_header_and_no_fault),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
