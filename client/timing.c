#include "client/timing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "client/when.h"
#include "core/duration.h"
#include "core/explain.h"
#include "proto/clock.h"

enum {
	TIMING_TRIES = 3,
};

/* "since yesterday 18:02, 14 h", "since 14:00" in the first minute. */
static const char *
timing_since(struct arena *arena, const Google__Protobuf__Timestamp *began_at, uint32_t minutes)
{
	const char *since = began_at ? when_since(arena, began_at->seconds, clock_now_s()) : "?";

	return arena_printf(arena, "since %s%s%s", since, minutes > 0 ? ", " : "",
	    minutes > 0 ? explain_sum(arena, minutes) : "");
}

static const char *
timing_forgotten(struct arena *arena, const Pb__TimerView *timer)
{
	return arena_printf(arena, "The timer on %s has been running %s.", timer->title,
	    timing_since(arena, timer->began_at, timer->minutes));
}

void
timing_running(struct cli *cli, const Pb__TimerView *timer)
{
	struct arena *arena = cli->arena;

	if (!timer)
		return;
	if (timer->forgotten) {
		out_wrap(&cli->notes, OUT_BUSY, 0, 2,
		    arena_printf(arena,
			"%s No more than %s of it counts, unless you say how much: roadmap stop "
			"--hours 1h30, or --discard",
			timing_forgotten(arena, timer),
			explain_minutes(arena, timer->limit_minutes)));
		return;
	}
	out_text(&cli->out, OUT_BUSY, "Timer ");
	out_text(&cli->out, OUT_NAME, timer->step_id);
	out_printf(&cli->out, OUT_DIM, " %s", timing_since(arena, timer->began_at, timer->minutes));
	out_newline(&cli->out);
}

void
timing_ended(struct cli *cli, const Pb__TimerEnd *end)
{
	struct arena *arena = cli->arena;

	if (!end || (end->minutes == 0 && !end->cut))
		return;
	if (end->cut) {
		out_wrap(&cli->notes, OUT_BUSY, 0, 2,
		    arena_printf(arena,
			"The timer on %s had been running %s: it was taken for forgotten, and %s "
			"of it count. If that is wrong: roadmap time remove %.8s",
			end->title, timing_since(arena, end->began_at, end->minutes_running),
			explain_minutes(arena, end->minutes), end->entry_id));
		return;
	}
	out_text(&cli->out, OUT_GOOD, "Timed ");
	out_text(&cli->out, OUT_NAME, end->step_id);
	out_printf(&cli->out, OUT_DIM, " %s", explain_minutes(arena, end->minutes));
	out_newline(&cli->out);
}

void
timing_rows(struct out_table *table, struct arena *arena, Pb__TimeEntry **times, size_t n,
    bool steps)
{
	for (size_t i = 0; i < n; i++) {
		const Pb__TimeEntry *one = times[i];
		const char *at = one->began_at ? when_text(arena, one->began_at->seconds) : "?";
		bool other = strncmp(at, one->day, strlen(one->day)) != 0;

		out_table_cell(table, OUT_PLAIN, "%s", at);
		out_table_cell(table, OUT_BOLD, "%s", explain_minutes(arena, one->minutes));
		if (steps)
			out_table_cell(table, OUT_NAME, "%s", one->step_id);
		out_table_cell(table, OUT_DIM, "%.8s", one->id);
		out_table_cell(table, OUT_DIM, "%s%s", other ? "counts for " : "",
		    other ? one->day : "");
	}
}

enum timing_answer {
	TIMING_COUNT,
	TIMING_KEEP,
	TIMING_AGAIN,
};

/* "" is the limit, "0" nothing, "k" keeps it running; else a span. */
static enum timing_answer
timing_read(struct cli *cli, char *line, const Pb__TimerView *timer, Pb__TimeStopRequest *request)
{
	struct err err;

	line[strcspn(line, "\n")] = '\0';
	line += strspn(line, " \t");
	request->discard = strcmp(line, "0") == 0;
	request->minutes = 0;
	if (strcmp(line, "k") == 0 || strcmp(line, "K") == 0)
		return TIMING_KEEP;
	if (line[0] == '\0')
		request->minutes = timer->limit_minutes;
	else if (!request->discard && duration_parse(line, &request->minutes, &err) != ERR_OK) {
		cli_error(cli, "%s", err.text);
		return TIMING_AGAIN;
	}
	return TIMING_COUNT;
}

static enum timing_answer
timing_stop(struct cli *cli, const Pb__TimeStopRequest *request)
{
	Pb__TimeStopReply *reply;
	struct rpc_details details;
	struct err err;

	if (cli_try(cli, "Time", "Stop", &request->base, &reply, &details, &err) != ERR_OK) {
		(void)cli_refuse(cli, &err, &details);
		return TIMING_AGAIN;
	}
	timing_ended(cli, reply->end);
	return TIMING_COUNT;
}

static bool
timing_ask(struct cli *cli, const Pb__TimerView *timer)
{
	char line[64];

	out_wrap(&cli->notes, OUT_BUSY, 0, 2, timing_forgotten(cli->arena, timer));
	for (unsigned i = 0; i < TIMING_TRIES; i++) {
		Pb__TimeStopRequest request = PB__TIME_STOP_REQUEST__INIT;
		enum timing_answer answer;

		out_printf(&cli->notes, OUT_PLAIN,
		    "How much of it counts? Enter: %s, else 1h30, 0, or k: keep it running: ",
		    explain_minutes(cli->arena, timer->limit_minutes));
		fflush(cli->notes.file);
		if (!fgets(line, sizeof(line), stdin))
			return false;
		answer = timing_read(cli, line, timer, &request);
		if (answer == TIMING_COUNT)
			answer = timing_stop(cli, &request);
		if (answer != TIMING_AGAIN)
			return answer == TIMING_COUNT;
	}
	return false;
}

static bool
timing_is_terminal(const struct cli *cli)
{
	return !cli->json && cli->out.terminal && cli->notes.terminal && isatty(STDIN_FILENO);
}

bool
timing_settle(struct cli *cli, const Pb__TimerView *timer)
{
	return timer && timer->forgotten && timing_is_terminal(cli) && timing_ask(cli, timer);
}

bool
timing_settle_first(struct cli *cli)
{
	Pb__TimeTimerRequest request = PB__TIME_TIMER_REQUEST__INIT;
	Pb__TimeTimerReply *reply;
	struct err err;

	/* What is wrong will be told by the command itself. */
	return timing_is_terminal(cli) &&
	       cli_try(cli, "Time", "Timer", &request.base, &reply, NULL, &err) == ERR_OK &&
	       timing_settle(cli, reply->timer);
}
