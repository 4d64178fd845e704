#include "client/args.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/text.h"

struct args_parser {
	const struct args_option *tables[2];
	struct args *args;
	struct err *err;
};

static const struct args_option *
args_find(const struct args_parser *parser, const char *name, size_t length, char letter)
{
	for (int i = 0; i < 2; i++)
		for (const struct args_option *o = parser->tables[i]; o && o->name; o++)
			if (letter
				? o->letter == letter
				: strlen(o->name) == length && memcmp(o->name, name, length) == 0)
				return o;
	return NULL;
}

static enum err_code
args_unknown(const struct args_parser *parser, const char *name, size_t length)
{
	char typed[TEXT_ID_MAX + 1];
	const char *near = NULL;
	unsigned most = 2;

	snprintf(typed, sizeof(typed), "%.*s", (int)(length > TEXT_ID_MAX ? TEXT_ID_MAX : length),
	    name);
	for (int i = 0; i < 2; i++)
		for (const struct args_option *o = parser->tables[i]; o && o->name; o++) {
			unsigned distance = text_distance(typed, o->name, most);

			if (distance <= most && distance < strlen(o->name)) {
				near = o->name;
				most = distance > 0 ? distance - 1 : 0;
			}
		}
	if (near)
		return err_set(parser->err, ERR_INVALID_ARGUMENT,
		    "no option --%s: did you mean --%s?", typed, near);
	return err_set(parser->err, ERR_INVALID_ARGUMENT, "no option --%s", typed);
}

static void
args_add(const struct args_parser *parser, const struct args_option *option, const char *value)
{
	parser->args->given[parser->args->n_given++] = (struct args_given){option, value};
}

/* *ret_used is set to the arguments it took: one or two. */
static enum err_code
args_parse_long(const struct args_parser *parser, char **argv, int argc, int *ret_used)
{
	const char *name = argv[0] + 2;
	size_t length = strcspn(name, "=");
	const char *value = name[length] ? name + length + 1 : NULL;
	const struct args_option *option = args_find(parser, name, length, 0);

	if (!option)
		return args_unknown(parser, name, length);
	*ret_used = 1;
	if (!option->value && value)
		return err_set(parser->err, ERR_INVALID_ARGUMENT, "--%s takes no value",
		    option->name);
	if (option->value && !value) {
		if (argc < 2)
			return err_set(parser->err, ERR_INVALID_ARGUMENT,
			    "--%s wants a value: --%s %s", option->name, option->name,
			    option->value);
		value = argv[1];
		*ret_used = 2;
	}
	args_add(parser, option, value ? value : "");
	return ERR_OK;
}

static enum err_code
args_parse_short(const struct args_parser *parser, char **argv, int argc, int *ret_used)
{
	*ret_used = 1;
	for (const char *at = argv[0] + 1; *at; at++) {
		const struct args_option *option = args_find(parser, NULL, 0, *at);

		if (!option)
			return err_set(parser->err, ERR_INVALID_ARGUMENT, "no option -%c",
			    *at > ' ' && *at < 0x7f ? *at : '?');
		if (!option->value) {
			args_add(parser, option, "");
			continue;
		}
		if (!at[1] && argc < 2)
			return err_set(parser->err, ERR_INVALID_ARGUMENT,
			    "-%c wants a value: -%c %s", *at, *at, option->value);
		*ret_used = at[1] ? 1 : 2;
		args_add(parser, option, at[1] ? at + 1 : argv[1]);
		break;
	}
	return ERR_OK;
}

/* "--" ends the options; a lone "-" is an operand. */
static enum err_code
args_parse_one(const struct args_parser *parser, char **argv, int argc, bool *options,
    int *ret_used)
{
	*ret_used = 1;
	if (*options && strcmp(argv[0], "--") == 0) {
		*options = false;
		return ERR_OK;
	}
	if (*options && argv[0][0] == '-' && argv[0][1] == '-')
		return args_parse_long(parser, argv, argc, ret_used);
	if (*options && argv[0][0] == '-' && argv[0][1])
		return args_parse_short(parser, argv, argc, ret_used);
	parser->args->operands[parser->args->n_operands++] = argv[0];
	return ERR_OK;
}

enum err_code
args_parse(const struct args_option *own, const struct args_option *common, int argc, char **argv,
    bool until_operand, struct arena *arena, struct args *ret_args, struct err *err)
{
	struct args args = {0};
	struct args_parser parser = {{own, common}, &args, err};
	bool options = true;
	size_t room = 1;
	int used;

	for (int i = 0; i < argc; i++)
		room += strlen(argv[i]) + 1; /* -abc is three */
	args.given = arena_array(arena, room, sizeof(*args.given));
	args.operands = arena_array(arena, (size_t)argc + 1, sizeof(*args.operands));
	for (int i = 0; i < argc; i += used) {
		if (args_parse_one(&parser, argv + i, argc - i, &options, &used) != ERR_OK)
			return err->code;
		if (until_operand && args.n_operands > 0)
			options = false;
	}
	*ret_args = args;
	return ERR_OK;
}

const char *
args_value(const struct args *args, const char *name)
{
	for (unsigned i = args->n_given; i-- > 0;)
		if (strcmp(args->given[i].option->name, name) == 0)
			return args->given[i].value;
	return NULL;
}

bool
args_has(const struct args *args, const char *name)
{
	return args_value(args, name) != NULL;
}

const char *
args_words(const struct args *args, unsigned first, struct arena *arena)
{
	size_t size = 1;
	char *words, *at;

	for (unsigned i = first; i < args->n_operands; i++)
		size += strlen(args->operands[i]) + 1;
	words = at = arena_alloc(arena, size);
	for (unsigned i = first; i < args->n_operands; i++) {
		if (i > first)
			at = stpcpy(at, " ");
		at = stpcpy(at, args->operands[i]);
	}
	return words;
}

enum err_code
args_number(const struct args *args, const char *name, long least, long most, long otherwise,
    long *ret_number, struct err *err)
{
	const char *text = args_value(args, name);
	char *end;
	long number;

	if (!text) {
		*ret_number = otherwise;
		return ERR_OK;
	}
	errno = 0;
	number = strtol(text, &end, 10);
	if (errno != 0 || end == text || *end || number < least || number > most)
		return err_set(err, ERR_INVALID_ARGUMENT,
		    "--%s is a number from %ld to %ld, not '%s'", name, least, most, text);
	*ret_number = number;
	return ERR_OK;
}
