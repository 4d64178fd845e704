#include "engine/op_table.h"

#include <string.h>

#include "document/document_study.h"
#include "engine/view.h"

/* What a case study is to become. */
struct op_portfolio_put {
	struct op *op;
	const Pb__PortfolioPutRequest *request;
	struct studies studies;
	size_t index; /* of the one that is changed; studies.n if it is added */
	struct portfolio_study study;
};

static bool
op_portfolio_is_enrolled(const struct store_enrollment *list, size_t n, const char *roadmap_id)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(list[i].roadmap_id, roadmap_id) == 0)
			return true;
	return false;
}

/* The title of the step it belongs to, where that is a step of an enrollment. */
static enum err_code
op_portfolio_step_title(struct op *op, Pb__CaseStudyView *view, struct err *err)
{
	struct store_enrollment enrollment = {0};
	const struct model *model;
	uint32_t step;
	enum err_code code;

	if (view->study->step_id[0] == '\0')
		return ERR_OK;
	code =
	    store_enrollment_get(op->store, op->arena, view->study->roadmap_id, &enrollment, err);
	if (code != ERR_OK || enrollment.roadmap_id == NULL)
		return code;
	model = model_get(op, enrollment.roadmap_id, enrollment.version, err);
	if (model == NULL)
		return err->code;
	step = roadmap_step_index(model->roadmap, view->study->step_id);
	if (step != ROADMAP_NONE)
		view->step_title = model->roadmap->steps[step].title;
	return ERR_OK;
}

static Pb__CaseStudyView *
op_portfolio_view(struct op *op, const struct studies *studies, size_t index, struct err *err)
{
	Pb__CaseStudyView *view = studies_view(op, &studies->list[index], &studies->rows[index]);

	return op_portfolio_step_title(op, view, err) == ERR_OK ? view : NULL;
}

static enum err_code
op_portfolio_steps(struct op *op, const char *roadmap_id, Pb__PortfolioListReply *reply,
    struct err *err)
{
	const struct place *place = place_open(op, roadmap_id, err);
	uint32_t n;

	if (place == NULL)
		return err->code;
	n = place->roadmap->n_steps;
	reply->steps = arena_array(op->arena, n, sizeof(*reply->steps));
	for (uint32_t i = 0; i < n; i++) {
		const struct roadmap_evidence *evidence = &place->roadmap->steps[i].evidence;
		Pb__PortfolioStep *step;

		if (evidence->kind == ROADMAP_EVIDENCE_NONE || !place->standing->in_scope[i])
			continue;
		step = OP_NEW(op, portfolio_step);
		step->step = view_step(op, place, i);
		step->shows = arena_array(op->arena, evidence->n_shows, sizeof(*step->shows));
		for (uint32_t k = 0; k < evidence->n_shows; k++)
			step->shows[step->n_shows++] = (Pb__Work)evidence->shows[k];
		reply->steps[reply->n_steps++] = step;
	}
	return ERR_OK;
}

enum err_code
op_portfolio_list(struct op *op, const Pb__PortfolioListRequest *request,
    Pb__PortfolioListReply *reply, struct err *err)
{
	struct store_enrollment *enrollments;
	struct studies studies;
	size_t n = 0;
	uint32_t shows;
	enum err_code code = studies_read(op, &studies, err);

	if (code == ERR_OK)
		code = store_enrollment_list(op->store, op->arena, &enrollments, &n, err);
	if (code != ERR_OK)
		return code;
	reply->studies = arena_array(op->arena, studies.n, sizeof(*reply->studies));
	for (size_t i = 0; i < studies.n; i++) {
		reply->studies[i] = op_portfolio_view(op, &studies, i, err);
		if (reply->studies[i] == NULL)
			return err->code;
		reply->n_studies++;
	}
	shows = portfolio_shows(studies.list, studies.n);
	reply->shows = studies_kinds(op, shows, &reply->n_shows);
	reply->lacks = studies_kinds(op, WORK_ALL & ~shows, &reply->n_lacks);
	/* A portfolio needs no roadmap; one that is named must be there. */
	if (n == 0 && request->roadmap_id[0] == '\0')
		return ERR_OK;
	return op_portfolio_steps(op, request->roadmap_id, reply, err);
}

/* All case studies, and which of them was named. */
static enum err_code
op_portfolio_find(struct op *op, const char *text, struct studies *ret_studies, size_t *ret_index,
    struct err *err)
{
	enum err_code code = studies_read(op, ret_studies, err);

	return code == ERR_OK ? studies_find(op, ret_studies, text, ret_index, err) : code;
}

enum err_code
op_portfolio_get(struct op *op, const Pb__PortfolioGetRequest *request,
    Pb__PortfolioGetReply *reply, struct err *err)
{
	struct studies studies;
	size_t index;
	enum err_code code = op_portfolio_find(op, request->case_study, &studies, &index, err);

	if (code != ERR_OK)
		return code;
	reply->study = op_portfolio_view(op, &studies, index, err);
	return reply->study != NULL ? ERR_OK : err->code;
}

/* What an action and its event are about. */
static void
op_portfolio_about(struct op *op, const struct portfolio_study *study, const char *verb)
{
	const char **ids = arena_array(op->arena, 1, sizeof(*ids));

	ids[0] = study->step_id;
	op_about(op, study->roadmap_id, ids, study->step_id[0] != '\0');
	op->summary = arena_printf(op->arena, "case study %s: %s", verb, study->title);
}

static enum err_code
op_portfolio_check(struct op_portfolio_put *put, struct err *err)
{
	struct roadmap_faults *faults = arena_alloc(put->op->arena, sizeof(*faults));

	if (put->request->study == NULL)
		return err_set(err, ERR_INVALID_ARGUMENT, "the request carries no case study");
	/* Before a list of millions is looked at. */
	if (put->request->study->n_kinds > WORK_KINDS)
		return err_set(err, ERR_INVALID_ARGUMENT, "there are %d kinds of work", WORK_KINDS);
	put->study = document_study(put->request->study, put->op->arena);
	portfolio_check(&put->study, faults);
	if (faults->n == 0)
		return ERR_OK;
	put->op->faults = op_faults(put->op, faults);
	return err_set(err, ERR_INVALID_ARGUMENT, "%s", faults->list[0].text);
}

static const struct store_case_study *
op_portfolio_old(const struct op_portfolio_put *put)
{
	return put->index < put->studies.n ? &put->studies.rows[put->index] : NULL;
}

static enum err_code
op_portfolio_which(struct op_portfolio_put *put, struct err *err)
{
	const char *revision = put->request->revision;
	enum err_code code = studies_read(put->op, &put->studies, err);

	if (code != ERR_OK)
		return code;
	put->index = put->studies.n;
	if (put->study.id[0] == '\0' && put->studies.n >= PORTFOLIO_MAX)
		return err_set(err, ERR_RESOURCE_EXHAUSTED,
		    "a portfolio takes at most %u case studies: remove one first", PORTFOLIO_MAX);
	if (put->study.id[0] == '\0') {
		put->study.id = put->op->action_id;
		return ERR_OK;
	}
	code = studies_find_id(&put->studies, put->study.id, &put->index, err);
	if (code == ERR_OK && revision[0] != '\0' &&
	    strcmp(revision, op_portfolio_old(put)->changed_by) != 0)
		return err_set(err, ERR_ABORTED,
		    "the case study was changed meanwhile: edit it again");
	return code;
}

static enum err_code
op_portfolio_tie(struct op_portfolio_put *put, struct err *err)
{
	const struct store_case_study *row = op_portfolio_old(put);
	struct place_tie tie = {put->study.roadmap_id, put->study.step_id}, old = {"", ""};
	enum err_code code;

	if (row != NULL)
		old = (struct place_tie){row->roadmap_id, row->step_id};
	code = place_find_tie(put->op, old, &tie, err);
	put->study.roadmap_id = tie.roadmap_id;
	put->study.step_id = tie.step_id;
	return code;
}

static bool
op_portfolio_same_lists(const struct portfolio_study *a, const struct portfolio_study *b)
{
	bool same = a->n_technologies == b->n_technologies && a->n_outcomes == b->n_outcomes &&
		    portfolio_study_shows(a) == portfolio_study_shows(b);

	for (uint32_t i = 0; same && i < a->n_technologies; i++)
		same = strcmp(a->technologies[i], b->technologies[i]) == 0;
	for (uint32_t i = 0; same && i < a->n_outcomes; i++)
		same = strcmp(a->outcomes[i], b->outcomes[i]) == 0;
	return same;
}

static bool
op_portfolio_same(const struct portfolio_study *a, const struct portfolio_study *b)
{
	const char *const texts[][2] = {{a->roadmap_id, b->roadmap_id}, {a->step_id, b->step_id},
	    {a->title, b->title}, {a->role, b->role}, {a->from_date, b->from_date},
	    {a->to_date, b->to_date}, {a->live_url, b->live_url},
	    {a->repository_url, b->repository_url}, {a->problem, b->problem},
	    {a->approach, b->approach}, {a->challenges, b->challenges}, {a->lessons, b->lessons}};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (strcmp(texts[i][0], texts[i][1]) != 0)
			return false;
	return op_portfolio_same_lists(a, b);
}

static enum err_code
op_portfolio_write_list(const struct op_portfolio_put *put, const char *list,
    const char *const *texts, uint32_t n, struct err *err)
{
	enum err_code code = ERR_OK;

	for (uint32_t i = 0; code == ERR_OK && i < n; i++) {
		const struct store_case_item item = {put->study.id, list, texts[i]};

		code = store_case_item_add(put->op->store, &item, i, err);
	}
	return code;
}

static enum err_code
op_portfolio_write_lists(const struct op_portfolio_put *put, struct err *err)
{
	const struct portfolio_study *study = &put->study;
	uint32_t set = portfolio_study_shows(study), n_kinds = 0;
	const char *kinds[WORK_KINDS];
	enum err_code code = store_case_item_drop(put->op->store, study->id, err);

	for (uint32_t kind = 1; kind <= WORK_KINDS; kind++)
		if ((set & WORK_BIT(kind)) != 0)
			kinds[n_kinds++] = work_id(kind);
	if (code == ERR_OK)
		code = op_portfolio_write_list(put, "kind", kinds, n_kinds, err);
	if (code == ERR_OK)
		code = op_portfolio_write_list(put, "technology", study->technologies,
		    study->n_technologies, err);
	if (code == ERR_OK)
		code = op_portfolio_write_list(put, "outcome", study->outcomes, study->n_outcomes,
		    err);
	return code;
}

static enum err_code
op_portfolio_write(const struct op_portfolio_put *put, struct err *err)
{
	const struct portfolio_study *study = &put->study;
	const struct store_case_study *old = op_portfolio_old(put);
	const struct store_case_study row = {
	    .id = study->id,
	    .roadmap_id = study->roadmap_id,
	    .step_id = study->step_id,
	    .title = study->title,
	    .role = study->role,
	    .from_date = study->from_date,
	    .to_date = study->to_date,
	    .live_url = study->live_url,
	    .repository_url = study->repository_url,
	    .problem = study->problem,
	    .approach = study->approach,
	    .challenges = study->challenges,
	    .lessons = study->lessons,
	    .added_at = old != NULL ? old->added_at : put->op->now_s,
	    .changed_by = put->op->action_id,
	};
	enum err_code code = store_case_study_put(put->op->store, &row, err);

	return code == ERR_OK ? op_portfolio_write_lists(put, err) : code;
}

/* The case study as it is now, and its step if it has one in a roadmap enrolled in. */
static enum err_code
op_portfolio_answer(struct op_portfolio_put *put, Pb__PortfolioPutReply *reply, struct err *err)
{
	const struct portfolio_study *study = &put->study;
	struct op *op = put->op;
	struct store_enrollment *list;
	const struct place *place;
	size_t n = 0;
	uint32_t step;
	enum err_code code = studies_read(op, &put->studies, err);

	if (code == ERR_OK)
		code = studies_find_id(&put->studies, study->id, &put->index, err);
	if (code == ERR_OK)
		code = store_enrollment_list(op->store, op->arena, &list, &n, err);
	if (code != ERR_OK)
		return code;
	reply->study = op_portfolio_view(op, &put->studies, put->index, err);
	if (reply->study == NULL)
		return err->code;
	if (!op_portfolio_is_enrolled(list, n, study->roadmap_id))
		return ERR_OK;
	place = place_open(op, study->roadmap_id, err);
	if (place == NULL)
		return err->code;
	step = roadmap_step_index(place->roadmap, study->step_id);
	if (step != ROADMAP_NONE)
		reply->step = view_step(op, place, step);
	return ERR_OK;
}

enum err_code
op_portfolio_put(struct op *op, const Pb__PortfolioPutRequest *request,
    Pb__PortfolioPutReply *reply, struct err *err)
{
	struct op_portfolio_put put = {.op = op, .request = request};
	bool adds;
	enum err_code code = op_portfolio_check(&put, err);

	if (code == ERR_OK)
		code = op_portfolio_which(&put, err);
	if (code == ERR_OK)
		code = op_portfolio_tie(&put, err);
	if (code != ERR_OK)
		return code;
	adds = put.index == put.studies.n;
	reply->unchanged = !adds && op_portfolio_same(&put.study, &put.studies.list[put.index]);
	if (!reply->unchanged)
		code = op_portfolio_write(&put, err);
	if (code != ERR_OK)
		return code;
	op_portfolio_about(op, &put.study, adds ? "added" : "changed");
	return op_portfolio_answer(&put, reply, err);
}

enum err_code
op_portfolio_remove(struct op *op, const Pb__PortfolioRemoveRequest *request,
    Pb__PortfolioRemoveReply *reply, struct err *err)
{
	struct studies studies;
	size_t index;
	enum err_code code = op_portfolio_find(op, request->case_study, &studies, &index, err);

	if (code != ERR_OK)
		return code;
	reply->study = op_portfolio_view(op, &studies, index, err);
	if (reply->study == NULL)
		return err->code;
	code = store_case_item_drop(op->store, studies.list[index].id, err);
	if (code == ERR_OK)
		code = store_case_study_remove(op->store, studies.list[index].id, err);
	op_portfolio_about(op, &studies.list[index], "removed");
	return code;
}
