/* The service Job: bytes in, bytes out. */
#include <string.h>

#include "archive.h"
#include "core/job.h"
#include "desk.h"

static const Pb__ApplicationView *
get(struct desk *desk, const char *name)
{
	Pb__JobGetRequest request = PB__JOB_GET_REQUEST__INIT;
	const Pb__JobGetReply *reply = NULL;

	request.application = name;
	return desk_call(desk, "Job", "Get", &request, &reply) == ERR_OK ? reply->application
									 : NULL;
}

static enum err_code
undo(struct desk *desk)
{
	Pb__HistoryUndoRequest request = PB__HISTORY_UNDO_REQUEST__INIT;

	return desk_call(desk, "History", "Undo", &request, NULL);
}

static void
an_application_is_kept_moved_and_found_by_several_names(void **state)
{
	struct desk *desk = *state;
	const Pb__ApplicationView *view = desk_put_job(desk, "Kiln & Sons",
	    PB__STAGE__STAGE_APPLIED, PB__CHANNEL__CHANNEL_NETWORK);
	const char *id;

	assert_non_null(view);
	id = view->application->id;
	assert_int_equal(view->stage, PB__STAGE__STAGE_APPLIED);
	assert_true(view->open);
	assert_string_equal(get(desk, "kil")->application->id, id);
	assert_string_equal(get(desk, arena_printf(desk->arena, "%.8s", id))->application->id, id);
	assert_string_equal(get(desk, "sons potter")->application->id, id);
	assert_null(get(desk, "nobody"));
	assert_int_equal(desk_move_job(desk, "kiln", PB__STAGE__STAGE_INTERVIEW, ""), ERR_OK);
	assert_int_equal(get(desk, "kiln")->round, 1);
	assert_int_equal(desk_move_job(desk, "kiln", PB__STAGE__STAGE_APPLIED, ""),
	    ERR_FAILED_PRECONDITION);
	assert_int_equal(desk_move_job(desk, "kiln", PB__STAGE__STAGE_OFFER, "2999-01-01"),
	    ERR_INVALID_ARGUMENT);
	assert_int_equal(desk_move_job(desk, "kiln", PB__STAGE__STAGE_OFFER, "soon"),
	    ERR_INVALID_ARGUMENT);
	assert_int_equal(desk_move_job(desk, "kiln", PB__STAGE__STAGE_UNSPECIFIED, ""),
	    ERR_INVALID_ARGUMENT);
	/* The beginning of two is told with both. */
	assert_non_null(desk_put_job(desk, "Kilnworks", PB__STAGE__STAGE_SAVED, 0));
	assert_null(get(desk, "kil"));
	assert_int_equal(desk->candidates->n_candidates, 2);
}

static void
a_text_that_may_not_be_kept_is_told_with_its_field(void **state)
{
	struct desk *desk = *state;
	Pb__JobPutRequest request = PB__JOB_PUT_REQUEST__INIT;
	Pb__Application application = PB__APPLICATION__INIT;

	assert_int_equal(desk_call(desk, "Job", "Put", &request, NULL), ERR_INVALID_ARGUMENT);
	request.application = &application;
	application.url = "ftp://example.org/";
	assert_int_equal(desk_call(desk, "Job", "Put", &request, NULL), ERR_INVALID_ARGUMENT);
	assert_int_equal(desk->faults->n_faults, 2);
	assert_string_equal(desk->faults->faults[1]->path, "/url");
	application.company = "Kiln";
	application.url = "";
	request.stage = PB__STAGE__STAGE_REJECTED;
	assert_int_equal(desk_call(desk, "Job", "Put", &request, NULL), ERR_INVALID_ARGUMENT);
	request.stage = PB__STAGE__STAGE_UNSPECIFIED;
	application.step_id = "bowl";
	assert_int_equal(desk_call(desk, "Job", "Put", &request, NULL), ERR_OK);
	assert_string_equal(get(desk, "kiln")->application->roadmap_id, "pottery");
}

static void
the_same_again_writes_nothing_and_an_old_revision_is_refused(void **state)
{
	struct desk *desk = *state;
	Pb__JobPutRequest request = PB__JOB_PUT_REQUEST__INIT;
	const Pb__JobPutReply *reply = NULL;
	const Pb__ApplicationView *view =
	    desk_put_job(desk, "Kiln", PB__STAGE__STAGE_APPLIED, PB__CHANNEL__CHANNEL_SCHOOL);
	const char *before = desk_dump(desk);

	request.application = view->application;
	request.revision = view->revision;
	assert_int_equal(desk_call(desk, "Job", "Put", &request, &reply), ERR_OK);
	assert_true(reply->unchanged);
	assert_string_equal(desk_dump(desk), before);
	request.application->salary = "a bowl a day";
	assert_int_equal(desk_call(desk, "Job", "Put", &request, &reply), ERR_OK);
	assert_false(reply->unchanged);
	assert_int_equal(reply->application->stage, PB__STAGE__STAGE_APPLIED);
	assert_int_equal(desk_call(desk, "Job", "Put", &request, &reply), ERR_ABORTED);
}

static void
notes_and_people_come_go_and_are_undone(void **state)
{
	struct desk *desk = *state;
	Pb__JobNoteRequest note = PB__JOB_NOTE_REQUEST__INIT;
	Pb__JobContactRequest contact = PB__JOB_CONTACT_REQUEST__INIT;
	Pb__JobContact person = PB__JOB_CONTACT__INIT;
	Pb__JobRemoveRequest remove = PB__JOB_REMOVE_REQUEST__INIT;
	const Pb__JobNoteReply *noted = NULL;
	const char *before;

	assert_non_null(desk_put_job(desk, "Kiln", PB__STAGE__STAGE_APPLIED, 0));
	/* A note belongs to its own application only. */
	assert_non_null(desk_put_job(desk, "Wheel", PB__STAGE__STAGE_APPLIED, 0));
	note.application = contact.application = remove.application = "kiln";
	assert_int_equal(desk_call(desk, "Job", "Note", &note, NULL), ERR_INVALID_ARGUMENT);
	note.text = "Ask for Ada.";
	assert_int_equal(desk_call(desk, "Job", "Note", &note, &noted), ERR_OK);
	assert_int_equal(get(desk, "kiln")->note_count, 1);
	assert_int_equal(get(desk, "wheel")->note_count, 0);
	contact.contact = &person;
	assert_int_equal(desk_call(desk, "Job", "Contact", &contact, NULL), ERR_INVALID_ARGUMENT);
	person.name = "Ada";
	person.role = "master";
	assert_int_equal(desk_call(desk, "Job", "Contact", &contact, NULL), ERR_OK);
	person.role = "";
	person.reach = "ada@example.org";
	assert_int_equal(desk_call(desk, "Job", "Contact", &contact, NULL), ERR_OK);
	assert_string_equal(get(desk, "kiln")->contacts[0]->role, "master");
	before = desk_dump(desk);
	assert_int_equal(desk_call(desk, "Job", "Remove", &remove, NULL), ERR_OK);
	assert_null(get(desk, "kiln"));
	assert_int_equal(undo(desk), ERR_OK);
	assert_string_equal(desk_dump(desk), before);
	note.text = "";
	note.remove_id = noted->note->id;
	assert_int_equal(desk_call(desk, "Job", "Note", &note, NULL), ERR_OK);
	assert_int_equal(desk_call(desk, "Job", "Note", &note, NULL), ERR_NOT_FOUND);
	contact.remove = true;
	assert_int_equal(desk_call(desk, "Job", "Contact", &contact, NULL), ERR_OK);
	assert_int_equal(desk_call(desk, "Job", "Contact", &contact, NULL), ERR_NOT_FOUND);
}

/* Also where only its history was changed since. */
static void
what_was_changed_since_is_not_undone(void **state)
{
	struct desk *desk = *state;
	Pb__HistoryUndoRequest request = PB__HISTORY_UNDO_REQUEST__INIT;
	const char *before;

	request.action_id =
	    desk_put_job(desk, "Kiln", PB__STAGE__STAGE_APPLIED, 0)->application->id;
	assert_int_equal(desk_move_job(desk, "kiln", PB__STAGE__STAGE_OFFER, ""), ERR_OK);
	before = desk_dump(desk);
	assert_int_equal(desk_call(desk, "History", "Undo", &request, NULL), ERR_ABORTED);
	assert_string_equal(desk_dump(desk), before);
}

static Pb__JobRecord *
record(struct desk *desk, const char *company, const char *day)
{
	Pb__JobRecord *record = message_new(&pb__job_record__descriptor, desk->arena);

	record->application = message_new(&pb__application__descriptor, desk->arena);
	record->application->company = company;
	record->stages = arena_array(desk->arena, 1, sizeof(*record->stages));
	record->stages[0] = message_new(&pb__job_stage__descriptor, desk->arena);
	record->stages[0]->stage = PB__STAGE__STAGE_APPLIED;
	record->stages[0]->day = day;
	record->n_stages = 1;
	return record;
}

static void
an_import_is_all_or_nothing_and_one_action(void **state)
{
	struct desk *desk = *state;
	Pb__JobImportRequest request = PB__JOB_IMPORT_REQUEST__INIT;
	const Pb__JobImportReply *reply = NULL;
	Pb__JobRecord *records[] = {record(desk, "Kiln", "2020-03-01"),
	    record(desk, "Wheel", "soon"), record(desk, "Kiln", "2020-03-01")};
	const char *before = desk_dump(desk);

	request.records = records;
	request.n_records = 3;
	assert_int_equal(desk_call(desk, "Job", "Import", &request, NULL), ERR_INVALID_ARGUMENT);
	assert_string_equal(desk->faults->faults[0]->path, "/records/1/stages");
	assert_string_equal(desk_dump(desk), before);
	records[1]->stages[0]->day = "2020-03-02";
	request.dry_run = true;
	assert_int_equal(desk_call(desk, "Job", "Import", &request, &reply), ERR_OK);
	assert_int_equal(reply->added, 2);
	assert_string_equal(desk_dump(desk), before);
	request.dry_run = false;
	assert_int_equal(desk_call(desk, "Job", "Import", &request, &reply), ERR_OK);
	assert_int_equal(reply->added, 2);
	assert_int_equal(reply->there, 1);
	assert_int_equal(desk_call(desk, "Job", "Import", &request, &reply), ERR_OK);
	assert_int_equal(reply->added, 0);
	assert_int_equal(undo(desk), ERR_OK);
	assert_string_equal(desk_dump(desk), before);
}

static void
there_is_an_end_to_applications(void **state)
{
	struct desk *desk = *state;
	Pb__JobImportRequest request = PB__JOB_IMPORT_REQUEST__INIT;
	Pb__JobListRequest list = PB__JOB_LIST_REQUEST__INIT;
	const Pb__JobListReply *reply = NULL;
	size_t n = 0;

	request.records = arena_array(desk->arena, JOB_MAX, sizeof(*request.records));
	while (request.n_records < JOB_MAX) {
		const char *company = arena_printf(desk->arena, "Kiln %zu", request.n_records);

		request.records[request.n_records++] = record(desk, company, "2020-03-01");
	}
	assert_int_equal(desk_call(desk, "Job", "Import", &request, NULL), ERR_OK);
	assert_null(desk_put_job(desk, "One more", PB__STAGE__STAGE_SAVED, 0));
	list.page_size = 300;
	do {
		assert_int_equal(desk_call(desk, "Job", "List", &list, &reply), ERR_OK);
		n += reply->n_applications;
		list.page_token = reply->next_page_token;
	} while (list.page_token[0] != '\0');
	assert_int_equal(n, JOB_MAX);
}

static void
next_reminds_of_what_is_due_and_of_the_silent(void **state)
{
	struct desk *desk = *state;
	Pb__PlanNextRequest request = PB__PLAN_NEXT_REQUEST__INIT;
	Pb__JobDueRequest due = PB__JOB_DUE_REQUEST__INIT;
	Pb__SettingSetRequest set = PB__SETTING_SET_REQUEST__INIT;
	Pb__JobPutRequest put = PB__JOB_PUT_REQUEST__INIT;
	const Pb__PlanNextReply *reply = NULL;
	const Pb__JobDueReply *list = NULL;

	assert_int_equal(desk_call(desk, "Plan", "Next", &request, &reply), ERR_OK);
	assert_null(reply->job);
	assert_non_null(desk_put_job(desk, "Kiln", PB__STAGE__STAGE_APPLIED, 0));
	put.application = desk_put_job(desk, "Wheel", PB__STAGE__STAGE_APPLIED, 0)->application;
	put.application->follow_up = "2020-01-01";
	assert_int_equal(desk_call(desk, "Job", "Put", &put, NULL), ERR_OK);
	desk_wait(desk, 40 * 24 * 60);
	assert_int_equal(desk_call(desk, "Plan", "Next", &request, &reply), ERR_OK);
	assert_string_equal(reply->job->text, "Follow up with Wheel, due 2020-01-01; 1 silent");
	assert_int_equal(desk_call(desk, "Job", "Due", &due, &list), ERR_OK);
	assert_int_equal(list->n_due, 1);
	assert_int_equal(list->n_silent, 1);
	assert_int_equal(list->silent[0]->quiet_days, 40);
	/* Nothing closed by itself. */
	assert_true(get(desk, "kiln")->open);
	set.name = "ghost-after";
	set.value = "6 weeks";
	assert_int_equal(desk_call(desk, "Setting", "Set", &set, NULL), ERR_OK);
	assert_int_equal(desk_call(desk, "Job", "Due", &due, &list), ERR_OK);
	assert_int_equal(list->n_silent, 0);
	assert_int_equal(desk_move_job(desk, "wheel", PB__STAGE__STAGE_REJECTED, ""), ERR_OK);
	assert_string_equal(get(desk, "wheel")->application->follow_up, "");
	assert_int_equal(desk_call(desk, "Plan", "Next", &request, &reply), ERR_OK);
	assert_null(reply->job);
}

static void
the_report_is_by_date_and_has_its_ends_in_it(void **state)
{
	struct desk *desk = *state;
	Pb__JobReportRequest request = PB__JOB_REPORT_REQUEST__INIT;
	Pb__JobFunnelRequest ask = PB__JOB_FUNNEL_REQUEST__INIT;
	const Pb__JobReportReply *reply = NULL;
	const Pb__JobFunnelReply *funnel = NULL;

	assert_non_null(
	    desk_put_job(desk, "Kiln", PB__STAGE__STAGE_APPLIED, PB__CHANNEL__CHANNEL_NETWORK));
	assert_int_equal(desk_move_job(desk, "kiln", PB__STAGE__STAGE_APPLIED, "2020-03-05"),
	    ERR_OK);
	assert_int_equal(desk_move_job(desk, "kiln", PB__STAGE__STAGE_SAVED, "2020-03-01"), ERR_OK);
	assert_int_equal(desk_move_job(desk, "kiln", PB__STAGE__STAGE_INTERVIEW, "2020-03-09"),
	    ERR_OK);
	request.from = "2020-03-05";
	request.to = "2020-03-09";
	assert_int_equal(desk_call(desk, "Job", "Report", &request, &reply), ERR_OK);
	assert_int_equal(reply->n_activities, 2);
	assert_string_equal(reply->activities[0]->day, "2020-03-05");
	assert_int_equal(reply->sent, 1);
	assert_int_equal(reply->interviews, 1);
	request.from = "2020-03-10";
	assert_int_equal(desk_call(desk, "Job", "Report", &request, &reply), ERR_INVALID_ARGUMENT);
	assert_int_equal(desk_call(desk, "Job", "Funnel", &ask, &funnel), ERR_OK);
	assert_int_equal(funnel->sent, 1);
	assert_true(funnel->answered->few);
	assert_int_equal(funnel->answer_days->half_days, 8);
	assert_int_equal(funnel->n_channels, 1);
	assert_int_equal(funnel->channels[0]->interviewed->have, 1);
}

static void
an_application_that_could_not_be_put_is_not_restored(void **state)
{
	struct desk *desk = *state, *other;
	struct archive all;
	void *other_state;
	Pb__ExportValue *day;

	assert_non_null(desk_put_job(desk, "Kiln", PB__STAGE__STAGE_APPLIED, 0));
	assert_int_equal(desk_move_job(desk, "kiln", PB__STAGE__STAGE_OFFER, ""), ERR_OK);
	all = archive_export(desk);
	day = archive_value(&all, "application_stage", "day");
	day->text = "2999-01-01";
	desk_setup(&other_state);
	other = other_state;
	assert_int_equal(archive_restore(other, &all), ERR_INVALID_ARGUMENT);
	assert_string_equal(desk_dump(other), "");
	day->text = "2020-01-01";
	assert_int_equal(archive_restore(other, &all), ERR_OK);
	assert_int_equal(get(other, "kiln")->stage, PB__STAGE__STAGE_OFFER);
	desk_teardown(&other_state);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup_enrolled, desk_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(an_application_is_kept_moved_and_found_by_several_names),
	    TEST(a_text_that_may_not_be_kept_is_told_with_its_field),
	    TEST(the_same_again_writes_nothing_and_an_old_revision_is_refused),
	    TEST(notes_and_people_come_go_and_are_undone),
	    TEST(what_was_changed_since_is_not_undone),
	    TEST(an_import_is_all_or_nothing_and_one_action),
	    TEST(there_is_an_end_to_applications),
	    TEST(next_reminds_of_what_is_due_and_of_the_silent),
	    TEST(the_report_is_by_date_and_has_its_ends_in_it),
	    TEST(an_application_that_could_not_be_put_is_not_restored),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
