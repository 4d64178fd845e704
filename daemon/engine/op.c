#include "engine/op.h"

#include <string.h>

#include "core/text.h"

enum err_code
op_find(struct op *op, const char *what, const struct match_thing *things, uint32_t n_things,
    const char *text, uint32_t *ret_index, struct err *err)
{
	Pb__Candidates *candidates;
	struct match match;
	enum err_code code = text_check(what, text, TEXT_TITLE_MAX, TEXT_LINE, err);

	if (code != ERR_OK)
		return code;
	code = match_find(what, things, n_things, text, &match, err);
	if (code == ERR_OK) {
		*ret_index = match.found;
		return ERR_OK;
	}
	candidates = OP_NEW(op, candidates);
	candidates->candidates = arena_array(op->arena, match.n_candidates, sizeof(void *));
	for (uint32_t i = 0; i < match.n_candidates; i++) {
		Pb__Candidate *candidate = OP_NEW(op, candidate);

		candidate->id = things[match.candidates[i]].id;
		candidate->title = things[match.candidates[i]].title;
		candidates->candidates[candidates->n_candidates++] = candidate;
	}
	op->candidates = candidates;
	return code;
}

void
op_about(struct op *op, const char *roadmap_id, const char **step_ids, size_t n)
{
	op->roadmap_id = roadmap_id;
	op->step_ids = step_ids;
	op->n_step_ids = n;
}

const Pb__Faults *
op_faults(struct op *op, const struct roadmap_faults *faults)
{
	Pb__Faults *list = OP_NEW(op, faults);

	list->n_faults = faults->n;
	list->faults = arena_array(op->arena, faults->n, sizeof(*list->faults));
	for (uint32_t i = 0; i < faults->n; i++) {
		list->faults[i] = OP_NEW(op, fault);
		list->faults[i]->path = faults->list[i].path;
		list->faults[i]->text = faults->list[i].text;
	}
	return list;
}

enum err_code
op_text_needed(const char *what, const char *text, size_t max_bytes, struct err *err)
{
	if (text[strspn(text, " \t\n")] == '\0')
		return err_set(err, ERR_INVALID_ARGUMENT, "the %s is empty", what);
	return text_check(what, text, max_bytes, TEXT_BODY, err);
}

enum err_code
op_url_check(const char *url, struct err *err)
{
	enum err_code code = text_check("link", url, TEXT_URL_MAX, TEXT_LINE, err);

	if (code == ERR_OK && !text_is_url(url))
		return err_set(err, ERR_INVALID_ARGUMENT,
		    "'%.100s' is no link: write it out, as in https://example.org/", url);
	return code;
}
