#include "import/import_input.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "client/json_budget.h"

enum {
	IMPORT_INPUT_FIRST = 64 << 10, /* bytes of the first buffer */
};

static const size_t import_input_budget = (size_t)384 << 20;

static void
import_input_close(int *fd)
{
	if (*fd > STDIN_FILENO)
		(void)close(*fd);
}

static void
import_input_free_bytes(char **bytes)
{
	free(*bytes);
}

/* Reads to the end or one byte past the limit. The size, or -1 with errno. *buffer is realloc'ed.
 */
static ssize_t
import_input_read_all(int fd, char **buffer)
{
	size_t size = 0, room = IMPORT_INPUT_FIRST;

	while (size <= IMPORT_INPUT_MAX) {
		char *grown = size == 0 || size == room ? realloc(*buffer, room *= 2) : *buffer;
		ssize_t n;

		if (grown == NULL)
			return -1;
		*buffer = grown;
		n = read(fd, grown + size, room - size);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n < 0 ? -1 : (ssize_t)size;
		size += (size_t)n;
	}
	return (ssize_t)size;
}

enum err_code
import_input_read(const char *path, struct arena *arena, struct import_input *ret_input,
    struct err *err)
{
	bool is_stdin = strcmp(path, "-") == 0;
	__attribute__((cleanup(import_input_close))) int fd =
	    is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	__attribute__((cleanup(import_input_free_bytes))) char *bytes = NULL;
	struct stat status;
	ssize_t size;

	if (fd < 0 || fstat(fd, &status) < 0)
		return err_set(err, ERR_INVALID_ARGUMENT, "cannot be opened: %s", strerror(errno));
	if (S_ISDIR(status.st_mode))
		return err_set(err, ERR_INVALID_ARGUMENT, "is a directory: give a file");
	size = import_input_read_all(fd, &bytes);
	if (size < 0)
		return err_set(err, ERR_INVALID_ARGUMENT, "cannot be read: %s", strerror(errno));
	return import_input_make(is_stdin ? "<stdin>" : path, bytes, (size_t)size, arena, ret_input,
	    err);
}

enum err_code
import_input_make(const char *name, const char *bytes, size_t size, struct arena *arena,
    struct import_input *ret_input, struct err *err)
{
	static const char mark[] = "\xef\xbb\xbf";
	size_t from = size >= 3 && memcmp(bytes, mark, 3) == 0 ? 3 : 0;
	char *text;

	if (size > IMPORT_INPUT_MAX)
		return err_set(err, ERR_INVALID_ARGUMENT, "is larger than %d MiB: split it",
		    IMPORT_INPUT_MAX >> 20);
	text = arena_alloc(arena, size - from + 1);
	if (size > from)
		memcpy(text, bytes + from, size - from);
	*ret_input = (struct import_input){.name = name, .text = text, .size = size - from};
	return ERR_OK;
}

/* Past the end of a value: blanks, and the comma that some programs write between objects. */
static size_t
import_input_gap(const struct import_input *input, size_t at)
{
	while (at < input->size && strchr(" \t\r\n,", input->text[at]) != NULL &&
	       input->text[at] != '\0')
		at++;
	return at;
}

static json_t *
import_input_fail(const struct import_input *input, size_t at, const json_error_t *error,
    struct err *err)
{
	size_t end = at + (error->position > 0 ? (size_t)error->position : 0);
	unsigned line = 1;

	for (size_t i = 0; i < end && i < input->size; i++)
		line += input->text[i] == '\n';
	if (json_budget_end())
		(void)err_set(err, ERR_RESOURCE_EXHAUSTED,
		    "holds more values than a roadmap could: split it");
	else if (json_error_code(error) == json_error_stack_overflow)
		(void)err_set(err, ERR_INVALID_ARGUMENT, "is nested too deep, near line %u", line);
	else if (json_error_code(error) == json_error_null_character ||
		 json_error_code(error) == json_error_null_byte_in_key)
		(void)err_set(err, ERR_INVALID_ARGUMENT,
		    "holds a NUL character (\\u0000), near line %u: take it out", line);
	else
		(void)err_set(err, ERR_INVALID_ARGUMENT, "is no sound JSON, near line %u: %.80s",
		    line, error->text);
	for (char *p = err->text; *p != '\0'; p++)
		if ((unsigned char)*p < 0x20 || (unsigned char)*p >= 0x7f)
			*p = '?';
	return NULL;
}

/* The values from `at` on, after the first. */
static json_t *
import_input_json_list(const struct import_input *input, json_t *first, size_t at, struct err *err)
{
	__attribute__((cleanup(import_input_free_json))) json_t *list = json_array();
	json_error_t error = {0};

	if (json_array_append_new(list, first) != 0)
		return import_input_fail(input, at, &error, err);
	for (at = import_input_gap(input, at); at < input->size; at = import_input_gap(input, at)) {
		json_t *value =
		    json_loadb(input->text + at, input->size - at, JSON_DISABLE_EOF_CHECK, &error);

		if (value == NULL)
			return import_input_fail(input, at, &error, err);
		if (json_array_append_new(list, value) != 0)
			return import_input_fail(input, at, &error, err);
		at += (size_t)error.position;
	}
	return json_incref(list);
}

json_t *
import_input_json(const struct import_input *input, struct err *err)
{
	json_error_t error;
	json_t *value;
	size_t at;

	json_budget_begin(import_input_budget);
	value = json_loadb(input->text, input->size, JSON_DISABLE_EOF_CHECK, &error);
	if (value == NULL) {
		(void)import_input_fail(input, 0, &error, err);
	} else {
		at = import_input_gap(input, (size_t)error.position);
		if (at < input->size)
			value = import_input_json_list(input, value, at, err);
	}
	(void)json_budget_end();
	return value;
}

const char *
import_input_text(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));

	return text != NULL ? text : "";
}

double
import_input_number(const json_t *object, const char *key, double otherwise)
{
	static const double most = 1e9;
	const json_t *value = json_object_get(object, key);
	double number = json_is_number(value) ? json_number_value(value) : otherwise;

	if (number > most)
		return most;
	return number > -most ? number : -most;
}

void
import_input_free_json(json_t **value)
{
	json_decref(*value);
}
