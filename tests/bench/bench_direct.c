/*
 * What a program without a daemon would do: open the database, ask it, plan, print. The queries
 * are the fewest that give the same step as `roadmap next` where no choice was made, no skill is
 * shared and nothing else of the learner's matters.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/plan.h"
#include "document/document.h"
#include "proto/message.h"

static sqlite3_stmt *
direct_ask(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *row;

	if (sqlite3_prepare_v2(db, sql, -1, &row, NULL) != SQLITE_OK)
		exit(1);
	return row;
}

static const struct roadmap *
direct_roadmap(sqlite3 *db, struct arena *arena)
{
	sqlite3_stmt *row = direct_ask(db,
	    "SELECT document FROM roadmap JOIN enrollment e ON e.roadmap_id = id AND "
	    "e.version = roadmap.version JOIN setting ON name = 'current' AND value = id");
	struct roadmap_faults *faults = arena_alloc(arena, sizeof(*faults));
	struct bytes bytes;
	const Pb__Roadmap *message;
	const struct roadmap *roadmap = NULL;

	if (sqlite3_step(row) != SQLITE_ROW)
		exit(1);
	bytes.data = sqlite3_column_blob(row, 0);
	bytes.size = (size_t)sqlite3_column_bytes(row, 0);
	message = message_unpack(&pb__roadmap__descriptor, arena, bytes);
	if (message != NULL)
		roadmap = document_read(message, arena, faults);
	sqlite3_finalize(row);
	if (roadmap == NULL)
		exit(1);
	return roadmap;
}

static void
direct_steps(sqlite3 *db, struct standing *standing)
{
	sqlite3_stmt *row = direct_ask(db,
	    "SELECT step_id, status FROM step_status JOIN setting ON name = 'current' AND value = "
	    "roadmap_id");

	while (sqlite3_step(row) == SQLITE_ROW) {
		uint32_t step = roadmap_step_index(standing->roadmap,
		    (const char *)sqlite3_column_text(row, 0));

		if (step != ROADMAP_NONE)
			standing->status[step] = (uint8_t)sqlite3_column_int(row, 1);
	}
	sqlite3_finalize(row);
}

int
main(int argc, char **argv)
{
	struct arena *arena = arena_new();
	struct standing *standing;
	const struct plan *plan;
	uint32_t head;
	sqlite3 *db;

	if (argc != 2 || sqlite3_open_v2(argv[1], &db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
		return 1;
	standing = standing_new(direct_roadmap(db, arena), arena);
	direct_steps(db, standing);
	standing_derive(standing);
	plan = plan_make(standing, arena);
	if (plan_head(plan, standing, 1, &head) == 1)
		puts(standing->roadmap->steps[plan->entries[head].step].id);
	sqlite3_close(db);
	arena_free(arena);
	return 0;
}
