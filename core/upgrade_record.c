#include "core/upgrade_record.h"

#include "core/standing.h"

static bool
upgrade_record_is_settled(uint8_t status)
{
	return status == STANDING_DONE || status == STANDING_KNOWN || status == STANDING_SKIPPED;
}

static uint32_t
upgrade_record_sum(uint32_t a, uint32_t b)
{
	return a > UINT32_MAX - b ? UINT32_MAX : a + b;
}

static uint8_t
upgrade_record_status(const struct upgrade_record *parts, size_t n)
{
	size_t of[STANDING_KNOWN + 1] = {0};

	for (size_t i = 0; i < n; i++)
		of[parts[i].status]++;
	if (of[STANDING_TODO] + of[STANDING_SKIPPED] == n && of[STANDING_TODO] > 0)
		return STANDING_TODO;
	if (of[STANDING_TODO] > 0 || of[STANDING_ACTIVE] > 0)
		return STANDING_ACTIVE;
	if (of[STANDING_DONE] > 0)
		return STANDING_DONE;
	return of[STANDING_KNOWN] > 0 ? STANDING_KNOWN : STANDING_SKIPPED;
}

/* The earlier of two dates of which either may not be known. */
static int64_t
upgrade_record_earlier(int64_t a, int64_t b)
{
	if (a == 0 || b == 0)
		return a + b;
	return a < b ? a : b;
}

struct upgrade_record
upgrade_record_join(const struct upgrade_record *parts, size_t n)
{
	struct upgrade_record all = {.status = upgrade_record_status(parts, n)};

	for (size_t i = 0; i < n; i++) {
		const struct upgrade_record *part = &parts[i];

		all.minutes_spent = upgrade_record_sum(all.minutes_spent, part->minutes_spent);
		if (part->status != STANDING_SKIPPED || all.status == STANDING_SKIPPED) {
			all.started_at = upgrade_record_earlier(all.started_at, part->started_at);
			all.forced = all.forced || part->forced;
		}
		if (part->status == all.status && part->finished_at > all.finished_at)
			all.finished_at = part->finished_at;
	}
	if (all.status == STANDING_TODO && all.minutes_spent > 0)
		all.status = STANDING_ACTIVE;
	if (!upgrade_record_is_settled(all.status))
		all.finished_at = 0;
	return all;
}

struct upgrade_record
upgrade_record_meet(const struct upgrade_record *a, const struct upgrade_record *b)
{
	static const uint8_t ranks[] = {
	    [STANDING_TODO] = 1,
	    [STANDING_SKIPPED] = 2,
	    [STANDING_ACTIVE] = 3,
	    [STANDING_KNOWN] = 4,
	    [STANDING_DONE] = 5,
	};
	struct upgrade_record further = ranks[a->status] >= ranks[b->status] ? *a : *b;

	if (a->status == b->status) {
		further.started_at = upgrade_record_earlier(a->started_at, b->started_at);
		further.finished_at = upgrade_record_earlier(a->finished_at, b->finished_at);
	}
	further.minutes_spent = upgrade_record_sum(a->minutes_spent, b->minutes_spent);
	if (further.status == STANDING_TODO && further.minutes_spent > 0)
		further.status = STANDING_ACTIVE;
	return further;
}

bool
upgrade_record_forgets(uint8_t status, uint8_t became)
{
	return upgrade_record_is_settled(status) && !upgrade_record_is_settled(became);
}
