/*
 * What the writers of the crash test know about the database: what was acknowledged must be there,
 * what was refused must not, and of what was not answered some may be, but nothing without all that
 * was sent before it on the same connection.
 */
#ifndef FAULT_CRASH_MODEL_H
#define FAULT_CRASH_MODEL_H

#include <stdbool.h>
#include <stdint.h>

enum {
	CRASH_CONNS = 4,
	CRASH_NOTES = 60000,
	CRASH_VICTIM = CRASH_CONNS, /* a step that only refused requests name */
};

enum crash_state {
	CRASH_ABSENT, /* refused, undone, or found missing after no answer came */
	CRASH_ADDING,
	CRASH_THERE,
	CRASH_UNDOING,
};

struct crash_note {
	enum crash_state state;
	unsigned conn;
	char id[40]; /* its action, once it is known */
};

struct crash_model {
	struct crash_note notes[CRASH_NOTES]; /* by number, which rises as they are sent */
	uint32_t n_notes;
	/* of the step of each connection: a bit for every status it may have */
	unsigned statuses[CRASH_CONNS];
	/* for the report */
	unsigned acknowledged, refused, unanswered, survived;
};

void crash_model_begin(struct crash_model *model);
/* Compares with the database and learns what became of what was not answered. Exits if it is wrong.
 */
void crash_model_check(struct crash_model *model, const char *database);
/* A note that is there, chosen by `random`, or -1. */
int64_t crash_model_pick(const struct crash_model *model, unsigned random);

#endif
