#include "client/out.h"

#include <ctype.h>
#include <locale.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

#include "client/out_ascii.h"
#include "core/text.h"

enum {
	OUT_WIDTH = 80, /* where nobody says */
	OUT_WIDTH_LEAST = 20,
	OUT_WIDTH_MOST = 1000,
	OUT_WIDTH_PROSE = 92, /* longer lines are hard to read */
};

static const char *const out_codes[] = {
    [OUT_PLAIN] = "",
    [OUT_BOLD] = "1",
    [OUT_DIM] = "2",
    [OUT_GOOD] = "32",
    [OUT_BUSY] = "33",
    [OUT_BAD] = "31",
    [OUT_NAME] = "36",
    [OUT_HEAT_1] = "32",
    [OUT_HEAT_2] = "32",
    [OUT_HEAT_3] = "32",
    [OUT_HEAT_4] = "32",
};

/* Of 256 colours: those of the heats, which stand last. */
static const char *const out_codes_many[] = {"38;5;22", "38;5;28", "38;5;34", "38;5;40"};

static unsigned
out_find_width(const struct out *out)
{
	const char *columns = getenv("COLUMNS");
	struct winsize size = {0};
	unsigned long width = columns ? strtoul(columns, NULL, 10) : 0;

	if (width == 0 && out->terminal && ioctl(fileno(out->file), TIOCGWINSZ, &size) == 0)
		width = size.ws_col;
	if (width == 0 || width > OUT_WIDTH_MOST)
		width = OUT_WIDTH;
	return width < OUT_WIDTH_LEAST ? OUT_WIDTH_LEAST : (unsigned)width;
}

static bool
out_wants_color(const struct out *out, enum out_color color)
{
	const char *no_color = getenv("NO_COLOR");
	const char *term = getenv("TERM");

	if (color != OUT_COLOR_AUTO)
		return color == OUT_COLOR_ALWAYS;
	if (no_color && no_color[0])
		return false;
	return out->terminal && term && strcmp(term, "dumb") != 0;
}

static bool
out_has_many_colors(void)
{
	const char *term = getenv("TERM"), *more = getenv("COLORTERM");

	return (term && strstr(term, "256color")) || (more && more[0]);
}

/* By the variables alone: to load a locale takes a tenth of the time of a short command. */
static bool
out_is_utf8(void)
{
	static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
	const char *value = NULL;

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]) && (!value || !value[0]); i++)
		value = getenv(names[i]);
	return value && (strcasestr(value, "UTF-8") || strcasestr(value, "UTF8"));
}

void
out_init(struct out *out, FILE *file)
{
	*out = (struct out){.file = file, .terminal = isatty(fileno(file))};
	out->width = out_find_width(out);
	out_set(out, OUT_COLOR_AUTO, false);
}

void
out_set(struct out *out, enum out_color color, bool ascii)
{
	out->unicode = !ascii && out_is_utf8();
	out->color = out_wants_color(out, color);
	out->many_colors = out->color && out_has_many_colors();
}

/* Bidirectional overrides can make a line read as something it is not. */
static bool
out_is_unsafe(uint32_t c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x202a && c <= 0x202e) ||
	       (c >= 0x2066 && c <= 0x2069);
}

/* The code point of a character of n bytes. */
static uint32_t
out_point(const char *text, size_t n)
{
	unsigned char lead = (unsigned char)text[0];
	uint32_t c = n == 1 ? lead : lead & (0xffU >> (n + 1));

	for (size_t i = 1; i < n; i++)
		c = c << 6 | ((unsigned char)text[i] & 0x3f);
	return c;
}

/* Latin, the signs of typography, arrows, mathematics, drawn lines and shapes, stars, marks and
 * Braille need no locale. */
static bool
out_is_narrow(uint32_t c)
{
	static const struct {
		uint32_t first, last;
	} narrow[] = {{0, 0x2ff}, {0x2010, 0x2027}, {0x2190, 0x22ff}, {0x2500, 0x25fc},
	    {0x2605, 0x2606}, {0x2713, 0x2718}, {0x2800, 0x28ff}};

	for (size_t i = 0; i < sizeof(narrow) / sizeof(narrow[0]); i++)
		if (c >= narrow[i].first && c <= narrow[i].last)
			return true;
	return false;
}

static unsigned
out_point_columns(uint32_t c)
{
	static bool has_locale;
	int columns;

	if (out_is_narrow(c))
		return 1;
	/* Only LC_CTYPE: a decimal comma would break what scripts read. */
	if (!has_locale)
		setlocale(LC_CTYPE, "C.UTF-8");
	has_locale = true;
	columns = wcwidth((wchar_t)c);
	return columns < 0 ? 1 : (unsigned)columns;
}

/* The bytes of the character at text, which is not at its end; *ret_fine if it may be printed. */
static size_t
out_next(const char *text, unsigned *ret_columns, bool *ret_fine)
{
	unsigned char lead = (unsigned char)text[0];
	size_t n = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
	uint32_t c;

	*ret_columns = 1;
	*ret_fine = lead >= 0x20 && lead < 0x7f;
	if (*ret_fine)
		return 1;
	if (strnlen(text, n) < n || !text_is_utf8(text, n))
		return 1;
	c = out_point(text, n);
	if (out_is_unsafe(c))
		return n;
	*ret_columns = out_point_columns(c);
	*ret_fine = true;
	return n;
}

unsigned
out_columns(const char *text)
{
	unsigned sum = 0, columns;
	bool fine;

	while (*text) {
		text += out_next(text, &columns, &fine);
		sum += columns;
	}
	return sum;
}

size_t
out_fit(const char *text, unsigned columns)
{
	size_t size = 0, words = 0;
	unsigned used = 0, one;
	bool fine;

	while (text[size]) {
		size_t n = out_next(text + size, &one, &fine);

		if (text[size] == ' ')
			words = size;
		if (used + one > columns && size > 0)
			return words > 0 ? words : size;
		used += one;
		size += n;
	}
	return size;
}

static void
out_begin(const struct out *out, enum out_style style)
{
	const char *code = out_codes[style];

	if (out->many_colors && style >= OUT_HEAT_1)
		code = out_codes_many[style - OUT_HEAT_1];
	if (out->color && style != OUT_PLAIN)
		fprintf(out->file, "\033[%sm", code);
}

static void
out_end(const struct out *out, enum out_style style)
{
	if (out->color && style != OUT_PLAIN)
		fputs("\033[0m", out->file);
}

/* Prints up to `size` bytes, made safe. What is so already goes in one piece: stderr has no buffer,
 * and each would be a system call. */
static void
out_raw(const struct out *out, const char *text, size_t size)
{
	const char *end = text + size, *piece = text;
	unsigned columns;
	bool fine;

	while (text < end && *text) {
		const char *at = text;
		const size_t n = out_next(at, &columns, &fine);

		text += n;
		if (fine && (out->unicode || n == 1))
			continue;
		fwrite(piece, 1, (size_t)(at - piece), out->file);
		piece = text;
		if (fine)
			fprintf(out->file, "%.*s", (int)columns,
			    (char[]){out_ascii(out_point(at, n)), '?', '\0'});
		else
			fputc(*at == '\n' || *at == '\t' ? ' ' : '?', out->file);
	}
	fwrite(piece, 1, (size_t)(text - piece), out->file);
}

void
out_text(const struct out *out, enum out_style style, const char *text)
{
	out_begin(out, style);
	out_raw(out, text, strlen(text));
	out_end(out, style);
}

void
out_printf(const struct out *out, enum out_style style, const char *format, ...)
{
	char *text;
	va_list list;

	va_start(list, format);
	if (vasprintf(&text, format, list) < 0)
		abort();
	va_end(list);
	out_text(out, style, text);
	free(text);
}

void
out_newline(const struct out *out)
{
	fputc('\n', out->file);
}

void
out_spaces(const struct out *out, unsigned n)
{
	fprintf(out->file, "%*s", (int)n, "");
}

/* "h", "min" or "%" at a place, and nothing more: a unit. */
static bool
out_is_unit(const char *text)
{
	size_t n = strncmp(text, "min", 3) == 0 ? 3 : *text && strchr("h%", *text) ? 1 : 0;

	return n > 0 && !isalnum((unsigned char)text[n]);
}

/* The bytes of the next word; a number keeps its unit: "8 h". */
static size_t
out_word(const char *text)
{
	size_t n = strcspn(text, " \n\t");

	while (n > 0 && isdigit((unsigned char)text[n - 1]) && text[n] == ' ' &&
	       out_is_unit(text + n + 1))
		n += 2 + strcspn(text + n + 2, " \n\t");
	return n;
}

/* Prints one line of the text wrapped. */
static void
out_wrap_line(const struct out *out, unsigned column, unsigned indent, const char *text,
    const char *end)
{
	unsigned most = out->width < OUT_WIDTH_PROSE ? out->width : OUT_WIDTH_PROSE;
	bool first = true;

	while (text < end) {
		size_t size = out_word(text);
		unsigned columns = 0, one;
		bool fine;

		for (size_t i = 0; i < size; i += out_next(text + i, &one, &fine), columns += one)
			;
		if (size > 0 && !first && column + 1 + columns > most) {
			out_newline(out);
			out_spaces(out, indent);
			column = indent;
			first = true;
		}
		if (size > 0) {
			out_spaces(out, first ? 0 : 1);
			column += columns + (first ? 0 : 1);
			out_raw(out, text, size);
			first = false;
		}
		text += size + (text + size < end);
	}
}

void
out_wrap(const struct out *out, enum out_style style, unsigned column, unsigned indent,
    const char *text)
{
	out_begin(out, style);
	for (;;) {
		size_t size = strcspn(text, "\n");

		out_wrap_line(out, column, indent, text, text + size);
		text += size;
		if (*text == '\0' || text[1] == '\0')
			break;
		text++;
		out_newline(out);
		if (*text != '\n')
			out_spaces(out, indent);
		column = indent;
	}
	out_end(out, style);
	out_newline(out);
}

const char *
out_bar(const struct out *out, struct arena *arena, unsigned permille, unsigned columns)
{
	const char *full = out->unicode ? "█" : "#";
	const char *rest = out->unicode ? "░" : ".";
	unsigned n = columns * (permille > 1000 ? 1000 : permille) / 1000;
	char *bar = arena_alloc(arena, columns * strlen(full) + 3);
	char *at = bar;

	if (!out->unicode)
		at = stpcpy(at, "[");
	for (unsigned i = 0; i < columns; i++)
		at = stpcpy(at, i < n ? full : rest);
	if (!out->unicode)
		stpcpy(at, "]");
	return bar;
}
