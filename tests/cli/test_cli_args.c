#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <wchar.h>

#include "client/args.h"
#include "client/out.h"
#include "client/when.h"
#include "core/duration.h"
#include "core/text.h"

static const struct args_option own[] = {{"note", 0, "TEXT", ""}, {"number", 'n', "N", ""},
    {"force", 'f', NULL, ""}, {NULL, 0, NULL, NULL}};
static const struct args_option common[] = {{"json", 0, NULL, ""}, {NULL, 0, NULL, NULL}};

static struct arena *arena;
static struct args args;
static struct err err;

static int
set_up(void **state)
{
	(void)state;
	arena = arena_new();
	setenv("TZ", "Europe/Berlin", 1);
	tzset();
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

/* The words of a line, parted by '|'. */
static enum err_code
parse(const char *line, bool until_operand)
{
	char *rest = arena_strdup(arena, line);
	char *argv[16];
	int argc = 0;

	while (rest && *line)
		argv[argc++] = strsep(&rest, "|");
	return args_parse(own, common, argc, argv, until_operand, arena, &args, &err);
}

static void
options_and_operands_come_in_any_order(void **state)
{
	long number;

	(void)state;
	assert_int_equal(parse("a|--note|x y|-n3|b|--json|-f|-|--note=z=", false), ERR_OK);
	assert_int_equal(args.n_operands, 3);
	assert_string_equal(args_words(&args, 0, arena), "a b -");
	assert_string_equal(args_value(&args, "note"), "z=");
	assert_true(args_has(&args, "json") && args_has(&args, "force"));
	assert_int_equal(args_number(&args, "number", 1, 9, 1, &number, &err), ERR_OK);
	assert_int_equal(number, 3);
	assert_int_equal(parse("-fn|7", false), ERR_OK);
	assert_string_equal(args_value(&args, "number"), "7");
	assert_null(args_value(&args, "note"));
	assert_int_equal(parse("", false), ERR_OK);
	assert_int_equal(args.n_operands, 0);
}

static void
two_dashes_end_the_options(void **state)
{
	(void)state;
	assert_int_equal(parse("-f|--|--json|-x|--", false), ERR_OK);
	assert_string_equal(args_words(&args, 0, arena), "--json -x --");
	assert_false(args_has(&args, "json"));
}

static void
what_follows_a_command_is_left_alone(void **state)
{
	(void)state;
	assert_int_equal(parse("--json|lint|--wild|--|-x", true), ERR_OK);
	assert_true(args_has(&args, "json"));
	assert_string_equal(args_words(&args, 0, arena), "lint --wild -- -x");
}

static void
a_wrong_option_is_refused_and_a_near_one_suggested(void **state)
{
	(void)state;
	assert_int_equal(parse("--forse", false), ERR_INVALID_ARGUMENT);
	assert_string_equal(err.text, "no option --forse: did you mean --force?");
	assert_int_equal(parse("--elephant=1", false), ERR_INVALID_ARGUMENT);
	assert_string_equal(err.text, "no option --elephant");
	assert_int_equal(parse("--note", false), ERR_INVALID_ARGUMENT);
	assert_int_equal(parse("-n", false), ERR_INVALID_ARGUMENT);
	assert_int_equal(parse("--json=1", false), ERR_INVALID_ARGUMENT);
	assert_int_equal(parse("-\x1b", false), ERR_INVALID_ARGUMENT);
	assert_string_equal(err.text, "no option -?");
}

static void
a_number_is_whole_and_in_range(void **state)
{
	static const char *const bad[] = {"-n0", "-n10", "-n1.5", "-nx",
	    "--number=", "--number=99999999999999999999"};
	long number = 4;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		assert_int_equal(parse(bad[i], false), ERR_OK);
		assert_int_equal(args_number(&args, "number", 1, 9, 1, &number, &err),
		    ERR_INVALID_ARGUMENT);
	}
	assert_int_equal(number, 4);
}

static void
hours_are_written_in_many_ways(void **state)
{
	static const struct {
		const char *text;
		uint32_t minutes;
	} good[] = {{"1", 60}, {"1.5", 90}, {"1,5", 90}, {"0.25h", 15}, {"2h", 120}, {"1h30", 90},
	    {"1h30m", 90}, {"1 h 30 m", 90}, {"1:30", 90}, {"45m", 45}, {"45 MIN", 45},
	    {"1000", 60000}, {"1.99", 119}};
	static const char *const bad[] = {"", "h", "m", "-1", "0", "0m", "1001", "1h75",
	    "1:", "1h30x", "1.5.5", "x", "1..5", "9999999999", "1h30m30", "1.", "60001m"};
	uint32_t minutes = 1;

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		assert_int_equal(duration_parse(good[i].text, &minutes, &err), ERR_OK);
		assert_int_equal(minutes, good[i].minutes);
	}
	minutes = 1;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_int_equal(duration_parse(bad[i], &minutes, &err), ERR_INVALID_ARGUMENT);
	assert_int_equal(minutes, 1);
}

/* 2026-03-30 09:30 in Berlin, the day after summer time began. */
enum {
	NOW = 1774855800,
};

static void
expect_date(const char *text, const char *local)
{
	int64_t seconds;

	assert_int_equal(when_parse(text, NOW, &seconds, &err), ERR_OK);
	assert_string_equal(when_text(arena, seconds), local);
}

static void
dates_are_written_as_people_do(void **state)
{
	(void)state;
	expect_date("now", "2026-03-30 09:30");
	expect_date("Today", "2026-03-30 09:30");
	expect_date("yesterday", "2026-03-29 12:00");
	expect_date("2 days ago", "2026-03-28 12:00");
	expect_date("a week ago", "2026-03-23 12:00");
	expect_date("3 weeks ago", "2026-03-09 12:00");
	expect_date("an hour ago", "2026-03-30 08:30");
	expect_date("90 minutes ago", "2026-03-30 08:00");
	expect_date("2026-03-01", "2026-03-01 12:00");
	expect_date("2026-03-01T14:00", "2026-03-01 14:00");
	expect_date("2026-03-01 14:00:59", "2026-03-01 14:00");
	expect_date("2026-03-01T14:00Z", "2026-03-01 15:00");
}

static void
a_day_is_its_noon_or_now_if_that_is_to_come(void **state)
{
	(void)state;
	expect_date("2026-03-30", "2026-03-30 09:30");
	expect_date("0 days ago", "2026-03-30 09:30");
}

static void
what_is_no_date_or_still_to_come_is_refused(void **state)
{
	static const char *const bad[] = {"", "soon", "tomorrow", "2026-02-30", "2026-13-01",
	    "2026-03-1", "26-03-01", "2026-03-01T", "2026-03-01T25:00", "2026-03-01T14:00X",
	    "2026-03-01x", "2026-03-01T-1:00", "3 days", "days ago", "3 moons ago", "-3 days ago",
	    "3 days ago ago", "2026-03-31", "2026-03-30T09:31", "2999-01-01", "99999999 days ago"};
	int64_t seconds = 5;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_int_equal(when_parse(bad[i], NOW, &seconds, &err), ERR_INVALID_ARGUMENT);
	assert_int_equal(seconds, 5);
}

static void
a_time_of_the_day_is_today_or_yesterday(void **state)
{
	int64_t seconds = 5;

	(void)state;
	assert_int_equal(when_parse("08:15", NOW, &seconds, &err), ERR_OK);
	assert_int_equal(seconds, NOW - 75 * 60);
	assert_int_equal(when_parse("yesterday 09:30", NOW, &seconds, &err), ERR_OK);
	assert_int_equal(seconds, NOW - 24 * 3600);
	/* two days before there was an hour more between */
	assert_int_equal(when_parse("2026-03-28 09:30", NOW, &seconds, &err), ERR_OK);
	assert_int_equal(seconds, NOW - 47 * 3600);
	assert_int_equal(when_parse("09:31", NOW, &seconds, &err), ERR_INVALID_ARGUMENT);
	assert_int_equal(when_parse("24:00", NOW, &seconds, &err), ERR_INVALID_ARGUMENT);
	assert_int_equal(when_parse("yesterday", NOW, &seconds, &err), ERR_OK);
	assert_string_equal(when_since(arena, NOW - 75 * 60, NOW), "08:15");
	assert_string_equal(when_since(arena, NOW - 12 * 3600, NOW), "yesterday 21:30");
	assert_string_equal(when_since(arena, NOW - 47 * 3600, NOW), "2026-03-28 09:30");
}

static void
a_day_to_come_is_named_in_many_ways(void **state)
{
	static const struct {
		const char *text, *day;
	} good[] = {{"today", "2026-03-30"}, {"tomorrow", "2026-03-31"},
	    {"2026-12-01", "2026-12-01"}, {"in 3 days", "2026-04-02"}, {"2 weeks", "2026-04-13"},
	    {"in a week", "2026-04-06"}, {"in 1 month", "2026-04-30"},
	    {"in 11 months", "2027-02-28"}, {"in 24 months", "2028-03-30"}};
	static const char *const bad[] = {"", "in", "soon", "in 3", "in 3 years", "2026-02-30",
	    "26-1-1", "in weeks", "3 weeks ago"};
	const char *day = "none";

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		assert_int_equal(when_parse_day(good[i].text, NOW, arena, &day, &err), ERR_OK);
		assert_string_equal(day, good[i].day);
	}
	day = "none";
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_int_equal(when_parse_day(bad[i], NOW, arena, &day, &err),
		    ERR_INVALID_ARGUMENT);
	assert_string_equal(day, "none");
}

static void
the_zone_that_is_sent_names_no_other_file(void **state)
{
	static const struct {
		const char *variable, *zone;
	} cases[] = {{"Asia/Kolkata", "Asia/Kolkata"}, {":Asia/Kolkata", "Asia/Kolkata"},
	    {"", "UTC0"}, {"/usr/share/zoneinfo/Asia/Kolkata", "Asia/Kolkata"},
	    {"/etc/localtime", NULL}, {"../etc/passwd", NULL},
	    {"EST5EDT,M3.2.0,M11.1.0", "EST5EDT,M3.2.0,M11.1.0"}};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		setenv("TZ", cases[i].variable, 1);
		if (cases[i].zone)
			assert_string_equal(when_zone(), cases[i].zone);
		else
			assert_null(when_zone());
	}
	unsetenv("TZ");
	assert_null(when_zone());
	setenv("TZ", "Europe/Berlin", 1);
}

/* What out prints, with a width and in UTF-8. */
static char *
printed(void (*print)(struct out *out), bool unicode)
{
	char *text = NULL, *copy;
	size_t size;
	struct out out;

	setenv("LC_ALL", "C.UTF-8", 1);
	setenv("COLUMNS", "40", 1);
	out_init(&out, stdout);
	out_set(&out, OUT_COLOR_NEVER, !unicode);
	out.file = open_memstream(&text, &size);
	print(&out);
	fclose(out.file);
	copy = arena_strdup(arena, text);
	free(text);
	return copy;
}

static void
print_table(struct out *out)
{
	struct out_table *table = out_table_new(arena, "lsr", 1);

	out_table_span(table, OUT_BOLD, "A title", OUT_PLAIN, "right");
	out_table_cell(table, OUT_PLAIN, "%s", "é");
	out_table_cell(table, OUT_PLAIN, "%s", "some words that are too long for one line of it");
	out_table_cell(table, OUT_PLAIN, "%d h", 12);
	out_table_cell(table, OUT_PLAIN, "%s", "日本");
	out_table_cell(table, OUT_PLAIN, "%s", "");
	out_table_cell(table, OUT_PLAIN, "%d h", 3);
	out_table_print(table, out);
}

static void
a_character_is_as_wide_as_the_locale_says(void **state)
{
	(void)state;
	assert_non_null(setlocale(LC_CTYPE, "C.UTF-8"));
	for (unsigned c = 0xa0; c < 0x10000; c++) {
		const char text[] = {(char)(c < 0x800 ? 0xc0 | c >> 6 : 0xe0 | c >> 12),
		    (char)(c < 0x800 ? 0x80 | (c & 0x3f) : 0x80 | (c >> 6 & 0x3f)),
		    (char)(c < 0x800 ? 0 : 0x80 | (c & 0x3f)), '\0'};
		bool overrides = (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
		int width = overrides ? 1 : wcwidth((wchar_t)c); /* printed as a question mark */

		if (width >= 0 && text_is_utf8(text, strlen(text)))
			assert_int_equal(out_columns(text), width);
	}
}

static void
a_table_fits_its_width_and_loses_nothing(void **state)
{
	(void)state;
	assert_string_equal(printed(print_table, true),
	    " A title                           right\n"
	    " é     some words that are too      12 h\n"
	    "       long for one line of it\n"
	    " 日本                                3 h\n");
}

static void
print_hostile(struct out *out)
{
	out_text(out, OUT_PLAIN, "a\x1b[31m\x07 b\xc2\x9b c\xff \xe2\x80\xae d\n");
	out_wrap(out, OUT_PLAIN, 0, 2,
	    "one two three four five six seven eight 8 h\nand so\x7f on");
}

static void
text_is_made_safe_and_wrapped(void **state)
{
	(void)state;
	assert_string_equal(printed(print_hostile, true),
	    "a?[31m? b? c? ? d one two three four five six seven eight\n  8 h\n  and so? on\n");
}

static void
print_bars(struct out *out)
{
	out_text(out, OUT_PLAIN, out_bar(out, arena, 999, 4));
	out_text(out, OUT_PLAIN, out_bar(out, arena, 1000, 4));
}

static void
a_bar_is_full_only_when_all_is_done(void **state)
{
	(void)state;
	assert_string_equal(printed(print_bars, true), "███░████");
	assert_string_equal(printed(print_bars, false), "[###.][####]");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(options_and_operands_come_in_any_order),
	    cmocka_unit_test(two_dashes_end_the_options),
	    cmocka_unit_test(what_follows_a_command_is_left_alone),
	    cmocka_unit_test(a_wrong_option_is_refused_and_a_near_one_suggested),
	    cmocka_unit_test(a_number_is_whole_and_in_range),
	    cmocka_unit_test(hours_are_written_in_many_ways),
	    cmocka_unit_test(dates_are_written_as_people_do),
	    cmocka_unit_test(a_day_is_its_noon_or_now_if_that_is_to_come),
	    cmocka_unit_test(what_is_no_date_or_still_to_come_is_refused),
	    cmocka_unit_test(a_time_of_the_day_is_today_or_yesterday),
	    cmocka_unit_test(a_day_to_come_is_named_in_many_ways),
	    cmocka_unit_test(the_zone_that_is_sent_names_no_other_file),
	    cmocka_unit_test(a_character_is_as_wide_as_the_locale_says),
	    cmocka_unit_test(a_table_fits_its_width_and_loses_nothing),
	    cmocka_unit_test(text_is_made_safe_and_wrapped),
	    cmocka_unit_test(a_bar_is_full_only_when_all_is_done),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
