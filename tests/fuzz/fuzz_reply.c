/*
 * Any bytes as what a daemon sends. The first says what was asked: a call is answered by a reply
 * that can be printed, or fails with a text; a watch ends.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "client/json.h"
#include "client/rpc.h"
#include "fuzz.h"
#include "proto/message.h"
#include "roadmap/v1/catalog.pb-c.h"
#include "roadmap/v1/enrollment.pb-c.h"
#include "roadmap/v1/event.pb-c.h"
#include "roadmap/v1/history.pb-c.h"
#include "roadmap/v1/step.pb-c.h"

enum {
	FUZZ_REPLY_MAX = 100000, /* what the sockets hold */
	FUZZ_REPLY_EVENTS = 1000,
};

static int listener = -1;
static char folder[] = "/tmp/roadmap-fuzz-XXXXXX", path[64];

static void
fuzz_end(void)
{
	unlink(path);
	rmdir(folder);
}

static void
fuzz_listen(void)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};

	if (mkdtemp(folder) == NULL)
		abort();
	snprintf(path, sizeof(path), "%s/socket", folder);
	snprintf(address.sun_path, sizeof(address.sun_path), "%s", path);
	setenv("ROADMAP_SOCKET", path, 1);
	listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (listener < 0 || bind(listener, (struct sockaddr *)&address, sizeof(address)) < 0 ||
	    listen(listener, 1) < 0 || atexit(fuzz_end) != 0)
		abort();
}

static void
fuzz_check(enum err_code code, const struct err *err, const ProtobufCMessage *message, FILE *null)
{
	if (code != ERR_OK &&
	    (err->code != code || memchr(err->text, '\0', sizeof(err->text)) == NULL))
		abort();
	if (code == ERR_OK && message != NULL)
		json_print(message, true, null);
}

/* Calls that change something: others are asked again when the connection breaks. */
static void
fuzz_call(struct rpc *rpc, uint8_t which, struct arena *arena, FILE *null)
{
	static const struct {
		const char *service, *method;
		const ProtobufCMessageDescriptor *type;
	} calls[] = {
	    {"Step", "Set", &pb__step_set_request__descriptor},
	    {"Step", "Note", &pb__step_note_request__descriptor},
	    {"History", "Undo", &pb__history_undo_request__descriptor},
	    {"Enrollment", "Enroll", &pb__enrollment_enroll_request__descriptor},
	    {"Enrollment", "Upgrade", &pb__enrollment_upgrade_request__descriptor},
	    {"Catalog", "Put", &pb__catalog_put_request__descriptor},
	};
	const size_t i = which % (sizeof(calls) / sizeof(calls[0]));
	struct rpc_details details;
	const ProtobufCMessage *reply = NULL;
	struct err err = ERR_NONE;
	enum err_code code = rpc_call(rpc, calls[i].service, calls[i].method,
	    message_new(calls[i].type, arena), arena, &reply, &details, &err);

	if (code == ERR_OK && reply == NULL)
		abort();
	fuzz_check(code, &err, reply, null);
	if (details.candidates != NULL)
		json_print(&details.candidates->base, false, null);
	if (details.faults != NULL)
		json_print(&details.faults->base, false, null);
}

static void
fuzz_watch(struct rpc *rpc, struct arena *arena, FILE *null)
{
	Pb__EventWatchRequest request = PB__EVENT_WATCH_REQUEST__INIT;
	const ProtobufCMessage *event = NULL;
	struct err err = ERR_NONE;
	enum err_code code = rpc_watch(rpc, "Event", "Watch", &request.base, &err);

	for (int i = 0; code == ERR_OK && i < FUZZ_REPLY_EVENTS; i++) {
		event = NULL;
		code = rpc_watch_next(rpc, arena, &event, &err);
		fuzz_check(code, &err, event, null);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	FILE *null = fopen("/dev/null", "w");
	struct err err = ERR_NONE;
	struct rpc *rpc;
	int fd;

	if (listener < 0)
		fuzz_listen();
	rpc = rpc_open(false, &err);
	fd = accept(listener, NULL, NULL);
	if (rpc == NULL || fd < 0)
		abort();
	if (size > 1 && size < FUZZ_REPLY_MAX && write(fd, data + 1, size - 1) < 0)
		abort();
	shutdown(fd, SHUT_WR);
	if (size > 0 && data[0] % 2 != 0)
		fuzz_watch(rpc, arena, null);
	else
		fuzz_call(rpc, size > 0 ? data[0] / 2 : 0, arena, null);
	rpc_close(rpc);
	close(fd);
	(void)fclose(null);
	arena_free(arena);
	return 0;
}
