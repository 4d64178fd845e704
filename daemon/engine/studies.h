/*
 * The learner's case studies, read from the store, and what they look like in messages.
 */
#ifndef ENGINE_STUDIES_H
#define ENGINE_STUDIES_H

#include "core/portfolio.h"
#include "engine/op.h"
#include "roadmap/v1/portfolio.pb-c.h"
#include "store/store_case.h"

/* In the order they were added; the lists go together. */
struct studies {
	struct portfolio_study *list;
	const struct store_case_study *rows;
	size_t n;
};

enum err_code studies_read(struct op *op, struct studies *ret_studies, struct err *err);

/* All that are stored are as Portfolio.Put would have them: an export may have been edited. */
enum err_code studies_check(struct op *op, struct err *err);

/* By what was typed: an id or the beginning of one, that of its step, words of its title. */
enum err_code studies_find(struct op *op, const struct studies *studies, const char *text,
    size_t *ret_index, struct err *err);
/* By the whole id. */
enum err_code studies_find_id(const struct studies *studies, const char *id, size_t *ret_index,
    struct err *err);

/* `changed_by` of the row is the revision. */
Pb__CaseStudyView *studies_view(struct op *op, const struct portfolio_study *study,
    const struct store_case_study *row);

/* Kinds of work as a message has them; ret_n counts them. */
Pb__Work *studies_kinds(struct op *op, uint32_t set, size_t *ret_n);

#endif
