#include <errno.h>
#include <glob.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "client/command.h"
#include "client/start.h"
#include "client/unit.h"
#include "client/view.h"
#include "client/when.h"
#include "proto/endpoint.h"
#include "proto/message.h"
#include "proto/user.h"
#include "roadmap/v1/admin.pb-c.h"

enum {
	CMD_DOCTOR_PROTOCOL = 1, /* what this client speaks */
	CMD_DOCTOR_MOST = 64,
	CMD_DOCTOR_ROOM_MB = 8,
	CMD_DOCTOR_WORDS = 60, /* what is compared of the daemon's last: a text may be cut */
};

struct cmd_doctor {
	struct cli *cli;
	unsigned pid; /* of the daemon */
	Pb__AdminCheckReply *report;
};

static void
cmd_doctor_add(struct cmd_doctor *doctor, const char *name, bool ok, const char *text,
    const char *advice)
{
	Pb__Finding *finding = message_new(&pb__finding__descriptor, doctor->cli->arena);

	if (doctor->report->n_findings == CMD_DOCTOR_MOST)
		return;
	finding->name = name;
	finding->ok = ok;
	finding->text = arena_strdup(doctor->cli->arena, text);
	finding->advice = arena_strdup(doctor->cli->arena, advice);
	doctor->report->findings[doctor->report->n_findings++] = finding;
}

/* A folder that holds the learner's data: nobody else may look into it. */
static void
cmd_doctor_look_at_dir(struct cmd_doctor *doctor, const char *name, const char *path)
{
	struct arena *arena = doctor->cli->arena;
	struct stat info;

	if (lstat(path, &info) < 0)
		cmd_doctor_add(doctor, name, true, arena_printf(arena, "%s is not there yet", path),
		    "");
	else if (!S_ISDIR(info.st_mode) || info.st_uid != getuid())
		cmd_doctor_add(doctor, name, false,
		    arena_printf(arena, "%s is no folder of yours", path),
		    "move it out of the way");
	else if (info.st_mode & 077)
		cmd_doctor_add(doctor, name, false,
		    arena_printf(arena, "others may look into %s", path),
		    arena_printf(arena, "chmod 700 %s", path));
	else if (access(path, R_OK | W_OK | X_OK) < 0)
		cmd_doctor_add(doctor, name, false,
		    arena_printf(arena, "cannot write to %s: %s", path, strerror(errno)),
		    errno == EROFS ? "make its disk writable"
				   : arena_printf(arena, "chmod 700 %s", path));
	else
		cmd_doctor_add(doctor, name, true, path, "");
}

/* Room for a few copies of all that is kept, which are made before anything risky. */
static void
cmd_doctor_look_at_room(struct cmd_doctor *doctor, const char *dir)
{
	struct arena *arena = doctor->cli->arena;
	struct statvfs disk;
	unsigned long long free_mb;

	if (statvfs(dir, &disk) < 0)
		return;
	free_mb = (unsigned long long)disk.f_bavail * disk.f_frsize >> 20;
	cmd_doctor_add(doctor, "disk", free_mb >= CMD_DOCTOR_ROOM_MB,
	    arena_printf(arena, "%llu MB free", free_mb),
	    free_mb >= CMD_DOCTOR_ROOM_MB ? "" : "free some space: soon nothing can be kept");
}

static void
cmd_doctor_look_at_socket(struct cmd_doctor *doctor)
{
	struct endpoint endpoint;
	struct err err;

	if (endpoint_find(&endpoint, &err) != ERR_OK) {
		cmd_doctor_add(doctor, "socket", false, err.text,
		    "set XDG_RUNTIME_DIR or ROADMAP_SOCKET");
		return;
	}
	cmd_doctor_add(doctor, "socket", true, endpoint.address.sun_path, "");
	cmd_doctor_look_at_dir(doctor, "socket folder", endpoint.dir);
}

/* Beside the database; "" if there is none. The names sort by date. */
static const char *
cmd_doctor_find_backup(struct arena *arena, const char *database)
{
	const char *slash = strrchr(database, '/');
	const char *path = "";
	glob_t found;

	if (!slash)
		return path;
	if (glob(arena_printf(arena, "%.*s/backups/roadmap-????????T??????Z.db",
		     (int)(slash - database), database),
		0, NULL, &found) == 0)
		path = arena_strdup(arena, found.gl_pathv[found.gl_pathc - 1]);
	globfree(&found);
	return path;
}

static void
cmd_doctor_look_at_lost_database(struct cmd_doctor *doctor, const Pb__AdminHelloReply *hello)
{
	struct arena *arena = doctor->cli->arena;
	const char *backup = cmd_doctor_find_backup(arena, hello->database);

	cmd_doctor_add(doctor, "database", false,
	    arena_printf(arena, "%s is not there", hello->database),
	    backup[0] ? arena_printf(arena, "put it back; or kill %u, then roadmap restore %s",
			    hello->pid, backup)
		      : arena_printf(arena, "put it back, or begin anew: kill %u", hello->pid));
}

static void
cmd_doctor_look_at_database(struct cmd_doctor *doctor, const Pb__AdminHelloReply *hello)
{
	struct arena *arena = doctor->cli->arena;
	struct stat info;

	if (stat(hello->database, &info) < 0)
		cmd_doctor_look_at_lost_database(doctor, hello);
	else if (info.st_mode & 077)
		cmd_doctor_add(doctor, "database", false,
		    arena_printf(arena, "others may read %s", hello->database),
		    arena_printf(arena, "chmod 600 %s", hello->database));
	else if (access(hello->database, R_OK | W_OK) < 0)
		cmd_doctor_add(doctor, "database", false,
		    arena_printf(arena, "cannot write to %s: %s", hello->database, strerror(errno)),
		    arena_printf(arena, "chmod 600 %s; then kill %u", hello->database, hello->pid));
	else
		cmd_doctor_add(doctor, "database", true,
		    arena_printf(arena, "%s, schema %u", hello->database, hello->schema), "");
}

/* A program that was replaced lives on until its process ends. */
static void
cmd_doctor_look_at_program(struct cmd_doctor *doctor, unsigned pid)
{
	static const char gone[] = " (deleted)";
	struct arena *arena = doctor->cli->arena;
	char path[PATH_MAX];
	ssize_t n = readlink(arena_printf(arena, "/proc/%u/exe", pid), path, sizeof(path) - 1);
	bool is_gone;

	if (n <= 0)
		return;
	path[n] = '\0';
	is_gone = n > (ssize_t)sizeof(gone) && strcmp(path + n - (sizeof(gone) - 1), gone) == 0;
	cmd_doctor_add(doctor, "program", !is_gone, path,
	    is_gone ? arena_printf(arena,
			  "it was replaced: kill %u, the next command starts the new one", pid)
		    : "");
}

/* What it said before it ended may have been told already, and says what to do. */
static const char *
cmd_doctor_no_daemon(const struct cli *cli, const char *text)
{
	struct arena *arena = cli->arena;
	const char *log = start_log_path(arena);
	const char *words = start_last_words(arena);
	const size_t begin = strlen(words) < CMD_DOCTOR_WORDS ? strlen(words) : CMD_DOCTOR_WORDS;

	if (words[0] == '\0' && cli->rpc && log)
		return arena_printf(arena, "its log: %s", log);
	if (words[0] == '\0')
		return "see that roadmapd is installed, or set ROADMAPD to it";
	return strstr(text, arena_printf(arena, "%.*s", (int)begin, words))
		   ? "put that right, and ask again"
		   : arena_printf(arena, "its last words: %s", words);
}

/* NULL if none answers. */
static const Pb__AdminHelloReply *
cmd_doctor_look_at_daemon(struct cmd_doctor *doctor)
{
	Pb__AdminHelloRequest request = PB__ADMIN_HELLO_REQUEST__INIT;
	struct arena *arena = doctor->cli->arena;
	Pb__AdminHelloReply *reply;
	struct err err;

	if (cli_try(doctor->cli, "Admin", "Hello", &request.base, &reply, NULL, &err) != ERR_OK) {
		cmd_doctor_add(doctor, "daemon", false, err.text,
		    cmd_doctor_no_daemon(doctor->cli, err.text));
		return NULL;
	}
	doctor->pid = reply->pid;
	cmd_doctor_add(doctor, "daemon", true,
	    arena_printf(arena, "answers: version %s, process %u%s%s", reply->version, reply->pid,
		reply->started_at ? ", since " : "",
		reply->started_at ? when_text(arena, reply->started_at->seconds) : ""),
	    "");
	cmd_doctor_add(doctor, "version", strcmp(reply->version, ROADMAP_VERSION) == 0,
	    arena_printf(arena, "client %s, daemon %s", ROADMAP_VERSION, reply->version),
	    strcmp(reply->version, ROADMAP_VERSION) == 0
		? ""
		: arena_printf(arena, "restart the daemon: kill %u", reply->pid));
	cmd_doctor_look_at_program(doctor, reply->pid);
	cmd_doctor_add(doctor, "protocol", reply->protocol == CMD_DOCTOR_PROTOCOL,
	    arena_printf(arena, "client %d, daemon %u", CMD_DOCTOR_PROTOCOL, reply->protocol),
	    reply->protocol == CMD_DOCTOR_PROTOCOL ? "" : "install both from one release");
	return reply;
}

static void
cmd_doctor_ask_daemon(struct cmd_doctor *doctor)
{
	Pb__AdminCheckRequest request = PB__ADMIN_CHECK_REQUEST__INIT;
	Pb__AdminCheckReply *reply;
	struct err err;

	if (cli_try(doctor->cli, "Admin", "Check", &request.base, &reply, NULL, &err) != ERR_OK) {
		cmd_doctor_add(doctor, "check", false, err.text,
		    arena_printf(doctor->cli->arena,
			"put that right and ask again; to restart the daemon: kill %u",
			doctor->pid));
		return;
	}
	for (size_t i = 0; i < reply->n_findings; i++)
		cmd_doctor_add(doctor, reply->findings[i]->name, reply->findings[i]->ok,
		    reply->findings[i]->text, reply->findings[i]->advice);
}

/* By what lies beside the program that runs. */
static const char *
cmd_doctor_way(struct arena *arena, const char *dir)
{
	if (access(arena_printf(arena, "%s/CMakeFiles", dir), F_OK) == 0)
		return "a build tree";
	if (access(arena_printf(arena, "%s/../share/roadmap/install_manifest.txt", dir), F_OK) == 0)
		return "./dev install";
	if (strcmp(dir, "/usr/bin") == 0 && access("/usr/share/doc/roadmap/copyright", F_OK) == 0)
		return "the package of Debian";
	return "cmake --install, or by hand";
}

static void
cmd_doctor_look_at_install(struct cmd_doctor *doctor)
{
	struct arena *arena = doctor->cli->arena;
	const char *dir = start_own_dir(arena);

	if (dir)
		cmd_doctor_add(doctor, "installed", true,
		    arena_printf(arena, "in %s, by %s", dir, cmd_doctor_way(arena, dir)), "");
}

static void
cmd_doctor_look_at_lingering(struct cmd_doctor *doctor)
{
	struct arena *arena = doctor->cli->arena;
	const struct passwd *user = user_find();
	bool lingers =
	    user &&
	    access(arena_printf(arena, "/var/lib/systemd/linger/%s", user->pw_name), F_OK) == 0;

	cmd_doctor_add(doctor, "lingering", true,
	    lingers ? "on: the daemon lives on when you log out"
		    : "off: the daemon ends when you log out, and starts again when asked",
	    lingers ? "" : "if it should not: loginctl enable-linger");
}

/*
 * That systemd does not run the daemon is no fault, for then the client starts it; that it gave the
 * daemon up is one, even if a client can start it.
 */
static void
cmd_doctor_look_at_systemd(struct cmd_doctor *doctor)
{
	struct arena *arena = doctor->cli->arena;
	const char *unit = unit_find(arena);
	const char *state = unit ? unit_state(arena, "roadmapd.socket") : "";

	if (!unit)
		cmd_doctor_add(doctor, "systemd", true,
		    "no user unit: the client starts the daemon itself", "");
	else if (state[0] == '\0')
		cmd_doctor_add(doctor, "systemd", true,
		    arena_printf(arena,
			"%s, but no systemd of yours answers: the client starts the daemon itself",
			unit),
		    "");
	else if (strcmp(state, "failed") == 0)
		cmd_doctor_add(doctor, "systemd", false,
		    "it gave up roadmapd.socket: the service failed again and again",
		    "the reason: journalctl --user -eu roadmapd; when it is mended: "
		    "systemctl --user reset-failed roadmapd.service && "
		    "systemctl --user restart roadmapd.socket");
	else if (strcmp(state, "active") != 0)
		cmd_doctor_add(doctor, "systemd", true,
		    arena_printf(arena, "%s is %s: the client starts the daemon itself", unit,
			state),
		    "to leave that to systemd: systemctl --user enable --now roadmapd.socket");
	else if (doctor->pid != 0 && !unit_has_process(arena, "roadmapd.service", doctor->pid))
		cmd_doctor_add(doctor, "systemd", true,
		    arena_printf(arena, "%s listens, but a client started the daemon", unit),
		    arena_printf(arena, "to leave that to systemd: kill %u", doctor->pid));
	else
		cmd_doctor_add(doctor, "systemd", true,
		    arena_printf(arena, "starts the daemon: %s", unit), "");
	if (unit)
		cmd_doctor_look_at_lingering(doctor);
}

static void
cmd_doctor_show(struct cli *cli, const Pb__AdminCheckReply *report)
{
	/* not the mark of what is done: in ASCII that reads as failed */
	const char *good = cli->out.unicode ? "✓" : "ok";
	const char *bad = cli->out.unicode ? "✗" : "! ";
	unsigned indent = 0;

	for (size_t i = 0; i < report->n_findings; i++) {
		unsigned columns = out_columns(report->findings[i]->name);

		indent = columns > indent ? columns : indent;
	}
	indent += 3 + out_columns(good);
	for (size_t i = 0; i < report->n_findings; i++) {
		const Pb__Finding *finding = report->findings[i];
		const enum out_style style = finding->ok ? OUT_GOOD : OUT_BAD;

		out_printf(&cli->out, style, "%s ", finding->ok ? good : bad);
		out_text(&cli->out, OUT_PLAIN, finding->name);
		out_spaces(&cli->out, indent - out_columns(good) - 1 - out_columns(finding->name));
		out_wrap(&cli->out, finding->ok ? OUT_PLAIN : OUT_BAD, indent, indent,
		    finding->text);
		if (finding->advice[0]) {
			out_spaces(&cli->out, indent);
			out_wrap(&cli->out, OUT_NAME, indent, indent, finding->advice);
		}
	}
}

int
cmd_doctor(struct cli *cli)
{
	Pb__AdminCheckReply report = PB__ADMIN_CHECK_REPLY__INIT;
	struct cmd_doctor doctor = {.cli = cli, .report = &report};
	const char *state = start_state_dir(cli->arena);
	const Pb__AdminHelloReply *hello;
	size_t bad = 0;

	report.findings = arena_array(cli->arena, CMD_DOCTOR_MOST, sizeof(Pb__Finding *));
	cmd_doctor_look_at_socket(&doctor);
	hello = cmd_doctor_look_at_daemon(&doctor);
	if (hello) {
		cmd_doctor_ask_daemon(&doctor);
		cmd_doctor_look_at_database(&doctor, hello);
	}
	cmd_doctor_look_at_dir(&doctor, "data folder", state ? state : "?");
	cmd_doctor_look_at_room(&doctor, state ? state : "?");
	cmd_doctor_look_at_install(&doctor);
	cmd_doctor_look_at_systemd(&doctor);
	for (size_t i = 0; i < report.n_findings; i++)
		bad += !report.findings[i]->ok;
	if (!cli_is_json(cli, &report.base)) {
		cmd_doctor_show(cli, &report);
		out_newline(&cli->out);
		out_printf(&cli->out, bad ? OUT_BAD : OUT_GOOD,
		    bad ? "%zu to put right." : "All is well.", bad);
		out_newline(&cli->out);
	}
	return bad ? CLI_REFUSED : CLI_DONE;
}
