/*
 * Telling the service manager how things are, as sd_notify(3) describes: a datagram to the socket
 * that $NOTIFY_SOCKET names. Without one every call does nothing.
 */
#ifndef DAEMON_NOTIFY_H
#define DAEMON_NOTIFY_H

#include <stdbool.h>
#include <stdint.h>

/* A manager started us and wants to be told. */
bool notify_is_wanted(void);

void notify_ready(void);
void notify_stopping(void);
/* One line for people. */
void notify_status(const char *text);

/* How often notify_alive() is due, or 0 if no watchdog watches: half the manager's limit. */
uint64_t notify_watchdog_us(void);
void notify_alive(void);

#endif
