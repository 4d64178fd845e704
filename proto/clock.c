#include "proto/clock.h"

#include <errno.h>
#include <stdlib.h>
#include <time.h>

enum {
	CLOCK_US_PER_S = 1000000,
	CLOCK_MS_PER_S = 1000,
	CLOCK_NS_PER_MS = 1000000,
};

/* 9999-12-31: later there are no dates. */
static const long long clock_latest_s = 253402214400;

int64_t
clock_now_us(void)
{
	const char *stopped = getenv("ROADMAP_NOW");
	struct timespec now;
	char *end;
	long long seconds;

	if (stopped && stopped[0]) {
		errno = 0;
		seconds = strtoll(stopped, &end, 10);
		if (errno == 0 && *end == '\0' && seconds > 0 && seconds < clock_latest_s)
			return seconds * CLOCK_US_PER_S;
	}
	clock_gettime(CLOCK_REALTIME, &now);
	return (int64_t)now.tv_sec * CLOCK_US_PER_S + now.tv_nsec / 1000;
}

int64_t
clock_now_s(void)
{
	return clock_now_us() / CLOCK_US_PER_S;
}

int64_t
clock_steady_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * CLOCK_MS_PER_S + now.tv_nsec / CLOCK_NS_PER_MS;
}
