#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

#include "client/command.h"
#include "proto/message.h"
#include "roadmap/v1/admin.pb-c.h"

static bool
cmd_backup_bytes(int from, int to)
{
	struct stat info;
	ssize_t n = 1;

	if (fstat(from, &info) < 0)
		return false;
	for (off_t left = info.st_size; left > 0 && n > 0; left -= n)
		n = sendfile(to, from, NULL, (size_t)left);
	return n > 0 && fsync(to) == 0;
}

/* The daemon may write beside its database only: what goes elsewhere we copy. */
static enum err_code
cmd_backup_copy(const char *from, const char *to, struct err *err)
{
	int in = open(from, O_RDONLY | O_CLOEXEC);
	int out = -1;
	bool whole = false;

	if (in >= 0)
		out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (out >= 0)
		whole = cmd_backup_bytes(in, out);
	if (!whole)
		(void)err_set(err, ERR_UNAVAILABLE, "cannot write %.80s: %s%s", to, strerror(errno),
		    errno == EEXIST ? ", choose another name" : "");
	if (in >= 0)
		close(in);
	if (out >= 0)
		close(out);
	if (out >= 0 && !whole)
		unlink(to);
	return whole ? ERR_OK : err->code;
}

int
cmd_backup(struct cli *cli)
{
	Pb__AdminBackupRequest request = PB__ADMIN_BACKUP_REQUEST__INIT;
	const char *to = cli->args.n_operands > 0 ? cli->args.operands[0] : NULL;
	Pb__AdminBackupReply *reply;
	struct rpc_details details;
	struct err err;

	if (cli_try(cli, "Admin", "Backup", &request.base, &reply, &details, &err) != ERR_OK)
		return cli_refuse(cli, &err, &details);
	if (to != NULL && cmd_backup_copy(reply->path, to, &err) != ERR_OK) {
		cli_error(cli, "%s", err.text);
		return CLI_REFUSED;
	}
	if (to != NULL)
		reply->path = to;
	if (cli_is_json(cli, &reply->base))
		return CLI_DONE;
	out_printf(&cli->out, OUT_PLAIN, "All that is kept is in %s", reply->path);
	out_newline(&cli->out);
	out_printf(&cli->out, OUT_DIM, "roadmap restore --replace %s brings it back", reply->path);
	out_newline(&cli->out);
	return CLI_DONE;
}
