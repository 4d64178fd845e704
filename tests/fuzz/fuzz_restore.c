/*
 * Any bytes as the document that `roadmap restore` reads. What it would send is taken by a daemon
 * that agrees to everything, and must be messages.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "client/cli.h"
#include "client/rpc.h"
#include "fuzz.h"
#include "proto/frame.h"
#include "proto/message.h"
#include "roadmap/v1/admin.pb-c.h"

int restore_main(int argc, char **argv); /* main() of client/export/restore.c */

struct rpc {
	unsigned parts;
	uint64_t bytes;
	bool has_ended;
};

static struct rpc fuzz_rpc;

struct rpc *
rpc_open(bool start, struct err *err)
{
	(void)start;
	(void)err;
	fuzz_rpc = (struct rpc){0};
	return &fuzz_rpc;
}

void
rpc_close(struct rpc *rpc)
{
	(void)rpc;
}

bool
rpc_has_failed(const struct rpc *rpc, enum err_code code)
{
	(void)rpc;
	(void)code;
	return false;
}

/* A backup comes in pieces, one after the other. */
static enum err_code
fuzz_replace(struct rpc *rpc, const ProtobufCMessage *request, struct arena *arena, void *ret_reply)
{
	const Pb__AdminReplaceRequest *piece =
	    message_unpack(request->descriptor, arena, message_pack(arena, request));
	Pb__AdminReplaceReply *reply = message_new(&pb__admin_replace_reply__descriptor, arena);

	if (piece == NULL || rpc->has_ended || (piece->data.len > 0 && piece->offset != rpc->bytes))
		abort();
	rpc->bytes += piece->data.len;
	rpc->has_ended = piece->commit;
	memcpy(ret_reply, &reply, sizeof(reply));
	return ERR_OK;
}

enum err_code
rpc_call(struct rpc *rpc, const char *service, const char *method, const ProtobufCMessage *request,
    struct arena *arena, void *ret_reply, struct rpc_details *ret_details, struct err *err)
{
	const Pb__AdminRestoreRequest *part;
	Pb__AdminRestoreReply *reply = message_new(&pb__admin_restore_reply__descriptor, arena);

	(void)ret_details;
	if (strcmp(method, "Replace") == 0)
		return fuzz_replace(rpc, request, arena, ret_reply);
	part = message_unpack(request->descriptor, arena, message_pack(arena, request));
	if (part == NULL || strcmp(service, "Admin") != 0 || strcmp(method, "Restore") != 0)
		abort();
	rpc->parts += part->part != NULL;
	/* it begins once and ends once, and tells how many parts there were */
	if (rpc->has_ended || part->parts != rpc->parts)
		abort();
	rpc->has_ended = part->commit;
	if (part->part != NULL && strcmp(part->part->name, "refused") == 0)
		return err_set(err, ERR_INVALID_ARGUMENT, "refused");
	reply->rows = part->parts;
	memcpy(ret_reply, &reply, sizeof(reply));
	return ERR_OK;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char path[32];
	char name[] = "roadmap-restore", *argv[] = {name, path, NULL};
	FILE *out = stdout, *errors = stderr, *null = fopen("/dev/null", "w");
	int fd = memfd_create("restore", 0);
	int status;

	if (fd < 0 || null == NULL || write(fd, data, size) != (ssize_t)size)
		abort();
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	stdout = stderr = null;
	status = restore_main(2, argv);
	stdout = out;
	stderr = errors;
	if (status != CLI_DONE && status != CLI_REFUSED)
		abort();
	if ((status == CLI_DONE) != fuzz_rpc.has_ended)
		abort();
	fclose(null);
	close(fd);
	fuzz_rpc.has_ended = false;
	return 0;
}
