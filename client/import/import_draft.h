/*
 * A roadmap that an importer grows, step by step, out of whatever the file holds. Every text may be
 * given as it was found; what comes out has no fault: ids are made and unique, texts fit, lists
 * too long are cut, requirements that run in a circle are broken up. What had to be left out is
 * told, a line each.
 */
#ifndef IMPORT_DRAFT_H
#define IMPORT_DRAFT_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "core/arena.h"
#include "roadmap/v1/catalog.pb-c.h"

enum import_mark {
	IMPORT_TODO,
	IMPORT_ACTIVE,
	IMPORT_DONE,
	IMPORT_SKIPPED,
	IMPORT_KNOWN,
	IMPORT_MARKS, /* how many there are */
};

/* Met by any one of these. */
struct import_need {
	struct import_step **any;
	uint32_t n_any;
};

struct import_step {
	/* All but id, title and the lists is the importer's to set. */
	Pb__StepDef *def;
	uint32_t index; /* in the draft */
	uint32_t phase;
	enum import_mark mark; /* what the learner did with it, as the file says */
	int64_t at_s;          /* when; 0: not said */
	bool *checked;         /* for each item of its checklist */
	struct import_need *needs;
	uint32_t n_needs;
	bool is_cut; /* a list of it was too long, which is told once */
};

struct import_phase {
	const char *id, *title, *summary;
	uint32_t n_steps;
};

enum {
	IMPORT_DRAFT_WAITS_MAX = 500000, /* of n_waits: more would fit in no message */
};

struct import_draft {
	struct arena *arena;
	const char *name; /* of the file, for the notes */
	FILE *notes;
	const char *id, *title, *summary; /* "" or what is to be used */
	struct import_phase *phases;
	uint32_t n_phases;
	struct import_step **steps; /* in the order they came */
	uint32_t n_steps;
	Pb__Choice **choices;
	uint32_t n_choices;
	uint32_t n_dropped; /* things told to be left out */
	uint32_t n_guessed; /* steps whose hours nobody gave */
	uint32_t n_waits;   /* steps in requirements, all together */
	bool is_full;       /* there was more than a roadmap may have */
	bool is_wordy;      /* the file requires what is required anyway: that is left out */
	struct file_slugs *step_ids, *phase_ids, *choice_ids;
};

struct import_draft *import_draft_new(const char *name, FILE *notes, struct arena *arena);

/* Tells something, "NAME: text"; the second of something that is left out. */
void import_draft_note(struct import_draft *draft, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void import_draft_drop(struct import_draft *draft, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/*
 * A new phase: its number. When there may be no more it is the last one. An `id` that is none or
 * is taken is made of the title, here and below; "" always is.
 */
uint32_t import_draft_phase(struct import_draft *draft, const char *id, const char *title);

/*
 * A new step at the end of a phase. When there may be no more, one that will
 * not be in the roadmap; never NULL.
 */
struct import_step *import_draft_step(struct import_draft *draft, uint32_t phase, const char *id,
    const char *title);

/* What the step is called where it comes from. One that is no line of a roadmap is left away. */
void import_draft_source(struct import_draft *draft, struct import_step *step, const char *id);
/*
 * What the file has of the step and a roadmap has no place for. False, with nothing done, if the
 * key or the value is none that can be kept.
 */
bool import_draft_extra(struct import_draft *draft, struct import_step *step, const char *key,
    const char *value);
/* The step needs any one of these. The list is copied. */
void import_draft_need(struct import_draft *draft, struct import_step *step,
    struct import_step *const *any, uint32_t n_any);
void import_draft_item(struct import_draft *draft, struct import_step *step, const char *id,
    const char *title, bool checked);
void import_draft_skill(struct import_draft *draft, struct import_step *step, const char *skill);
/* `kind` is in the words of others. Left out if the address is none of the web. */
void import_draft_resource(struct import_draft *draft, struct import_step *step, const char *title,
    const char *url, const char *kind);

/*
 * A choice of one, NULL if there may be no more, and an option of it that owns a step and has its
 * name. No choice has no options.
 */
Pb__Choice *import_draft_choice(struct import_draft *draft, const char *title);
void import_draft_option(struct import_draft *draft, Pb__Choice *choice, struct import_step *step);

/* A list that grows by one: room for one more than n. */
void *import_draft_grow(struct arena *arena, const void *list, size_t n, size_t size_bytes);

#endif
