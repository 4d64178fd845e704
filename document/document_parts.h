/*
 * A roadmap message left packed, in a tenth of the memory: its steps are unpacked one at a time.
 */
#ifndef DOCUMENT_DOCUMENT_PARTS_H
#define DOCUMENT_DOCUMENT_PARTS_H

#include "proto/message.h"
#include "roadmap/v1/catalog.pb-c.h"

struct document_part {
	uint32_t begin, size; /* in the bytes */
};

struct document_parts {
	struct bytes bytes;
	const Pb__Roadmap *head;     /* all but the phases */
	struct document_part *steps; /* in the order of the file */
};

/*
 * Finds the parts of a message of n_steps steps, at most FRAME_DATA_MAX bytes, that
 * document_read() found good. It borrows the bytes; the arena owns the rest.
 */
struct document_parts document_parts_find(struct bytes bytes, uint32_t n_steps,
    struct arena *arena);

const Pb__StepDef *document_parts_step(const struct document_parts *parts, uint32_t step,
    struct arena *arena);
/* The whole message. */
const Pb__Roadmap *document_parts_all(const struct document_parts *parts, struct arena *arena);

#endif
