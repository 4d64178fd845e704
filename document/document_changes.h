/*
 * What a roadmap says became of the step ids of its older versions.
 */
#ifndef DOCUMENT_DOCUMENT_CHANGES_H
#define DOCUMENT_DOCUMENT_CHANGES_H

#include "core/roadmap.h"
#include "roadmap/v1/catalog.pb-c.h"

/* Whether all lists of the changes are of a length that is allowed. */
bool document_changes_fit(const Pb__Roadmap *message, struct roadmap_faults *faults);

/*
 * Finds what is wrong with changes whose lists fit: versions that do not rise from 2 to the
 * roadmap's own, ids that are none, ids that go away or come about twice in a change, a split or a
 * merger of fewer than two. Of the change that made this version, what came about must be among the
 * steps, and what went away must not. Of `roadmap` only the ids of the steps need be there.
 */
void document_changes_check(const Pb__Roadmap *message, const struct roadmap *roadmap,
    struct roadmap_faults *faults);

#endif
