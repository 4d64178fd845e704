/* Pieces of work: told, listed by the learner's days, taken away, and taken along by an upgrade. */
#include <string.h>

#include "desk.h"

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

static Google__Protobuf__Timestamp at_moment = GOOGLE__PROTOBUF__TIMESTAMP__INIT;

static enum err_code
add(struct desk *desk, const char *step, uint32_t minutes, int64_t at_s,
    const Pb__TimeAddReply **ret_reply)
{
	Pb__TimeAddRequest request = PB__TIME_ADD_REQUEST__INIT;

	request.step = step;
	request.minutes = minutes;
	at_moment.seconds = at_s;
	request.at = at_s != 0 ? &at_moment : NULL;
	return desk_call(desk, "Time", "Add", &request, ret_reply);
}

static enum err_code
take_away(struct desk *desk, const char *id)
{
	Pb__TimeRemoveRequest request = PB__TIME_REMOVE_REQUEST__INIT;

	request.entry_id = id;
	return desk_call(desk, "Time", "Remove", &request, NULL);
}

static const Pb__TimeListReply *
list(struct desk *desk, const char *step, uint32_t limit)
{
	Pb__TimeListRequest request = PB__TIME_LIST_REQUEST__INIT;
	const Pb__TimeListReply *reply = NULL;

	request.step = step;
	request.limit = limit;
	assert_int_equal(desk_call(desk, "Time", "List", &request, &reply), ERR_OK);
	return reply;
}

static int64_t
now_s(const struct desk *desk)
{
	return desk->now_us / 1000000;
}

static void
time_told_adds_to_the_step_and_begins_it(void **state)
{
	struct desk *desk = *state;
	const Pb__TimeAddReply *reply = NULL;
	const char *before = desk_dump(desk);

	assert_int_equal(add(desk, "clay", 90, 0, &reply), ERR_OK);
	assert_int_equal(reply->step->minutes_spent, 90);
	assert_int_equal(reply->step->status, PB__STATUS__STATUS_ACTIVE);
	assert_int_equal(reply->entry->began_at->seconds, now_s(desk) - 90 * 60);
	assert_string_equal(reply->entry->id, reply->action_id);
	assert_int_equal(desk_set(desk, "clay", PB__STATUS__STATUS_DONE, false), ERR_OK);
	assert_int_equal(add(desk, "clay", 30, now_s(desk) - 86400, &reply), ERR_OK);
	assert_int_equal(reply->step->minutes_spent, 120);
	assert_int_equal(reply->step->status, PB__STATUS__STATUS_DONE);
	/* what would end in the future ends now */
	assert_int_equal(add(desk, "clay", 60, now_s(desk), &reply), ERR_OK);
	assert_int_equal(reply->entry->began_at->seconds, now_s(desk) - 3600);
	assert_int_equal(add(desk, "bowl", 10, 0, &reply), ERR_OK);
	assert_true(reply->step->forced);
	for (int i = 0; i < 5; i++) {
		Pb__HistoryUndoRequest undo = PB__HISTORY_UNDO_REQUEST__INIT;

		assert_int_equal(desk_call(desk, "History", "Undo", &undo, NULL), ERR_OK);
	}
	assert_string_equal(desk_dump(desk), before);
}

static void
time_that_cannot_be_is_refused(void **state)
{
	struct desk *desk = *state;
	const char *before = desk_dump(desk);

	assert_int_equal(add(desk, "clay", 0, 0, NULL), ERR_INVALID_ARGUMENT);
	assert_int_equal(add(desk, "clay", 24 * 60 + 1, 0, NULL), ERR_INVALID_ARGUMENT);
	assert_int_equal(add(desk, "clay", 60, now_s(desk) + 1000, NULL), ERR_INVALID_ARGUMENT);
	assert_non_null(strstr(desk->text, "future"));
	assert_int_equal(add(desk, "clay", 60, 1, NULL), ERR_INVALID_ARGUMENT);
	assert_non_null(strstr(desk->text, "2000"));
	assert_int_equal(add(desk, "claw", 60, 0, NULL), ERR_NOT_FOUND);
	assert_string_equal(desk_dump(desk), before);
	for (int i = 0; i < 41; i++)
		assert_int_equal(add(desk, "clay", 24 * 60, 0, NULL), ERR_OK);
	before = desk_dump(desk);
	assert_int_equal(add(desk, "clay", 24 * 60, 0, NULL), ERR_INVALID_ARGUMENT);
	assert_non_null(strstr(desk->text, "1000 hours"));
	assert_string_equal(desk_dump(desk), before);
}

static void
the_list_is_newest_first_and_tells_all(void **state)
{
	struct desk *desk = *state;
	Pb__StepSetRequest told = PB__STEP_SET_REQUEST__INIT;
	const char *step = "wheel";
	const Pb__TimeListReply *reply;

	for (uint32_t i = 1; i <= 30; i++)
		assert_int_equal(add(desk, "clay", i, now_s(desk) - i * 86400, NULL), ERR_OK);
	told.steps = &step;
	told.n_steps = 1;
	told.status = PB__STATUS__STATUS_DONE;
	told.force = true;
	told.minutes = 100;
	assert_int_equal(desk_call(desk, "Step", "Set", &told, NULL), ERR_OK);
	assert_int_equal(add(desk, "wheel", 7, 0, NULL), ERR_OK);
	reply = list(desk, "", 0);
	assert_int_equal(reply->n_entries, 20);
	assert_int_equal(reply->total_entries, 31);
	assert_int_equal(reply->total_minutes, 30 * 31 / 2 + 7);
	assert_int_equal(reply->undated_minutes, 100);
	assert_int_equal(reply->entries[0]->minutes, 7);
	assert_int_equal(reply->entries[1]->minutes, 1);
	assert_string_equal(reply->entries[1]->title, "Know your clay");
	assert_int_equal(list(desk, "clay", 1000)->n_entries, 30);
	assert_int_equal(list(desk, "clay", 1000)->undated_minutes, 0);
	assert_int_equal(list(desk, "wheel", 1)->undated_minutes, 100);
}

static void
a_piece_is_taken_away_with_its_minutes(void **state)
{
	struct desk *desk = *state;
	const Pb__TimeAddReply *reply = NULL;

	assert_int_equal(add(desk, "clay", 90, 0, &reply), ERR_OK);
	assert_int_equal(add(desk, "clay", 15, 0, NULL), ERR_OK);
	assert_int_equal(take_away(desk, "nothing"), ERR_NOT_FOUND);
	assert_int_equal(take_away(desk, ""), ERR_INVALID_ARGUMENT);
	assert_int_equal(take_away(desk, arena_printf(desk->arena, "%.13s", reply->entry->id)),
	    ERR_OK);
	assert_int_equal(desk_view(desk, "clay")->minutes_spent, 15);
	assert_int_equal(list(desk, "", 0)->total_entries, 1);
}

/* 2026-03-08 is the day on which New York loses the hour from 02:00 to 03:00. */
static void
a_piece_counts_for_the_learners_own_day(void **state)
{
	static const struct {
		const char *zone, *day_start;
		int64_t at_s;
		const char *day;
	} cases[] = {
	    /* 04:59:59 and 05:00 UTC: midnight in New York in winter */
	    {"America/New_York", "00:00", 1772859599, "2026-03-06"},
	    {"America/New_York", "00:00", 1772859600, "2026-03-07"},
	    /* and in summer it is at 04:00 */
	    {"America/New_York", "00:00", 1773028799, "2026-03-08"},
	    {"America/New_York", "00:00", 1773028800, "2026-03-09"},
	    /* a day that begins at 04:00: 03:59 EDT is three hours after midnight EST */
	    {"America/New_York", "04:00", 1772956799, "2026-03-07"},
	    {"America/New_York", "04:00", 1772956800, "2026-03-08"},
	    /* 18:29:59 and 18:30 UTC */
	    {"Asia/Kolkata", "00:00", 1772908199, "2026-03-07"},
	    {"Asia/Kolkata", "00:00", 1772908200, "2026-03-08"},
	    {"Asia/Kolkata", "04:00", 1772908200, "2026-03-07"},
	    {"Asia/Kolkata", "04:00", 1772922600, "2026-03-08"},
	    {"UTC", "00:00", 1772927999, "2026-03-07"},
	    {"UTC", "00:00", 1772928000, "2026-03-08"},
	};
	struct desk *desk = *state;

	desk->now_us = INT64_C(1775000000) * 1000000;
	for (size_t i = 0; i < COUNT(cases); i++) {
		Pb__SettingSetRequest set = PB__SETTING_SET_REQUEST__INIT;
		const Pb__TimeAddReply *reply = NULL;

		desk->zone = cases[i].zone;
		set.name = "day-start";
		set.value = cases[i].day_start;
		assert_int_equal(desk_call(desk, "Setting", "Set", &set, NULL), ERR_OK);
		assert_int_equal(add(desk, "clay", 1, cases[i].at_s, &reply), ERR_OK);
		assert_string_equal(reply->entry->day, cases[i].day);
		assert_int_equal(list(desk, "", 0)->total_entries, i + 1);
	}
}

static void
a_day_is_that_of_the_client_that_asks(void **state)
{
	struct desk *desk = *state;

	assert_int_equal(add(desk, "clay", 1, 1767225599, NULL), ERR_OK); /* 23:59:59 UTC */
	desk->zone = "UTC";
	assert_string_equal(list(desk, "", 0)->entries[0]->day, "2025-12-31");
	desk->zone = "Asia/Kolkata";
	assert_string_equal(list(desk, "", 0)->entries[0]->day, "2026-01-01");
	desk->zone = "EST5EDT,M3.2.0,M11.1.0";
	assert_string_equal(list(desk, "", 0)->entries[0]->day, "2025-12-31");
}

static void
a_zone_that_is_a_path_is_refused(void **state)
{
	static const char *const bad[] = {"/etc/passwd", ":/etc/passwd", "../../../etc/passwd",
	    "Europe/../x", "a b",
	    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"};
	struct desk *desk = *state;
	Pb__TimeListRequest request = PB__TIME_LIST_REQUEST__INIT;

	for (size_t i = 0; i < COUNT(bad); i++) {
		desk->zone = bad[i];
		assert_int_equal(desk_call(desk, "Time", "List", &request, NULL),
		    ERR_INVALID_ARGUMENT);
	}
	desk->zone = "";
	assert_int_equal(desk_call(desk, "Time", "List", &request, NULL), ERR_OK);
}

static void
an_upgrade_takes_time_and_the_timer_along(void **state)
{
	struct desk *desk = *state;
	Pb__CatalogPutRequest put = PB__CATALOG_PUT_REQUEST__INIT;
	Pb__EnrollmentUpgradeRequest upgrade = PB__ENROLLMENT_UPGRADE_REQUEST__INIT;
	Pb__HistoryUndoRequest undo = PB__HISTORY_UNDO_REQUEST__INIT;
	Pb__StepSetRequest start = PB__STEP_SET_REQUEST__INIT;
	Pb__Change *change = message_new(&pb__change__descriptor, desk->arena);
	Pb__Rename *rename = message_new(&pb__rename__descriptor, desk->arena);
	Pb__Roadmap *next = pottery_roadmap(desk->arena);
	const Pb__TimeStopReply *stopped = NULL;
	Pb__TimeStopRequest stop = PB__TIME_STOP_REQUEST__INIT;
	const char *step = "clay", *before;

	assert_int_equal(add(desk, "clay", 90, 0, NULL), ERR_OK);
	start.steps = &step;
	start.n_steps = 1;
	start.status = PB__STATUS__STATUS_ACTIVE;
	start.timer = true;
	assert_int_equal(desk_call(desk, "Step", "Set", &start, NULL), ERR_OK);
	desk_wait(desk, 20);
	next->version = 2;
	next->phases[0]->steps[0]->id = "know-clay";
	next->phases[0]->steps[1]->requires[0]->any_of[0] = "know-clay";
	change->version = 2;
	rename->from = "clay";
	rename->to = "know-clay";
	change->renamed = &rename;
	change->n_renamed = 1;
	next->changes = &change;
	next->n_changes = 1;
	put.roadmap = next;
	if (desk_call(desk, "Catalog", "Put", &put, NULL) != ERR_OK)
		fail_msg("put: %s", desk->text);
	before = desk_dump(desk);
	if (desk_call(desk, "Enrollment", "Upgrade", &upgrade, NULL) != ERR_OK)
		fail_msg("upgrade: %s", desk->text);
	assert_int_equal(list(desk, "know-clay", 0)->total_minutes, 90);
	assert_int_equal(desk_call(desk, "History", "Undo", &undo, NULL), ERR_OK);
	assert_string_equal(desk_dump(desk), before);
	assert_int_equal(desk_call(desk, "Enrollment", "Upgrade", &upgrade, NULL), ERR_OK);
	assert_int_equal(desk_call(desk, "Time", "Stop", &stop, &stopped), ERR_OK);
	assert_string_equal(stopped->end->step_id, "know-clay");
	assert_int_equal(stopped->step->minutes_spent, 110);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup_enrolled, desk_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(time_told_adds_to_the_step_and_begins_it),
	    TEST(time_that_cannot_be_is_refused),
	    TEST(the_list_is_newest_first_and_tells_all),
	    TEST(a_piece_is_taken_away_with_its_minutes),
	    TEST(a_piece_counts_for_the_learners_own_day),
	    TEST(a_day_is_that_of_the_client_that_asks),
	    TEST(a_zone_that_is_a_path_is_refused),
	    TEST(an_upgrade_takes_time_and_the_timer_along),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
