/*
 * What the parts of roadmap_check() share. Of no use to others.
 */
#ifndef CORE_ROADMAP_CHECK_H
#define CORE_ROADMAP_CHECK_H

#include "core/names.h"
#include "core/roadmap.h"

struct roadmap_check {
	struct roadmap *roadmap;
	struct arena *arena;   /* for what stays */
	struct arena *scratch; /* for what is gone after the check */
	struct roadmap_faults *faults;
	struct names steps, choices;
	struct names *options; /* of each choice */
	uint32_t n_hints;
	char path[sizeof(((struct roadmap_fault *)0)->path)];
	char quoted[80];
	char hint[100];
};

/* The path of something in a step: /phases/0/steps/3 and the tail. Valid until the next call. */
const char *roadmap_check_path(struct roadmap_check *check, uint32_t step, const char *tail, ...)
    __attribute__((format(printf, 3, 4)));

/* A name as it may be shown: cut, and "?" if it is no printable text. Until the next call. */
const char *roadmap_check_quote(struct roadmap_check *check, const char *name);

/*
 * "did you mean 'git-basics'?", or `otherwise`. Until the next call. Only the first few names
 * are compared with all others, as a file of nothing but wrong names would take minutes.
 */
const char *roadmap_check_hint(struct roadmap_check *check, const struct names *names,
    const char *name, const char *otherwise);

/* What a step has for evidence. */
void roadmap_evidence_check(struct roadmap_check *check, uint32_t step);

/* Resolves `requires` and `opens`, and finds wrong references and what cannot be reached. */
void roadmap_graph_resolve(struct roadmap_check *check);

/* Finds cycles; without one, topo_order is made. Call it after roadmap_graph_resolve(). */
void roadmap_graph_sort(struct roadmap_check *check);

#endif
