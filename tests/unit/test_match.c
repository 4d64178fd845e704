#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/match.h"

static const struct match_thing things[] = {
    {"git", "Version control with Git"},
    {"git-branches", "Branches and merges"},
    {"http-basics", "How HTTP works"},
    {"sql-basics", "Tables and queries"},
    {"sql-joins", "Joins in SQL"},
    {"aspnet", "ASP.NET Core"},
};

static enum err_code
find(const char *text, struct match *match, struct err *err)
{
	return match_find("step", things, sizeof(things) / sizeof(things[0]), text, match, err);
}

static void
assert_found(const char *text, const char *id)
{
	struct err err = ERR_NONE;
	struct match match;

	assert_int_equal(find(text, &match, &err), ERR_OK);
	assert_string_equal(things[match.found].id, id);
}

static void
assert_refused(const char *text, enum err_code code, const char *message)
{
	struct err err = ERR_NONE;
	struct match match;

	assert_int_equal(find(text, &match, &err), code);
	assert_string_equal(err.text, message);
}

static void
an_id_is_found_even_if_it_begins_others(void **state)
{
	(void)state;
	assert_found("git", "git");
	assert_found("sql-joins", "sql-joins");
}

static void
the_unique_beginning_of_an_id_is_enough(void **state)
{
	(void)state;
	assert_found("git-", "git-branches");
	assert_found("sql-j", "sql-joins");
}

static void
words_of_a_title_or_an_id_are_enough(void **state)
{
	(void)state;
	assert_found("merges", "git-branches");
	assert_found("QUERIES tables", "sql-basics");
	assert_found("  vers  git ", "git");
	assert_found("basics tab", "sql-basics");
	assert_found(".net", "aspnet");
	assert_found("HTTP", "http-basics");
}

static void
what_fits_several_lists_them(void **state)
{
	struct err err = ERR_NONE;
	struct match match;

	(void)state;
	assert_refused("sql", ERR_INVALID_ARGUMENT, "'sql' fits 2 steps: sql-basics, sql-joins");
	assert_int_equal(find("basics", &match, &err), ERR_INVALID_ARGUMENT);
	assert_int_equal(match.n_candidates, 2);
	assert_int_equal(match.candidates[0], 2);
	assert_int_equal(match.candidates[1], 3);
}

static void
a_near_miss_is_suggested_and_never_taken(void **state)
{
	struct err err = ERR_NONE;
	struct match match;

	(void)state;
	assert_refused("gti", ERR_NOT_FOUND, "no step 'gti': did you mean git or git-branches?");
	assert_refused("sql-jions", ERR_NOT_FOUND, "no step 'sql-jions': did you mean sql-joins?");
	assert_refused("Htpt Basics", ERR_NOT_FOUND,
	    "no step 'Htpt Basics': did you mean http-basics?");
	assert_int_equal(find("branchse", &match, &err), ERR_NOT_FOUND);
	assert_int_equal(match.n_candidates, 1);
	assert_int_equal(match.candidates[0], 1);
}

static void
a_whole_id_is_nearer_than_a_word_of_one(void **state)
{
	static const struct match_thing two[] = {{"git-branches", "B"}, {"git", "G"}};
	struct err err = ERR_NONE;
	struct match match;

	(void)state;
	assert_int_equal(match_find("step", two, 2, "gti", &match, &err), ERR_NOT_FOUND);
	assert_string_equal(err.text, "no step 'gti': did you mean git or git-branches?");
}

static void
what_fits_nothing_is_said_so(void **state)
{
	(void)state;
	assert_refused("kubernetes", ERR_NOT_FOUND, "no step 'kubernetes', and none like it");
	assert_refused("", ERR_INVALID_ARGUMENT,
	    "no step named: give its id, the beginning of its id, or words of its title");
	assert_refused(" \t", ERR_INVALID_ARGUMENT,
	    "no step named: give its id, the beginning of its id, or words of its title");
}

static void
at_most_ten_candidates_are_told(void **state)
{
	static const char id[] =
	    "same-beginning-of-a-long-id-that-fills-the-whole-room-for-idsxxxxx";
	struct match_thing many[30];
	struct err err = ERR_NONE;
	struct match match;
	size_t i;

	(void)state;
	for (i = 0; i < 30; i++)
		many[i] = (struct match_thing){id + 2, "Title"};
	assert_int_equal(match_find("step", many, 30, "me-b", &match, &err), ERR_INVALID_ARGUMENT);
	assert_int_equal(match.n_candidates, MATCH_MOST);
	assert_string_equal(err.text,
	    "'me-b' fits 30 steps: "
	    "me-beginning-of-a-long-id-that-fills-the-whole-room-for-idsxxxxx, ...");
	assert_int_equal(match_find("step", many, 30, "me-begimning-of-a-long-id-that-fills-the-",
			     &match, &err),
	    ERR_NOT_FOUND);
	assert_int_equal(match_find("step", many, 30,
			     "em-beginning-of-a-long-id-that-fills-the-whole-room-for-idsxxxxx",
			     &match, &err),
	    ERR_NOT_FOUND);
	assert_int_equal(match.n_candidates, MATCH_MOST);
}

static void
the_nearest_misses_win_over_earlier_ones(void **state)
{
	static const char *const ids[] = {"aaaaaaaabbb1", "aaaaaaaabbb2", "aaaaaaaabbb3",
	    "aaaaaaaabbb4", "aaaaaaaabbb5", "aaaaaaaabbb6", "aaaaaaaabbb7", "aaaaaaaabbb8",
	    "aaaaaaaabbb9", "aaaaaaaabbba", "aaaaaaaabcbb", "aaaaaaaabccb"};
	struct match_thing many[12];
	struct err err = ERR_NONE;
	struct match match;
	size_t i;

	(void)state;
	for (i = 0; i < 12; i++)
		many[i] = (struct match_thing){ids[i], ""};
	assert_int_equal(match_find("step", many, 12, "aaaaaaaabccc", &match, &err), ERR_NOT_FOUND);
	assert_int_equal(match.n_candidates, MATCH_MOST);
	assert_int_equal(match.candidates[0], 11);
	assert_int_equal(match.candidates[1], 10);
	assert_int_equal(match.candidates[2], 0);
	assert_int_equal(match.candidates[9], 7);
}

static void
a_long_text_is_quoted_cut_at_a_character(void **state)
{
	struct err err = ERR_NONE;
	char text[200] = "x";
	struct match match;
	size_t i;

	(void)state;
	for (i = 1; i + 2 < sizeof(text); i += 2)
		memcpy(text + i, "\xc3\xa9", 3);
	assert_int_equal(find(text, &match, &err), ERR_NOT_FOUND);
	assert_int_equal(strlen(err.text), strlen("no step '', and none like it") + 39);
	assert_non_null(strstr(err.text, "\xc3\xa9', and none like it"));
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(an_id_is_found_even_if_it_begins_others),
	    cmocka_unit_test(the_unique_beginning_of_an_id_is_enough),
	    cmocka_unit_test(words_of_a_title_or_an_id_are_enough),
	    cmocka_unit_test(what_fits_several_lists_them),
	    cmocka_unit_test(a_near_miss_is_suggested_and_never_taken),
	    cmocka_unit_test(a_whole_id_is_nearer_than_a_word_of_one),
	    cmocka_unit_test(what_fits_nothing_is_said_so),
	    cmocka_unit_test(at_most_ten_candidates_are_told),
	    cmocka_unit_test(the_nearest_misses_win_over_earlier_ones),
	    cmocka_unit_test(a_long_text_is_quoted_cut_at_a_character),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
