#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <locale.h>
#include <stdbool.h>
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

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_character_takes_the_columns_that_the_c_library_says),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
