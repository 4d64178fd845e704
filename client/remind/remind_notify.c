#include "client/remind/remind_notify.h"

#include <stdlib.h>
#include <string.h>

#ifdef ROADMAP_HAVE_SYSTEMD
#include <systemd/sd-bus.h>

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

struct remind_notify *
remind_notify_open(void)
{
	struct remind_notify *notify = calloc(1, sizeof(*notify));

	if (!notify)
		abort();
	if (sd_bus_open_user(&notify->bus) >= 0 &&
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
	sd_bus_flush_close_unref(notify->bus);
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
