#include "conn_buffer.h"

#include <stdlib.h>
#include <string.h>

enum {
	CONN_BUFFER_SLACK = 4,
};

size_t
conn_buffer_size(const struct conn_buffer *buffer)
{
	return buffer->end - buffer->begin;
}

const uint8_t *
conn_buffer_data(const struct conn_buffer *buffer)
{
	return buffer->data + buffer->begin;
}

static void
conn_buffer_give_back(struct conn_buffer *buffer)
{
	struct conn_buffers *all = buffer->all;

	if (buffer->room <= CONN_BUFFER_KEPT_MAX && all->n_spares < CONN_BUFFER_SPARES) {
		all->spares[all->n_spares].data = buffer->data;
		all->spares[all->n_spares++].room = buffer->room;
	} else {
		free(buffer->data);
	}
	*buffer = (struct conn_buffer){.all = all};
}

/* What is in it goes to the front of other memory. */
static void
conn_buffer_move(struct conn_buffer *buffer, size_t room)
{
	const size_t size = conn_buffer_size(buffer);
	uint8_t *data = malloc(room);

	if (data == NULL)
		abort();
	if (size > 0)
		memcpy(data, conn_buffer_data(buffer), size);
	free(buffer->data);
	buffer->data = data;
	buffer->begin = 0;
	buffer->end = size;
	buffer->room = room;
}

uint8_t *
conn_buffer_reserve(struct conn_buffer *buffer, size_t size_bytes, size_t *ret_room)
{
	struct conn_buffers *all = buffer->all;
	const size_t size = conn_buffer_size(buffer);
	size_t room = CONN_BUFFER_SIZE;

	if (buffer->data == NULL && all->n_spares > 0) {
		buffer->data = all->spares[--all->n_spares].data;
		buffer->room = all->spares[all->n_spares].room;
	}
	if (buffer->room - buffer->end < size_bytes) {
		/* twice, so that bytes that come a few at a time are not moved each time */
		if (room < 2 * size)
			room = 2 * size;
		if (room < size + size_bytes)
			room = size + size_bytes;
		conn_buffer_move(buffer, room);
	}
	*ret_room = buffer->room - buffer->end;
	return buffer->data + buffer->end;
}

void
conn_buffer_add(struct conn_buffer *buffer, size_t size_bytes)
{
	buffer->end += size_bytes;
	buffer->all->bytes += size_bytes;
	if (buffer->begin == buffer->end)
		conn_buffer_give_back(buffer);
}

void
conn_buffer_drop(struct conn_buffer *buffer, size_t size_bytes)
{
	buffer->begin += size_bytes;
	buffer->all->bytes -= size_bytes;
	if (buffer->begin == buffer->end)
		conn_buffer_give_back(buffer);
	else if (buffer->room > CONN_BUFFER_KEPT_MAX &&
		 buffer->room / CONN_BUFFER_SLACK > conn_buffer_size(buffer))
		conn_buffer_move(buffer, buffer->room / CONN_BUFFER_SLACK);
}

void
conn_buffer_clear(struct conn_buffer *buffer)
{
	if (buffer->data != NULL)
		conn_buffer_drop(buffer, conn_buffer_size(buffer));
}

void
conn_buffer_free_spares(struct conn_buffers *all)
{
	while (all->n_spares > 0)
		free(all->spares[--all->n_spares].data);
}
