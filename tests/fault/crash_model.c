#include "crash_model.h"

#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void __attribute__((format(printf, 1, 2), noreturn))
crash_model_fail(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	(void)vfprintf(stderr, format, args);
	va_end(args);
	(void)fputc('\n', stderr);
	exit(1);
}

void
crash_model_begin(struct crash_model *model)
{
	model->n_notes = 0;
	for (unsigned i = 0; i < CRASH_CONNS; i++)
		model->statuses[i] = 1;
}

static sqlite3_stmt *
crash_model_query(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *row;

	if (sqlite3_prepare_v2(db, sql, -1, &row, NULL) != SQLITE_OK)
		crash_model_fail("%s: %s", sql, sqlite3_errmsg(db));
	return row;
}

/* The query must give one row with this text. */
static void
crash_model_expect(sqlite3 *db, const char *sql, const char *expected)
{
	sqlite3_stmt *row = crash_model_query(db, sql);

	if (sqlite3_step(row) != SQLITE_ROW)
		crash_model_fail("%s: %s", sql, sqlite3_errmsg(db));
	if (strcmp((const char *)sqlite3_column_text(row, 0), expected) != 0)
		crash_model_fail("%s: %s", sql, sqlite3_column_text(row, 0));
	sqlite3_finalize(row);
}

static void
crash_model_read_notes(struct crash_model *model, sqlite3 *db, bool *found)
{
	sqlite3_stmt *row = crash_model_query(db, "SELECT text, id FROM note");
	int rc;

	while ((rc = sqlite3_step(row)) == SQLITE_ROW) {
		const char *text = (const char *)sqlite3_column_text(row, 0);
		const unsigned long i = strtoul(text, NULL, 10);

		if (i >= model->n_notes || found[i])
			crash_model_fail("the note '%s' is there, and should not be", text);
		found[i] = true;
		(void)snprintf(model->notes[i].id, sizeof(model->notes[i].id), "%s",
		    (const char *)sqlite3_column_text(row, 1));
	}
	if (rc != SQLITE_DONE)
		crash_model_fail("notes: %s", sqlite3_errmsg(db));
	sqlite3_finalize(row);
}

static void
crash_model_check_notes(struct crash_model *model, sqlite3 *db)
{
	static bool found[CRASH_NOTES];
	bool gap[CRASH_CONNS] = {false};

	memset(found, 0, sizeof(found));
	crash_model_read_notes(model, db, found);
	for (uint32_t i = 0; i < model->n_notes; i++) {
		struct crash_note *note = &model->notes[i];

		if (note->state == CRASH_THERE && !found[i])
			crash_model_fail("note %u was acknowledged and is lost", i);
		if (note->state == CRASH_ABSENT && found[i])
			crash_model_fail("note %u was refused or undone and is there", i);
		if (note->state == CRASH_ADDING && found[i] && gap[note->conn])
			crash_model_fail("note %u is there without one sent before it", i);
		if (note->state == CRASH_ADDING)
			gap[note->conn] |= !found[i];
		if (note->state == CRASH_ADDING && found[i])
			model->survived++;
		note->state = found[i] ? CRASH_THERE : CRASH_ABSENT;
	}
}

static void
crash_model_check_statuses(struct crash_model *model, sqlite3 *db)
{
	sqlite3_stmt *row = crash_model_query(db,
	    "SELECT coalesce(sum(status), 0) FROM step_status WHERE step_id GLOB "
	    "printf('step-%04d-*', ?1)");

	for (int i = 0; i <= CRASH_CONNS; i++) {
		int status;

		sqlite3_bind_int(row, 1, i);
		if (sqlite3_step(row) != SQLITE_ROW)
			crash_model_fail("statuses: %s", sqlite3_errmsg(db));
		status = sqlite3_column_int(row, 0);
		sqlite3_reset(row);
		if (i == CRASH_VICTIM && status != 0)
			crash_model_fail("a refused request has changed a step");
		if (i == CRASH_VICTIM)
			break;
		if ((model->statuses[i] >> status & 1) == 0)
			crash_model_fail("the step of connection %d has status %d", i, status);
		model->statuses[i] = 1U << status;
	}
	sqlite3_finalize(row);
}

void
crash_model_check(struct crash_model *model, const char *database)
{
	sqlite3 *db;

	if (sqlite3_open_v2(database, &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
		crash_model_fail("%s: %s", database, sqlite3_errmsg(db));
	(void)sqlite3_busy_timeout(db, 5000);
	crash_model_expect(db, "PRAGMA integrity_check", "ok");
	crash_model_expect(db, "SELECT count(*) FROM pragma_foreign_key_check", "0");
	crash_model_expect(db, "SELECT count(*) FROM note WHERE id NOT IN (SELECT id FROM action)",
	    "0");
	crash_model_check_notes(model, db);
	crash_model_check_statuses(model, db);
	sqlite3_close(db);
}

int64_t
crash_model_pick(const struct crash_model *model, unsigned random)
{
	for (uint32_t i = 0; i < model->n_notes; i++) {
		const uint32_t n = (random + i) % model->n_notes;

		if (model->notes[n].state == CRASH_THERE && model->notes[n].id[0] != '\0')
			return n;
	}
	return -1;
}
