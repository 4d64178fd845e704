/*
 * A roadmap in memory: phases, steps, choices. It is filled by a reader (names as strings, none
 * NULL), then roadmap_check() finds every fault and resolves the names; after that it never
 * changes and may be shared. Steps stand in file order; a step's index is its position in `steps`.
 */
#ifndef CORE_ROADMAP_H
#define CORE_ROADMAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/err.h"

enum {
	ROADMAP_STEPS_MAX = 20000,
	ROADMAP_LIST_MAX = 1000, /* entries of any other list */
	ROADMAP_STEP_MINUTES_MAX = 60000,
	ROADMAP_VALUE_MAX = 100,
	ROADMAP_FAULTS_MAX = 100,
	ROADMAP_EVIDENCE_MAX = 100, /* things asked for */
	ROADMAP_NONE = UINT32_MAX,  /* no such index */
};

/* The numbers of roadmap.v1.Kind. */
enum roadmap_kind {
	ROADMAP_KIND_LEARN = 1,
	ROADMAP_KIND_PROJECT = 2,
	ROADMAP_KIND_PORTFOLIO = 3,
	ROADMAP_KIND_JOB = 4,
};

/* The numbers of roadmap.v1.Evidence.Kind. */
enum roadmap_evidence_kind {
	ROADMAP_EVIDENCE_NONE = 0,
	ROADMAP_EVIDENCE_CASE_STUDY = 1,   /* a complete one that belongs to the step */
	ROADMAP_EVIDENCE_CASE_STUDIES = 2, /* so many complete ones, whatever they belong to */
	ROADMAP_EVIDENCE_APPLICATIONS = 3, /* so many that were sent */
	ROADMAP_EVIDENCE_INTERVIEWS = 4,
	ROADMAP_EVIDENCE_OFFER_ACCEPTED = 5,
};

/* The thing that is made in a step, by which others can tell that it is done. */
struct roadmap_evidence {
	uint32_t kind;         /* enum roadmap_evidence_kind */
	uint32_t count;        /* how many, from 1 */
	uint32_t over;         /* of how many different kinds of work, or channels; 0: no matter */
	const uint32_t *shows; /* kinds of work (core/work.h) that a case study has to show */
	uint32_t n_shows;
};

/* An entry of `requires`: met by any one of its steps. */
struct roadmap_need {
	const char **any_ids;
	uint32_t *any; /* resolved step indexes, n_any of them */
	uint32_t n_any;
};

struct roadmap_item {
	const char *id;
	const char *title;
};

struct roadmap_step {
	const char *id;
	const char *title;
	uint32_t phase;
	uint32_t minutes_low, minutes_high;
	uint32_t value;
	uint32_t kind; /* enum roadmap_kind */
	bool optional, milestone;
	bool guessed;                      /* the hours are a guess of an importer */
	const char *choice_id, *option_id; /* "" or the option that owns the step */
	uint32_t choice, option;           /* resolved: indexes, or ROADMAP_NONE */
	struct roadmap_need *needs;
	uint32_t n_needs;
	const char **skills;
	uint32_t n_skills;
	struct roadmap_item *items;
	uint32_t n_items;
	struct roadmap_evidence evidence;
	uint32_t *opens; /* resolved: the steps with an entry that names this one, in file order */
	uint32_t n_opens;
};

struct roadmap_phase {
	const char *id;
	const char *title;
	uint32_t first_step, n_steps; /* resolved: its steps are consecutive */
};

struct roadmap_option {
	const char *id;
	const char *title;
};

struct roadmap_choice {
	const char *id;
	const char *title;
	uint32_t pick;
	struct roadmap_option *options;
	uint32_t n_options;
	uint32_t first_flag; /* resolved: where its options begin in an array of all options */
};

struct roadmap {
	const char *id;
	const char *title;
	uint32_t version;
	struct roadmap_phase *phases;
	uint32_t n_phases;
	struct roadmap_step *steps;
	uint32_t n_steps;
	struct roadmap_choice *choices;
	uint32_t n_choices;
	uint32_t n_options;    /* resolved: of all choices together */
	bool has_evidence;     /* resolved: some step asks for case studies */
	bool has_job_evidence; /* resolved: some step asks for applications or what they led to */
	uint32_t *by_id;       /* resolved: step indexes sorted by id (strcmp) */
	uint32_t *topo_order;  /* resolved: step indexes, every step after all it may need */
};

/*
 * A fault of a roadmap. `path` leads to the place as in the file: /id, /version, /title,
 * /phases/0/id, /phases/0/steps/3/requires/1 (of several steps in an entry: .../requires/1/any/0),
 * .../hours, .../value, .../kind, .../option, .../skills/0, .../checklist/2,
 * .../evidence/kinds, .../resources/0/url, /choices/1/pick, /choices/1/options/0/id. Step numbers
 * count within their phase. The text is one line that says what is wrong and what to do.
 */
struct roadmap_fault {
	char path[96];
	char text[200];
};

struct roadmap_faults {
	struct roadmap_fault list[ROADMAP_FAULTS_MAX];
	uint32_t n; /* how many are in the list */
	bool more;  /* there were others */
};

/* Adds a fault, or sets `more` when the list is full. */
void roadmap_fault(struct roadmap_faults *faults, const char *path, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/*
 * Checks everything and resolves all that is marked resolved above; the arena holds the results.
 * Returns true if there is no fault; else the roadmap may not be used. Finds all of: missing or
 * bad ids and titles, bad version, duplicate ids (of steps, phases, choices, options of one
 * choice, items of one step), unknown references, a step that requires itself, cycles (an OR entry
 * counts as an edge to each of its steps; the text names the whole cycle: "cycle: a -> b -> a"),
 * unreachable steps (a required step with an entry all of whose steps are optional; an entry all of
 * whose steps belong to other options of a choice of which the learner picks just one), empty
 * phases, choices with no options or options with no steps, pick out of range, hours, values and
 * kinds out of range, evidence that cannot be, lists too long. Linear in the size of the file but
 * for sorting.
 */
bool roadmap_check(struct roadmap *roadmap, struct arena *arena, struct roadmap_faults *faults);

/* The index of a step, or ROADMAP_NONE. Binary search. */
uint32_t roadmap_step_index(const struct roadmap *roadmap, const char *id);
uint32_t roadmap_choice_index(const struct roadmap *roadmap, const char *id);
uint32_t roadmap_option_index(const struct roadmap_choice *choice, const char *id);

/*
 * All steps in the order of `wish`, but each after all it may need, which come right before it
 * where they did not come yet: by file order it is topo_order.
 */
uint32_t *roadmap_graph_order(const struct roadmap *roadmap, const uint32_t *wish,
    struct arena *arena);

/* The estimate used everywhere: the mean of low and high, rounded up, at least 1. */
uint32_t roadmap_step_minutes(const struct roadmap_step *step);

#endif
