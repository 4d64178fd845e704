#include "options.h"

#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "proto/user.h"

enum {
	OPTIONS_IDLE_MAX_S = 7 * 24 * 3600,
};

const char options_help[] =
    "Usage: roadmapd [OPTION]...\n"
    "The daemon that keeps your way through a learning roadmap. You need not start it:\n"
    "roadmap(1) does, or systemd.\n"
    "\n"
    "  --database PATH      keep the data in PATH\n"
    "                       (else $XDG_STATE_HOME/roadmap/roadmap.db,\n"
    "                       else ~/.local/state/roadmap/roadmap.db)\n"
    "  --idle-exit SECONDS  exit after SECONDS without a client, when socket-activated\n"
    "  --foreground         stay in the foreground: always so\n"
    "  --debug              log more; the lines may hold your own words\n"
    "  --version            print the version\n"
    "  --help               print this\n"
    "\n"
    "Example: roadmapd --database /tmp/try.db\n"
    "See roadmapd(8).\n";

/* Over any character, to tell them from unknown short options. */
enum {
	OPTIONS_DATABASE = 256,
	OPTIONS_DEBUG,
	OPTIONS_FOREGROUND,
	OPTIONS_GET_HELP,
	OPTIONS_IDLE_EXIT,
	OPTIONS_GET_VERSION,
};

static const struct option options_known[] = {
    {"database", required_argument, NULL, OPTIONS_DATABASE},
    {"debug", no_argument, NULL, OPTIONS_DEBUG},
    {"foreground", no_argument, NULL, OPTIONS_FOREGROUND},
    {"help", no_argument, NULL, OPTIONS_GET_HELP},
    {"idle-exit", required_argument, NULL, OPTIONS_IDLE_EXIT},
    {"version", no_argument, NULL, OPTIONS_GET_VERSION},
    {NULL, 0, NULL, 0},
};

static enum err_code
options_default_database(char *ret_path, struct err *err)
{
	const char *state = getenv("XDG_STATE_HOME");
	const char *home = user_home();
	int length;

	/* relative paths are to be ignored, says the XDG base directory specification */
	if (state != NULL && state[0] == '/')
		length = snprintf(ret_path, PATH_MAX, "%s/roadmap/roadmap.db", state);
	else if (home != NULL)
		length = snprintf(ret_path, PATH_MAX, "%s/.local/state/roadmap/roadmap.db", home);
	else
		return err_set(err, ERR_FAILED_PRECONDITION, "no home: set HOME or --database");
	if (length >= PATH_MAX)
		return err_set(err, ERR_FAILED_PRECONDITION, "the database's path is too long");
	return ERR_OK;
}

static enum err_code
options_database(const char *path, char *ret_path, struct err *err)
{
	char here[PATH_MAX] = "";
	int length;

	if (path[0] == '\0' || path[strlen(path) - 1] == '/')
		return err_set(err, ERR_INVALID_ARGUMENT, "--database wants a file, not '%s'",
		    path);
	if (path[0] != '/' && getcwd(here, sizeof(here)) == NULL)
		return err_set(err, ERR_FAILED_PRECONDITION, "no working directory: %s",
		    strerror(errno));
	length = snprintf(ret_path, PATH_MAX, "%s%s%s", here, path[0] != '/' ? "/" : "", path);
	if (length >= PATH_MAX)
		return err_set(err, ERR_INVALID_ARGUMENT, "the database's path is too long");
	return ERR_OK;
}

static enum err_code
options_idle_exit(const char *text, unsigned *ret_seconds, struct err *err)
{
	char *end;
	unsigned long seconds = strtoul(text, &end, 10);

	if (text[0] < '0' || text[0] > '9' || *end != '\0' || seconds > OPTIONS_IDLE_MAX_S)
		return err_set(err, ERR_INVALID_ARGUMENT,
		    "--idle-exit wants seconds, 0 to %d, not '%s'", OPTIONS_IDLE_MAX_S, text);
	*ret_seconds = (unsigned)seconds;
	return ERR_OK;
}

static enum err_code
options_unknown(char **argv, struct err *err)
{
	const char letter[] = {'-', (char)optopt, '\0'};

	return err_set(err, ERR_INVALID_ARGUMENT, "unknown option '%s': see roadmapd --help",
	    optopt > 0 && optopt < OPTIONS_DATABASE ? letter : argv[optind - 1]);
}

static enum err_code
options_take(struct options *options, int option, char **argv, struct err *err)
{
	switch (option) {
	case OPTIONS_DATABASE:
		return options_database(optarg, options->database, err);
	case OPTIONS_IDLE_EXIT:
		return options_idle_exit(optarg, &options->idle_exit_s, err);
	case OPTIONS_DEBUG:
		options->debug = true;
		return ERR_OK;
	case OPTIONS_FOREGROUND:
		return ERR_OK;
	case OPTIONS_GET_HELP:
		options->wish = OPTIONS_HELP;
		return ERR_OK;
	case OPTIONS_GET_VERSION:
		options->wish = OPTIONS_VERSION;
		return ERR_OK;
	case ':':
		return err_set(err, ERR_INVALID_ARGUMENT, "%s wants a value", argv[optind - 1]);
	default:
		return options_unknown(argv, err);
	}
}

enum err_code
options_read(int argc, char **argv, struct options *ret_options, struct err *err)
{
	struct options options = {.wish = OPTIONS_RUN};
	int option;

	opterr = 0;
	while (options.wish == OPTIONS_RUN &&
	       (option = getopt_long(argc, argv, ":", options_known, NULL)) != -1)
		if (options_take(&options, option, argv, err) != ERR_OK)
			return err->code;
	if (options.wish == OPTIONS_RUN && optind < argc)
		return err_set(err, ERR_INVALID_ARGUMENT,
		    "unknown argument '%s': see roadmapd --help", argv[optind]);
	if (options.wish == OPTIONS_RUN && options.database[0] == '\0' &&
	    options_default_database(options.database, err) != ERR_OK)
		return err->code;
	*ret_options = options;
	return ERR_OK;
}

enum err_code
options_make_dirs(const char *path, struct err *err)
{
	char dir[PATH_MAX];

	snprintf(dir, sizeof(dir), "%s", path);
	for (char *slash = strchr(dir + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		if (mkdir(dir, 0700) < 0 && errno != EEXIST)
			return err_set(err, ERR_UNAVAILABLE, "cannot make %.100s: %s", dir,
			    strerror(errno));
		*slash = '/';
	}
	return ERR_OK;
}
