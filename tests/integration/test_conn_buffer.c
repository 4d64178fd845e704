/*
 * The bytes of connections: what is put in comes out, whoever else's memory it lies in.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "conn_buffer.h"

enum {
	BUFFERS = 4,
	ROUNDS = 20000,
	MOST = 40000, /* bytes at a time */
};

/* A byte of a stream, by its place in it. */
static uint8_t
byte_at(unsigned buffer, size_t at)
{
	return (uint8_t)(at * 31 + at / 251 + buffer * 7);
}

struct stream {
	struct conn_buffer buffer;
	size_t put, taken;
};

static void
put(struct stream *stream, unsigned number, size_t reserved, size_t n)
{
	size_t room;
	uint8_t *bytes = conn_buffer_reserve(&stream->buffer, reserved, &room);

	assert_true(room >= reserved);
	for (size_t i = 0; i < n; i++)
		bytes[i] = byte_at(number, stream->put + i);
	/* all of it is ours */
	memset(bytes + n, 0xee, room - n);
	conn_buffer_add(&stream->buffer, n);
	stream->put += n;
}

static void
take(struct stream *stream, unsigned number, size_t n)
{
	const uint8_t *bytes;

	if (n == 0)
		return;
	bytes = conn_buffer_data(&stream->buffer);
	for (size_t i = 0; i < n; i++)
		assert_int_equal(bytes[i], byte_at(number, stream->taken + i));
	conn_buffer_drop(&stream->buffer, n);
	stream->taken += n;
}

static void
check(const struct conn_buffers *all, const struct stream *streams)
{
	size_t bytes = 0;

	for (unsigned i = 0; i < BUFFERS; i++) {
		const size_t size = streams[i].put - streams[i].taken;

		assert_int_equal(conn_buffer_size(&streams[i].buffer), size);
		assert_int_equal(streams[i].buffer.data != NULL, size > 0);
		bytes += size;
	}
	assert_int_equal(all->bytes, bytes);
}

static void
what_was_put_in_at_random_comes_out_in_order(void **state)
{
	struct conn_buffers all = {0};
	struct stream streams[BUFFERS] = {0};

	(void)state;
	srandom(11);
	for (unsigned i = 0; i < BUFFERS; i++)
		streams[i].buffer.all = &all;
	for (int round = 0; round < ROUNDS; round++) {
		const unsigned number = (unsigned)random() % BUFFERS;
		struct stream *stream = &streams[number];
		const size_t most = random() % 8 == 0 ? MOST : MOST / 100;
		const size_t reserved = 1 + (size_t)random() % most;
		const size_t size = conn_buffer_size(&stream->buffer);

		if (random() % 2 == 0)
			put(stream, number, reserved, (size_t)random() % (reserved + 1));
		else
			take(stream, number,
			    random() % 3 == 0 ? size : (size_t)random() % (size + 1));
		check(&all, streams);
	}
	for (unsigned i = 0; i < BUFFERS; i++) {
		conn_buffer_clear(&streams[i].buffer);
		conn_buffer_clear(&streams[i].buffer);
	}
	assert_int_equal(all.bytes, 0);
	conn_buffer_free_spares(&all);
}

static void
memory_that_one_gives_back_is_taken_by_the_next(void **state)
{
	struct conn_buffers all = {0};
	struct stream first = {.buffer.all = &all}, second = {.buffer.all = &all};
	const uint8_t *memory;

	(void)state;
	put(&first, 0, 100, 100);
	memory = conn_buffer_data(&first.buffer);
	take(&first, 0, 100);
	put(&second, 1, 50, 50);
	assert_ptr_equal(conn_buffer_data(&second.buffer), memory);
	conn_buffer_clear(&second.buffer);
	conn_buffer_free_spares(&all);
}

static void
what_is_left_of_much_does_not_keep_its_memory(void **state)
{
	const size_t much = 4 << 20;
	struct conn_buffers all = {0};
	struct stream stream = {.buffer.all = &all};

	(void)state;
	put(&stream, 0, much, much);
	while (stream.taken < much - 100) {
		const size_t left = much - 100 - stream.taken;

		take(&stream, 0, left < 50000 ? left : 50000);
		assert_true(stream.buffer.room <= CONN_BUFFER_KEPT_MAX ||
			    stream.buffer.room / 4 <= conn_buffer_size(&stream.buffer));
	}
	take(&stream, 0, 100);
	put(&stream, 0, much, much);
	take(&stream, 0, much);
	for (unsigned i = 0; i < all.n_spares; i++)
		assert_true(all.spares[i].room <= CONN_BUFFER_KEPT_MAX);
	conn_buffer_free_spares(&all);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_was_put_in_at_random_comes_out_in_order),
	    cmocka_unit_test(memory_that_one_gives_back_is_taken_by_the_next),
	    cmocka_unit_test(what_is_left_of_much_does_not_keep_its_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
