/*
 * One look: asks the daemon what is due and what is done, delivers what is new of it, remembers.
 */
#include <stdio.h>
#include <string.h>

#include "client/json.h"
#include "client/remind/remind.h"
#include "client/remind/remind_hook.h"
#include "client/remind/remind_log.h"
#include "client/remind/remind_state.h"
#include "proto/clock.h"
#include "proto/message.h"

enum {
	/* More at once are an import or a restore, and no news. */
	REMIND_CHECK_NEWS_MAX = 20,
	/* On the first look what was done before is no news, but what made us look is. */
	REMIND_CHECK_FRESH_S = 600,
};

static const char remind_check_nowhere[] = "no desktop shows notifications";

struct remind_check {
	struct remind_run *run;
	struct remind_state state;
	const Pb__RemindDueReply *reply;
	Pb__RemindDueReply told; /* what of the reply was delivered */
};

static bool
remind_check_has_hook(struct remind_run *run, const char *event)
{
	const char *fault;

	return remind_hook_find(run->arena, event, &fault) != NULL;
}

static const char *
remind_check_title(const char *event)
{
	static const char *const titles[][2] = {{"goal-at-risk", "The goal of this week"},
	    {"step-stale", "A step in progress"}, {"timer-forgotten", "Your timer"},
	    {"follow-up-due", "Your job search"}, {"application-silent", "Your job search"}};

	for (size_t i = 0; i < sizeof(titles) / sizeof(titles[0]); i++)
		if (strcmp(event, titles[i][0]) == 0)
			return titles[i][1];
	return "Roadmap";
}

/* True if it was shown. A desktop that did not take one is not asked again. */
static bool
remind_check_show(struct remind_run *run, const Pb__RemindEvent *event)
{
	if (!run->notify)
		return false;
	if (remind_notify_send(run->notify, remind_check_title(event->event), event->text))
		return true;
	remind_log(REMIND_LOG_INFO, "the desktop did not take a notification");
	remind_notify_close(run->notify);
	run->notify = NULL;
	return false;
}

/* True if there is one; what it makes of it is its own matter. */
static bool
remind_check_call(struct remind_run *run, const Pb__RemindEvent *event)
{
	const char *fault, *path = remind_hook_find(run->arena, event->event, &fault);

	if (fault)
		remind_log(REMIND_LOG_WARNING, "hook %s is not run: %s", event->event, fault);
	if (path)
		remind_hook_run(path, event);
	return path != NULL;
}

static bool
remind_check_is_news(const struct remind_state *state, const Pb__RemindEvent *event, int64_t now_s)
{
	if (state->watching)
		return !remind_state_knows(state, event->key);
	return event->at && event->at->seconds > now_s - REMIND_CHECK_FRESH_S &&
	       strcmp(event->event, "step-done") == 0;
}

/*
 * It is remembered before it is told: a hook that does something of its own makes no loop. While no
 * hook is there for it, what is done is not followed.
 */
static enum err_code
remind_check_done(struct remind_check *check, bool wanted, struct err *err)
{
	const Pb__RemindDueReply *reply = check->reply;
	struct remind_state *state = &check->state;
	const int64_t now_s = clock_now_s();
	Pb__RemindEvent **news = arena_array(check->run->arena, reply->n_done, sizeof(*news));
	size_t n = 0;

	for (size_t i = 0; i < reply->n_done; i++)
		if (remind_check_is_news(state, reply->done[i], now_s))
			news[n++] = reply->done[i];
	if (!wanted && !state->watching)
		return ERR_OK;
	remind_state_set_done(state, reply->done, reply->n_done);
	state->watching = wanted;
	if (remind_state_write(state, err) != ERR_OK)
		return err->code;
	if (n > REMIND_CHECK_NEWS_MAX) {
		remind_log(REMIND_LOG_INFO, "%zu steps and phases were done at once: no hooks run",
		    n);
		return ERR_OK;
	}
	check->told.done = news;
	for (size_t i = 0; i < n; i++)
		if (remind_check_call(check->run, news[i]))
			news[check->told.n_done++] = news[i];
	return ERR_OK;
}

static enum err_code
remind_check_reminders(struct remind_check *check, struct err *err)
{
	struct remind_run *run = check->run;

	check->told.reminders =
	    arena_array(run->arena, check->reply->n_reminders, sizeof(*check->told.reminders));
	for (size_t i = 0; i < check->reply->n_reminders; i++) {
		Pb__RemindEvent *event = check->reply->reminders[i];
		bool shown = remind_check_show(run, event);

		if (!remind_check_call(run, event) && !shown)
			continue;
		check->told.reminders[check->told.n_reminders++] = event;
		/* of the moment it was due, not of now: a hook may have run over midnight */
		remind_state_give(&check->state, event->key,
		    event->at ? event->at->seconds : clock_now_s());
		if (remind_state_write(&check->state, err) != ERR_OK)
			return err->code;
	}
	return ERR_OK;
}

bool
remind_check_is_idle(struct remind_run *run)
{
	if (run->notify)
		return false;
	for (size_t i = 0; remind_hook_events[i]; i++)
		if (remind_check_has_hook(run, remind_hook_events[i]))
			return false;
	return true;
}

static enum err_code
remind_check_ask(struct remind_check *check, bool done, struct err *err)
{
	struct remind_run *run = check->run;
	Pb__RemindDueRequest request = PB__REMIND_DUE_REQUEST__INIT;

	request.given = check->state.given;
	request.n_given = check->state.n_given;
	request.desktop = run->notify != NULL;
	request.done = done;
	if (remind_connect(run, err) != ERR_OK)
		return err->code;
	return rpc_call(run->rpc, "Remind", "Due", &request.base, run->arena, &check->reply, NULL,
	    err);
}

static enum err_code
remind_check_look(struct remind_check *check, struct err *err)
{
	const bool done = remind_check_has_hook(check->run, "step-done") ||
			  remind_check_has_hook(check->run, "phase-done");

	/* another does it already */
	if (!remind_state_lock(check->run->arena, err))
		return err->code;
	remind_state_read(check->run->arena, &check->state);
	if (remind_check_ask(check, done, err) != ERR_OK)
		return err->code;
	check->told.on = check->reply->on;
	return remind_check_done(check, done, err) == ERR_OK ? remind_check_reminders(check, err)
							     : err->code;
}

/* For who looks: nothing to a journal or the mail of cron. */
static void
remind_check_tell(const struct remind_check *check, bool idle)
{
	const Pb__RemindDueReply *told = &check->told;
	const struct out *out = &check->run->out;

	if (check->run->json)
		json_print(&told->base, true, stdout);
	if (check->run->json || !out->terminal)
		return;
	for (size_t i = 0; i < told->n_done; i++)
		out_wrap(out, OUT_PLAIN, 0, 0, told->done[i]->text);
	for (size_t i = 0; i < told->n_reminders; i++)
		out_wrap(out, OUT_PLAIN, 0, 0, told->reminders[i]->text);
	if (idle)
		out_wrap(out, OUT_PLAIN, 0, 0,
		    arena_printf(check->run->arena, "Nothing to do: %s, and there is no hook.",
			remind_check_nowhere));
	else if (told->n_done + told->n_reminders == 0)
		out_wrap(out, OUT_PLAIN, 0, 0,
		    told->on ? "Nothing is due." : "Reminders are off here.");
}

enum remind_status
remind_check(struct remind_run *run)
{
	struct remind_check check = {.run = run, .told = PB__REMIND_DUE_REPLY__INIT};
	const bool idle = remind_check_is_idle(run);
	struct err err = ERR_NONE;

	if (!idle && remind_check_look(&check, &err) != ERR_OK)
		return remind_refuse(run, &err);
	remind_check_tell(&check, idle);
	return REMIND_DONE;
}

enum remind_status
remind_check_test(struct remind_run *run)
{
	Pb__RemindEvent event = PB__REMIND_EVENT__INIT;
	Google__Protobuf__Timestamp at = GOOGLE__PROTOBUF__TIMESTAMP__INIT;
	bool shown, called;

	at.seconds = clock_now_s();
	event.event = "test";
	event.text = "This is how a reminder looks.";
	event.at = &at;
	shown = remind_check_show(run, &event);
	called = remind_check_call(run, &event);
	if (!shown && !called) {
		fprintf(stderr, "roadmap: %s, and there is no hook 'test' to run\n",
		    remind_check_nowhere);
		return REMIND_REFUSED;
	}
	if (run->json)
		json_print(&event.base, true, stdout);
	else if (run->out.terminal)
		printf("Sent to %s%s%s.\n", shown ? "the desktop" : "",
		    shown && called ? " and " : "", called ? "the hook test" : "");
	return REMIND_DONE;
}
