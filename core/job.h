/*
 * A job search: applications, the stages they go through, and what can be told of them.
 *
 * Rules (each has a test that cites it):
 *  J1 the history of an application is by day; it stands where its last stage is.
 *  J2 `saved` comes first or not at all. Open stages only go forward: each comes once, any may be
 *     left out.
 *  J3 interviews come in rounds, which rise.
 *  J4 only what was sent is rejected or ghosted. What is closed stays closed until an open stage
 *     reopens it, but that what was ghosted may still be refused or withdrawn. What was accepted
 *     can only be rejected or withdrawn.
 *  J5 a stage told on an earlier day goes to its place in the history; a day on which several
 *     stages fall has them in an order that can be, the one told last as late as can be. What was
 *     saved later than it was sent was saved on that day.
 *  J6 an open stage, or where it stands, told again with another day gets that day.
 *  J7 an application was sent when its history has any stage beyond `saved`, withdrawing apart;
 *     it was answered at its first stage that is a word of the employer: screening to accepted, or
 *     rejected.
 *  J8 it reached an open stage that it was at, or at a later one.
 *  J9 it is due on its follow-up day and after, while it is open (neither closed nor accepted).
 *  J10 it is silent when it was sent, is open, has no follow-up to come, and neither a stage nor a
 *     note is of the last N days; N of 0 is never. Nothing closes by itself.
 */
#ifndef CORE_JOB_H
#define CORE_JOB_H

#include "core/calendar.h"
#include "core/roadmap.h"

enum {
	JOB_MAX = 1000, /* applications */
	JOB_EVENTS_MAX = 40,
	JOB_ROUND_MAX = 30,
	JOB_URL_MAX = 1000, /* bytes */
	JOB_STUDIES_MAX = 10,
	JOB_CONTACTS_MAX = 20,
	JOB_NOTES_MAX = 100,
	JOB_NO_DAY = INT32_MIN,
};

/* The numbers of roadmap.v1.Stage. */
enum job_stage {
	JOB_SAVED = 1,
	JOB_APPLIED = 2,
	JOB_SCREENING = 3,
	JOB_INTERVIEW = 4,
	JOB_OFFER = 5,
	JOB_ACCEPTED = 6, /* the last open one in the order of stages */
	JOB_REJECTED = 7,
	JOB_WITHDRAWN = 8,
	JOB_GHOSTED = 9,
	JOB_STAGES = 9, /* how many there are */
};

/* The numbers of roadmap.v1.Channel; 0 is not told. */
enum job_channel {
	JOB_SCHOOL = 1,
	JOB_PLATFORM = 2,
	JOB_NETWORK = 3,
	JOB_COMPANY = 4,
	JOB_CHANNELS = 4,
};

/* The numbers of roadmap.v1.Workplace; 0 is not told. */
enum job_workplace {
	JOB_REMOTE = 1,
	JOB_HYBRID = 2,
	JOB_ON_SITE = 3,
	JOB_WORKPLACES = 3,
};

/* "applied", "school", "on-site": as they are typed; NULL for what is none. */
const char *job_stage_id(uint32_t stage);
const char *job_channel_id(uint32_t channel);
const char *job_workplace_id(uint32_t workplace);
/* "company page", "on site" */
const char *job_channel_title(uint32_t channel);
const char *job_workplace_title(uint32_t workplace);
/* "interview, round 2"; "interview" for round 0. */
const char *job_stage_title(struct arena *arena, uint32_t stage, uint32_t round);

/*
 * By the id or what is often said for it, in any case: "sent" is applied, "cv" none. 0 if it is
 * none.
 */
uint32_t job_stage_find(const char *text);
uint32_t job_channel_find(const char *text);
uint32_t job_workplace_find(const char *text);

/* "saved, applied, ..., withdrawn or ghosted" */
extern const char job_stage_ids[], job_channel_ids[], job_workplace_ids[];

struct job_event {
	uint32_t stage;
	uint32_t round; /* of an interview from 1, else 0 */
	int32_t day;
};

/* Texts that are not told are "". */
struct job {
	const char *id;
	const char *company, *role, *platform, *url, *location, *salary, *resume;
	const char *follow_up; /* "2026-03-01", or "" */
	const char *roadmap_id, *step_id;
	uint32_t channel, workplace;
	const struct job_event *events; /* J1, at least one */
	uint32_t n_events;
	const char **studies; /* titles of the case studies that were sent */
	uint32_t n_studies;
	int32_t noted_day; /* of its latest note, or JOB_NO_DAY */
};

/* A fault for each field that may not be kept; paths are /company, /case-studies/2. */
void job_check(const struct job *job, struct roadmap_faults *faults);

/* --- the history (job_history.c) --- */

/* J2 to J4, and no day after `today`: FAILED_PRECONDITION, INVALID_ARGUMENT for what is no stage.
 */
enum err_code job_history_check(const struct job_event *events, uint32_t n, int32_t today,
    struct err *err);

/*
 * J5, J6: what becomes of a history. day JOB_NO_DAY is today, and round 0 of an interview the next.
 * *ret_events lives in the arena; *ret_changed is false if it was so already.
 */
enum err_code job_history_move(struct arena *arena, const struct job *job, struct job_event event,
    int32_t today, const struct job_event **ret_events, uint32_t *ret_n, bool *ret_changed,
    struct err *err);

/* Without a stage (round 0: its last interview). NOT_FOUND; refused for the only one. */
enum err_code job_history_remove(struct arena *arena, const struct job *job, struct job_event event,
    int32_t today, const struct job_event **ret_events, uint32_t *ret_n, struct err *err);

struct job_event job_history_now(const struct job *job);
/* Neither closed nor accepted. */
bool job_history_is_open(const struct job *job);
/* J7. The day it was sent, or answered, or JOB_NO_DAY. */
int32_t job_history_sent_day(const struct job *job);
int32_t job_history_answered_day(const struct job *job);
/* J8 */
bool job_history_reached(const struct job *job, uint32_t stage);
/* The latest day of a stage or a note. */
int32_t job_history_heard_day(const struct job *job);

/* J9. `until` is today, or a day to look ahead to. */
bool job_history_is_due(const struct job *job, int32_t until);
/* J10 */
bool job_history_is_silent(const struct job *job, int32_t today, uint32_t after_days);

/* --- those that want something of the learner (job_due.c) --- */

struct job_due {
	const struct job *job;
	int32_t day; /* of its follow-up, or when it was heard of last */
};

/* Those of J9, and those of J10 that are not among them; by day. Each returns how many. */
size_t job_due_list(const struct job *jobs, size_t n, int32_t until, struct arena *arena,
    struct job_due **ret_list);
size_t job_due_silent(const struct job *jobs, size_t n, int32_t today, uint32_t after_days,
    struct arena *arena, struct job_due **ret_list);

/* "Follow up with ACME, due 2026-03-01, and 2 more": of a list with at least one. */
const char *job_due_text(struct arena *arena, const struct job_due *list, size_t n);
/* "ACME has been silent since 2026-02-01" */
const char *job_due_silent_text(struct arena *arena, const struct job_due *list, size_t n);

#endif
