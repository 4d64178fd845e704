#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/duration.h"
#include "core/setting.h"

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

static void
a_setting_is_written_in_many_ways_and_kept_in_one(void **state)
{
	static const struct {
		enum setting_id id;
		const char *text, *kept;
		uint32_t value;
	} good[] = {
	    {SETTING_DAY_START, "04:00", "04:00", 240},
	    {SETTING_DAY_START, "4:30", "04:30", 270},
	    {SETTING_DAY_START, "12:00", "12:00", 720},
	    {SETTING_GOAL, "8h/week", "8h/week", 480},
	    {SETTING_GOAL, "8", "8h/week", 480},
	    {SETTING_GOAL, "7.5 h a week", "7h30/week", 450},
	    {SETTING_GOAL, "90m per week", "1h30/week", 90},
	    {SETTING_GOAL, "None", "none", 0},
	    {SETTING_GOAL, "168h/w", "168h/week", 10080},
	    {SETTING_REST_DAYS, "sun,sat", "sat,sun", 0x60},
	    {SETTING_REST_DAYS, "Saturday, Sunday", "sat,sun", 0x60},
	    {SETTING_REST_DAYS, "mon,mon", "mon", 0x01},
	    {SETTING_REST_DAYS, "none", "none", 0},
	    {SETTING_TIMER, "on", "on", 1},
	    {SETTING_TIMER, "OFF", "off", 0},
	    {SETTING_TIMER_LIMIT, "1h30", "1h30", 90},
	    {SETTING_TIMER_LIMIT, "15m", "15m", 15},
	    {SETTING_TIMER_LIMIT, "24h", "24h", 1440},
	    {SETTING_REMINDERS, "Auto", "auto", SETTING_REMINDERS_AUTO},
	    {SETTING_REMINDERS, "off", "off", SETTING_REMINDERS_OFF},
	    {SETTING_REMIND_GOAL, "off", "off", 0},
	    {SETTING_REMIND_STALE, "7", "7d", 7},
	    {SETTING_REMIND_STALE, "365 days", "365d", 365},
	    {SETTING_REMIND_STALE, "none", "none", 0},
	    {SETTING_QUIET_HOURS, "9:30 - 17:00", "09:30-17:00", 570 * 1440 + 1020},
	    {SETTING_QUIET_HOURS, "00:00-06:00", "00:00-06:00", 360},
	    {SETTING_QUIET_HOURS, "none", "none", 0},
	};
	struct arena *arena = arena_new();
	struct err err;

	(void)state;
	for (size_t i = 0; i < COUNT(good); i++) {
		uint32_t value = 77;

		assert_int_equal(setting_parse(good[i].id, good[i].text, &value, &err), ERR_OK);
		assert_int_equal(value, good[i].value);
		assert_string_equal(setting_format(arena, good[i].id, value), good[i].kept);
		assert_int_equal(setting_value(good[i].id, good[i].kept), value);
	}
	arena_free(arena);
}

static void
anything_else_is_refused_with_what_is_allowed(void **state)
{
	static const struct {
		enum setting_id id;
		const char *text;
	} bad[] = {
	    {SETTING_REMINDERS, "yes"},
	    {SETTING_REMINDERS, ""},
	    {SETTING_REMIND_STALE, "0d"},
	    {SETTING_REMIND_STALE, "366d"},
	    {SETTING_REMIND_STALE, "2w"},
	    {SETTING_REMIND_STALE, "-1"},
	    {SETTING_QUIET_HOURS, "21:00"},
	    {SETTING_QUIET_HOURS, "21:00-24:00"},
	    {SETTING_QUIET_HOURS, "08:00-08:00"},
	    {SETTING_QUIET_HOURS, "21:00-08:00-09:00"},
	    {SETTING_DAY_START, ""},
	    {SETTING_DAY_START, "4"},
	    {SETTING_DAY_START, "12:01"},
	    {SETTING_DAY_START, "04:60"},
	    {SETTING_DAY_START, "-1:00"},
	    {SETTING_DAY_START, "04:000"},
	    {SETTING_GOAL, ""},
	    {SETTING_GOAL, "/week"},
	    {SETTING_GOAL, "0h/week"},
	    {SETTING_GOAL, "169h/week"},
	    {SETTING_GOAL, "8h/day"},
	    {SETTING_REST_DAYS, ""},
	    {SETTING_REST_DAYS, "sa"},
	    {SETTING_REST_DAYS, "satur day x"},
	    {SETTING_REST_DAYS, "mon,tue,wed,thu,fri,sat,sun"},
	    {SETTING_REST_DAYS, "sat sun"},
	    {SETTING_TIMER, "yes"},
	    {SETTING_TIMER_LIMIT, "14m"},
	    {SETTING_TIMER_LIMIT, "24h01"},
	    {SETTING_TIMER_LIMIT, "none"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(bad); i++) {
		uint32_t value = 77;
		struct err err;

		assert_int_equal(setting_parse(bad[i].id, bad[i].text, &value, &err),
		    ERR_INVALID_ARGUMENT);
		assert_int_equal(value, 77);
		assert_non_null(strstr(err.text, setting_table[bad[i].id].name));
	}
}

static void
what_is_not_set_or_not_readable_is_the_default(void **state)
{
	(void)state;
	assert_int_equal(setting_value(SETTING_DAY_START, NULL), 0);
	assert_int_equal(setting_value(SETTING_GOAL, NULL), 0);
	assert_int_equal(setting_value(SETTING_REST_DAYS, "xyz"), 0);
	assert_int_equal(setting_value(SETTING_TIMER, NULL), 1);
	assert_int_equal(setting_value(SETTING_TIMER_LIMIT, "99h"), 240);
}

static void
every_default_is_in_the_form_that_is_kept(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	for (enum setting_id id = 0; id < SETTINGS; id++) {
		const struct setting *setting = &setting_table[id];

		assert_int_equal(setting_find(setting->name), id);
		assert_string_equal(setting_format(arena, id, setting_value(id, NULL)),
		    setting->otherwise);
	}
	assert_int_equal(setting_find("goals"), SETTINGS);
	arena_free(arena);
}

static void
a_span_is_written_as_it_is_read(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	for (uint32_t minutes = 1; minutes <= DURATION_MAX_MIN; minutes += 7) {
		uint32_t read = 0;
		struct err err;

		assert_int_equal(duration_parse(duration_format(arena, minutes), &read, &err),
		    ERR_OK);
		assert_int_equal(read, minutes);
	}
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_setting_is_written_in_many_ways_and_kept_in_one),
	    cmocka_unit_test(anything_else_is_refused_with_what_is_allowed),
	    cmocka_unit_test(what_is_not_set_or_not_readable_is_the_default),
	    cmocka_unit_test(every_default_is_in_the_form_that_is_kept),
	    cmocka_unit_test(a_span_is_written_as_it_is_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
