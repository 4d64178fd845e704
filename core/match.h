/*
 * Finding a thing by what a person typed: its id, a unique prefix of an id, or words of its title.
 *
 * In this order, the first that fits anything decides: the id itself; ids that begin with the
 * text; titles (and ids) in which every word of the text begins a word. Near misses (edit distance
 * of at most a third of the id's length) are only ever suggested.
 */
#ifndef CORE_MATCH_H
#define CORE_MATCH_H

#include <stdint.h>

#include "core/arena.h"
#include "core/err.h"

enum {
	MATCH_MOST = 10, /* candidates told of */
};

struct match_thing {
	const char *id;
	const char *title;
};

struct match {
	uint32_t found; /* index of the thing, when the result is ERR_OK */
	/* else what it may have meant, best first; n_candidates may be 0 */
	uint32_t candidates[MATCH_MOST];
	uint32_t n_candidates;
};

/*
 * ERR_OK with found; INVALID_ARGUMENT if it is empty or fits several ("'git' fits 3 steps: a, b,
 * c"); NOT_FOUND if it fits none ("no step 'gti': did you mean git-basics?"). `what` is the noun
 * of the messages: "step". Candidates are filled for both.
 */
enum err_code match_find(const char *what, const struct match_thing *things, uint32_t n_things,
    const char *text, struct match *ret_match, struct err *err);

#endif
