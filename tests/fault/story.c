#include "story.h"

#include <string.h>

#include "engine/op_table.h"
#include "pottery.h"

enum {
	STORY_LINES = 100,
};

struct story {
	struct arena *arena;
	struct story_line *lines;
	size_t n;
};

/* Adds a line: STORY_ADD(story, Step, Set, step_set) is the request, to be filled. */
#define STORY_ADD(story, service, method, noun_verb) \
	((Pb__##noun_verb##Request *)story_add(story, #service, #method))

static void *
story_add(struct story *story, const char *service, const char *method)
{
	const char *full = arena_printf(story->arena, "roadmap.v1.%s", service);
	const struct op_entry *entry = op_table_find(full, method);
	void *request = message_new(entry->input, story->arena);

	story->lines[story->n++] =
	    (struct story_line){.service = service, .method = method, .request = request};
	return request;
}

static const char **
story_words(struct story *story, const char *a, const char *b)
{
	const char **words = arena_array(story->arena, 2, sizeof(*words));

	words[0] = a;
	words[1] = b;
	return words;
}

static void
story_put(struct story *story, uint32_t version)
{
	Pb__CatalogPutRequest *put = STORY_ADD(story, Catalog, Put, CatalogPut);

	put->roadmap = pottery_roadmap(story->arena);
	put->roadmap->version = version;
	if (version > 1)
		pottery_step(put->roadmap, "glaze")->id = "colour";
}

static void
story_enroll(struct story *story)
{
	STORY_ADD(story, Enrollment, Enroll, EnrollmentEnroll)->roadmap_id = "pottery";
}

static void
story_set(struct story *story, const char *a, const char *b, Pb__Status status)
{
	Pb__StepSetRequest *set = STORY_ADD(story, Step, Set, StepSet);

	set->steps = story_words(story, a, b);
	set->n_steps = b != NULL ? 2 : 1;
	set->status = status;
	set->force = true;
}

/* What another machine exported: a part laid aside, then written with a setting. */
static void
story_restore(struct story *story)
{
	static const char *columns[] = {"name", "value"};
	Pb__AdminRestoreRequest *restore = STORY_ADD(story, Admin, Restore, AdminRestore);
	Pb__ExportTable *table = message_new(&pb__export_table__descriptor, story->arena);
	Pb__ExportRow *row = message_new(&pb__export_row__descriptor, story->arena);

	row->values = arena_array(story->arena, 2, sizeof(*row->values));
	for (; row->n_values < 2; row->n_values++) {
		Pb__ExportValue *value = message_new(&pb__export_value__descriptor, story->arena);

		value->value_case = PB__EXPORT_VALUE__VALUE_TEXT;
		value->text = "left some";
		row->values[row->n_values] = value;
	}
	table->name = "setting";
	table->columns = columns;
	table->n_columns = 2;
	table->rows = arena_array(story->arena, 1, sizeof(*table->rows));
	table->rows[table->n_rows++] = row;
	restore->schema = store_schema();
	restore->begin = restore->commit = true;
	restore->part = table;
	restore->parts = 1;
}

static void
story_work(struct story *story)
{
	Pb__StepNoteRequest *note = STORY_ADD(story, Step, Note, StepNote);
	Pb__StepLinkRequest *link = STORY_ADD(story, Step, Link, StepLink);
	Pb__StepCheckRequest *check = STORY_ADD(story, Step, Check, StepCheck);
	Pb__EnrollmentChooseRequest *choose =
	    STORY_ADD(story, Enrollment, Choose, EnrollmentChoose);

	note->step = link->step = "wheel";
	note->text = "elbows on the knees";
	link->url = "https://example.org/";
	link->title = "how to centre";
	check->step = "clay";
	check->items = story_words(story, "1", "2");
	check->n_items = 2;
	choose->pick = message_new(&pb__pick__descriptor, story->arena);
	choose->pick->choice_id = "kiln";
	choose->pick->option_ids = story_words(story, "electric", NULL);
	choose->pick->n_option_ids = 1;
	story_set(story, "glaze", NULL, PB__STATUS__STATUS_ACTIVE);
	((Pb__StepSetRequest *)story->lines[story->n - 1].request)->timer = true;
	story_set(story, "clay", "wheel", PB__STATUS__STATUS_DONE);
	story_set(story, "clay", "nowhere", PB__STATUS__STATUS_DONE); /* refused */
	STORY_ADD(story, History, Undo, HistoryUndo);
	STORY_ADD(story, History, Redo, HistoryRedo);
}

static void
story_pass_time(struct story *story)
{
	Pb__TimeAddRequest *add = STORY_ADD(story, Time, Add, TimeAdd);
	Pb__GoalSetRequest *goal;
	Pb__SettingSetRequest *setting;

	add->step = "wheel";
	add->minutes = 45;
	/* the timer that runs since glaze was begun */
	STORY_ADD(story, Time, Stop, TimeStop)->minutes = 30;
	goal = STORY_ADD(story, Goal, Set, GoalSet);
	goal->minutes_per_week = 300;
	goal->by_day = "2026-12-24";
	STORY_ADD(story, Goal, Pause, GoalPause)->until_day = "2026-02-01";
	STORY_ADD(story, Goal, Resume, GoalResume);
	setting = STORY_ADD(story, Setting, Set, SettingSet);
	setting->name = "timer-limit";
	setting->value = "3h";
}

static void
story_look(struct story *story)
{
	Pb__CatalogGetRequest *get = STORY_ADD(story, Catalog, Get, CatalogGet);

	get->roadmap_id = "pottery";
	STORY_ADD(story, Step, Get, StepGet)->step = "wheel";
	STORY_ADD(story, Plan, Why, PlanWhy)->step = "vase";
}

static void
story_show(struct story *story)
{
	Pb__PortfolioPutRequest *put = STORY_ADD(story, Portfolio, Put, PortfolioPut);

	put->study = message_new(&pb__case_study__descriptor, story->arena);
	put->study->title = "A bowl that holds water";
	put->study->roadmap_id = "pottery";
	put->study->step_id = "bowl";
	put->study->lessons = "slow is fast";
	STORY_ADD(story, Portfolio, Get, PortfolioGet)->case_study = put->study->title;
	STORY_ADD(story, Portfolio, Remove, PortfolioRemove)->case_study = put->study->title;
}

static void
story_search(struct story *story)
{
	static const char *const company = "Acme";
	Pb__JobPutRequest *put = STORY_ADD(story, Job, Put, JobPut);
	Pb__JobMoveRequest *move = STORY_ADD(story, Job, Move, JobMove);
	Pb__JobNoteRequest *note = STORY_ADD(story, Job, Note, JobNote);
	Pb__JobContactRequest *contact = STORY_ADD(story, Job, Contact, JobContact);

	put->application = message_new(&pb__application__descriptor, story->arena);
	put->application->company = company;
	move->application = note->application = contact->application = company;
	move->stage = PB__STAGE__STAGE_APPLIED;
	note->text = "they called";
	contact->contact = message_new(&pb__job_contact__descriptor, story->arena);
	contact->contact->name = "Ann";
	STORY_ADD(story, Job, Get, JobGet)->application = company;
	STORY_ADD(story, Job, Remove, JobRemove)->application = company;
}

/* What has no line of its own is asked with an empty request; it may be refused. */
static void
story_rest(struct story *story)
{
	for (size_t i = 0; i < op_table_size; i++) {
		const char *service = strrchr(op_table[i].service, '.') + 1;
		size_t k = 0;

		while (k < story->n && (strcmp(story->lines[k].service, service) != 0 ||
					   strcmp(story->lines[k].method, op_table[i].method) != 0))
			k++;
		if (k == story->n)
			(void)story_add(story, service, op_table[i].method);
	}
}

size_t
story_tell(struct arena *arena, struct story_line **ret_lines)
{
	struct story story = {.arena = arena};

	story.lines = arena_array(arena, STORY_LINES, sizeof(*story.lines));
	story_restore(&story);
	story_put(&story, 1);
	story_enroll(&story);
	story_work(&story);
	story_pass_time(&story);
	story_show(&story);
	story_search(&story);
	story_look(&story);
	story_put(&story, 2);
	STORY_ADD(&story, Enrollment, Preview, EnrollmentPreview);
	STORY_ADD(&story, Enrollment, Upgrade, EnrollmentUpgrade);
	story_look(&story);
	STORY_ADD(&story, Enrollment, Unenroll, EnrollmentUnenroll)->roadmap_id = "pottery";
	story_enroll(&story);
	STORY_ADD(&story, Enrollment, Use, EnrollmentUse)->roadmap_id = "pottery";
	STORY_ADD(&story, Catalog, Delete, CatalogDelete)->roadmap_id = "pottery";
	((Pb__CatalogDeleteRequest *)story.lines[story.n - 1].request)->version = 1;
	story_set(&story, "bowl", "fire-electric", PB__STATUS__STATUS_DONE);
	story_rest(&story);
	*ret_lines = story.lines;
	return story.n;
}
