/*
 * What time it is, for the client and the daemon alike.
 */
#ifndef PROTO_CLOCK_H
#define PROTO_CLOCK_H

#include <stdint.h>

/*
 * The present moment, since 1970. ROADMAP_NOW in the environment stops the clock at a second, for
 * tests and for documentation; what is no number there is ignored.
 */
int64_t clock_now_s(void);
int64_t clock_now_us(void);

/* A clock that does not jump, for how long something takes; it began some time ago. */
int64_t clock_steady_ms(void);

#endif
