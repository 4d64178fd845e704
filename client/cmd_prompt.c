/*
 * `roadmap prompt`: a line for the prompt of a shell, for tmux or for waybar. It is run all day by
 * people who did not ask just now, so it never waits, never starts a daemon and never complains.
 */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

#include "client/command.h"
#include "proto/endpoint.h"
#include "roadmap/v1/plan.pb-c.h"

enum {
	CMD_PROMPT_PATIENCE_US = 100 * 1000,
	CMD_PROMPT_WIDTH_MAX = 200,
	CMD_PROMPT_ROOM = 1024, /* of the line */
};

static const char cmd_prompt_format[] = "%r %p%%%[ %s%]%[ %t%]";

/* The line as it grows. Where a %[ stands open, `begin` is what to return to if it holds nothing.
 */
struct cmd_prompt {
	struct cli *cli;
	const Pb__PlanGlanceReply *reply; /* NULL while the format is only checked */
	char text[CMD_PROMPT_ROOM];
	size_t n, begin;
	bool is_open, is_void;
};

static void
cmd_prompt_late(int number)
{
	(void)number;
	_exit(CLI_DONE);
}

/* Nothing of this may hang a shell: not a daemon that is stopped, nor a disk. */
static void
cmd_prompt_limit(suseconds_t limit_us)
{
	const struct itimerval limit = {.it_value = {.tv_usec = limit_us}};
	sigset_t alarm;

	signal(SIGALRM, cmd_prompt_late);
	/* whoever runs us may have it blocked */
	sigemptyset(&alarm);
	sigaddset(&alarm, SIGALRM);
	sigprocmask(SIG_UNBLOCK, &alarm, NULL);
	setitimer(ITIMER_REAL, &limit, NULL);
}

/* "3.5", "8": hours with at most one digit behind the point. */
static const char *
cmd_prompt_hours(struct arena *arena, uint32_t minutes)
{
	uint32_t tenths = (minutes + 3) / 6;

	return tenths % 10 == 0 ? arena_printf(arena, "%u", tenths / 10)
				: arena_printf(arena, "%u.%u", tenths / 10, tenths % 10);
}

static const char *
cmd_prompt_timer(struct arena *arena, const Pb__TimerView *timer)
{
	return timer ? arena_printf(arena, "%u:%02u", timer->minutes / 60, timer->minutes % 60)
		     : "";
}

/* NULL for a letter that means nothing. */
static const char *
cmd_prompt_value(struct arena *arena, const Pb__PlanGlanceReply *reply, char letter)
{
	switch (letter) {
	case 'r':
		return reply->roadmap_id;
	case 'R':
		return reply->title;
	case 'p':
		return arena_printf(arena, "%u", reply->permille / 10);
	case 'd':
		return arena_printf(arena, "%u", reply->steps_done);
	case 'n':
		return arena_printf(arena, "%u", reply->steps_total);
	case 's':
		return reply->step_id;
	case 'S':
		return reply->step_title;
	case 't':
		return cmd_prompt_timer(arena, reply->timer);
	case 'w':
		return cmd_prompt_hours(arena, reply->week_minutes);
	case 'g':
		return reply->goal_minutes ? cmd_prompt_hours(arena, reply->goal_minutes) : "";
	default:
		return NULL;
	}
}

static void
cmd_prompt_add(struct cmd_prompt *prompt, const char *text, size_t n)
{
	if (n > sizeof(prompt->text) - 1 - prompt->n)
		return;
	memcpy(prompt->text + prompt->n, text, n);
	prompt->n += n;
	prompt->text[prompt->n] = '\0';
}

static bool
cmd_prompt_bracket(struct cmd_prompt *prompt, bool opens)
{
	if (prompt->is_open == opens)
		return false;
	prompt->is_open = opens;
	if (opens) {
		prompt->begin = prompt->n;
		prompt->is_void = false;
	} else if (prompt->is_void) {
		prompt->n = prompt->begin;
		prompt->text[prompt->n] = '\0';
	}
	return true;
}

/* What stands behind a %. Returns how many bytes that are, 0 if it means nothing. */
static size_t
cmd_prompt_expand(struct cmd_prompt *prompt, const char *format)
{
	size_t digits = strspn(format, "0123456789");
	unsigned long width = digits > 0 ? strtoul(format, NULL, 10) : CMD_PROMPT_WIDTH_MAX;
	const char *value;
	size_t n;

	if (digits == 0 && format[0] == '%') {
		cmd_prompt_add(prompt, "%", 1);
		return 1;
	}
	if (digits == 0 && (format[0] == '[' || format[0] == ']'))
		return cmd_prompt_bracket(prompt, format[0] == '[');
	value = cmd_prompt_value(prompt->cli->arena, prompt->reply, format[digits]);
	if (!value || width == 0 || width > CMD_PROMPT_WIDTH_MAX || digits > 3)
		return 0;
	if (!*value)
		prompt->is_void = true;
	n = strlen(value);
	if (n > width && out_columns(value) > width)
		n = out_fit(value, (unsigned)width);
	cmd_prompt_add(prompt, value, n);
	return digits + 1;
}

/* False if the format is wrong. */
static bool
cmd_prompt_write(struct cmd_prompt *prompt, const char *format)
{
	while (*format) {
		size_t n = strcspn(format, "%");

		cmd_prompt_add(prompt, format, n);
		format += n;
		if (*format == '%') {
			n = cmd_prompt_expand(prompt, format + 1);
			if (n == 0)
				return false;
			format += n + 1;
		}
	}
	return !prompt->is_open;
}

/* What is wrong with a format is told even where no daemon runs. */
static bool
cmd_prompt_check(struct cli *cli, const char *format)
{
	const Pb__PlanGlanceReply nothing = PB__PLAN_GLANCE_REPLY__INIT;
	struct cmd_prompt prompt = {.cli = cli, .reply = &nothing};

	return cmd_prompt_write(&prompt, format);
}

static bool
cmd_prompt_wants(const char *format, const char *letters)
{
	while ((format = strchr(format, '%')) != NULL) {
		format += 1 + strspn(format + 1, "0123456789");
		if (*format && strchr(letters, *format))
			return true;
		format += *format != '\0';
	}
	return false;
}

static bool
cmd_prompt_ask(struct cli *cli, bool week, const Pb__PlanGlanceReply **ret_reply)
{
	Pb__PlanGlanceRequest request = PB__PLAN_GLANCE_REQUEST__INIT;
	struct endpoint endpoint;
	struct err err;

	request.roadmap_id = cli->roadmap_id;
	request.week = week;
	cli->quiet = true;
	return endpoint_find(&endpoint, &err) == ERR_OK && endpoint_is_up(&endpoint) &&
	       cli_try(cli, "Plan", "Glance", &request.base, ret_reply, NULL, &err) == ERR_OK &&
	       (*ret_reply)->roadmap_id[0] != '\0';
}

int
cmd_prompt(struct cli *cli)
{
	struct cmd_prompt prompt = {.cli = cli};
	const char *format = args_value(&cli->args, "format");
	bool asked;

	if (!format)
		format = cmd_prompt_format;
	if (!cmd_prompt_check(cli, format))
		return cli_usage(cli, "'%s' is no format: see roadmap prompt --help", format);
	cmd_prompt_limit(CMD_PROMPT_PATIENCE_US);
	asked = cmd_prompt_ask(cli, cli->json || cmd_prompt_wants(format, "wg"), &prompt.reply);
	cmd_prompt_limit(0);
	if (!asked || cli_is_json(cli, &prompt.reply->base))
		return CLI_DONE;
	(void)cmd_prompt_write(&prompt, format);
	out_text(&cli->out, OUT_PLAIN, prompt.text);
	out_newline(&cli->out);
	return CLI_DONE;
}
