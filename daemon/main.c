/*
 * roadmapd: reads the options, gets the socket, opens the database, serves.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/dispatch.h"
#include "listen.h"
#include "log.h"
#include "options.h"
#include "server.h"

enum main_status {
	MAIN_OK = 0,
	MAIN_FAILED = 1,
	MAIN_USAGE = 2,
	MAIN_ALREADY_RUNNING = 3,
};

static int
main_fail(const struct err *err)
{
	log_line(LOG_LEVEL_ERROR, "%s", err->text);
	if (err->code == ERR_INVALID_ARGUMENT)
		return MAIN_USAGE;
	return err->code == ERR_ALREADY_EXISTS ? MAIN_ALREADY_RUNNING : MAIN_FAILED;
}

static int
main_serve(struct engine *engine, struct listen *listen, unsigned idle_exit_s)
{
	struct err err = ERR_NONE;
	struct server *server;

	if (idle_exit_s > 0 && !listen->inherited) {
		log_line(LOG_LEVEL_NOTICE, "--idle-exit: not socket-activated, so it is ignored");
		idle_exit_s = 0;
	}
	server = server_new(engine, listen, idle_exit_s, &err);
	if (server == NULL)
		return main_fail(&err);
	log_line(LOG_LEVEL_INFO, "listening at %s", listen->path[0] != '\0' ? listen->path : "?");
	server_run(server);
	server_free(server);
	return MAIN_OK;
}

static struct engine *
main_open(const char *database, struct err *err)
{
	if (options_make_dirs(database, err) != ERR_OK)
		return NULL;
	return engine_open(database, err);
}

static int
main_run(const struct options *options)
{
	struct err err = ERR_NONE;
	struct listen listen;
	struct engine *engine;
	int status;

	if (listen_open(&listen, &err) != ERR_OK)
		return main_fail(&err);
	engine = main_open(options->database, &err);
	if (engine == NULL) {
		/* said before the client that started us sees the end of its connection */
		status = main_fail(&err);
		listen_close(&listen);
		return status;
	}
	/* a daemon started from some directory must not keep it busy */
	if (chdir("/") < 0)
		log_line(LOG_LEVEL_DEBUG, "cannot go to /");
	status = main_serve(engine, &listen, options->idle_exit_s);
	listen_close(&listen);
	engine_close(engine);
	return status;
}

int
main(int argc, char **argv)
{
	struct err err = ERR_NONE;
	struct options options;

	umask(077);
	log_open(false);
	if (options_read(argc, argv, &options, &err) != ERR_OK)
		return main_fail(&err);
	if (options.wish == OPTIONS_HELP)
		return fputs(options_help, stdout) < 0 || fflush(stdout) != 0;
	if (options.wish == OPTIONS_VERSION)
		return printf("roadmapd %s\n", ROADMAP_VERSION) < 0 || fflush(stdout) != 0;
	log_open(options.debug);
	return main_run(&options);
}
