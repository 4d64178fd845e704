/*
 * roadmap-remind: a program of its own, since it runs the learner's hooks and talks to the desktop,
 * and the daemon's sandbox allows neither. A timer of systemd runs `check` now and then, `roadmap
 * done` runs it where there are hooks, and without systemd anything like cron may.
 */
#include "client/remind/remind.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "client/args.h"
#include "client/rpc_service.h"
#include "roadmap/v1/remind.pb-c.h"

static const char remind_help[] =
    "Usage: roadmap remind [on|off|auto|check|test]\n"
    "Reminders, and hooks that run when you get something done. Without a word it shows\n"
    "what is set.\n"
    "\n"
    "  on, off   remind you, or not\n"
    "  auto      where a desktop shows notifications, so not on a server (the default)\n"
    "  check     deliver now what is due; systemd does it twice an hour\n"
    "  test      deliver a try, to see that it arrives\n"
    "\n"
    "      --json  one JSON document on standard output\n"
    "  -h, --help  print this\n"
    "\n"
    "Example: roadmap remind on && roadmap set quiet-hours 20:00-09:00\n"
    "See roadmap-remind(1).\n";

static const struct args_option remind_options[] = {
    {"json", 0, NULL, ""},
    {"ascii", 0, NULL, ""},
    {"help", 'h', NULL, ""},
    {0},
};

static void
remind_free(struct remind_run *run)
{
	remind_notify_close(run->notify);
	rpc_close(run->rpc);
	arena_free(run->arena);
}

enum err_code
remind_connect(struct remind_run *run, struct err *err)
{
	if (!run->rpc)
		run->rpc = rpc_open(true, err);
	run->no_daemon = !run->rpc;
	return run->rpc ? ERR_OK : err->code;
}

enum remind_status
remind_refuse(const struct remind_run *run, const struct err *err)
{
	fprintf(stderr, "roadmap: %s\n", err->text);
	if (run->no_daemon)
		return REMIND_NO_DAEMON;
	return rpc_has_failed(run->rpc, err->code) ? REMIND_FAILED : REMIND_REFUSED;
}

static int
remind_usage(const char *why)
{
	fprintf(stderr, "roadmap remind: %s\nTry 'roadmap remind --help'.\n", why);
	return REMIND_USAGE;
}

static int
remind_word(struct remind_run *run, const char *word)
{
	static const char *const words[] = {"check", "test", "on", "off", "auto"};
	size_t i = 0;

	while (word && i < sizeof(words) / sizeof(words[0]) && strcmp(word, words[i]) != 0)
		i++;
	if (i == sizeof(words) / sizeof(words[0]))
		return remind_usage("say on, off, auto, check or test");
	run->notify = remind_notify_open();
	if (!word)
		return (int)remind_show(run);
	if (strcmp(word, "check") == 0)
		return (int)remind_check(run);
	if (strcmp(word, "test") == 0)
		return (int)remind_check_test(run);
	return (int)remind_show_set(run, word);
}

int
main(int argc, char **argv)
{
	__attribute__((cleanup(remind_free))) struct remind_run run = {.arena = arena_new()};
	struct args args;
	struct err err;
	int status;

	rpc_service_add(&pb__remind__descriptor);
	if (args_parse(remind_options, NULL, argc - 1, argv + 1, false, run.arena, &args, &err) !=
	    ERR_OK)
		return remind_usage(err.text);
	if (args_has(&args, "help"))
		return fputs(remind_help, stdout) < 0 || fflush(stdout) != 0 ? REMIND_REFUSED
									     : REMIND_DONE;
	if (args.n_operands > 1)
		return remind_usage("one word is enough");
	run.json = args_has(&args, "json");
	out_init(&run.out, stdout);
	out_set(&run.out, OUT_COLOR_AUTO, args_has(&args, "ascii"));
	status = remind_word(&run, args.n_operands == 1 ? args.operands[0] : NULL);
	if (fflush(stdout) == 0 || errno == EPIPE || status != REMIND_DONE)
		return status;
	perror("roadmap: cannot write the output");
	return REMIND_REFUSED;
}
