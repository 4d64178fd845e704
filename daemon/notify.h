/*
 * Telling the service manager how things are (sd_notify). Without libsystemd, or without a manager
 * that listens, every call does nothing.
 */
#ifndef DAEMON_NOTIFY_H
#define DAEMON_NOTIFY_H

#include <stdbool.h>
#include <stdint.h>

/* A manager started us and wants to be told. Known without libsystemd too. */
bool notify_is_wanted(void);

void notify_ready(void);
void notify_stopping(void);
/* One line for people. */
void notify_status(const char *text);

/* How often notify_alive() is due, or 0 if no watchdog watches: half the manager's limit. */
uint64_t notify_watchdog_us(void);
void notify_alive(void);

#endif
