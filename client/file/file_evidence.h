/*
 * What a step has for evidence, in a roadmap file:
 *
 *	evidence: case-study
 *	evidence: {case-study: performance}
 *	evidence: {case-study: [performance, database-design]}
 *	evidence: {case-studies: 4, kinds: 3}
 *	evidence: {applications: 10, channels: 3}
 *	evidence: {interviews: 1}
 *	evidence: offer-accepted
 */
#ifndef FILE_EVIDENCE_H
#define FILE_EVIDENCE_H

#include "file/file_value.h"
#include "roadmap/v1/catalog.pb-c.h"

/* struct file_key's read, of a Pb__Evidence *. */
void file_evidence(struct file_reader *reader, const struct file_key *key, struct file_node *node,
    void *message);

/* struct file_key's read, of an array of Pb__Work and its count: a kind of work, or a list. */
void file_evidence_kinds(struct file_reader *reader, const struct file_key *key,
    struct file_node *node, void *message);

/* The value as it is written; the arena owns it. "~" if it is of no known kind. */
const char *file_evidence_text(const Pb__Evidence *evidence, struct arena *arena);

#endif
