/*
 * One request, bytes in, bytes out. dispatch knows the envelope, the op table, the transaction and
 * `now`; it unpacks, checks, begins, calls the op, commits or rolls back, packs. It is the only
 * replier, and it knows no noun and no socket: tests and fuzzers enter here.
 */
#ifndef ENGINE_DISPATCH_H
#define ENGINE_DISPATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/err.h"
#include "proto/frame.h"
#include "proto/message.h"

enum {
	/* Of one value that is stored: with the rest of its row it fits a frame, when exported. */
	DISPATCH_VALUE_MAX = FRAME_DATA_MAX - (16 << 10),
};

struct engine;

struct dispatch_reply {
	struct bytes response; /* a packed ttrpc.Response; not there (NULL) when a watch began */
	struct bytes event;    /* a packed EventNotice for every watcher, or NULL */
	bool holds;    /* the answer is the same in this second, until something is written */
	bool watch;    /* the stream stays open and wants events */
	bool is_held;  /* refused since another process holds the database: try again */
	bool is_write; /* of dispatch_read(): nothing was done, it is for dispatch_shared() */
	/* for the log line of a failed request */
	enum err_code code;
	const char *method; /* "roadmap.v1.Step/Set", or "?" */
	const char *text;
};

/*
 * Opens the database (made and migrated if need be). path is absolute. On failure returns NULL:
 * FAILED_PRECONDITION for a newer database or a file that is none, UNAVAILABLE when the disk
 * refuses.
 */
struct engine *engine_open(const char *path, struct err *err);
/*
 * Another engine on the file that `first` has open, which is not made anew if it is gone. It shares
 * nothing with the first but what is stored, so each may be used by a thread of its own. `first` is
 * not touched. Errors are those of engine_open().
 */
struct engine *engine_open_second(const struct engine *first, struct err *err);
/* Takes NULL. */
void engine_close(struct engine *engine);

/* Whether the newest backup is a day old and something was done since. */
enum err_code engine_backup_is_due(struct engine *engine, struct arena *arena, int64_t now_s,
    bool *ret_due, struct err *err);
/*
 * Makes a backup of what is on the disk, by a connection of its own: of the engine only the path is
 * read, so any thread may.
 */
enum err_code engine_backup(const struct engine *engine, struct arena *arena, int64_t now_s,
    const char **ret_path, struct err *err);

/* After writes: if the database's file is gone, what was in it is saved to where backups are. */
void engine_rescue(struct engine *engine, struct arena *arena, int64_t now_s);

/*
 * Whether the database answers: it is read. OK too while another process holds it, which passes.
 */
enum err_code engine_check(struct engine *engine, struct err *err);

/*
 * A line about where things stand, for sd_notify's STATUS: "backend-developer 42 %". Reads only;
 * "" when nothing is current.
 */
const char *engine_status(struct engine *engine, struct arena *arena);

/*
 * Answers the data of a request frame. now_us is microseconds since 1970, UTC. Everything in
 * the reply lives in the arena. Never fails: a failure is a response.
 */
struct dispatch_reply dispatch(struct engine *engine, int64_t now_us, struct arena *arena,
    struct bytes request);

/*
 * The same as one of several requests that share a commit. From the first that writes on, no reply
 * and no event may leave before `committed` was called, and if it brings a failure, all those get
 * that instead. It is called by engine_commit(), and from within dispatch_shared() when the batch
 * has to end there; what that call then returns is not of the batch that ended.
 */
struct dispatch_reply dispatch_shared(struct engine *engine, int64_t now_us, struct arena *arena,
    struct bytes request);
void engine_on_commit(struct engine *engine,
    void (*committed)(void *arg, enum err_code code, const char *text), void *arg);
/* Something waits for its commit. */
bool engine_is_pending(const struct engine *engine);
/*
 * Ends the turn: to be called once all requests that are there now were served. It was found out
 * for all of them together whether another process has written. OK if nothing waits for its commit;
 * the failure is also told to `committed`.
 */
enum err_code engine_commit(struct engine *engine, struct err *err);

/*
 * The same of a request that reads. Replies may leave at once. Of one that may write nothing but
 * that is found out.
 */
struct dispatch_reply dispatch_read(struct engine *engine, int64_t now_us, struct arena *arena,
    struct bytes request);
/* Whether dispatch_read() would say that it may write. */
bool engine_is_write(struct arena *arena, struct bytes request);

/* A response that carries a code and a text, for faults the connection finds itself. */
struct bytes dispatch_refusal(struct arena *arena, enum err_code code, const char *text);

#endif
