#include "client/remind/remind_notify.h"

#include <stdlib.h>
#include <string.h>

#ifdef ROADMAP_HAVE_SYSTEMD
#include <systemd/sd-bus.h>
#include <time.h>

#define REMIND_NOTIFY_NAME "org.freedesktop.Notifications"

enum {
	REMIND_NOTIFY_PATIENCE_US = 3 * 1000 * 1000,
};

struct remind_notify {
	sd_bus *bus;
};

static bool
remind_notify_has(char *const *names)
{
	for (; names && *names; names++)
		if (strcmp(*names, REMIND_NOTIFY_NAME) == 0)
			return true;
	return false;
}

static void
remind_notify_free_names(char **names)
{
	for (char **name = names; name && *name; name++)
		free(*name);
	free(names);
}

static bool
remind_notify_is_there(sd_bus *bus)
{
	char **owned = NULL, **startable = NULL;
	bool there = false;

	if (sd_bus_list_names(bus, &owned, &startable) >= 0)
		there = remind_notify_has(owned) || remind_notify_has(startable);
	remind_notify_free_names(owned);
	remind_notify_free_names(startable);
	return there;
}

static uint64_t
remind_notify_now_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
}

/* A bus that hangs would be waited for in the first call, for a minute and a half. */
static bool
remind_notify_is_ready(sd_bus *bus)
{
	const uint64_t until_us = remind_notify_now_us() + REMIND_NOTIFY_PATIENCE_US;
	int n = 1, ready;

	while ((ready = sd_bus_is_ready(bus)) == 0 && n >= 0) {
		const uint64_t now_us = remind_notify_now_us();

		if (now_us >= until_us)
			return false;
		n = sd_bus_process(bus, NULL);
		if (n == 0)
			n = sd_bus_wait(bus, until_us - now_us);
	}
	return ready > 0;
}

struct remind_notify *
remind_notify_open(void)
{
	struct remind_notify *notify = calloc(1, sizeof(*notify));

	if (!notify)
		abort();
	if (sd_bus_open_user(&notify->bus) >= 0 && remind_notify_is_ready(notify->bus) &&
	    sd_bus_set_method_call_timeout(notify->bus, REMIND_NOTIFY_PATIENCE_US) >= 0 &&
	    remind_notify_is_there(notify->bus))
		return notify;
	remind_notify_close(notify);
	return NULL;
}

void
remind_notify_close(struct remind_notify *notify)
{
	if (!notify)
		return;
	/* every call was waited for, so that there is nothing to flush: that could hang */
	sd_bus_close_unref(notify->bus);
	free(notify);
}

/* Bodies may hold a little markup, so that a title with a < would be taken for it. */
static char *
remind_notify_plain(const char *text)
{
	char *plain = malloc(strlen(text) * 5 + 1), *end = plain;

	if (!plain)
		abort();
	for (; *text; text++) {
		const char *entity = *text == '<' ? "&lt;" : *text == '>' ? "&gt;" : "&amp;";

		if (strchr("<>&", *text))
			end = stpcpy(end, entity);
		else
			*end++ = *text;
	}
	*end = '\0';
	return plain;
}

bool
remind_notify_send(struct remind_notify *notify, const char *title, const char *text)
{
	char *body = remind_notify_plain(text);
	int result =
	    sd_bus_call_method(notify->bus, REMIND_NOTIFY_NAME, "/org/freedesktop/Notifications",
		REMIND_NOTIFY_NAME, "Notify", NULL, NULL, "susssasa{sv}i", "Roadmap", 0U, "", title,
		body, 0, 1, "desktop-entry", "s", "roadmap", -1);

	free(body);
	return result >= 0;
}

#else

struct remind_notify *
remind_notify_open(void)
{
	return NULL;
}

void
remind_notify_close(struct remind_notify *notify)
{
	(void)notify;
}

bool
remind_notify_send(struct remind_notify *notify, const char *title, const char *text)
{
	(void)notify;
	(void)title;
	(void)text;
	return false;
}

#endif
