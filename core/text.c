#include "core/text.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>

static bool
text_is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

static bool
text_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static char
text_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool
text_is_alnum(char c)
{
	return text_is_lower(text_lower(c)) || text_is_digit(c);
}

/* The length of the code point that begins at text, or 0 if it is malformed. RFC 3629. */
static size_t
text_utf8_next(const unsigned char *text, size_t left, uint32_t *ret_point)
{
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
	uint32_t point;
	size_t length, i;

	if (text[0] < 0x80) {
		*ret_point = text[0];
		return 1;
	}
	if (text[0] < 0xc2 || text[0] > 0xf4)
		return 0;
	length = text[0] < 0xe0 ? 2 : text[0] < 0xf0 ? 3 : 4;
	if (length > left)
		return 0;
	point = text[0] & (0xffU >> (length + 1));
	for (i = 1; i < length; i++) {
		if ((text[i] & 0xc0) != 0x80)
			return 0;
		point = point << 6 | (text[i] & 0x3f);
	}
	if (point < least[length] || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff))
		return 0;
	*ret_point = point;
	return length;
}

bool
text_is_utf8(const char *text, size_t length_bytes)
{
	const unsigned char *bytes = (const unsigned char *)text;
	uint32_t point;
	size_t at = 0, step;

	for (; at < length_bytes; at += step) {
		step = text_utf8_next(bytes + at, length_bytes - at, &point);
		if (step == 0)
			return false;
	}
	return true;
}

static bool
text_is_control(uint32_t point, enum text_kind kind)
{
	if (kind == TEXT_BODY && (point == '\n' || point == '\t'))
		return false;
	return point < 0x20 || (point >= 0x7f && point <= 0x9f);
}

enum err_code
text_check(const char *what, const char *text, size_t max_bytes, enum text_kind kind,
    struct err *err)
{
	const unsigned char *bytes = (const unsigned char *)text;
	size_t length = strlen(text), at = 0, step;
	uint32_t point;

	if (length > max_bytes)
		return err_set(err, ERR_INVALID_ARGUMENT,
		    "%s is too long: %zu bytes, at most %zu are allowed", what, length, max_bytes);
	for (; at < length; at += step) {
		step = text_utf8_next(bytes + at, length - at, &point);
		if (step == 0)
			return err_set(err, ERR_INVALID_ARGUMENT,
			    "%s is not UTF-8 at byte %zu: save it as UTF-8", what, at + 1);
		if (text_is_control(point, kind))
			return err_set(err, ERR_INVALID_ARGUMENT,
			    "%s has a control character (U+%04X) at byte %zu: take it out", what,
			    (unsigned)point, at + 1);
	}
	return ERR_OK;
}

size_t
text_fit(const char *text, size_t max_bytes)
{
	size_t length = strnlen(text, max_bytes + 1);

	if (length <= max_bytes)
		return length;
	length = max_bytes;
	while (length > 0 && ((unsigned char)text[length] & 0xc0) == 0x80)
		length--;
	return length;
}

bool
text_is_id(const char *text)
{
	size_t i = 0;

	if (!text_is_lower(text[0]) && !text_is_digit(text[0]))
		return false;
	while (text_is_lower(text[i]) || text_is_digit(text[i]) || text[i] == '-')
		if (++i > TEXT_ID_MAX)
			return false;
	return text[i] == '\0';
}

void
text_slug(char *dst, const char *title)
{
	size_t n = 0;

	for (; *title != '\0' && n < TEXT_ID_MAX; title++) {
		if (text_is_alnum(*title))
			dst[n++] = text_lower(*title);
		else if (n > 0 && dst[n - 1] != '-')
			dst[n++] = '-';
	}
	if (n > 0 && dst[n - 1] == '-')
		n--;
	dst[n] = '\0';
	if (n == 0)
		strcpy(dst, "item");
}

/* The length of "scheme://", or 0. RFC 3986, section 3.1. */
static size_t
text_url_scheme(const char *text)
{
	size_t i = 0;

	if (!text_is_alnum(text[0]) || text_is_digit(text[0]))
		return 0;
	while (text_is_alnum(text[i]) || text[i] == '+' || text[i] == '-' || text[i] == '.')
		i++;
	return strncmp(text + i, "://", 3) == 0 ? i + 3 : 0;
}

bool
text_is_url(const char *text)
{
	size_t scheme = text_url_scheme(text);

	return scheme > 0 && text[scheme] != '\0' && strpbrk(text, " \t\n\v\f\r") == NULL;
}

static bool
text_begins(const char *text, const char *word, size_t word_length)
{
	size_t i;

	for (i = 0; i < word_length; i++)
		if (text_lower(text[i]) != text_lower(word[i]))
			return false;
	return true;
}

bool
text_is_web_url(const char *text)
{
	return text_is_url(text) &&
	       (text_begins(text, "https://", 8) || text_begins(text, "http://", 7));
}

/* The length of the host and port, 0 if there is none or it holds what no host does. */
static size_t
text_host_length(const char *host)
{
	size_t length = strcspn(host, "/?#");

	if (host[0] == '[') /* an address of IPv6 */
		return strspn(host + 1, "0123456789abcdefABCDEF:.") > 1 ? length : 0;
	for (size_t i = 0; i < length; i++)
		if (!isalnum((unsigned char)host[i]) && strchr("-.:", host[i]) == NULL &&
		    (unsigned char)host[i] < 0x80)
			return 0;
	return host[0] != '.' && host[0] != ':' && host[0] != '-' ? length : 0;
}

bool
text_is_link(const char *text)
{
	if (!text_is_web_url(text) || strpbrk(text, "\"<>\\^`{|}") != NULL)
		return false;
	return text_host_length(strstr(text, "://") + 3) > 0;
}

static bool
text_is_word_char(char c)
{
	return text_is_alnum(c) || (unsigned char)c >= 0x80;
}

bool
text_is_zone(const char *text)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "0123456789_/+-,.<>:";

	return text[0] != '\0' && strlen(text) <= TEXT_ID_MAX &&
	       text[strspn(text, allowed)] == '\0' && text[0] != '/' && text[0] != ':' &&
	       strstr(text, "..") == NULL;
}

bool
text_contains_word_prefix(const char *text, const char *word, size_t word_length)
{
	size_t i;

	for (i = 0; text[i] != '\0'; i++) {
		/* A sign begins a word too: ".net" is found in "ASP.NET". */
		bool starts =
		    i == 0 || !text_is_word_char(text[i]) || !text_is_word_char(text[i - 1]);

		if (starts && text_begins(text + i, word, word_length))
			return true;
	}
	return false;
}

static unsigned
text_least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* Three rows of the table of distances: two before the last, for swaps, the last and this one. */
struct text_table {
	const char *a, *b;
	size_t length_b;
	unsigned most;
	unsigned rows[3][TEXT_ID_MAX + 2];
};

/* Fills the row of a's first i bytes and returns the least of it. */
static unsigned
text_table_row(struct text_table *table, size_t i)
{
	const unsigned *older = table->rows[(i + 1) % 3], *old = table->rows[(i + 2) % 3];
	const char *a = table->a, *b = table->b;
	unsigned *row = table->rows[i % 3], nearest;
	/* Cells further than `most` from the diagonal are over it anyway. */
	size_t first = i > table->most ? i - table->most : 1;
	size_t last = i + table->most < table->length_b ? i + table->most : table->length_b;
	size_t j;

	nearest = row[first - 1] = first == 1 ? (unsigned)i : table->most + 1;
	row[last + 1] = table->most + 1;
	for (j = first; j <= last; j++) {
		row[j] = text_least(old[j], row[j - 1]) + 1;
		row[j] = text_least(row[j], old[j - 1] + (a[i - 1] != b[j - 1]));
		if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
			row[j] = text_least(row[j], older[j - 2] + 1);
		nearest = text_least(nearest, row[j]);
	}
	return nearest;
}

unsigned
text_distance(const char *a, const char *b, unsigned most)
{
	size_t length_a = strnlen(a, TEXT_ID_MAX + 1), length_b = strnlen(b, TEXT_ID_MAX + 1), i;
	struct text_table table = {.a = a, .b = b, .length_b = length_b, .most = most};

	if (length_a > TEXT_ID_MAX || length_b > TEXT_ID_MAX)
		return most + 1;
	if (length_a > length_b + most || length_b > length_a + most)
		return most + 1;
	for (i = 0; i <= length_b; i++)
		table.rows[0][i] = (unsigned)i;
	for (i = 1; i <= length_a; i++)
		if (text_table_row(&table, i) > most)
			return most + 1;
	return text_least(table.rows[length_a % 3][length_b], most + 1);
}

void
text_clean(char *text)
{
	size_t length = strlen(text), to = 0, size;

	for (size_t at = 0; at < length; at += size) {
		size = 1;
		while (size < 4 && (text[at + size] & 0xc0) == 0x80)
			size++;
		if (!text_is_utf8(text + at, size))
			continue;
		memmove(text + to, text + at, size);
		if (size == 1 && (unsigned char)text[to] < ' ')
			text[to] = ' ';
		to += size;
	}
	text[to] = '\0';
}
