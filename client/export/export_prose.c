#include "export_prose.h"

#include <stdbool.h>
#include <string.h>

void
export_prose_text(FILE *file, const char *text)
{
	for (; *text; text++) {
		if (strchr("\\`*_[]<>&|~", *text))
			fputc('\\', file);
		fputc(*text, file);
	}
}

/* What would begin a heading, a list or a rule. */
static void
export_prose_line(FILE *file, const char *line)
{
	size_t digits = strspn(line, "0123456789");

	if (digits > 0 && (line[digits] == '.' || line[digits] == ')')) {
		fprintf(file, "%.*s\\", (int)digits, line);
		line += digits;
	} else if (*line && strchr("#-+=", *line)) {
		fputc('\\', file);
	}
	export_prose_text(file, line);
	fputc('\n', file);
}

void
export_prose_body(FILE *file, struct arena *arena, const char *text)
{
	char *rest = arena_strdup(arena, text);
	char *line;
	bool empty = true;

	while ((line = strsep(&rest, "\n")) != NULL) {
		line += strspn(line, " \t");
		/* Empty lines are kept only between others. */
		if (*line == '\0' && (empty || rest == NULL || rest[strspn(rest, " \t\n")] == '\0'))
			continue;
		empty = false;
		export_prose_line(file, line);
	}
	if (!empty)
		fputc('\n', file);
}
