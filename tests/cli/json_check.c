/*
 * json_check [--lines]: exit status 0 if standard input is exactly one JSON document, or with
 * --lines at least one line and each of them a document.
 */
#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int
json_check_one(const char *text, size_t size)
{
	json_error_t error;
	json_t *value = json_loadb(text, size, JSON_REJECT_DUPLICATES, &error);

	if (!value)
		fprintf(stderr, "json_check: line %d: %s\n", error.line, error.text);
	json_decref(value);
	return value != NULL;
}

int
main(int argc, char **argv)
{
	bool lines = argc > 1 && strcmp(argv[1], "--lines") == 0;
	char *text = NULL;
	size_t room = 0, n = 0;
	ssize_t size;

	while ((size = getdelim(&text, &room, lines ? '\n' : EOF, stdin)) > 0) {
		if (!json_check_one(text, (size_t)size))
			break;
		n++;
	}
	free(text);
	return size <= 0 && n > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
