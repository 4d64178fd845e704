#include "client/command_words.h"

#include <string.h>

#include "client/command.h"

#define COMMAND_PARTS                                                                  \
	"title step kinds role from to live repository problem approach technologies " \
	"challenges lessons outcome form "

const struct command_word command_words_portfolio[] = {
    {"list", "", "what your portfolio shows and lacks", 0, 0, ""},
    {"show", "CASE", "one case study", 1, COMMAND_MANY, ""},
    {"add", "[STEP]", "a new one, in your editor or by options", 0, 1, COMMAND_PARTS},
    {"edit", "CASE", "change one, in your editor or by options", 1, COMMAND_MANY, COMMAND_PARTS},
    {"remove", "CASE", "take one away", 1, COMMAND_MANY, ""},
    {"check", "[CASE]", "what a reader would miss", 0, COMMAND_MANY, "urls "},
    {"export", "[FILE]", "a page, Markdown or a résumé", 0, 1, "format all name label email site "},
    {0},
};

#define COMMAND_FIELDS                                                                   \
	"company role channel platform url location workplace salary resume case-study " \
	"follow-up step form "

const struct command_word command_words_job[] = {
    {"list", "", "all applications", 0, 0, "open stage channel "},
    {"show", "NAME", "one, with its history, people and notes", 1, COMMAND_MANY, ""},
    {"add", "[COMPANY [ROLE]]", "a new one; without COMPANY in your editor", 0, COMMAND_MANY,
	COMMAND_FIELDS "stage at note "},
    {"edit", "NAME", "change one, in your editor or by options", 1, COMMAND_MANY, COMMAND_FIELDS},
    {"move", "NAME STAGE", "tell that it came to a stage", 2, COMMAND_MANY,
	"at round note follow-up remove "},
    {"note", "NAME TEXT", "keep a note with it", 1, COMMAND_MANY, "remove-note "},
    {"contact", "NAME PERSON", "keep a person with it", 2, COMMAND_MANY, "role reach remove "},
    {"due", "[NAME DAY]", "what to follow up, or when to", 0, COMMAND_MANY, "until "},
    {"remove", "NAME", "take one away", 1, COMMAND_MANY, ""},
    {"funnel", "", "what comes of them", 0, 0, "from to "},
    {"report", "[FILE]", "what was done, by date", 0, 1, "from to format "},
    {"import", "FILE", "from CSV or JSON", 1, 1, "dry-run "},
    {"export", "[FILE]", "to CSV or JSON", 0, 1, "format "},
    {0},
};

const struct command_word *
command_words_find(const struct command_word *words, const char *name)
{
	for (; words && words->name; words++)
		if (strcmp(words->name, name) == 0)
			return words;
	return NULL;
}

bool
command_words_has_option(const struct command_word *word, const char *option)
{
	size_t length = strlen(option);

	for (const char *at = word->options; *at; at += strcspn(at, " "), at += *at == ' ')
		if (strncmp(at, option, length) == 0 && at[length] == ' ')
			return true;
	return false;
}
