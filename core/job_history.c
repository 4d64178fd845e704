#include "core/job.h"

#include <string.h>

static bool
job_history_opens(uint32_t stage)
{
	return stage <= JOB_ACCEPTED;
}

/* As a learner says it in a refusal: "interview, round 2, of 2026-03-01". */
struct job_history_text {
	char text[64];
};

static struct job_history_text
job_history_tell(const struct job_event *event)
{
	struct job_history_text told;
	char day[CALENDAR_DATE_SIZE];

	calendar_format(day, event->day);
	if (event->round > 0)
		snprintf(told.text, sizeof(told.text), "%s, round %u, of %s",
		    job_stage_id(event->stage), event->round, day);
	else
		snprintf(told.text, sizeof(told.text), "%s of %s", job_stage_id(event->stage), day);
	return told;
}

static enum err_code
job_history_check_event(const struct job_event *event, int32_t today, struct err *err)
{
	bool interview = event->stage == JOB_INTERVIEW;

	if (job_stage_id(event->stage) == NULL)
		return err_set(err, ERR_INVALID_ARGUMENT, "no stage %u: it is %s", event->stage,
		    job_stage_ids);
	if (interview ? event->round < 1 || event->round > JOB_ROUND_MAX : event->round != 0)
		return err_set(err, ERR_INVALID_ARGUMENT,
		    "interviews have rounds from 1 to %d, and nothing else has", JOB_ROUND_MAX);
	if (event->day < CALENDAR_DAY_MIN || event->day > CALENDAR_DAY_MAX)
		return err_set(err, ERR_INVALID_ARGUMENT,
		    "%s has no day: expected one such as 2026-03-17", job_stage_id(event->stage));
	if (event->day > today)
		return err_set(err, ERR_INVALID_ARGUMENT,
		    "that day is still to come: a stage is what happened. For an appointment set "
		    "--follow-up");
	return ERR_OK;
}

/* J2, J3: an open stage after the last open one. */
static bool
job_history_goes_forward(const struct job_event *last, const struct job_event *event)
{
	if (event->stage == JOB_INTERVIEW && last->stage == JOB_INTERVIEW)
		return event->round > last->round;
	return event->stage > last->stage;
}

/* J4: a closing stage after the one before it, `last` being the last open one or NULL. */
static bool
job_history_may_close(const struct job_event *last, const struct job_event *before,
    const struct job_event *event)
{
	if (last == NULL || (last->stage == JOB_SAVED && event->stage != JOB_WITHDRAWN))
		return false;
	if (before->stage == JOB_ACCEPTED || before->stage == JOB_GHOSTED)
		return event->stage != JOB_GHOSTED;
	return job_history_opens(before->stage);
}

enum err_code
job_history_check(const struct job_event *events, uint32_t n, int32_t today, struct err *err)
{
	const struct job_event *last = NULL;
	enum err_code code = ERR_OK;

	if (n == 0 || n > JOB_EVENTS_MAX)
		return err_set(err, ERR_INVALID_ARGUMENT, "a history has 1 to %d stages",
		    JOB_EVENTS_MAX);
	for (uint32_t i = 0; code == ERR_OK && i < n; i++) {
		const struct job_event *event = &events[i];
		const struct job_event *before = i > 0 ? event - 1 : NULL;

		code = job_history_check_event(event, today, err);
		if (code != ERR_OK)
			return code;
		if (before != NULL && event->day < before->day)
			return err_set(err, ERR_INVALID_ARGUMENT,
			    "%s cannot come after %s: its day is before",
			    job_stage_id(event->stage), job_history_tell(before).text);
		if (job_history_opens(event->stage)) {
			if (last != NULL && !job_history_goes_forward(last, event))
				return err_set(err, ERR_FAILED_PRECONDITION,
				    "%s cannot come after %s: stages go forward",
				    job_history_tell(event).text, job_history_tell(last).text);
			last = event;
		} else if (!job_history_may_close(last, before, event)) {
			return err_set(err, ERR_FAILED_PRECONDITION, "%s cannot come after %s",
			    job_history_tell(event).text,
			    before != NULL ? job_history_tell(before).text : "nothing");
		}
	}
	return code;
}

/* The entry that is meant, or n: see J6. */
static uint32_t
job_history_find(const struct job *job, const struct job_event *event)
{
	uint32_t last = job->n_events - 1;

	if (!job_history_opens(event->stage))
		return job->events[last].stage == event->stage ? last : job->n_events;
	for (uint32_t i = 0; i < job->n_events; i++)
		if (job->events[i].stage == event->stage && job->events[i].round == event->round)
			return i;
	return job->n_events;
}

static uint32_t
job_history_last_round(const struct job *job)
{
	uint32_t round = 0;

	for (uint32_t i = 0; i < job->n_events; i++)
		if (job->events[i].round > round)
			round = job->events[i].round;
	return round;
}

/* J5: the places of a day are tried from the last on. `events` has room for one more. */
static enum err_code
job_history_insert(struct job_event *events, uint32_t n, struct job_event event, int32_t today,
    struct err *err)
{
	struct err first = ERR_NONE;
	uint32_t at = n;

	while (at > 0 && events[at - 1].day > event.day)
		at--;
	for (bool tried = false;; tried = true, at--) {
		memmove(&events[at + 1], &events[at], (n - at) * sizeof(*events));
		events[at] = event;
		if (job_history_check(events, n + 1, today, err) == ERR_OK)
			return ERR_OK;
		if (!tried)
			first = *err;
		memmove(&events[at], &events[at + 1], (n - at) * sizeof(*events));
		if (at == 0 || events[at - 1].day < event.day)
			break;
	}
	return err_set(err, first.code,
	    first.code == ERR_FAILED_PRECONDITION
		? "%s. Was it another day? roadmap undo takes a move back"
		: "%s",
	    first.text);
}

/* A copy with room for one more, without entry `but`. */
static struct job_event *
job_history_copy(struct arena *arena, const struct job *job, uint32_t but, uint32_t *ret_n)
{
	struct job_event *events = arena_array(arena, (size_t)job->n_events + 1, sizeof(*events));

	*ret_n = 0;
	for (uint32_t i = 0; i < job->n_events; i++)
		if (i != but)
			events[(*ret_n)++] = job->events[i];
	return events;
}

/* The round and the day that are meant, and the entry, or n_events. */
static enum err_code
job_history_settle(const struct job *job, struct job_event *event, int32_t today,
    uint32_t *ret_found, struct err *err)
{
	uint32_t found;

	if (event->stage == JOB_INTERVIEW && event->round == 0)
		event->round = job_history_last_round(job) + 1;
	found = job_history_find(job, event);
	*ret_found = found;
	if (event->day != JOB_NO_DAY)
		return ERR_OK;
	if (found < job->n_events - 1)
		return err_set(err, ERR_FAILED_PRECONDITION,
		    "it is past %s: name a day with --at to date that anew, or roadmap undo takes "
		    "a "
		    "move back",
		    job_stage_id(event->stage));
	event->day = found == job->n_events - 1 ? job->events[found].day : today;
	return ERR_OK;
}

enum err_code
job_history_move(struct arena *arena, const struct job *job, struct job_event event, int32_t today,
    const struct job_event **ret_events, uint32_t *ret_n, bool *ret_changed, struct err *err)
{
	struct job_event *events;
	uint32_t found, n;
	enum err_code code;

	code = job_history_settle(job, &event, today, &found, err);
	if (code != ERR_OK)
		return code;
	*ret_changed = found == job->n_events || job->events[found].day != event.day;
	events = job_history_copy(arena, job, found, &n);
	if (n > 0 && events[0].stage == JOB_SAVED && events[0].day > event.day)
		events[0].day = event.day;
	code = job_history_check_event(&event, today, err);
	if (code == ERR_OK && *ret_changed)
		code = job_history_insert(events, n, event, today, err);
	if (code != ERR_OK)
		return code;
	*ret_events = *ret_changed ? events : job->events;
	*ret_n = *ret_changed ? n + 1 : job->n_events;
	return ERR_OK;
}

enum err_code
job_history_remove(struct arena *arena, const struct job *job, struct job_event event,
    int32_t today, const struct job_event **ret_events, uint32_t *ret_n, struct err *err)
{
	struct job_event *events;
	uint32_t found, n;
	enum err_code code;

	if (job_stage_id(event.stage) == NULL)
		return err_set(err, ERR_INVALID_ARGUMENT, "no stage %u: it is %s", event.stage,
		    job_stage_ids);
	if (event.stage == JOB_INTERVIEW && event.round == 0)
		event.round = job_history_last_round(job);
	found = job_history_find(job, &event);
	for (uint32_t i = job->n_events; found == job->n_events && i-- > 0;)
		if (job->events[i].stage == event.stage && job->events[i].round == event.round)
			found = i;
	if (found == job->n_events)
		return err_set(err, ERR_NOT_FOUND, "it was never at %s", job_stage_id(event.stage));
	if (job->n_events == 1)
		return err_set(err, ERR_FAILED_PRECONDITION,
		    "%s is all of its history: roadmap job remove takes the application away",
		    job_stage_id(event.stage));
	events = job_history_copy(arena, job, found, &n);
	code = job_history_check(events, n, today, err);
	if (code != ERR_OK)
		return code;
	*ret_events = events;
	*ret_n = n;
	return ERR_OK;
}

struct job_event
job_history_now(const struct job *job)
{
	return job->events[job->n_events - 1];
}

bool
job_history_is_open(const struct job *job)
{
	return job_history_now(job).stage < JOB_ACCEPTED;
}

int32_t
job_history_sent_day(const struct job *job)
{
	for (uint32_t i = 0; i < job->n_events; i++)
		if (job->events[i].stage != JOB_SAVED && job->events[i].stage != JOB_WITHDRAWN)
			return job->events[i].day;
	return JOB_NO_DAY;
}

int32_t
job_history_answered_day(const struct job *job)
{
	for (uint32_t i = 0; i < job->n_events; i++)
		if (job->events[i].stage >= JOB_SCREENING && job->events[i].stage <= JOB_REJECTED)
			return job->events[i].day;
	return JOB_NO_DAY;
}

bool
job_history_reached(const struct job *job, uint32_t stage)
{
	for (uint32_t i = 0; i < job->n_events; i++)
		if (job->events[i].stage >= stage && job_history_opens(job->events[i].stage))
			return true;
	return false;
}

int32_t
job_history_heard_day(const struct job *job)
{
	int32_t day = job_history_now(job).day;

	return job->noted_day > day ? job->noted_day : day;
}

bool
job_history_is_due(const struct job *job, int32_t until)
{
	int32_t day;

	return job_history_is_open(job) && calendar_parse(job->follow_up, &day) && day <= until;
}

bool
job_history_is_silent(const struct job *job, int32_t today, uint32_t after_days)
{
	int32_t day;

	if (after_days == 0 || !job_history_is_open(job) || job_history_sent_day(job) == JOB_NO_DAY)
		return false;
	if (calendar_parse(job->follow_up, &day) && day >= today)
		return false;
	return (int64_t)today - job_history_heard_day(job) > after_days;
}
