#include "desk.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ttrpc/ttrpc.pb-c.h"

enum {
	DESK_START_S = 1767225600, /* 2026-01-01 */
};

static struct engine *
desk_engine(const char *path)
{
	struct err err = ERR_NONE;
	struct engine *engine = engine_open(path, &err);

	if (engine == NULL)
		fail_msg("engine_open: %s", err.text);
	return engine;
}

int
desk_setup(void **state)
{
	struct desk *desk = calloc(1, sizeof(*desk));

	strcpy(desk->dir, "/tmp/roadmap-desk-XXXXXX");
	assert_non_null(mkdtemp(desk->dir));
	snprintf(desk->path, sizeof(desk->path), "%s/roadmap.db", desk->dir);
	desk->engine = desk_engine(desk->path);
	desk->arena = arena_new();
	desk->now_us = (int64_t)DESK_START_S * 1000000;
	*state = desk;
	return 0;
}

int
desk_teardown(void **state)
{
	struct desk *desk = *state;
	char command[128];

	engine_close(desk->engine);
	arena_free(desk->arena);
	snprintf(command, sizeof(command), "rm -rf %s", desk->dir);
	assert_int_equal(system(command), 0);
	free(desk);
	return 0;
}

int
desk_setup_enrolled(void **state)
{
	Pb__CatalogPutRequest put = PB__CATALOG_PUT_REQUEST__INIT;
	Pb__EnrollmentEnrollRequest enroll = PB__ENROLLMENT_ENROLL_REQUEST__INIT;
	struct desk *desk;

	desk_setup(state);
	desk = *state;
	put.roadmap = pottery_roadmap(desk->arena);
	if (desk_call(desk, "Catalog", "Put", &put, NULL) != ERR_OK)
		fail_msg("put: %s", desk->text);
	enroll.roadmap_id = "pottery";
	if (desk_call(desk, "Enrollment", "Enroll", &enroll, NULL) != ERR_OK)
		fail_msg("enroll: %s", desk->text);
	return 0;
}

void
desk_reopen(struct desk *desk)
{
	engine_close(desk->engine);
	desk->engine = desk_engine(desk->path);
}

static void
desk_read_refusal(struct desk *desk, const Rpc__Status *status)
{
	desk->candidates = NULL;
	desk->faults = NULL;
	snprintf(desk->text, sizeof(desk->text), "%s", status->message);
	for (size_t i = 0; i < status->n_details; i++) {
		const Google__Protobuf__Any *any = status->details[i];
		struct bytes bytes = {any->value.data, any->value.len};

		if (strstr(any->type_url, "roadmap.v1.Candidates") != NULL)
			desk->candidates =
			    message_unpack(&pb__candidates__descriptor, desk->arena, bytes);
		if (strstr(any->type_url, "roadmap.v1.Faults") != NULL)
			desk->faults = message_unpack(&pb__faults__descriptor, desk->arena, bytes);
	}
}

static enum err_code
desk_read_response(struct desk *desk, const struct op_entry *entry, void *ret_reply)
{
	const Ttrpc__Response *response =
	    message_unpack(&ttrpc__response__descriptor, desk->arena, desk->last.response);
	struct bytes payload;
	void *reply;

	assert_non_null(response);
	if (response->status != NULL && response->status->code != 0) {
		assert_true(response->status->message[0] != '\0');
		assert_null(strchr(response->status->message, '\n'));
		desk_read_refusal(desk, response->status);
		return (enum err_code)response->status->code;
	}
	assert_non_null(entry);
	payload = (struct bytes){response->payload.data, response->payload.len};
	reply = message_unpack(entry->output, desk->arena, payload);
	assert_non_null(reply);
	if (ret_reply != NULL)
		memcpy(ret_reply, &reply, sizeof(reply));
	return ERR_OK;
}

enum err_code
desk_call_bytes(struct desk *desk, const char *service, const char *method, struct bytes payload,
    void *ret_reply)
{
	Ttrpc__Request request = TTRPC__REQUEST__INIT;
	Ttrpc__KeyValue zone = TTRPC__KEY_VALUE__INIT, *metadata = &zone;

	request.service = arena_printf(desk->arena, "roadmap.v1.%s", service);
	request.method = method;
	request.payload = (ProtobufCBinaryData){payload.size, (uint8_t *)payload.data};
	zone.key = "time-zone";
	zone.value = desk->zone;
	request.metadata = &metadata;
	request.n_metadata = desk->zone != NULL;
	desk->now_us += 1000000;
	desk->last = (desk->shares ? dispatch_shared : dispatch)(desk->engine, desk->now_us,
	    desk->arena, message_pack(desk->arena, &request.base));
	if (desk->last.watch)
		return ERR_OK;
	return desk_read_response(desk, op_table_find(request.service, method), ret_reply);
}

enum err_code
desk_call(struct desk *desk, const char *service, const char *method, const void *request,
    void *ret_reply)
{
	return desk_call_bytes(desk, service, method, message_pack(desk->arena, request),
	    ret_reply);
}

void
desk_wait(struct desk *desk, int64_t minutes)
{
	desk->now_us += minutes * 60 * 1000000;
}

enum err_code
desk_set(struct desk *desk, const char *step, Pb__Status status, bool force)
{
	Pb__StepSetRequest request = PB__STEP_SET_REQUEST__INIT;

	request.steps = &step;
	request.n_steps = 1;
	request.status = status;
	request.force = force;
	return desk_call(desk, "Step", "Set", &request, NULL);
}

const Pb__StepView *
desk_view(struct desk *desk, const char *step)
{
	Pb__StepGetRequest request = PB__STEP_GET_REQUEST__INIT;
	const Pb__StepGetReply *reply = NULL;

	request.step = step;
	assert_int_equal(desk_call(desk, "Step", "Get", &request, &reply), ERR_OK);
	return reply->step;
}

const char *
desk_next(struct desk *desk)
{
	Pb__PlanNextRequest request = PB__PLAN_NEXT_REQUEST__INIT;
	const Pb__PlanNextReply *reply = NULL;

	assert_int_equal(desk_call(desk, "Plan", "Next", &request, &reply), ERR_OK);
	return reply->n_recommendations > 0 ? reply->recommendations[0]->step->id : "";
}

Pb__CaseStudy *
desk_case_study(struct desk *desk, const char *step, const char *title)
{
	static const char *technologies[] = {"Clay", "Wood ash"};
	static const char *outcomes[] = {"40 bowls fired, 2 cracked"};
	Pb__CaseStudy *study = message_new(&pb__case_study__descriptor, desk->arena);

	study->step_id = step;
	study->title = title;
	study->problem = "Soup had no bowl.";
	study->approach = "Thrown on the wheel, glazed with ash.";
	study->challenges = "Cracks.";
	study->lessons = "Dry slowly.";
	study->technologies = technologies;
	study->n_technologies = 2;
	study->outcomes = outcomes;
	study->n_outcomes = 1;
	study->live_url = "https://example.org/bowls";
	study->repository_url = "https://example.org/bowls.git";
	return study;
}

const Pb__PortfolioPutReply *
desk_put_study(struct desk *desk, Pb__CaseStudy *study)
{
	Pb__PortfolioPutRequest request = PB__PORTFOLIO_PUT_REQUEST__INIT;
	const Pb__PortfolioPutReply *reply = NULL;

	request.study = study;
	return desk_call(desk, "Portfolio", "Put", &request, &reply) == ERR_OK ? reply : NULL;
}

const Pb__ApplicationView *
desk_put_job(struct desk *desk, const char *company, Pb__Stage stage, Pb__Channel channel)
{
	Pb__JobPutRequest request = PB__JOB_PUT_REQUEST__INIT;
	const Pb__JobPutReply *reply = NULL;

	request.application = message_new(&pb__application__descriptor, desk->arena);
	request.application->company = company;
	request.application->role = "Potter";
	request.application->channel = channel;
	request.stage = stage;
	return desk_call(desk, "Job", "Put", &request, &reply) == ERR_OK ? reply->application
									 : NULL;
}

enum err_code
desk_move_job(struct desk *desk, const char *company, Pb__Stage stage, const char *day)
{
	Pb__JobMoveRequest request = PB__JOB_MOVE_REQUEST__INIT;

	request.application = company;
	request.stage = stage;
	request.day = day;
	return desk_call(desk, "Job", "Move", &request, NULL);
}

static sqlite3 *
desk_database(struct desk *desk)
{
	sqlite3 *db = NULL;

	assert_int_equal(sqlite3_open_v2(desk->path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	return db;
}

static void
desk_dump_table(sqlite3 *db, const char *table, FILE *out)
{
	char sql[64];
	sqlite3_stmt *row;

	snprintf(sql, sizeof(sql), "SELECT * FROM %s ORDER BY 1, 2", table);
	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &row, NULL), SQLITE_OK);
	while (sqlite3_step(row) == SQLITE_ROW) {
		fputs(table, out);
		for (int i = 0; i < sqlite3_column_count(row); i++) {
			const char *text = (const char *)sqlite3_column_text(row, i);

			fprintf(out, "|%s", text != NULL ? text : "NULL");
		}
		fputc('\n', out);
	}
	sqlite3_finalize(row);
}

const char *
desk_dump(struct desk *desk)
{
	static const char *const tables[] = {"enrollment", "choice_pick", "step_status", "note",
	    "link", "item_check", "kept_step", "time_entry", "timer", "pause", "case_study",
	    "case_study_item", "application", "application_stage", "application_contact",
	    "application_note", "application_study", "setting"};
	sqlite3 *db = desk_database(desk);
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);
	const char *dump;

	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++)
		desk_dump_table(db, tables[i], out);
	fclose(out);
	sqlite3_close(db);
	dump = arena_strdup(desk->arena, text);
	free(text);
	return dump;
}

void
desk_check_time(struct desk *desk)
{
	assert_int_equal(desk_number(desk, "SELECT count(*) FROM (SELECT 1 FROM time_entry AS t "
					   "LEFT JOIN step_status AS s USING (roadmap_id, step_id) "
					   "GROUP BY t.roadmap_id, t.step_id "
					   "HAVING sum(t.minutes) > coalesce(s.minutes_spent, 0))"),
	    0);
}

int64_t
desk_number(struct desk *desk, const char *sql)
{
	sqlite3 *db = desk_database(desk);
	sqlite3_stmt *row;
	int64_t number;

	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &row, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(row), SQLITE_ROW);
	number = sqlite3_column_int64(row, 0);
	sqlite3_finalize(row);
	sqlite3_close(db);
	return number;
}
