#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <locale.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <wchar.h>

#include "client/out.h"

enum {
	OUT_FIRST = 0xa1,
	OUT_LAST = 0xffff,
};

static bool
is_printed(uint32_t c)
{
	return (c < 0xd800 || c > 0xdfff) && wcwidth((wchar_t)c) >= 0 &&
	       (c < 0x202a || c > 0x202e) && (c < 0x2066 || c > 0x2069);
}

/* Two or three bytes. */
static void
encode(uint32_t c, char ret_text[4])
{
	size_t n = 0;

	if (c < 0x800) {
		ret_text[n++] = (char)(0xc0 | c >> 6);
	} else {
		ret_text[n++] = (char)(0xe0 | c >> 12);
		ret_text[n++] = (char)(0x80 | (c >> 6 & 0x3f));
	}
	ret_text[n++] = (char)(0x80 | (c & 0x3f));
	ret_text[n] = '\0';
}

/* Whether or not it is looked up in a locale. */
static void
a_character_takes_the_columns_that_the_c_library_says(void **state)
{
	char text[4];

	(void)state;
	assert_non_null(setlocale(LC_CTYPE, "C.UTF-8"));
	for (uint32_t c = OUT_FIRST; c <= OUT_LAST; c++) {
		if (!is_printed(c))
			continue;
		encode(c, text);
		if ((int)out_columns(text) != wcwidth((wchar_t)c))
			fail_msg("U+%04X takes %u columns", (unsigned)c, out_columns(text));
	}
}

/* What a stream without a buffer, as stderr is, writes. */
static char written[256];
static size_t n_written;
static unsigned n_writes;

static ssize_t
write_down(void *cookie, const char *data, size_t size)
{
	(void)cookie;
	assert_in_range(size, 1, sizeof(written) - n_written);
	memcpy(written + n_written, data, size);
	n_written += size;
	n_writes++;
	return (ssize_t)size;
}

/* The text as it is printed. */
static const char *
printed(const char *text, bool unicode)
{
	FILE *file = fopencookie(NULL, "w", (cookie_io_functions_t){.write = write_down});
	const struct out out = {.file = file, .unicode = unicode, .width = 80};

	assert_non_null(file);
	setvbuf(file, NULL, _IONBF, 0);
	memset(written, 0, sizeof(written));
	n_written = n_writes = 0;
	out_text(&out, OUT_PLAIN, text);
	fclose(file);
	return written;
}

static void
what_is_safe_is_written_in_one_piece(void **state)
{
	(void)state;
	assert_string_equal(printed("no step 'gti': see roadmap tree", false),
	    "no step 'gti': see roadmap tree");
	assert_int_equal(n_writes, 1);
	assert_string_equal(printed("\u2713 d\u00e9j\u00e0 vu \u6f22", true),
	    "\u2713 d\u00e9j\u00e0 vu \u6f22");
	assert_int_equal(n_writes, 1);
}

static void
what_is_not_safe_is_put_right_between_what_is(void **state)
{
	(void)state;
	assert_string_equal(printed("a\033[1mb\tc\nd\177e\x80"
				    "f\u202eg",
				true),
	    "a?[1mb c d?e?f?g");
	assert_string_equal(printed("\033", true), "?");
	assert_string_equal(printed("", true), "");
	assert_string_equal(printed("d\u00e9j\u00e0 \u6f22.", false), "deja ??.");
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_character_takes_the_columns_that_the_c_library_says),
	    cmocka_unit_test(what_is_safe_is_written_in_one_piece),
	    cmocka_unit_test(what_is_not_safe_is_put_right_between_what_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
