/*
 * A desk to try the engine on: a fresh database in a directory of its own, a small roadmap, and
 * calls by method name.
 */
#ifndef DESK_H
#define DESK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "engine/dispatch.h"
#include "engine/op_table.h"
#include "pottery.h"

struct desk {
	char dir[64];
	char path[96];
	struct engine *engine;
	struct arena *arena; /* of all replies of a test */
	int64_t now_us;
	const char *zone;           /* sent as metadata; NULL: none */
	bool shares;                /* calls are not committed: engine_commit() does it */
	struct dispatch_reply last; /* the last raw reply */
	/* of a refusal: */
	char text[200];
	const Pb__Candidates *candidates;
	const Pb__Faults *faults;
};

/* For cmocka_unit_test_setup_teardown: *state is a struct desk with an open engine. */
int desk_setup(void **state);
/* The same with pottery_roadmap() stored and enrolled. */
int desk_setup_enrolled(void **state);
int desk_teardown(void **state);

/* Closes the engine and opens it again on the same file. */
void desk_reopen(struct desk *desk);

/*
 * Calls "Step", "Set". Returns the code; on OK *ret_reply (may be NULL) is the reply. Each call is
 * a second later than the one before.
 */
enum err_code desk_call(struct desk *desk, const char *service, const char *method,
    const void *request, void *ret_reply);
/* The same with a payload of raw bytes. */
enum err_code desk_call_bytes(struct desk *desk, const char *service, const char *method,
    struct bytes payload, void *ret_reply);

/* Lets so many minutes pass. */
void desk_wait(struct desk *desk, int64_t minutes);

/* Shorthands for what most tests do. */
enum err_code desk_set(struct desk *desk, const char *step, Pb__Status status, bool force);
const Pb__StepView *desk_view(struct desk *desk, const char *step);
const char *desk_next(struct desk *desk);
/* A complete case study that belongs to a step, to be put; "" for none. */
Pb__CaseStudy *desk_case_study(struct desk *desk, const char *step, const char *title);
/* Puts it. NULL if it is refused. */
const Pb__PortfolioPutReply *desk_put_study(struct desk *desk, Pb__CaseStudy *study);
/* Adds or changes an application; NULL if it is refused. */
const Pb__ApplicationView *desk_put_job(struct desk *desk, const char *company, Pb__Stage stage,
    Pb__Channel channel);
enum err_code desk_move_job(struct desk *desk, const char *company, Pb__Stage stage,
    const char *day);
/* One random command on the job search; what it ties belongs to the step. */
void desk_do_job(struct desk *desk, const char *step, unsigned *seed);
/* One random command on pottery; most succeed, some are refused. */
void desk_do_anything(struct desk *desk, unsigned *seed);

/* Every row of every learner table as text: what undo must restore. In the desk's arena. */
const char *desk_dump(struct desk *desk);
/* Of no step the pieces of work sum up to more than its total. */
void desk_check_time(struct desk *desk);
/* The number a query gives. */
int64_t desk_number(struct desk *desk, const char *sql);

#endif
