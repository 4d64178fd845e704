/*
 * What was said of the steps that became one, by the rules U5 to U8 of upgrade.h.
 */
#ifndef CORE_UPGRADE_RECORD_H
#define CORE_UPGRADE_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What was said of a step. */
struct upgrade_record {
	uint8_t status; /* enum standing_status */
	bool forced;
	int64_t started_at, finished_at; /* seconds, 0: not known */
	uint32_t minutes_spent;          /* sums stay at the most there can be */
};

/* What n > 0 steps became. U5, U6 */
struct upgrade_record upgrade_record_join(const struct upgrade_record *parts, size_t n);

/* Of the same step, said twice. U8 */
struct upgrade_record upgrade_record_meet(const struct upgrade_record *a,
    const struct upgrade_record *b);

/* Whether a step of one status is forgotten in what has the other. U7 */
bool upgrade_record_forgets(uint8_t status, uint8_t became);

#endif
