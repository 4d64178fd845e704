#include "file/file_quote.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

enum {
	FILE_QUOTE_WIDTH = 90, /* columns of a line */
	FILE_QUOTE_KEY = 16,   /* columns for the key before a text of one line */
	FILE_QUOTE_LEAST = 40, /* of a line however far it is moved in */
};

/* What other readers of YAML take for a number, a flag or nothing. */
static bool
file_quote_is_word(const char *text)
{
	static const char *const words[] = {"null", "true", "false", "yes", "no", "on", "off", "y",
	    "n"};
	bool number = isdigit((unsigned char)text[0]);

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcasecmp(text, words[i]) == 0)
			return true;
	return number && text[strspn(text, "0123456789abcdefABCDEFoxOX_.:+-TZ ")] == '\0';
}

/* Line ends of other alphabets, a byte order mark and what is no character. */
static size_t
file_quote_odd(const char *p)
{
	static const char *const odd[] = {"\xe2\x80\xa8", "\xe2\x80\xa9", "\xef\xbb\xbf",
	    "\xef\xbf\xbe", "\xef\xbf\xbf"};

	for (size_t i = 0; i < sizeof(odd) / sizeof(odd[0]); i++)
		if (strncmp(p, odd[i], 3) == 0)
			return 3;
	return 0;
}

static bool
file_quote_has_odd(const char *text)
{
	for (const char *p = text; *p != '\0'; p++)
		if (file_quote_odd(p) > 0)
			return true;
	return false;
}

static bool
file_quote_is_plain(const char *text)
{
	unsigned char first = (unsigned char)text[0];
	size_t length = strlen(text);

	return (isalnum(first) || first == '(' || first >= 0x80) && text[length - 1] != ' ' &&
	       text[length - 1] != ':' && strpbrk(text, "\t\n") == NULL &&
	       strstr(text, ": ") == NULL && strstr(text, " #") == NULL &&
	       !file_quote_is_word(text) && !file_quote_has_odd(text);
}

static void
file_quote_double(FILE *out, const char *text)
{
	(void)fputc('"', out);
	for (const char *p = text; *p != '\0'; p++) {
		const unsigned char *c = (const unsigned char *)p;
		size_t odd = file_quote_odd(p);

		if (odd > 0) {
			fprintf(out, "\\u%04X",
			    (unsigned)(c[0] & 0x0f) << 12 | (unsigned)(c[1] & 0x3f) << 6 |
				(c[2] & 0x3f));
			p += odd - 1;
		} else if (*p == '\n' || *p == '\t') {
			fprintf(out, "\\%c", *p == '\n' ? 'n' : 't');
		} else {
			if (*p == '"' || *p == '\\')
				(void)fputc('\\', out);
			(void)fputc(*p, out);
		}
	}
	(void)fputc('"', out);
}

void
file_quote_line(FILE *out, const char *text)
{
	if (file_quote_is_plain(text))
		fputs(text, out);
	else
		file_quote_double(out, text);
}

static bool
file_quote_is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Of the lines of a text. */
struct file_quote_lines {
	bool blank_start; /* one begins with a blank */
	bool blank_end;   /* one ends with a blank, which nobody would see */
	size_t longest;   /* columns, about */
};

static struct file_quote_lines
file_quote_look(const char *text)
{
	struct file_quote_lines lines = {0};
	size_t column = 0;

	for (const char *p = text; *p != '\0'; p++) {
		char next = p[1];

		if (*p == '\n') {
			column = 0;
			continue;
		}
		if (file_quote_is_blank(*p)) {
			lines.blank_start = lines.blank_start || column == 0;
			lines.blank_end = lines.blank_end || next == '\n' || next == '\0';
		}
		column += ((unsigned char)*p & 0xc0) != 0x80;
		if (column > lines.longest)
			lines.longest = column;
	}
	return lines;
}

static void
file_quote_indent(FILE *out, unsigned indent)
{
	fprintf(out, "\n%*s", (int)indent, "");
}

static void
file_quote_literal(FILE *out, const char *text, unsigned indent)
{
	fputs("|-", out);
	while (*text != '\0') {
		size_t length = strcspn(text, "\n");

		if (length == 0)
			(void)fputc('\n', out);
		else
			file_quote_indent(out, indent);
		(void)fwrite(text, 1, length, out);
		text += length + (text[length] == '\n');
	}
}

/* The length of what stands at p before the next blank that may become a line end: a single one. */
static size_t
file_quote_word(const char *p)
{
	size_t length = strcspn(p, " \n");

	while (p[length] == ' ' && p[length + 1] == ' ') {
		length += strspn(p + length, " ");
		length += strcspn(p + length, " \n");
	}
	return length;
}

static void
file_quote_folded_line(FILE *out, const char *text, size_t size, unsigned indent)
{
	size_t width = FILE_QUOTE_WIDTH > indent + FILE_QUOTE_LEAST ? FILE_QUOTE_WIDTH - indent
								    : FILE_QUOTE_LEAST;
	size_t column = 0;

	file_quote_indent(out, indent);
	for (size_t at = 0; at < size;) {
		size_t length = file_quote_word(text + at);

		if (column > 0 && column + 1 + length > width) {
			file_quote_indent(out, indent);
			column = 0;
		} else if (column > 0) {
			(void)fputc(' ', out);
			column++;
		}
		(void)fwrite(text + at, 1, length, out);
		column += length;
		at += length + 1; /* a single blank or the end */
	}
}

/* A line end between two lines with text is a blank to the reader; an empty line is a line end. */
static void
file_quote_folded(FILE *out, const char *text, unsigned indent)
{
	fputs(">-", out);
	while (*text != '\0') {
		size_t length = strcspn(text, "\n");
		bool ended = text[length] == '\n';

		if (length > 0)
			file_quote_folded_line(out, text, length, indent);
		if (ended)
			(void)fputc('\n', out);
		text += length + ended;
	}
}

/* Whether a block of lines would be read back whole: blanks and line ends at its ends are not. */
static bool
file_quote_is_block(const char *text, const struct file_quote_lines *lines)
{
	size_t length = strlen(text);

	return length > 0 && text[0] != '\n' && text[length - 1] != '\n' &&
	       !file_quote_is_blank(text[0]) && !lines->blank_end && !file_quote_has_odd(text);
}

void
file_quote_body(FILE *out, const char *text, unsigned indent)
{
	struct file_quote_lines lines = file_quote_look(text);
	bool several = strchr(text, '\n') != NULL;
	bool tab = strchr(text, '\t') != NULL;
	bool fits = lines.longest + indent + (several ? 0 : FILE_QUOTE_KEY) <= FILE_QUOTE_WIDTH;

	if (!file_quote_is_block(text, &lines) || (!several && (fits || tab)))
		file_quote_line(out, text);
	else if (several && (fits || tab || lines.blank_start))
		file_quote_literal(out, text, indent);
	else
		file_quote_folded(out, text, indent);
}
