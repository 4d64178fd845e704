/*
 * The learner's database. One function a query, no policy: it binds, steps and copies rows into
 * the caller's arena.
 *
 * Errors: UNAVAILABLE when the disk or a lock refuses, DATA_LOSS when the file is damaged,
 * FAILED_PRECONDITION when it is not ours to open. Moments are seconds since 1970, UTC, unless
 * named _us. Every function but open and close runs inside a transaction.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/err.h"

struct store;

struct store_blob {
	const void *data;
	size_t size;
};

/*
 * Opens or makes the database and brings its schema up to date, after a backup beside it
 * ("PATH.schema-N") if it holds an older one. NULL on failure.
 */
struct store *store_open(const char *path, struct err *err);
/*
 * Another connection to the database that `first` has open, for another thread; `first` is not
 * touched. UNAVAILABLE if its file is no longer there, or is another.
 */
struct store *store_open_second(const struct store *first, struct err *err);
/* Takes NULL. */
void store_close(struct store *store);
const char *store_path(const struct store *store);
/* The schema's number: user_version. */
uint32_t store_schema(void);

/* In a transaction: another connection has written since this was asked last. */
bool store_was_changed(struct store *store);
/*
 * How many rows this connection has written, and a number that changes when another one writes:
 * if both are the same in two transactions, so is what is stored.
 */
void store_age(const struct store *store, int64_t *ret_own, uint32_t *ret_others);

/* --- transactions (store_transaction.c) --- */

/*
 * A read, or a write: begun here, ended by keep or drop. Neither waits for a lock of another
 * process: UNAVAILABLE, and then store_transaction_is_held() is true.
 *
 * Writes that are kept share one transaction until store_transaction_commit() puts it on the disk;
 * each has a savepoint of its own, so that one that is dropped takes nothing with it. What is read
 * meanwhile sees them.
 */
enum err_code store_transaction_read(struct store *store, struct err *err);
enum err_code store_transaction_write(struct store *store, struct err *err);
/* The last transaction could not begin because another process holds the database. */
bool store_transaction_is_held(const struct store *store);
/*
 * Ends a read, or a write whose changes stay. On failure it still has to be dropped. Aborts the
 * process if a read wrote.
 */
enum err_code store_transaction_keep(struct store *store, struct err *err);
/*
 * Ends either, in whatever state it is, and takes its changes back. When the disk or memory
 * refused, SQLite may have lost the writes before it as well: then none is pending any more.
 */
void store_transaction_drop(struct store *store);
/* Writes that were kept wait for their commit. */
bool store_transaction_is_pending(const struct store *store);
/*
 * Puts them on the disk; on failure all of them are taken back. OK if there are none.
 *
 * A commit that failed at the very last, at the disk's word that all is written, can come back if
 * the machine fails before the next commit.
 */
enum err_code store_transaction_commit(struct store *store, struct err *err);

/* --- what changed (store_change.c) --- */

/* Begins to record changes to the learner tables. */
enum err_code store_change_begin(struct store *store, struct err *err);
/* Stops recording; ret_changeset is empty if nothing changed. Without a begin: OK and empty. */
enum err_code store_change_end(struct store *store, struct arena *arena,
    struct store_blob *ret_changeset, struct err *err);
/* Stops recording and forgets. Harmless without a begin. */
void store_change_drop(struct store *store);
/*
 * Applies the inverse of a changeset. ABORTED with the table and row in the text if later changes
 * stand in the way: the caller must roll back.
 */
enum err_code store_change_revert(struct store *store, struct store_blob changeset,
    struct err *err);

/* Whether a changeset from outside can be read, is of learner tables, and its texts are text. */
bool store_change_is_sound(struct store_blob changeset);

/* --- roadmaps (store_roadmap.c) --- */

struct store_roadmap {
	const char *id, *title, *summary;
	uint32_t version, steps, minutes;
};

enum err_code store_roadmap_list(struct store *store, struct arena *arena,
    struct store_roadmap **ret_list, size_t *ret_n, struct err *err);
/* NOT_FOUND if there is none. */
enum err_code store_roadmap_get(struct store *store, struct arena *arena, const char *id,
    uint32_t version, struct store_blob *ret_document, struct err *err);
/* A number that this document has and no other ever had; 0 if there is none. */
enum err_code store_roadmap_stamp(struct store *store, const char *id, uint32_t version,
    int64_t *ret_stamp, struct err *err);
/* 0 if there is none. */
enum err_code store_roadmap_newest(struct store *store, const char *id, uint32_t *ret_version,
    struct err *err);
enum err_code store_roadmap_put(struct store *store, const struct store_roadmap *roadmap,
    struct store_blob document, int64_t now_s, struct err *err);
enum err_code store_roadmap_delete(struct store *store, const char *id, uint32_t version,
    struct err *err);

/* --- enrollments and picks (store_enrollment.c, store_pick.c) --- */

struct store_enrollment {
	const char *roadmap_id;
	uint32_t version;
	int64_t enrolled_at;
};

struct store_pick {
	const char *choice_id, *option_id;
	int64_t picked_at; /* of a list only */
};

enum err_code store_enrollment_list(struct store *store, struct arena *arena,
    struct store_enrollment **ret_list, size_t *ret_n, struct err *err);
/* roadmap_id NULL in the result if there is none. */
enum err_code store_enrollment_get(struct store *store, struct arena *arena, const char *roadmap_id,
    struct store_enrollment *ret_enrollment, struct err *err);
enum err_code store_enrollment_add(struct store *store, const char *roadmap_id, uint32_t version,
    int64_t now_s, struct err *err);
/* To another stored version. */
enum err_code store_enrollment_move(struct store *store, const char *roadmap_id, uint32_t version,
    struct err *err);
enum err_code store_enrollment_remove(struct store *store, const char *roadmap_id, struct err *err);
enum err_code store_pick_list(struct store *store, struct arena *arena, const char *roadmap_id,
    struct store_pick **ret_list, size_t *ret_n, struct err *err);
enum err_code store_pick_add(struct store *store, const char *roadmap_id,
    const struct store_pick *pick, int64_t now_s, struct err *err);
enum err_code store_pick_remove(struct store *store, const char *roadmap_id,
    const struct store_pick *pick, struct err *err);

/* --- answers to writes with an idempotency key (store_answer.c) --- */

/* NULL data if there is none: it is not among the latest 256, or there never was one. */
enum err_code store_answer_get(struct store *store, struct arena *arena, const char *key,
    struct store_blob *ret_response, struct err *err);
/* It is written with the commit, if the request is kept. */
void store_answer_put(struct store *store, const char *key, struct store_blob response);

/* --- settings (store_setting.c) --- */

/* *ret_value is NULL if it is not set. */
enum err_code store_setting_get(struct store *store, struct arena *arena, const char *name,
    const char **ret_value, struct err *err);
/* NULL removes it. */
enum err_code store_setting_set(struct store *store, const char *name, const char *value,
    struct err *err);

/* --- steps and items of checklists (store_step.c, store_item.c) --- */

struct store_step {
	const char *step_id;
	uint32_t status;     /* roadmap.v1.Status: ACTIVE, DONE, SKIPPED or KNOWN */
	int64_t started_at;  /* 0: not known */
	int64_t finished_at; /* 0: not finished */
	uint32_t minutes_spent;
	bool forced;
};

struct store_item {
	const char *step_id, *item_id;
};

/* By step id. */
enum err_code store_step_list(struct store *store, struct arena *arena, const char *roadmap_id,
    struct store_step **ret_list, size_t *ret_n, struct err *err);
enum err_code store_step_set(struct store *store, const char *roadmap_id,
    const struct store_step *step, struct err *err);
enum err_code store_step_reset(struct store *store, const char *roadmap_id, const char *step_id,
    struct err *err);
/* The checked items, by step id. */
enum err_code store_item_list(struct store *store, struct arena *arena, const char *roadmap_id,
    struct store_item **ret_list, size_t *ret_n, struct err *err);
enum err_code store_item_add(struct store *store, const char *roadmap_id,
    const struct store_item *item, int64_t now_s, struct err *err);
enum err_code store_item_remove(struct store *store, const char *roadmap_id,
    const struct store_item *item, struct err *err);

/* --- notes and links (store_note.c, store_link.c) --- */

struct store_note {
	const char *id, *text;
	int64_t at;
};

struct store_link {
	const char *url, *title;
	int64_t at;
};

/* How many notes or links a step has; none for a step without any. */
struct store_count {
	const char *step_id;
	uint32_t n;
};

enum err_code store_note_count(struct store *store, struct arena *arena, const char *roadmap_id,
    struct store_count **ret_list, size_t *ret_n, struct err *err);
enum err_code store_link_count(struct store *store, struct arena *arena, const char *roadmap_id,
    struct store_count **ret_list, size_t *ret_n, struct err *err);
/* By date. */
enum err_code store_note_list(struct store *store, struct arena *arena, const char *roadmap_id,
    const char *step_id, struct store_note **ret_list, size_t *ret_n, struct err *err);
enum err_code store_note_add(struct store *store, const char *roadmap_id, const char *step_id,
    const struct store_note *note, struct err *err);
enum err_code store_note_remove(struct store *store, const char *roadmap_id, const char *step_id,
    const char *id, struct err *err);
enum err_code store_link_list(struct store *store, struct arena *arena, const char *roadmap_id,
    const char *step_id, struct store_link **ret_list, size_t *ret_n, struct err *err);
/* The same URL again changes its title. */
enum err_code store_link_add(struct store *store, const char *roadmap_id, const char *step_id,
    const struct store_link *link, struct err *err);
enum err_code store_link_remove(struct store *store, const char *roadmap_id, const char *step_id,
    const char *url, struct err *err);

/*
 * What belongs to a step goes to another; what is there already, under the same key, stays as it
 * is there.
 */
enum err_code store_note_move(struct store *store, const char *roadmap_id, const char *from_id,
    const char *to_id, struct err *err);
enum err_code store_link_move(struct store *store, const char *roadmap_id, const char *from_id,
    const char *to_id, struct err *err);
enum err_code store_item_move(struct store *store, const char *roadmap_id, const char *from_id,
    const char *to_id, struct err *err);
enum err_code store_item_move_one(struct store *store, const char *roadmap_id,
    const struct store_item *item, const char *to_id, struct err *err);

/* --- pieces of work, the timer, pauses (store_time.c, store_timer.c, store_pause.c) --- */

struct store_time {
	const char *roadmap_id, *step_id;
	const char *id; /* of the action that wrote it */
	int64_t began_at;
	uint32_t minutes; /* never 0 */
};

struct store_timer {
	const char *roadmap_id; /* NULL: none runs */
	const char *step_id;
	int64_t began_at;
};

/* Days, as "2026-03-01": from from_day up to until_day, which is no longer in it. */
struct store_pause {
	const char *from_day, *until_day;
};

/*
 * By date, what began at since_s or later (0: all). Of one roadmap, or "" for all; of one step, or
 * "" for all.
 */
enum err_code store_time_list(struct store *store, struct arena *arena, const char *roadmap_id,
    const char *step_id, int64_t since_s, struct store_time **ret_list, size_t *ret_n,
    struct err *err);
enum err_code store_time_add(struct store *store, const struct store_time *entry, struct err *err);
enum err_code store_time_remove(struct store *store, const char *roadmap_id, const char *step_id,
    const char *id, struct err *err);
/* All of a step. */
enum err_code store_time_drop(struct store *store, const char *roadmap_id, const char *step_id,
    struct err *err);
/* As store_note_move(). */
enum err_code store_time_move(struct store *store, const char *roadmap_id, const char *from_id,
    const char *to_id, struct err *err);
enum err_code store_timer_get(struct store *store, struct arena *arena,
    struct store_timer *ret_timer, struct err *err);
/* In place of the one that runs. */
enum err_code store_timer_set(struct store *store, const struct store_timer *timer,
    struct err *err);
enum err_code store_timer_remove(struct store *store, struct err *err);
/* If it runs on from_id. */
enum err_code store_timer_move(struct store *store, const char *roadmap_id, const char *from_id,
    const char *to_id, struct err *err);
/* By date; they do not overlap. */
enum err_code store_pause_list(struct store *store, struct arena *arena,
    struct store_pause **ret_list, size_t *ret_n, struct err *err);
/* In place of one that begins on the same day. */
enum err_code store_pause_add(struct store *store, const struct store_pause *pause,
    struct err *err);
enum err_code store_pause_remove(struct store *store, const char *from_day, struct err *err);

/* --- a look back (store_review.c) --- */

struct store_work {
	int64_t at;
	uint32_t minutes;
};

/*
 * Minutes of work told since since_s, of one roadmap, or "" for all, in no order: pieces when they
 * began; what was told beyond them when its step was finished.
 */
enum err_code store_review_work(struct store *store, struct arena *arena, const char *roadmap_id,
    int64_t since_s, struct store_work **ret_list, size_t *ret_n, struct err *err);

/* --- reminders (store_remind.c) --- */

struct store_touched {
	const char *step_id;
	int64_t at;
};

/* When something was last told of each step in progress, in no order. */
enum err_code store_remind_touched(struct store *store, struct arena *arena, const char *roadmap_id,
    struct store_touched **ret_list, size_t *ret_n, struct err *err);

/* --- steps kept from older versions (store_kept.c) --- */

struct store_kept {
	const char *step_id; /* "cgi-scripts@1" */
	const char *title;
	uint32_t version;
};

/* By version. */
enum err_code store_kept_list(struct store *store, struct arena *arena, const char *roadmap_id,
    struct store_kept **ret_list, size_t *ret_n, struct err *err);
/* The same again stays as it is. */
enum err_code store_kept_add(struct store *store, const char *roadmap_id,
    const struct store_kept *kept, struct err *err);
enum err_code store_kept_remove(struct store *store, const char *roadmap_id, const char *step_id,
    struct err *err);
/* The ids of all steps with a status, a note, a link, a checked item or time; in no order. */
enum err_code store_kept_touched(struct store *store, struct arena *arena, const char *roadmap_id,
    const char ***ret_list, size_t *ret_n, struct err *err);

/* --- backups (store_backup.c) --- */

/*
 * Copies the database as it was last committed, also in the midst of a write transaction, to
 * "DIR/backups/roadmap-YYYYMMDDTHHMMSSZ.db" beside it, checks the copy, and deletes all but the
 * newest STORE_BACKUPS. *ret_path lives in the arena; "" for a database in memory. UNAVAILABLE if
 * it cannot be written: no half copy is left.
 */
enum err_code store_backup(struct store *store, struct arena *arena, int64_t now_s,
    const char **ret_path, struct err *err);

/*
 * If the database's file was deleted under us, what was in it is still ours to read: copies it to
 * where backups are, once. Outside of transactions. Of two connections the first does it.
 */
void store_backup_rescue(struct store *store, struct arena *arena, int64_t now_s);

/* How many there are, and when the newest was made (0 if there is none). Its path, or NULL. */
const char *store_backup_newest(struct store *store, struct arena *arena, uint32_t *ret_n,
    int64_t *ret_at_s);

enum {
	STORE_BACKUPS = 7,
};

/* --- a backup that comes back (store_incoming.c), outside of transactions --- */

/*
 * The next piece of a database's file, kept in "PATH.incoming". ABORTED unless it begins where the
 * one before ended; 0 begins anew.
 */
enum err_code store_incoming_add(struct store *store, uint64_t offset, struct store_blob piece,
    struct err *err);
/*
 * Checks what came, brings it up to date, and copies it over the database in one transaction. With
 * keep_aside the database is copied first, to *ret_aside in the arena: as it is, if it is damaged.
 * INVALID_ARGUMENT if what came is no sound database of ours, FAILED_PRECONDITION if it is newer.
 */
enum err_code store_incoming_take(struct store *store, struct arena *arena, bool keep_aside,
    int64_t now_s, const char **ret_aside, struct err *err);

/* --- the history (store_action.c) --- */

struct store_action {
	uint32_t seq; /* 0: no action */
	const char *id, *command, *summary, *roadmap_id;
	int64_t at_us;
	uint32_t undoes, undone_by, redone_by; /* seq, or 0 */
	const char *undoes_id;                 /* or NULL */
};

/* Adds an action, whose seq is set. */
enum err_code store_action_add(struct store *store, struct store_action *action,
    struct store_blob changeset, struct err *err);
/* Newest first, older than before_seq; of one roadmap, or "" for all. */
enum err_code store_action_list(struct store *store, struct arena *arena, const char *roadmap_id,
    uint32_t before_seq, uint32_t limit, struct store_action **ret_list, size_t *ret_n,
    struct err *err);
/* DATA_LOSS if there is none: a seq comes from another row. */
enum err_code store_action_get(struct store *store, struct arena *arena, uint32_t seq,
    struct store_action *ret_action, struct err *err);
/* By a prefix of the id: how many fit (0, 1, or 2 for several) and the first. */
enum err_code store_action_find(struct store *store, const char *prefix, uint32_t *ret_seq,
    uint32_t *ret_n, struct err *err);
/* When the newest action was, in seconds; 0 if there is none. */
enum err_code store_action_newest(struct store *store, int64_t *ret_at_s, struct err *err);
/* The newest action in effect that undoes nothing, or 0. */
enum err_code store_action_undoable(struct store *store, uint32_t *ret_seq, struct err *err);
/* The action that was undone last and is not in effect, or 0. */
enum err_code store_action_redoable(struct store *store, uint32_t *ret_seq, struct err *err);
/* How many actions on a roadmap took effect after a seq, and still are in effect. */
enum err_code store_action_later(struct store *store, const char *roadmap_id, uint32_t after_seq,
    bool upgrades_only, uint32_t *ret_n, struct err *err);
enum err_code store_action_changeset(struct store *store, struct arena *arena, uint32_t seq,
    struct store_blob *ret_changeset, struct err *err);
/* The action is not in effect, by that of `undone_by`; or it is again, by that of `redone_by`. */
enum err_code store_action_mark(struct store *store, uint32_t seq, uint32_t undone_by,
    struct err *err);
enum err_code store_action_mark_redone(struct store *store, uint32_t seq, uint32_t redone_by,
    struct err *err);

/* --- checks (store_check.c) --- */

/* "ok", or what SQLite found, lines joined by "; ". */
enum err_code store_check_integrity(struct store *store, struct arena *arena, const char **ret_text,
    struct err *err);
/* How many rows refer to something that is not there. */
enum err_code store_check_foreign_keys(struct store *store, uint32_t *ret_n, struct err *err);

#endif
