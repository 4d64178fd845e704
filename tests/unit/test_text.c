#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/arena.h"
#include "core/text.h"

static void
every_code_point_is_utf8_in_its_shortest_form_only(void **state)
{
	uint32_t point;

	(void)state;
	for (point = 0x80; point <= 0x10ffff; point++) {
		bool surrogate = point >= 0xd800 && point <= 0xdfff;
		char shortest[4] = {(char)(0xf0 | point >> 18), (char)(0x80 | (point >> 12 & 0x3f)),
		    (char)(0x80 | (point >> 6 & 0x3f)), (char)(0x80 | (point & 0x3f))};
		char *start = shortest;
		size_t length = 4;

		/* The four-byte form is overlong for all below U+10000. */
		if (point < 0x10000) {
			assert_false(text_is_utf8(shortest, 4));
			start = shortest + 1;
			length = 3;
			start[0] = (char)(0xe0 | point >> 12);
		}
		if (point < 0x800) {
			assert_false(text_is_utf8(start, 3));
			start = shortest + 2;
			length = 2;
			start[0] = (char)(0xc0 | point >> 6);
		}
		if (text_is_utf8(start, length) == surrogate)
			fail_msg("U+%04X", point);
		assert_false(text_is_utf8(start, length - 1));
	}
}

static void
malformed_utf8_is_refused(void **state)
{
	static const char *const texts[] = {"\x80", "a\xbf", "\xc0\x80", "\xc1\xbf", "\xe0\x80\x80",
	    "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff", "\xfe", "\xc3(", "\xe2\x82",
	    "\xe2(\xa1", "\xf0\x9f\x92", "\xed\xa0\x80"};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		assert_false(text_is_utf8(texts[i], strlen(texts[i])));
	assert_true(text_is_utf8("", 0));
	assert_true(text_is_utf8("a\0b", 3));
	assert_true(text_is_utf8("caf\xc3\xa9 \xf0\x9f\x9a\x80", 10));
}

static void
control_characters_are_refused(void **state)
{
	static const struct {
		const char *text;
		bool line, body;
	} cases[] = {
	    {"plain", true, true},
	    {"two\nlines", false, true},
	    {"a\ttab", false, true},
	    {"\r", false, false},
	    {"\x1b[31m", false, false},
	    {"\x01", false, false},
	    {"\x7f", false, false},
	    {"\xc2\x80", false, false},
	    {"\xc2\x9f", false, false},
	    {"\xc2\xa0", true, true},
	};
	struct err err = ERR_NONE;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_int_equal(text_check("note", cases[i].text, 100, TEXT_LINE, &err),
		    cases[i].line ? ERR_OK : ERR_INVALID_ARGUMENT);
		assert_int_equal(text_check("note", cases[i].text, 100, TEXT_BODY, &err),
		    cases[i].body ? ERR_OK : ERR_INVALID_ARGUMENT);
	}
}

static void
a_refusal_names_the_field_and_the_limit(void **state)
{
	struct err err = ERR_NONE;

	(void)state;
	assert_int_equal(text_check("the note", "12345", 5, TEXT_LINE, &err), ERR_OK);
	assert_int_equal(text_check("the note", "123456", 5, TEXT_LINE, &err),
	    ERR_INVALID_ARGUMENT);
	assert_int_equal(err.code, ERR_INVALID_ARGUMENT);
	assert_string_equal(err.text, "the note is too long: 6 bytes, at most 5 are allowed");
	text_check("the note", "ab\xff", 5, TEXT_LINE, &err);
	assert_string_equal(err.text, "the note is not UTF-8 at byte 3: save it as UTF-8");
	text_check("the note", "a\x1b", 5, TEXT_LINE, &err);
	assert_string_equal(err.text,
	    "the note has a control character (U+001B) at byte 2: take it out");
}

static void
a_cut_never_splits_a_character(void **state)
{
	const char *text = "a\xc3\xa9\xf0\x9f\x9a\x80z";
	size_t max, length = strlen(text);

	(void)state;
	for (max = 0; max <= length + 1; max++) {
		size_t fit = text_fit(text, max);

		assert_true(fit <= max && max - fit < 4);
		assert_true(text_is_utf8(text, fit));
	}
	assert_int_equal(text_fit(text, 2), 1);
	assert_int_equal(text_fit(text, 3), 3);
	assert_int_equal(text_fit(text, 100), length);
}

static void
an_id_is_short_lower_case_letters_digits_and_dashes(void **state)
{
	char longest[TEXT_ID_MAX + 2];

	(void)state;
	memset(longest, 'x', sizeof(longest));
	longest[TEXT_ID_MAX + 1] = '\0';
	assert_false(text_is_id(longest));
	longest[TEXT_ID_MAX] = '\0';
	assert_true(text_is_id(longest));
	assert_true(text_is_id("git"));
	assert_true(text_is_id("2-sql-"));
	assert_false(text_is_id(""));
	assert_false(text_is_id("-git"));
	assert_false(text_is_id("Git"));
	assert_false(text_is_id("git basics"));
	assert_false(text_is_id("git_basics"));
	assert_false(text_is_id("caf\xc3\xa9"));
}

static void
a_slug_is_always_an_id(void **state)
{
	static const char *const cases[][2] = {
	    {"Version control with Git", "version-control-with-git"},
	    {"  C++ & C#!  ", "c-c"},
	    {"Caf\xc3\xa9 2", "caf-2"},
	    {"\xe6\x97\xa5\xe6\x9c\xac", "item"},
	    {"", "item"},
	    {"---", "item"},
	    {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa tail",
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"},
	};
	char slug[TEXT_ID_MAX + 1];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		text_slug(slug, cases[i][0]);
		assert_string_equal(slug, cases[i][1]);
		assert_true(text_is_id(slug));
	}
}

static void
a_url_has_a_scheme_and_no_white_space(void **state)
{
	(void)state;
	assert_true(text_is_url("https://git-scm.com/doc"));
	assert_true(text_is_url("ssh+git://host"));
	assert_true(text_is_url("file:///home"));
	assert_false(text_is_url("git-scm.com"));
	assert_false(text_is_url("://x"));
	assert_false(text_is_url("1http://x"));
	assert_false(text_is_url("http://"));
	assert_false(text_is_url("mailto:someone"));
	assert_false(text_is_url("http://a b"));
	assert_false(text_is_url("http://a\n"));
	assert_false(text_is_url(""));
	assert_true(text_is_web_url("http://x"));
	assert_true(text_is_web_url("HTTPS://x"));
	assert_false(text_is_web_url("ftp://x"));
	assert_false(text_is_web_url("https:/x"));
	assert_false(text_is_web_url("javascript://x"));
	assert_false(text_is_web_url("https://"));
}

static bool
has_word(const char *text, const char *word)
{
	return text_contains_word_prefix(text, word, strlen(word));
}

static void
words_are_found_by_their_beginnings(void **state)
{
	(void)state;
	assert_true(has_word("Version control with Git", "git"));
	assert_true(has_word("Version control with Git", "CONT"));
	assert_true(has_word("http-basics", "basics"));
	assert_true(has_word("ASP.NET Core", ".net"));
	assert_true(has_word("C++ and C#", "c#"));
	assert_true(has_word("Le caf\xc3\xa9", "caf\xc3\xa9"));
	assert_false(has_word("Version control", "ontrol"));
	assert_false(has_word("\xc3\xa9t\xc3\xa9", "t"));
	assert_false(has_word("Git", "github"));
	assert_false(has_word("", "a"));
}

/* The same distance, by the recursion that defines it. */
static unsigned
slow_distance(const char *a, size_t n, const char *b, size_t m)
{
	unsigned best, other;

	if (n == 0 || m == 0)
		return (unsigned)(n + m);
	best = slow_distance(a, n - 1, b, m - 1) + (a[n - 1] != b[m - 1]);
	other = slow_distance(a, n - 1, b, m) + 1;
	best = other < best ? other : best;
	other = slow_distance(a, n, b, m - 1) + 1;
	best = other < best ? other : best;
	if (n > 1 && m > 1 && a[n - 1] == b[m - 2] && a[n - 2] == b[m - 1]) {
		other = slow_distance(a, n - 2, b, m - 2) + 1;
		best = other < best ? other : best;
	}
	return best;
}

static void
distance_agrees_with_its_definition(void **state)
{
	unsigned i, k, most;
	char a[6], b[6];

	(void)state;
	for (i = 0; i < 4000; i++) {
		unsigned x = i * 2654435761U, y = (i + 77) * 2246822519U;

		memset(a, 0, sizeof(a));
		memset(b, 0, sizeof(b));
		for (k = 0; k < (x >> 20) % 6; k++)
			a[k] = (char)('a' + (x >> 3 * k) % 3);
		for (k = 0; k < (y >> 20) % 6; k++)
			b[k] = (char)('a' + (y >> 3 * k) % 3);
		for (most = 0; most < 7; most++) {
			unsigned want = slow_distance(a, strlen(a), b, strlen(b));

			want = want < most + 1 ? want : most + 1;
			assert_int_equal(text_distance(a, b, most), want);
		}
	}
}

static void
distance_of_texts_longer_than_an_id_is_out_of_reach(void **state)
{
	char longer[TEXT_ID_MAX + 2];

	(void)state;
	memset(longer, 'x', sizeof(longer));
	longer[TEXT_ID_MAX + 1] = '\0';
	assert_int_equal(text_distance(longer, longer, 10), 11);
	assert_int_equal(text_distance(longer + 1, longer + 1, 10), 0);
	assert_int_equal(text_distance("", longer + 1, 200), TEXT_ID_MAX);
	assert_int_equal(text_distance("gti", "git", 1), 1);
}

static void
every_code_has_its_name(void **state)
{
	(void)state;
	assert_string_equal(err_name(ERR_OK), "OK");
	assert_string_equal(err_name(ERR_NOT_FOUND), "NOT_FOUND");
	assert_string_equal(err_name(ERR_DATA_LOSS), "DATA_LOSS");
	assert_string_equal(err_name((enum err_code)99), "UNKNOWN");
}

static void
an_error_too_long_for_its_text_is_cut(void **state)
{
	struct arena *arena = arena_new();
	struct err err = ERR_NONE;

	(void)state;
	assert_int_equal(err_set(&err, ERR_NOT_FOUND, "%s", arena_printf(arena, "%500d", 1)),
	    ERR_NOT_FOUND);
	arena_free(arena);
	assert_int_equal(strlen(err.text), sizeof(err.text) - 1);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_code_point_is_utf8_in_its_shortest_form_only),
	    cmocka_unit_test(malformed_utf8_is_refused),
	    cmocka_unit_test(control_characters_are_refused),
	    cmocka_unit_test(a_refusal_names_the_field_and_the_limit),
	    cmocka_unit_test(a_cut_never_splits_a_character),
	    cmocka_unit_test(an_id_is_short_lower_case_letters_digits_and_dashes),
	    cmocka_unit_test(a_slug_is_always_an_id),
	    cmocka_unit_test(a_url_has_a_scheme_and_no_white_space),
	    cmocka_unit_test(words_are_found_by_their_beginnings),
	    cmocka_unit_test(distance_agrees_with_its_definition),
	    cmocka_unit_test(distance_of_texts_longer_than_an_id_is_out_of_reach),
	    cmocka_unit_test(every_code_has_its_name),
	    cmocka_unit_test(an_error_too_long_for_its_text_is_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
