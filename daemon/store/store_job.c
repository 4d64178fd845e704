#include "store/store_job.h"

#include "store/store_private.h"

static void
store_job_row(sqlite3_stmt *row, struct arena *arena, void *ret_row)
{
	*(struct store_job *)ret_row = (struct store_job){
	    .id = store_column_text(row, 0, arena),
	    .company = store_column_text(row, 1, arena),
	    .role = store_column_text(row, 2, arena),
	    .channel = store_column_u32(row, 3),
	    .platform = store_column_text(row, 4, arena),
	    .url = store_column_text(row, 5, arena),
	    .location = store_column_text(row, 6, arena),
	    .workplace = store_column_u32(row, 7),
	    .salary = store_column_text(row, 8, arena),
	    .resume = store_column_text(row, 9, arena),
	    .follow_up = store_column_text(row, 10, arena),
	    .roadmap_id = store_column_text(row, 11, arena),
	    .step_id = store_column_text(row, 12, arena),
	    .added_at = sqlite3_column_int64(row, 13),
	    .changed_by = store_column_text(row, 14, arena),
	    .noted_at = sqlite3_column_int64(row, 15),
	    .n_notes = store_column_u32(row, 16),
	    .n_contacts = store_column_u32(row, 17),
	};
}

enum err_code
store_job_list(struct store *store, struct arena *arena, struct store_job **ret_list, size_t *ret_n,
    struct err *err)
{
	return store_collect(store, store_start(store, SQL_JOB_LIST, ""), arena,
	    sizeof(struct store_job), store_job_row, ret_list, ret_n, err);
}

enum err_code
store_job_put(struct store *store, const struct store_job *job, struct err *err)
{
	return store_finish(store,
	    store_start(store, SQL_JOB_PUT, "tttutttutttttit", job->id, job->company, job->role,
		job->channel, job->platform, job->url, job->location, job->workplace, job->salary,
		job->resume, job->follow_up, job->roadmap_id, job->step_id, job->added_at,
		job->changed_by),
	    err);
}

enum err_code
store_job_remove(struct store *store, const char *id, struct err *err)
{
	static const enum sql_query queries[] = {SQL_JOB_STAGE_DROP, SQL_JOB_CONTACT_DROP,
	    SQL_JOB_NOTE_DROP, SQL_JOB_STUDY_DROP, SQL_JOB_REMOVE};
	enum err_code code = ERR_OK;

	for (size_t i = 0; code == ERR_OK && i < sizeof(queries) / sizeof(queries[0]); i++)
		code = store_finish(store, store_start(store, queries[i], "t", id), err);
	return code;
}

enum err_code
store_job_move(struct store *store, const char *roadmap_id, const char *from_id, const char *to_id,
    struct err *err)
{
	return store_finish(store,
	    store_start(store, SQL_JOB_MOVE, "ttt", roadmap_id, from_id, to_id), err);
}

static void
store_job_stage_row(sqlite3_stmt *row, struct arena *arena, void *ret_row)
{
	*(struct store_job_stage *)ret_row = (struct store_job_stage){
	    .application_id = store_column_text(row, 0, arena),
	    .stage = store_column_u32(row, 1),
	    .round = store_column_u32(row, 2),
	    .day = store_column_text(row, 3, arena),
	};
}

enum err_code
store_job_stage_list(struct store *store, struct arena *arena, struct store_job_stage **ret_list,
    size_t *ret_n, struct err *err)
{
	return store_collect(store, store_start(store, SQL_JOB_STAGE_LIST, ""), arena,
	    sizeof(struct store_job_stage), store_job_stage_row, ret_list, ret_n, err);
}

enum err_code
store_job_stage_add(struct store *store, const struct store_job_stage *stage, uint32_t place,
    struct err *err)
{
	return store_finish(store,
	    store_start(store, SQL_JOB_STAGE_ADD, "tuuut", stage->application_id, place,
		stage->stage, stage->round, stage->day),
	    err);
}

enum err_code
store_job_stage_drop(struct store *store, const char *application_id, struct err *err)
{
	return store_finish(store, store_start(store, SQL_JOB_STAGE_DROP, "t", application_id),
	    err);
}

static void
store_job_contact_row(sqlite3_stmt *row, struct arena *arena, void *ret_row)
{
	*(struct store_job_contact *)ret_row = (struct store_job_contact){
	    .application_id = store_column_text(row, 0, arena),
	    .name = store_column_text(row, 1, arena),
	    .role = store_column_text(row, 2, arena),
	    .reach = store_column_text(row, 3, arena),
	};
}

enum err_code
store_job_contact_list(struct store *store, struct arena *arena, const char *application_id,
    struct store_job_contact **ret_list, size_t *ret_n, struct err *err)
{
	return store_collect(store, store_start(store, SQL_JOB_CONTACT_LIST, "t", application_id),
	    arena, sizeof(struct store_job_contact), store_job_contact_row, ret_list, ret_n, err);
}

enum err_code
store_job_contact_put(struct store *store, const struct store_job_contact *contact, struct err *err)
{
	return store_finish(store,
	    store_start(store, SQL_JOB_CONTACT_PUT, "tttt", contact->application_id, contact->name,
		contact->role, contact->reach),
	    err);
}

enum err_code
store_job_contact_remove(struct store *store, const char *application_id, const char *name,
    struct err *err)
{
	return store_finish(store,
	    store_start(store, SQL_JOB_CONTACT_REMOVE, "tt", application_id, name), err);
}

static void
store_job_note_row(sqlite3_stmt *row, struct arena *arena, void *ret_row)
{
	*(struct store_job_note *)ret_row = (struct store_job_note){
	    .application_id = store_column_text(row, 0, arena),
	    .id = store_column_text(row, 1, arena),
	    .text = store_column_text(row, 2, arena),
	    .at = sqlite3_column_int64(row, 3),
	};
}

enum err_code
store_job_note_list(struct store *store, struct arena *arena, const char *application_id,
    struct store_job_note **ret_list, size_t *ret_n, struct err *err)
{
	return store_collect(store, store_start(store, SQL_JOB_NOTE_LIST, "t", application_id),
	    arena, sizeof(struct store_job_note), store_job_note_row, ret_list, ret_n, err);
}

enum err_code
store_job_note_add(struct store *store, const struct store_job_note *note, struct err *err)
{
	return store_finish(store,
	    store_start(store, SQL_JOB_NOTE_ADD, "ttti", note->application_id, note->id, note->text,
		note->at),
	    err);
}

enum err_code
store_job_note_remove(struct store *store, const char *application_id, const char *id,
    struct err *err)
{
	return store_finish(store,
	    store_start(store, SQL_JOB_NOTE_REMOVE, "tt", application_id, id), err);
}

static void
store_job_study_row(sqlite3_stmt *row, struct arena *arena, void *ret_row)
{
	*(struct store_job_study *)ret_row = (struct store_job_study){
	    .application_id = store_column_text(row, 0, arena),
	    .title = store_column_text(row, 1, arena),
	};
}

enum err_code
store_job_study_list(struct store *store, struct arena *arena, struct store_job_study **ret_list,
    size_t *ret_n, struct err *err)
{
	return store_collect(store, store_start(store, SQL_JOB_STUDY_LIST, ""), arena,
	    sizeof(struct store_job_study), store_job_study_row, ret_list, ret_n, err);
}

enum err_code
store_job_study_add(struct store *store, const struct store_job_study *study, uint32_t place,
    struct err *err)
{
	return store_finish(store,
	    store_start(store, SQL_JOB_STUDY_ADD, "tut", study->application_id, place,
		study->title),
	    err);
}

enum err_code
store_job_study_drop(struct store *store, const char *application_id, struct err *err)
{
	return store_finish(store, store_start(store, SQL_JOB_STUDY_DROP, "t", application_id),
	    err);
}
