#include "document/document_parts.h"

#include <string.h>

#include "proto/field.h"

/* Numbers of fields that the message Roadmap has, and its Phase. */
enum {
	DOCUMENT_PARTS_PHASES = 5,
	DOCUMENT_PARTS_STEPS = 4,
};

static uint32_t
document_parts_of_phase(struct document_parts *parts, struct bytes phase, uint32_t n, uint32_t most)
{
	struct field field;

	while (n < most && phase.size > 0 && field_next(&phase, &field))
		if (field.number == DOCUMENT_PARTS_STEPS && field.has_inside)
			parts->steps[n++] = (struct document_part){
			    .begin = (uint32_t)(field.inside.data - parts->bytes.data),
			    .size = (uint32_t)field.inside.size,
			};
	return n;
}

struct document_parts
document_parts_find(struct bytes bytes, uint32_t n_steps, struct arena *arena)
{
	struct document_parts parts = {.bytes = bytes};
	struct arena *scratch = arena_new();
	uint8_t *head = arena_alloc(scratch, bytes.size);
	size_t head_size = 0;
	struct field field;
	uint32_t n = 0;

	parts.steps = arena_array(arena, n_steps, sizeof(*parts.steps));
	while (bytes.size > 0 && field_next(&bytes, &field)) {
		if (field.number == DOCUMENT_PARTS_PHASES && field.has_inside) {
			n = document_parts_of_phase(&parts, field.inside, n, n_steps);
			continue;
		}
		memcpy(head + head_size, field.whole.data, field.whole.size);
		head_size += field.whole.size;
	}
	parts.head =
	    message_unpack(&pb__roadmap__descriptor, arena, (struct bytes){head, head_size});
	arena_free(scratch);
	return parts;
}

const Pb__StepDef *
document_parts_step(const struct document_parts *parts, uint32_t step, struct arena *arena)
{
	const struct document_part *part = &parts->steps[step];

	return message_unpack(&pb__step_def__descriptor, arena,
	    (struct bytes){parts->bytes.data + part->begin, part->size});
}

const Pb__Roadmap *
document_parts_all(const struct document_parts *parts, struct arena *arena)
{
	return message_unpack(&pb__roadmap__descriptor, arena, parts->bytes);
}
