#include "engine/studies.h"

#include <string.h>

#include "core/text.h"
#include "engine/view.h"

/* The index of the study of an item: the items of one stand together. */
static size_t
studies_of_item(const struct studies *studies, const struct store_case_item *item, size_t hint)
{
	for (size_t i = 0; i < studies->n; i++) {
		size_t at = (hint + i) % studies->n;

		if (strcmp(studies->list[at].id, item->case_study_id) == 0)
			return at;
	}
	return studies->n;
}

/* How many items of a list there are from `at` on, in one study. */
static uint32_t
studies_run(const struct store_case_item *items, size_t n, size_t at)
{
	uint32_t run = 1;

	while (at + run < n && strcmp(items[at].list, items[at + run].list) == 0 &&
	       strcmp(items[at].case_study_id, items[at + run].case_study_id) == 0)
		run++;
	return run;
}

static void
studies_take(struct op *op, struct portfolio_study *study, const struct store_case_item *items,
    uint32_t n)
{
	const char **texts = arena_array(op->arena, n, sizeof(*texts));
	uint32_t *kinds = arena_array(op->arena, n, sizeof(*kinds));
	uint32_t n_kinds = 0;

	for (uint32_t i = 0; i < n; i++) {
		texts[i] = items[i].text;
		kinds[n_kinds] = work_find(items[i].text);
		n_kinds += kinds[n_kinds] != WORK_NONE;
	}
	if (strcmp(items[0].list, "technology") == 0) {
		study->technologies = texts;
		study->n_technologies = n;
	} else if (strcmp(items[0].list, "outcome") == 0) {
		study->outcomes = texts;
		study->n_outcomes = n;
	} else {
		study->kinds = kinds;
		study->n_kinds = n_kinds;
	}
}

static enum err_code
studies_read_items(struct op *op, struct studies *studies, struct err *err)
{
	struct store_case_item *items;
	size_t n = 0, study = 0;
	enum err_code code = store_case_item_list(op->store, op->arena, &items, &n, err);

	if (code != ERR_OK)
		return code;
	for (size_t i = 0; i < n; i += studies_run(items, n, i)) {
		study = studies_of_item(studies, &items[i], study);
		if (study < studies->n)
			studies_take(op, &studies->list[study], &items[i],
			    studies_run(items, n, i));
	}
	return ERR_OK;
}

enum err_code
studies_read(struct op *op, struct studies *ret_studies, struct err *err)
{
	struct store_case_study *rows;
	struct studies studies = {0};
	enum err_code code = store_case_study_list(op->store, op->arena, &rows, &studies.n, err);

	if (code != ERR_OK)
		return code;
	studies.rows = rows;
	studies.list = arena_array(op->arena, studies.n, sizeof(*studies.list));
	for (size_t i = 0; i < studies.n; i++)
		studies.list[i] = (struct portfolio_study){
		    .id = rows[i].id,
		    .roadmap_id = rows[i].roadmap_id,
		    .step_id = rows[i].step_id,
		    .title = rows[i].title,
		    .role = rows[i].role,
		    .from_date = rows[i].from_date,
		    .to_date = rows[i].to_date,
		    .live_url = rows[i].live_url,
		    .repository_url = rows[i].repository_url,
		    .problem = rows[i].problem,
		    .approach = rows[i].approach,
		    .challenges = rows[i].challenges,
		    .lessons = rows[i].lessons,
		};
	code = studies_read_items(op, &studies, err);
	if (code == ERR_OK)
		*ret_studies = studies;
	return code;
}

enum err_code
studies_check(struct op *op, struct err *err)
{
	struct roadmap_faults *faults = arena_alloc(op->arena, sizeof(*faults));
	struct studies studies;
	enum err_code code = studies_read(op, &studies, err);

	if (code == ERR_OK && studies.n > PORTFOLIO_MAX)
		return err_set(err, ERR_INVALID_ARGUMENT, "the export has over %u case studies",
		    PORTFOLIO_MAX);
	for (size_t i = 0; code == ERR_OK && i < studies.n && faults->n == 0; i++)
		portfolio_check(&studies.list[i], faults);
	if (code == ERR_OK && faults->n > 0)
		return err_set(err, ERR_INVALID_ARGUMENT, "a case study of the export: %s",
		    faults->list[0].text);
	return code;
}

/* Those of the step that was typed; if there are none, all of them by their ids and titles. */
enum err_code
studies_find(struct op *op, const struct studies *studies, const char *text, size_t *ret_index,
    struct err *err)
{
	struct match_thing *things = arena_array(op->arena, studies->n, sizeof(*things));
	uint32_t *indexes = arena_array(op->arena, studies->n, sizeof(*indexes));
	uint32_t n = 0, found = 0;
	enum err_code code;

	if (studies->n == 0)
		return err_set(err, ERR_NOT_FOUND,
		    "no case study yet: 'roadmap portfolio add STEP' begins one");
	for (uint32_t i = 0; i < studies->n && text[0] != '\0'; i++)
		if (strncmp(studies->list[i].step_id, text, strlen(text)) == 0)
			indexes[n++] = i;
	if (n == 1) {
		*ret_index = indexes[0];
		return ERR_OK;
	}
	for (uint32_t i = 0; n == 0 && i < studies->n; i++)
		indexes[i] = i;
	n = n == 0 ? (uint32_t)studies->n : n;
	for (uint32_t i = 0; i < n; i++)
		things[i] = (struct match_thing){studies->list[indexes[i]].id,
		    studies->list[indexes[i]].title};
	code = op_find(op, "case study", things, n, text, &found, err);
	if (code == ERR_OK)
		*ret_index = indexes[found];
	return code;
}

enum err_code
studies_find_id(const struct studies *studies, const char *id, size_t *ret_index, struct err *err)
{
	for (size_t i = 0; i < studies->n; i++) {
		if (strcmp(studies->list[i].id, id) == 0) {
			*ret_index = i;
			return ERR_OK;
		}
	}
	return err_set(err, ERR_NOT_FOUND, "no case study '%.40s': 'roadmap portfolio' lists them",
	    id);
}

Pb__Work *
studies_kinds(struct op *op, uint32_t set, size_t *ret_n)
{
	Pb__Work *kinds = arena_array(op->arena, WORK_KINDS, sizeof(*kinds));

	*ret_n = 0;
	for (uint32_t kind = 1; kind <= WORK_KINDS; kind++)
		if ((set & WORK_BIT(kind)) != 0)
			kinds[(*ret_n)++] = (Pb__Work)kind;
	return kinds;
}

static Pb__CaseStudy *
studies_message(struct op *op, const struct portfolio_study *study)
{
	Pb__CaseStudy *message = OP_NEW(op, case_study);

	message->id = study->id;
	message->roadmap_id = study->roadmap_id;
	message->step_id = study->step_id;
	message->title = study->title;
	message->kinds = studies_kinds(op, portfolio_study_shows(study), &message->n_kinds);
	message->role = study->role;
	message->from = study->from_date;
	message->to = study->to_date;
	message->live_url = study->live_url;
	message->repository_url = study->repository_url;
	message->problem = study->problem;
	message->approach = study->approach;
	message->technologies = study->technologies;
	message->n_technologies = study->n_technologies;
	message->challenges = study->challenges;
	message->lessons = study->lessons;
	message->outcomes = study->outcomes;
	message->n_outcomes = study->n_outcomes;
	return message;
}

static void
studies_view_gaps(struct op *op, const struct portfolio_study *study, Pb__CaseStudyView *view)
{
	view->gaps = arena_array(op->arena, PORTFOLIO_PARTS, sizeof(*view->gaps));
	for (enum portfolio_part part = PORTFOLIO_PROBLEM; part < PORTFOLIO_PARTS; part++) {
		const char *text = portfolio_gap(study, part);
		Pb__CaseStudyGap *gap;

		if (text == NULL)
			continue;
		gap = OP_NEW(op, case_study_gap);
		gap->part = portfolio_part_id(part);
		gap->text = text;
		view->gaps[view->n_gaps++] = gap;
	}
}

Pb__CaseStudyView *
studies_view(struct op *op, const struct portfolio_study *study, const struct store_case_study *row)
{
	Pb__CaseStudyView *view = OP_NEW(op, case_study_view);

	view->study = studies_message(op, study);
	view->complete = portfolio_is_complete(study);
	view->parts_there = portfolio_parts(study);
	view->parts_total = PORTFOLIO_PARTS;
	view->added_at = view_timestamp_s(op->arena, row->added_at);
	view->revision = row->changed_by;
	studies_view_gaps(op, study, view);
	return view;
}
