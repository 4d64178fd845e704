/*
 * Telling the service manager how things are, in the protocol of sd_notify(3): a datagram to the
 * socket that NOTIFY_SOCKET names. Not by libsystemd, which would double the time that the daemon
 * takes to start. Without a manager that listens, every call does nothing.
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

/* How often notify_alive() is due, or 0 if no watchdog watches us: half the manager's limit. */
uint64_t notify_watchdog_us(void);
void notify_alive(void);

#endif
