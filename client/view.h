/*
 * How the things of the replies look: the same in every command.
 */
#ifndef CLIENT_VIEW_H
#define CLIENT_VIEW_H

#include "client/out.h"
#include "roadmap/v1/common.pb-c.h"
#include "roadmap/v1/enrollment.pb-c.h"
#include "roadmap/v1/plan.pb-c.h"

enum view_mark {
	VIEW_DONE,
	VIEW_ACTIVE,
	VIEW_READY,
	VIEW_LOCKED,
	VIEW_SKIPPED,
	VIEW_KNOWN,
	VIEW_MARKS, /* how many there are */
};

enum view_mark view_mark(const Pb__StepView *step);
const char *view_mark_text(const struct out *out, enum view_mark mark);
const char *view_mark_name(enum view_mark mark);
enum out_style view_mark_style(enum view_mark mark);
/* Not finished, nor skipped. */
bool view_is_open(const Pb__StepView *step);
/* "learning", "project", "portfolio", "job search". */
const char *view_kind(Pb__Kind kind);
/* Finished and skipped steps step back. */
enum out_style view_step_style(const Pb__StepView *step);

/* "1.5 h", and "~3 h" if the hours are a guess. */
const char *view_step_hours(struct arena *arena, const Pb__StepView *step);

/* A row of mark, id, title and hours, for a table "llsr"; the id is moved in by `indent`. */
void view_step_row(struct out_table *table, const struct out *out, const Pb__StepView *step,
    unsigned indent);

/* "38 %", and "1.4 %" below ten. */
const char *view_percent(struct arena *arena, const Pb__Progress *progress);
const char *view_hours_left(struct arena *arena, const Pb__Progress *progress);

/* "Keep your work in Git  git-basics, 5 h", continuing at column 6, in two lines where it must. */
void view_step_title(const struct out *out, struct arena *arena, const Pb__StepView *step);
/* "Next  Keep your work in Git", its reason, its terms if `why` is set, and what to type. */
void view_recommendation(const struct out *out, struct arena *arena,
    const Pb__Recommendation *recommendation, bool why);
/* What stands below its title: the reason, its place after the one before, what fits, the terms. */
void view_reason(const struct out *out, struct arena *arena,
    const Pb__Recommendation *recommendation, bool why);
/* The terms of its score, which add up to it, how it compares, and what it is the first of. */
void view_terms(const struct out *out, struct arena *arena,
    const Pb__Recommendation *recommendation);

/* "nothing fits" as a sentence: "Nothing fits." */
const char *view_sentence(struct arena *arena, const char *text);

/* Choices with all their options; only those not made yet, with what to type. */
void view_choices(const struct out *out, struct arena *arena, const Pb__EnrollmentView *enrollment);
void view_choices_open(const struct out *out, struct arena *arena,
    const Pb__EnrollmentView *enrollment);
/* Titles of the picked options (or of the others), with commas. */
const char *view_options(struct arena *arena, const Pb__ChoiceView *choice, bool picked);

#endif
