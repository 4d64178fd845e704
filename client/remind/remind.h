/*
 * `roadmap remind`: what its parts share.
 */
#ifndef REMIND_H
#define REMIND_H

#include <stdbool.h>

#include "client/out.h"
#include "client/remind/remind_notify.h"
#include "client/rpc.h"
#include "core/arena.h"

/* Exit statuses, as roadmap(1) promises. */
enum remind_status {
	REMIND_DONE = 0,
	REMIND_REFUSED = 1,
	REMIND_USAGE = 2,
	REMIND_NO_DAEMON = 3,
	REMIND_FAILED = 4,
};

struct remind_run {
	struct arena *arena;
	bool json;
	struct out out;
	struct remind_notify *notify; /* NULL: no desktop */
	struct rpc *rpc;              /* NULL until it is needed */
	bool no_daemon;               /* it was needed, and is not to be had */
};

/* Connects if that was not done. */
enum err_code remind_connect(struct remind_run *run, struct err *err);
/* Tells of an error; the status that goes with it. */
enum remind_status remind_refuse(const struct remind_run *run, const struct err *err);

/* Delivers what is due and what is new, and tells a terminal what that was (remind_check.c). */
enum remind_status remind_check(struct remind_run *run);
/* There is neither a desktop nor a hook: then the daemon is not even asked. */
bool remind_check_is_idle(struct remind_run *run);
/* Delivers a try, to see that it arrives. */
enum remind_status remind_check_test(struct remind_run *run);

/* What is set, and where it would go (remind_show.c). */
enum remind_status remind_show(struct remind_run *run);
enum remind_status remind_show_set(struct remind_run *run, const char *value);

#endif
