#include "form.h"

#include <string.h>

#include "file/file_quote.h"

enum {
	FORM_WRITE_WIDTH = 76, /* columns of a remark */
	FORM_WRITE_INDENT = 2,
};

void
form_write_remark(FILE *out, const char *indent, const char *text)
{
	while (*text) {
		size_t line = strcspn(text, "\n"), n = out_fit(text, FORM_WRITE_WIDTH);

		n = n < line ? n : line;
		fprintf(out, "# %s%.*s\n", indent, (int)n, text);
		text += n;
		text += strspn(text, " \n");
	}
}

void
form_write_line(FILE *out, const char *remark, const char *key, const char *text)
{
	(void)fputc('\n', out);
	form_write_remark(out, "", remark);
	fprintf(out, "%s:", key);
	if (text[0]) {
		(void)fputc(' ', out);
		file_quote_line(out, text);
	}
	(void)fputc('\n', out);
}

void
form_write_body(FILE *out, const char *remark, const char *key, const char *text)
{
	(void)fputc('\n', out);
	form_write_remark(out, "", remark);
	fprintf(out, "%s: ", key);
	if (text[0])
		file_quote_body(out, text, FORM_WRITE_INDENT);
	else
		fputs("|\n  ", out);
	(void)fputc('\n', out);
}

void
form_write_list(FILE *out, const char *remark, const char *key, const char *const *texts, size_t n)
{
	(void)fputc('\n', out);
	form_write_remark(out, "", remark);
	fprintf(out, "%s:\n", key);
	for (size_t i = 0; i < n; i++) {
		fputs("  - ", out);
		file_quote_line(out, texts[i]);
		(void)fputc('\n', out);
	}
	if (n == 0)
		fputs("  -\n", out);
}
