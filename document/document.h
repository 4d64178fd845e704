/*
 * From the message roadmap.v1.Roadmap to the domain's struct roadmap. The daemon and the client
 * check a roadmap by the same code: this and core.
 */
#ifndef DOCUMENT_DOCUMENT_H
#define DOCUMENT_DOCUMENT_H

#include "core/roadmap.h"
#include "roadmap/v1/catalog.pb-c.h"

/*
 * Checks a message and makes a roadmap of it, or returns NULL with what is wrong in *faults (the
 * texts of fields core does not hold are checked here: summaries, resources, outlook, pathways,
 * changes).
 * The roadmap borrows the strings of the message, which must outlive it; the arena owns the rest.
 */
struct roadmap *document_read(const Pb__Roadmap *message, struct arena *arena,
    struct roadmap_faults *faults);

/*
 * Copies the strings that such a roadmap borrows, so that the message may go. What its entries of
 * `requires` named (any_ids) is left out: they are resolved.
 */
void document_own(struct roadmap *roadmap, struct arena *arena);

#endif
