#include "file/file_fault.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "core/text.h"
#include "file/file_source.h"

enum {
	FILE_FAULT_WIDTH = 100, /* of the line shown, in characters */
	FILE_FAULT_LEFT = 60,   /* of them before the place, in a longer line */
};

/* The length of the character at p if it can be shown, else 0. */
static size_t
file_fault_shown(const char *p, size_t left)
{
	struct err err = ERR_NONE;
	size_t n = file_source_char(p, left);
	char character[5] = "";

	memcpy(character, p, n);
	if (n == 0 || text_check("", character, n, TEXT_LINE, &err) != ERR_OK)
		return 0;
	return n;
}

static void
file_fault_clean(char *text)
{
	size_t left = strlen(text);

	while (left > 0) {
		size_t n = file_fault_shown(text, left);

		if (n == 0) {
			*text = '?';
			n = 1;
		}
		text += n;
		left -= n;
	}
}

void
file_fault_add(struct file_faults *faults, uint32_t line, uint32_t column, const char *format, ...)
{
	struct file_fault *fault;
	va_list arguments;

	if (faults->n == FILE_FAULTS_MAX) {
		faults->more = true;
		return;
	}
	fault = &faults->list[faults->n++];
	fault->line = line;
	fault->column = column;
	va_start(arguments, format);
	(void)vsnprintf(fault->text, sizeof(fault->text), format, arguments);
	va_end(arguments);
	file_fault_clean(fault->text);
}

static bool
file_fault_is_after(const struct file_fault *a, const struct file_fault *b)
{
	return a->line != b->line ? a->line > b->line : a->column > b->column;
}

/* By insertion: stable, and the list is short. */
void
file_fault_sort(struct file_faults *faults)
{
	for (uint32_t i = 1; i < faults->n; i++) {
		struct file_fault fault = faults->list[i];
		uint32_t to = i;

		for (; to > 0 && file_fault_is_after(&faults->list[to - 1], &fault); to--)
			faults->list[to] = faults->list[to - 1];
		faults->list[to] = fault;
	}
}

/* Writes the part of the line around the place; tabs become blanks so that the caret fits. */
static void
file_fault_print_line(FILE *out, const struct file_fault *fault, const char *line, size_t length)
{
	uint32_t skip = fault->column > FILE_FAULT_WIDTH ? fault->column - FILE_FAULT_LEFT : 0;
	uint32_t column = 0;

	fputs("  ", out);
	for (size_t i = 0; i < length && column < skip + FILE_FAULT_WIDTH; column++) {
		size_t n = file_fault_shown(line + i, length - i);

		if (column >= skip && n > 0)
			(void)fwrite(line + i, 1, n, out);
		else if (column >= skip)
			(void)fputc(line[i] == '\t' ? ' ' : '?', out);
		i += n > 0 ? n : 1;
	}
	fprintf(out, "\n  %*s\n", (int)(fault->column - skip), "^");
}

static void
file_fault_print_list(FILE *out, const struct file_faults *faults, const struct file_source *source,
    const char *mark)
{
	for (uint32_t i = 0; i < faults->n; i++) {
		const struct file_fault *fault = &faults->list[i];
		const char *line;
		size_t length;

		if (fault->line == 0) {
			fprintf(out, "%s: %s%s\n", source->name, mark, fault->text);
			continue;
		}
		fprintf(out, "%s:%u:%u: %s%s\n", source->name, fault->line, fault->column, mark,
		    fault->text);
		line = file_source_line(source, fault->line, &length);
		if (length > 0)
			file_fault_print_line(out, fault, line, length);
	}
}

void
file_fault_print(FILE *out, const struct file_faults *faults, const struct file_source *source)
{
	file_fault_print_list(out, faults, source, "");
	if (faults->more)
		fprintf(out, "%s: there are more faults\n", source->name);
}

void
file_fault_print_doubts(FILE *out, const struct file_faults *doubts,
    const struct file_source *source)
{
	file_fault_print_list(out, doubts, source, "warning: ");
	if (doubts->more)
		fprintf(out, "%s: there are more warnings\n", source->name);
}
