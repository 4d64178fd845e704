/*
 * One look: asks the daemon what is due and what is done, delivers what is new of it, remembers.
 */
#include <string.h>

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

/* Its hook, if there is one that may be run; one that may not be is told of. */
static const char *
remind_check_hook(struct remind_run *run, const char *event)
{
	const char *fault, *path = remind_hook_find(run->arena, event, &fault);

	if (fault)
		remind_log(REMIND_LOG_WARNING, "hook %s is not run: %s", event, fault);
	return path;
}

static bool
remind_check_has_hook(struct remind_run *run, const char *event)
{
	const char *fault;

	return remind_hook_find(run->arena, event, &fault) != NULL;
}

static const char *
remind_check_title(const char *event)
{
	if (strcmp(event, "goal-at-risk") == 0)
		return "The goal of this week";
	if (strcmp(event, "step-stale") == 0)
		return "A step in progress";
	return strcmp(event, "timer-forgotten") == 0 ? "Your timer" : "Roadmap";
}

/* True if it went anywhere. */
static bool
remind_check_deliver(struct remind_run *run, const Pb__RemindEvent *event, bool notify)
{
	const char *hook = remind_check_hook(run, event->event);
	bool delivered = false;

	if (notify && run->notify)
		delivered =
		    remind_notify_send(run->notify, remind_check_title(event->event), event->text);
	if (notify && run->notify && !delivered)
		remind_log(REMIND_LOG_INFO, "the desktop did not take a notification");
	if (hook)
		remind_hook_run(hook, event);
	return delivered || hook != NULL;
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
remind_check_done(struct remind_run *run, struct remind_state *state, bool wanted,
    const Pb__RemindDueReply *reply, struct err *err)
{
	const int64_t now_s = clock_now_s();
	Pb__RemindEvent **news = arena_array(run->arena, reply->n_done, sizeof(*news));
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
	for (size_t i = 0; i < n; i++)
		(void)remind_check_deliver(run, news[i], false);
	return ERR_OK;
}

static enum err_code
remind_check_reminders(struct remind_run *run, struct remind_state *state,
    const Pb__RemindDueReply *reply, struct err *err)
{
	for (size_t i = 0; i < reply->n_reminders; i++) {
		const Pb__RemindEvent *event = reply->reminders[i];

		if (!remind_check_deliver(run, event, true))
			continue;
		remind_state_give(state, event->key, clock_now_s());
		if (remind_state_write(state, err) != ERR_OK)
			return err->code;
	}
	return ERR_OK;
}

/* Nothing could be delivered: then the daemon is not even asked. */
static bool
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
remind_check_ask(struct remind_run *run, const struct remind_state *state, bool done,
    Pb__RemindDueReply **ret_reply, struct err *err)
{
	Pb__RemindDueRequest request = PB__REMIND_DUE_REQUEST__INIT;

	request.given = state->given;
	request.n_given = state->n_given;
	request.desktop = run->notify != NULL;
	request.done = done;
	if (remind_connect(run, err) != ERR_OK)
		return err->code;
	return rpc_call(run->rpc, "Remind", "Due", &request.base, run->arena, ret_reply, NULL, err);
}

enum remind_status
remind_check(struct remind_run *run)
{
	struct remind_state state;
	Pb__RemindDueReply *reply;
	struct err err = ERR_NONE;
	bool done =
	    remind_check_has_hook(run, "step-done") || remind_check_has_hook(run, "phase-done");

	if (remind_check_is_idle(run))
		return REMIND_DONE;
	if (!remind_state_lock(run->arena, &err))
		return err.code == ERR_OK ? REMIND_DONE : remind_refuse(run, &err);
	remind_state_read(run->arena, &state);
	if (remind_check_ask(run, &state, done, &reply, &err) != ERR_OK)
		return remind_refuse(run, &err);
	if (remind_check_done(run, &state, done, reply, &err) != ERR_OK ||
	    remind_check_reminders(run, &state, reply, &err) != ERR_OK)
		return remind_refuse(run, &err);
	return REMIND_DONE;
}

enum remind_status
remind_check_test(struct remind_run *run)
{
	Pb__RemindEvent event = PB__REMIND_EVENT__INIT;
	Google__Protobuf__Timestamp at = GOOGLE__PROTOBUF__TIMESTAMP__INIT;

	at.seconds = clock_now_s();
	event.event = "test";
	event.text = "This is how a reminder looks.";
	event.at = &at;
	if (remind_check_deliver(run, &event, true))
		return REMIND_DONE;
	fputs("roadmap: there is no desktop that shows notifications, and no hook 'test'\n",
	    stderr);
	return REMIND_REFUSED;
}
