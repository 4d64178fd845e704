#include "engine/op_table.h"

#include <string.h>
#include <unistd.h>

#include "engine/model.h"
#include "engine/view.h"

enum {
	OP_ADMIN_PROTOCOL = 1,
	OP_ADMIN_FINDINGS = 5,
	OP_ADMIN_DAY_S = 24 * 60 * 60,
	OP_ADMIN_BACKUP_DAYS = 3, /* the daemon may not run every day */
};

enum err_code
op_admin_hello(struct op *op, const Pb__AdminHelloRequest *request, Pb__AdminHelloReply *reply,
    struct err *err)
{
	(void)request;
	(void)err;
	reply->version = ROADMAP_VERSION;
	reply->protocol = OP_ADMIN_PROTOCOL;
	reply->schema = store_schema();
	reply->pid = (uint32_t)getpid();
	reply->database = store_path(op->store);
	reply->started_at = view_timestamp_s(op->arena, op->engine->started_at_s);
	return ERR_OK;
}

static Pb__Finding *
op_admin_finding(struct op *op, Pb__AdminCheckReply *reply, const char *name)
{
	Pb__Finding *finding = OP_NEW(op, finding);

	finding->name = name;
	finding->ok = true;
	finding->text = "ok";
	reply->findings[reply->n_findings++] = finding;
	return finding;
}

static void
op_admin_bad(Pb__Finding *finding, const char *text)
{
	finding->ok = false;
	finding->text = text;
	finding->advice = "stop the daemon, keep the file, and restore a backup";
}

/* Every pinned version can be read and passes the checks of today. */
static enum err_code
op_admin_check_roadmaps(struct op *op, Pb__Finding *finding, struct err *err)
{
	struct store_enrollment *list;
	enum err_code code;
	size_t n;

	code = store_enrollment_list(op->store, op->arena, &list, &n, err);
	if (code != ERR_OK)
		return code;
	for (size_t i = 0; i < n; i++) {
		/* What is stored, not what was read long ago. */
		model_forget(op->engine, list[i].roadmap_id, list[i].version);
		if (model_get(op, list[i].roadmap_id, list[i].version, err) == NULL)
			op_admin_bad(finding, arena_strdup(op->arena, err->text));
	}
	return ERR_OK;
}

/* The newest backup, and the clock, against the newest action. */
static enum err_code
op_admin_check_times(struct op *op, Pb__AdminCheckReply *reply, struct err *err)
{
	int64_t newest_s = 0, last_s = 0;
	uint32_t n = 0;
	Pb__Finding *finding;
	enum err_code code = store_action_newest(op->store, &last_s, err);

	if (code != ERR_OK)
		return code;
	store_backup_newest(op->store, op->arena, &n, &newest_s);
	finding = op_admin_finding(op, reply, "backups");
	if (n == 0)
		finding->text = "none yet";
	else if (op->now_s - newest_s < OP_ADMIN_DAY_S)
		finding->text = arena_printf(op->arena, "%u, the newest of today", n);
	else
		finding->text = arena_printf(op->arena, "%u, the newest %d days old", n,
		    (int)((op->now_s - newest_s) / OP_ADMIN_DAY_S));
	if (last_s > newest_s && op->now_s - (newest_s > 0 ? newest_s : op->engine->started_at_s) >
				     (int64_t)OP_ADMIN_BACKUP_DAYS * OP_ADMIN_DAY_S) {
		finding->ok = false;
		finding->advice = "make one: roadmap backup";
	}
	finding = op_admin_finding(op, reply, "clock");
	if (last_s > op->now_s + OP_ADMIN_DAY_S) {
		finding->ok = false;
		finding->text = "the newest action is of a day to come";
		finding->advice = "set the clock of this machine: timedatectl";
	}
	return ERR_OK;
}

enum err_code
op_admin_check(struct op *op, const Pb__AdminCheckRequest *request, Pb__AdminCheckReply *reply,
    struct err *err)
{
	const char *text = NULL;
	enum err_code code;
	uint32_t broken;

	(void)request;
	reply->findings = arena_array(op->arena, OP_ADMIN_FINDINGS, sizeof(*reply->findings));
	code = store_check_integrity(op->store, op->arena, &text, err);
	if (code != ERR_OK)
		return code;
	Pb__Finding *finding = op_admin_finding(op, reply, "integrity");
	if (text == NULL || strcmp(text, "ok") != 0)
		op_admin_bad(finding, text != NULL ? text : "no answer");
	code = store_check_foreign_keys(op->store, &broken, err);
	if (code != ERR_OK)
		return code;
	finding = op_admin_finding(op, reply, "references");
	if (broken > 0)
		op_admin_bad(finding,
		    arena_printf(op->arena, "%u rows refer to a row that is not there", broken));
	code = op_admin_check_roadmaps(op, op_admin_finding(op, reply, "roadmaps"), err);
	return code == ERR_OK ? op_admin_check_times(op, reply, err) : code;
}
