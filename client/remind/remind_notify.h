/*
 * Notifications of a desktop, by org.freedesktop.Notifications on the session bus.
 */
#ifndef REMIND_NOTIFY_H
#define REMIND_NOTIFY_H

#include <stdbool.h>

struct remind_notify;

/*
 * NULL where there is no session bus, or nothing on it that shows notifications, nor could be
 * started to: on a server. So it is where the build was without libsystemd.
 */
struct remind_notify *remind_notify_open(void);
/* Takes NULL. */
void remind_notify_close(struct remind_notify *notify);

/* False if it was not taken. */
bool remind_notify_send(struct remind_notify *notify, const char *title, const char *text);

#endif
