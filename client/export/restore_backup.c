#include "restore_backup.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "client/cli.h"
#include "client/json.h"
#include "client/rpc.h"
#include "proto/message.h"
#include "roadmap/v1/admin.pb-c.h"

enum {
	RESTORE_BACKUP_PIECE_BYTES = 1 << 20,
};

bool
restore_backup_is(const char *path)
{
	static const char magic[16] = "SQLite format 3"; /* with its zero */
	char begin[sizeof(magic)];
	FILE *file = fopen(path, "r");
	bool is = false;

	if (file == NULL)
		return false;
	is = fread(begin, sizeof(begin), 1, file) == 1 && memcmp(begin, magic, sizeof(magic)) == 0;
	fclose(file);
	return is;
}

static enum err_code
restore_backup_send(struct rpc *rpc, FILE *file, const char *path, bool replace,
    struct arena *arena, Pb__AdminReplaceReply **ret_reply, struct err *err)
{
	Pb__AdminReplaceRequest request = PB__ADMIN_REPLACE_REQUEST__INIT;
	uint8_t *piece = arena_alloc(arena, RESTORE_BACKUP_PIECE_BYTES);
	enum err_code code = ERR_OK;

	request.replace = replace;
	request.data.data = piece;
	while (code == ERR_OK && !request.commit) {
		request.offset += request.data.len;
		request.data.len = fread(piece, 1, RESTORE_BACKUP_PIECE_BYTES, file);
		if (ferror(file))
			return err_set(err, ERR_UNAVAILABLE, "cannot read %.100s: %s", path,
			    strerror(errno));
		request.commit = feof(file) != 0;
		code =
		    rpc_call(rpc, "Admin", "Replace", &request.base, arena, ret_reply, NULL, err);
	}
	return code;
}

static FILE *
restore_backup_open(const char *path, struct err *err)
{
	FILE *file = fopen(path, "r");

	if (file == NULL)
		(void)err_set(err, ERR_NOT_FOUND, "cannot read %.100s: %s", path, strerror(errno));
	return file;
}

int
restore_backup(const char *path, bool replace, bool json, struct arena *arena)
{
	Pb__AdminReplaceReply *reply = NULL;
	struct err err = ERR_NONE;
	struct rpc *rpc = rpc_open(true, &err);
	FILE *file = rpc != NULL ? restore_backup_open(path, &err) : NULL;
	int status = CLI_DONE;

	if (rpc == NULL)
		status = CLI_NO_DAEMON;
	else if (file == NULL ||
		 restore_backup_send(rpc, file, path, replace, arena, &reply, &err) != ERR_OK)
		status = rpc_has_failed(rpc, err.code) ? CLI_FAILED : CLI_REFUSED;
	if (status != CLI_DONE)
		fprintf(stderr, "roadmap: %s\n", err.text);
	else if (json)
		json_print(&reply->base, true, stdout);
	else if (reply->aside[0] != '\0')
		printf("Restored %s\nWhat was there before is in %s\n", path, reply->aside);
	else
		printf("Restored %s\nroadmap status shows where you stand.\n", path);
	if (file != NULL)
		fclose(file);
	rpc_close(rpc);
	return status;
}
