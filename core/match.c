#include "core/match.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "core/text.h"

enum {
	MATCH_SHOWN_BYTES = 40, /* of what was typed */
	MATCH_NAMED = 3,        /* near misses named in a message */
	MATCH_WORD_LEAST = 3,   /* shorter words of an id are no near misses */
};

static bool
match_is_id(const struct match_thing *thing, const char *text)
{
	return strcmp(thing->id, text) == 0;
}

static bool
match_begins_id(const struct match_thing *thing, const char *text)
{
	return strncmp(thing->id, text, strlen(text)) == 0;
}

static bool
match_has_words(const struct match_thing *thing, const char *text)
{
	const char *word = text + strspn(text, " \t");

	while (*word != '\0') {
		size_t length = strcspn(word, " \t");

		if (!text_contains_word_prefix(thing->title, word, length) &&
		    !text_contains_word_prefix(thing->id, word, length))
			return false;
		word += length;
		word += strspn(word, " \t");
	}
	return true;
}

/* Tries one way to fit. Returns how many fit; the first MATCH_MOST become candidates. */
static uint32_t
match_try(bool (*fits)(const struct match_thing *, const char *), const struct match_thing *things,
    uint32_t n_things, const char *text, struct match *match)
{
	uint32_t n = 0, i;

	match->n_candidates = 0;
	for (i = 0; i < n_things; i++) {
		if (!fits(&things[i], text))
			continue;
		if (n++ < MATCH_MOST)
			match->candidates[match->n_candidates++] = i;
	}
	return n;
}

/* How far `text` is from a word of the id: twice the distance and 1, as a whole id is nearer. */
static unsigned
match_word_distance(const char *id, const char *text, unsigned nearest)
{
	char word[TEXT_ID_MAX + 1];

	while (*id != '\0') {
		size_t length = strcspn(id, "-");
		unsigned most = (unsigned)length / 3, distance;

		if (length >= MATCH_WORD_LEAST && length <= TEXT_ID_MAX) {
			memcpy(word, id, length);
			word[length] = '\0';
			distance = text_distance(text, word, most);
			if (distance <= most && 2 * distance + 1 < nearest)
				nearest = 2 * distance + 1;
		}
		id += length + (id[length] == '-');
	}
	return nearest;
}

/* UINT32_MAX if it is no near miss. */
static unsigned
match_distance(const char *id, const char *text)
{
	unsigned most = (unsigned)strlen(id) / 3;
	unsigned distance = text_distance(text, id, most);

	return match_word_distance(id, text, distance <= most ? 2 * distance : UINT32_MAX);
}

/* Fills the candidates with near misses, the nearest first, else in the order of the things. */
static void
match_near(const struct match_thing *things, uint32_t n_things, const char *text,
    struct match *match)
{
	unsigned distances[MATCH_MOST + 1];
	uint32_t i, k;

	match->n_candidates = 0;
	for (i = 0; i < n_things; i++) {
		unsigned distance = match_distance(things[i].id, text);

		if (distance == UINT32_MAX)
			continue;
		for (k = match->n_candidates; k > 0 && distances[k - 1] > distance; k--) {
			distances[k] = distances[k - 1];
			if (k < MATCH_MOST)
				match->candidates[k] = match->candidates[k - 1];
		}
		if (k == MATCH_MOST)
			continue;
		distances[k] = distance;
		match->candidates[k] = i;
		if (match->n_candidates < MATCH_MOST)
			match->n_candidates++;
	}
}

static enum err_code
match_refuse_many(const char *what, const struct match_thing *things, const char *text, uint32_t n,
    const struct match *match, struct err *err)
{
	int shown = (int)text_fit(text, MATCH_SHOWN_BYTES);
	char list[sizeof(err->text) - MATCH_SHOWN_BYTES - 40];
	size_t used = 0;
	uint32_t i;

	list[0] = '\0';
	for (i = 0; i < match->n_candidates; i++) {
		const char *id = things[match->candidates[i]].id;

		if (used + strlen(id) + sizeof(", ...") > sizeof(list))
			break;
		used += (size_t)snprintf(list + used, sizeof(list) - used, "%s%s",
		    i > 0 ? ", " : "", id);
	}
	return err_set(err, ERR_INVALID_ARGUMENT, "'%.*s' fits %u %ss: %s%s", shown, text, n, what,
	    list, i < n ? ", ..." : "");
}

static enum err_code
match_refuse_none(const char *what, const struct match_thing *things, const char *text,
    const struct match *match, struct err *err)
{
	int shown = (int)text_fit(text, MATCH_SHOWN_BYTES);
	char list[sizeof(err->text) - MATCH_SHOWN_BYTES - 40];
	size_t used = 0;
	uint32_t n = match->n_candidates < MATCH_NAMED ? match->n_candidates : MATCH_NAMED, i;

	if (n == 0)
		return err_set(err, ERR_NOT_FOUND, "no %s '%.*s', and none like it", what, shown,
		    text);
	list[0] = '\0';
	for (i = 0; i < n; i++) {
		const char *id = things[match->candidates[i]].id;
		const char *glue = i == 0 ? "" : i + 1 < n ? ", " : " or ";

		if (used + strlen(glue) + strlen(id) >= sizeof(list))
			break;
		used += (size_t)snprintf(list + used, sizeof(list) - used, "%s%s", glue, id);
	}
	return err_set(err, ERR_NOT_FOUND, "no %s '%.*s': did you mean %s?", what, shown, text,
	    list);
}

enum err_code
match_find(const char *what, const struct match_thing *things, uint32_t n_things, const char *text,
    struct match *ret_match, struct err *err)
{
	char slug[TEXT_ID_MAX + 1];
	uint32_t n;

	ret_match->n_candidates = 0;
	if (text[strspn(text, " \t")] == '\0')
		return err_set(err, ERR_INVALID_ARGUMENT,
		    "no %s named: give its id, the beginning of its id, or words of its title",
		    what);
	n = match_try(match_is_id, things, n_things, text, ret_match);
	if (n == 0)
		n = match_try(match_begins_id, things, n_things, text, ret_match);
	if (n == 0)
		n = match_try(match_has_words, things, n_things, text, ret_match);
	if (n == 0) {
		text_slug(slug, text);
		match_near(things, n_things, slug, ret_match);
		return match_refuse_none(what, things, text, ret_match, err);
	}
	if (n > 1)
		return match_refuse_many(what, things, text, n, ret_match, err);
	ret_match->found = ret_match->candidates[0];
	return ERR_OK;
}
