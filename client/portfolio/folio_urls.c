/* `portfolio check --urls`: curl asks, this program has no network of its own. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "client/json.h"
#include "client/view.h"
#include "folio.h"
#include "proto/message.h"

/* A URL of the portfolio, and what became of asking it. */
struct folio_url {
	const char *title, *url;
	long status;       /* of HTTP; 0: no answer */
	const char *fault; /* why there was none, "" if there was */
};

static const char folio_urls_told[] = "%{urlnum} %{http_code} %{errormsg}\n";

static void
folio_urls_add(struct folio_url *urls, size_t *n, const char *title, const char *url)
{
	if (url[0])
		urls[(*n)++] = (struct folio_url){title, url, 0, "no answer"};
}

static struct folio_url *
folio_urls_of(const struct cli *cli, const Pb__PortfolioListReply *reply, size_t *ret_n)
{
	struct folio_url *urls = arena_array(cli->arena, reply->n_studies * 2, sizeof(*urls));

	*ret_n = 0;
	for (size_t i = 0; i < reply->n_studies; i++) {
		const Pb__CaseStudy *study = reply->studies[i]->study;

		folio_urls_add(urls, ret_n, study->title, study->live_url);
		folio_urls_add(urls, ret_n, study->title, study->repository_url);
	}
	return urls;
}

/* Ten seconds for each, eight at a time, only the web, nothing kept of what comes. */
static char **
folio_urls_command(struct arena *arena, const struct folio_url *urls, size_t n)
{
	static const char *const options[] = {"curl", "--disable", "--silent", "--globoff",
	    "--location", "--max-redirs", "5", "--max-time", "10", "--proto", "=http,https",
	    "--proto-redir", "=http,https", "--parallel", "--parallel-immediate", "--parallel-max",
	    "8", "--user-agent", "roadmap-portfolio", "--write-out", folio_urls_told};
	size_t n_options = sizeof(options) / sizeof(options[0]);
	char **argv = arena_array(arena, n_options + n * 4 + 1, sizeof(*argv));
	size_t argc = 0;

	for (size_t i = 0; i < n_options; i++)
		argv[argc++] = arena_strdup(arena, options[i]);
	for (size_t i = 0; i < n; i++) {
		argv[argc++] = arena_strdup(arena, "--output");
		argv[argc++] = arena_strdup(arena, "/dev/null");
		argv[argc++] = arena_strdup(arena, "--url");
		argv[argc++] = arena_strdup(arena, urls[i].url);
	}
	return argv;
}

/* "0 200 " or "1 000 Could not resolve host: x" */
static void
folio_urls_take(struct arena *arena, struct folio_url *urls, size_t n, const char *line)
{
	char *end;
	unsigned long number = strtoul(line, &end, 10);
	long status = strtol(end, &end, 10);

	if (number >= n)
		return;
	urls[number].status = status;
	urls[number].fault = "";
	if (status == 0)
		urls[number].fault = arena_printf(arena, "%.*s", (int)strcspn(end, "\n"), end);
	if (status == 0 && urls[number].fault[strspn(urls[number].fault, " ")] == '\0')
		urls[number].fault = "no answer";
}

/* In the child. Together with --parallel curl shows a meter whatever --silent says. */
static void
folio_urls_become(char **argv, const int *ends)
{
	int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);

	if (nowhere >= 0 && dup2(nowhere, STDERR_FILENO) == STDERR_FILENO &&
	    dup2(ends[1], STDOUT_FILENO) == STDOUT_FILENO) {
		close(ends[0]);
		close(ends[1]);
		execvp(argv[0], argv);
	}
	_exit(127);
}

static FILE *
folio_urls_run(char **argv, pid_t *ret_pid)
{
	int ends[2];

	if (pipe(ends) != 0)
		abort();
	*ret_pid = fork();
	if (*ret_pid == 0)
		folio_urls_become(argv, ends);
	close(ends[1]);
	return fdopen(ends[0], "r");
}

/* False if curl cannot be run. */
static bool
folio_urls_ask(struct arena *arena, struct folio_url *urls, size_t n)
{
	pid_t pid;
	FILE *told = folio_urls_run(folio_urls_command(arena, urls, n), &pid);
	char line[1024];
	int status = 0;

	if (!told || pid < 0)
		return false;
	while (fgets(line, sizeof(line), told))
		folio_urls_take(arena, urls, n, line);
	(void)fclose(told);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	return !WIFEXITED(status) || WEXITSTATUS(status) != 127;
}

static bool
folio_urls_is_good(const struct folio_url *url)
{
	return url->status >= 200 && url->status < 400;
}

static void
folio_urls_json(const struct folio_url *urls, size_t n)
{
	struct json_writer writer = {.file = stdout, .indented = true};

	json_write_begin(&writer, NULL, '{');
	json_write_begin(&writer, "urls", '[');
	for (size_t i = 0; i < n; i++) {
		char status[24];

		snprintf(status, sizeof(status), "%ld", urls[i].status);
		json_write_begin(&writer, NULL, '{');
		json_write_text(&writer, "title", urls[i].title);
		json_write_text(&writer, "url", urls[i].url);
		json_write_text(&writer, "status", status);
		json_write_text(&writer, "fault", urls[i].fault);
		json_write_end(&writer, '}');
	}
	json_write_end(&writer, ']');
	json_write_end(&writer, '}');
	puts("");
}

static void
folio_urls_show(const struct cli *cli, const struct folio_url *urls, size_t n)
{
	struct out_table *table = out_table_new(cli->arena, "lls", 2);

	for (size_t i = 0; i < n; i++) {
		bool good = folio_urls_is_good(&urls[i]);

		out_table_cell(table, good ? OUT_GOOD : OUT_BAD, "%s",
		    good ? view_mark_text(&cli->out, VIEW_DONE) : "!");
		if (urls[i].status > 0)
			out_table_cell(table, OUT_PLAIN, "%ld", urls[i].status);
		else
			out_table_cell(table, OUT_BAD, "-");
		out_table_cell(table, OUT_NAME, "%s%s%s", urls[i].url, urls[i].fault[0] ? " " : "",
		    urls[i].fault);
	}
	out_table_print(table, &cli->out);
}

/* All case studies, or the one that was named. */
static const Pb__PortfolioListReply *
folio_urls_studies(struct cli *cli, int *ret_status)
{
	Pb__PortfolioListReply *one =
	    message_new(&pb__portfolio_list_reply__descriptor, cli->arena);
	const Pb__CaseStudyView *view;

	if (!folio_operand(cli)[0])
		return folio_ask_list(cli, ret_status);
	view = folio_ask(cli, folio_operand(cli), ret_status);
	one->n_studies = 1;
	one->studies = arena_array(cli->arena, 1, sizeof(*one->studies));
	one->studies[0] = (Pb__CaseStudyView *)view; /* it is only read */
	return view ? one : NULL;
}

int
folio_urls(struct cli *cli)
{
	int status = CLI_DONE;
	const Pb__PortfolioListReply *reply = folio_urls_studies(cli, &status);
	struct folio_url *urls;
	size_t n, n_good = 0;

	if (!reply)
		return status;
	urls = folio_urls_of(cli, reply, &n);
	if (n > 0 && !folio_urls_ask(cli->arena, urls, n)) {
		cli_error(cli, "cannot run curl: install it (the package curl)");
		return CLI_USAGE;
	}
	if (cli->json)
		folio_urls_json(urls, n);
	else
		folio_urls_show(cli, urls, n);
	for (size_t i = 0; i < n; i++)
		n_good += folio_urls_is_good(&urls[i]);
	if (!cli->json) {
		out_printf(&cli->out, OUT_DIM, n > 0 ? "%zu of %zu answer" : "No URL is in it yet.",
		    n_good, n);
		out_newline(&cli->out);
	}
	return n_good == n ? CLI_DONE : CLI_REFUSED;
}
