/* Requests that share a commit, and a database that another process holds. */
#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "desk.h"
#include "store/store.h"

/* What engine_on_commit() was told. */
struct told {
	unsigned n;
	enum err_code code;
	char text[160];
};

static void
told_committed(void *arg, enum err_code code, const char *text)
{
	struct told *told = arg;

	told->n++;
	told->code = code;
	snprintf(told->text, sizeof(told->text), "%s", text);
}

static struct told *
share(struct desk *desk)
{
	struct told *told = arena_alloc(desk->arena, sizeof(*told));

	desk->shares = true;
	engine_on_commit(desk->engine, told_committed, told);
	return told;
}

static enum err_code
commit(struct desk *desk)
{
	struct err err = ERR_NONE;

	return engine_commit(desk->engine, &err);
}

static int64_t
statuses(struct desk *desk)
{
	return desk_number(desk, "SELECT count(*) FROM step_status");
}

/* No byte can be added to a file: what is on the disk stays, what is to come is refused. */
static void
fill_disk(struct desk *desk, bool is_full)
{
	struct rlimit limit;
	struct stat wal;

	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(stat(arena_printf(desk->arena, "%s-wal", desk->path), &wal), 0);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
	limit.rlim_cur = is_full ? (rlim_t)wal.st_size : limit.rlim_max;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

static void
what_is_written_is_on_the_disk_after_the_commit_and_not_before(void **state)
{
	struct desk *desk = *state;
	struct told *told = share(desk);

	assert_int_equal(desk_set(desk, "clay", PB__STATUS__STATUS_DONE, false), ERR_OK);
	assert_true(engine_is_pending(desk->engine));
	assert_int_equal(statuses(desk), 0);
	assert_int_equal(desk_set(desk, "wheel", PB__STATUS__STATUS_DONE, false), ERR_OK);
	assert_int_equal(told->n, 0);
	assert_int_equal(commit(desk), ERR_OK);
	assert_false(engine_is_pending(desk->engine));
	assert_int_equal(told->n, 1);
	assert_int_equal(told->code, ERR_OK);
	assert_int_equal(statuses(desk), 2);
}

static void
what_is_read_in_between_sees_what_was_written_before(void **state)
{
	struct desk *desk = *state;

	share(desk);
	assert_string_equal(desk_next(desk), "clay");
	assert_false(engine_is_pending(desk->engine));
	assert_int_equal(desk_set(desk, "clay", PB__STATUS__STATUS_DONE, false), ERR_OK);
	assert_string_equal(desk_next(desk), "wheel");
	assert_int_equal(commit(desk), ERR_OK);
}

static void
a_refusal_in_the_middle_spoils_nothing(void **state)
{
	struct desk *desk = *state;

	share(desk);
	assert_int_equal(desk_set(desk, "bowl", PB__STATUS__STATUS_DONE, false),
	    ERR_FAILED_PRECONDITION);
	assert_false(engine_is_pending(desk->engine));
	assert_int_equal(desk_set(desk, "clay", PB__STATUS__STATUS_DONE, false), ERR_OK);
	assert_int_equal(desk_set(desk, "bowl", PB__STATUS__STATUS_DONE, false),
	    ERR_FAILED_PRECONDITION);
	assert_null(desk->last.event.data);
	assert_int_equal(desk_set(desk, "wheel", PB__STATUS__STATUS_DONE, false), ERR_OK);
	assert_int_equal(commit(desk), ERR_OK);
	assert_int_equal(statuses(desk), 2);
	assert_int_equal(desk_number(desk,
			     "SELECT count(*) FROM action WHERE command = 'Step.Set'"),
	    2);
}

/* What was changed twice in one commit is changed back once. */
static void
each_of_them_is_undone_by_itself(void **state)
{
	struct desk *desk = *state;
	Pb__HistoryUndoRequest undo = PB__HISTORY_UNDO_REQUEST__INIT;
	const char *states[4];

	share(desk);
	states[0] = desk_dump(desk);
	for (int i = 1; i < 4; i++) {
		static const Pb__Status to[] = {PB__STATUS__STATUS_ACTIVE, PB__STATUS__STATUS_DONE,
		    PB__STATUS__STATUS_TODO};

		assert_int_equal(desk_set(desk, "clay", to[i - 1], false), ERR_OK);
	}
	assert_int_equal(commit(desk), ERR_OK);
	desk->shares = false;
	assert_string_equal(desk_dump(desk), states[0]);
	assert_int_equal(desk_call(desk, "History", "Undo", &undo, NULL), ERR_OK);
	assert_int_equal(desk_view(desk, "clay")->status, PB__STATUS__STATUS_DONE);
	assert_int_equal(desk_call(desk, "History", "Undo", &undo, NULL), ERR_OK);
	assert_int_equal(desk_view(desk, "clay")->status, PB__STATUS__STATUS_ACTIVE);
	assert_int_equal(desk_call(desk, "History", "Undo", &undo, NULL), ERR_OK);
	assert_string_equal(desk_dump(desk), states[0]);
}

static void
an_undo_may_share_the_commit_of_what_it_undoes(void **state)
{
	struct desk *desk = *state;
	Pb__HistoryUndoRequest undo = PB__HISTORY_UNDO_REQUEST__INIT;
	Pb__HistoryRedoRequest redo = PB__HISTORY_REDO_REQUEST__INIT;

	share(desk);
	assert_int_equal(desk_set(desk, "clay", PB__STATUS__STATUS_DONE, false), ERR_OK);
	assert_int_equal(desk_call(desk, "History", "Undo", &undo, NULL), ERR_OK);
	assert_string_equal(desk_next(desk), "clay");
	assert_int_equal(desk_call(desk, "History", "Redo", &redo, NULL), ERR_OK);
	assert_int_equal(commit(desk), ERR_OK);
	assert_string_equal(desk_next(desk), "wheel");
}

static void
a_commit_that_fails_takes_all_of_them_back(void **state)
{
	struct desk *desk = *state;
	struct told *told = share(desk);
	Pb__CatalogPutRequest put = PB__CATALOG_PUT_REQUEST__INIT;
	Pb__CatalogGetRequest get = PB__CATALOG_GET_REQUEST__INIT;
	const char *before = desk_dump(desk);

	put.roadmap = pottery_roadmap(desk->arena);
	put.roadmap->version = get.version = 2;
	get.roadmap_id = "pottery";
	assert_int_equal(desk_set(desk, "clay", PB__STATUS__STATUS_DONE, false), ERR_OK);
	assert_int_equal(desk_call(desk, "Catalog", "Put", &put, NULL), ERR_OK);
	assert_int_equal(desk_call(desk, "Catalog", "Get", &get, NULL), ERR_OK);
	fill_disk(desk, true);
	assert_int_equal(commit(desk), ERR_UNAVAILABLE);
	fill_disk(desk, false);
	assert_int_equal(told->n, 1);
	assert_int_equal(told->code, ERR_UNAVAILABLE);
	assert_true(told->text[0] != '\0');
	assert_false(engine_is_pending(desk->engine));
	assert_string_equal(desk_dump(desk), before);
	/* nor is it remembered */
	assert_int_equal(desk_call(desk, "Catalog", "Get", &get, NULL), ERR_NOT_FOUND);
	assert_string_equal(desk_next(desk), "clay");
	assert_int_equal(desk_set(desk, "clay", PB__STATUS__STATUS_DONE, false), ERR_OK);
	assert_int_equal(commit(desk), ERR_OK);
	assert_int_equal(statuses(desk), 1);
}

static void
a_single_request_has_the_failure_of_its_commit(void **state)
{
	struct desk *desk = *state;
	const char *before = desk_dump(desk);

	fill_disk(desk, true);
	assert_int_equal(desk_set(desk, "clay", PB__STATUS__STATUS_DONE, false), ERR_UNAVAILABLE);
	assert_int_equal(desk->last.code, ERR_UNAVAILABLE);
	assert_null(desk->last.event.data);
	fill_disk(desk, false);
	assert_string_equal(desk_dump(desk), before);
}

/* A deferred reference is checked at the commit: by then it would be everybody's failure. */
static void
what_refers_to_nothing_is_refused_by_itself(void **state)
{
	struct desk *desk = *state;
	Pb__AdminRestoreRequest restore = PB__ADMIN_RESTORE_REQUEST__INIT;
	Pb__ExportTable table = PB__EXPORT_TABLE__INIT;
	static const char *columns[] = {"seq", "id", "at_us", "command", "summary", "roadmap_id",
	    "changeset", "undoes", "undone_by", "redone_by"};
	Pb__ExportRow row = PB__EXPORT_ROW__INIT, *rows = &row;
	Pb__ExportValue values[10], *list[10];
	Pb__CatalogPutRequest put = PB__CATALOG_PUT_REQUEST__INIT;

	for (int i = 0; i < 10; i++) {
		pb__export_value__init(&values[i]);
		values[i].value_case = PB__EXPORT_VALUE__VALUE_TEXT;
		values[i].text = "x";
		list[i] = &values[i];
	}
	values[0].value_case = values[2].value_case = values[8].value_case =
	    PB__EXPORT_VALUE__VALUE_INTEGER;
	values[0].integer = values[2].integer = 1;
	values[8].integer = 77;
	values[6].value_case = PB__EXPORT_VALUE__VALUE_BLOB;
	values[6].blob = (ProtobufCBinaryData){1, (uint8_t *)"x"};
	values[7].value_case = values[9].value_case = PB__EXPORT_VALUE__VALUE__NOT_SET;
	row.values = list;
	row.n_values = 10;
	table.name = "action";
	table.columns = columns;
	table.n_columns = 10;
	table.rows = &rows;
	table.n_rows = 1;
	restore.schema = store_schema();
	restore.begin = restore.commit = true;
	restore.part = &table;
	put.roadmap = pottery_roadmap(desk->arena);
	share(desk);
	assert_int_equal(desk_call(desk, "Catalog", "Put", &put, NULL), ERR_OK);
	assert_int_equal(desk_call(desk, "Admin", "Restore", &restore, NULL), ERR_ABORTED);
	assert_int_equal(commit(desk), ERR_OK);
	assert_int_equal(desk_number(desk, "SELECT count(*) FROM action"), 0);
	assert_int_equal(desk_number(desk, "SELECT count(*) FROM roadmap"), 1);
}

/* The copy is of the file: an upgrade's backup has what was answered before it. */
static void
what_came_before_an_upgrade_is_in_its_backup(void **state)
{
	struct desk *desk = *state;
	struct told *told = share(desk);
	Pb__CatalogPutRequest put = PB__CATALOG_PUT_REQUEST__INIT;
	Pb__EnrollmentUpgradeRequest upgrade = PB__ENROLLMENT_UPGRADE_REQUEST__INIT;
	const Pb__EnrollmentUpgradeReply *reply = NULL;
	struct desk copy = {.arena = desk->arena};

	put.roadmap = pottery_roadmap(desk->arena);
	put.roadmap->version = 2;
	assert_int_equal(desk_call(desk, "Catalog", "Put", &put, NULL), ERR_OK);
	assert_int_equal(desk_set(desk, "clay", PB__STATUS__STATUS_DONE, false), ERR_OK);
	assert_int_equal(desk_call(desk, "Enrollment", "Upgrade", &upgrade, &reply), ERR_OK);
	assert_int_equal(told->n, 1);
	assert_true(engine_is_pending(desk->engine));
	assert_int_equal(commit(desk), ERR_OK);
	snprintf(copy.path, sizeof(copy.path), "%s", reply->backup);
	assert_int_equal(statuses(&copy), 1);
}

static void
a_database_that_another_process_holds_is_not_waited_for(void **state)
{
	struct desk *desk = *state;
	sqlite3 *other;

	assert_int_equal(sqlite3_open(desk->path, &other), SQLITE_OK);
	assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(desk_set(desk, "clay", PB__STATUS__STATUS_DONE, false), ERR_UNAVAILABLE);
	assert_non_null(strstr(desk->text, "another program"));
	assert_true(desk->last.is_held);
	assert_string_equal(desk_next(desk), "clay");
	assert_false(desk->last.is_held);
	assert_int_equal(sqlite3_exec(other, "COMMIT", NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_close(other), SQLITE_OK);
	assert_int_equal(desk_set(desk, "clay", PB__STATUS__STATUS_DONE, false), ERR_OK);
	assert_false(desk->last.is_held);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup_enrolled, desk_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(what_is_written_is_on_the_disk_after_the_commit_and_not_before),
	    TEST(what_is_read_in_between_sees_what_was_written_before),
	    TEST(a_refusal_in_the_middle_spoils_nothing),
	    TEST(each_of_them_is_undone_by_itself),
	    TEST(an_undo_may_share_the_commit_of_what_it_undoes),
	    TEST(a_commit_that_fails_takes_all_of_them_back),
	    TEST(a_single_request_has_the_failure_of_its_commit),
	    cmocka_unit_test_setup_teardown(what_refers_to_nothing_is_refused_by_itself, desk_setup,
		desk_teardown),
	    TEST(what_came_before_an_upgrade_is_in_its_backup),
	    TEST(a_database_that_another_process_holds_is_not_waited_for),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
