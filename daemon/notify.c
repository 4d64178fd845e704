#include "notify.h"

#include <stdlib.h>

#ifdef ROADMAP_HAVE_SYSTEMD
#include <systemd/sd-daemon.h>
#else
#define sd_notify(unset, text) ((void)(text))
#define sd_notifyf(unset, format, text) ((void)(text))
#endif

bool
notify_is_wanted(void)
{
	return getenv("NOTIFY_SOCKET") != NULL;
}

void
notify_ready(void)
{
	sd_notify(0, "READY=1");
}

void
notify_stopping(void)
{
	sd_notify(0, "STOPPING=1\nSTATUS=stopping");
}

void
notify_status(const char *text)
{
	sd_notifyf(0, "STATUS=%s", text);
}

uint64_t
notify_watchdog_us(void)
{
	uint64_t limit_us = 0;

#ifdef ROADMAP_HAVE_SYSTEMD
	if (sd_watchdog_enabled(0, &limit_us) <= 0)
		return 0;
#endif
	return limit_us / 2;
}

void
notify_alive(void)
{
	sd_notify(0, "WATCHDOG=1");
}
