#include <stdlib.h>
#include <string.h>

#include "client/json.h"
#include "core/portfolio.h"
#include "core/text.h"
#include "export_file.h"
#include "folio.h"
#include "folio_page.h"

struct folio_format {
	const char *name;
	const char *suffix; /* a file that ends so is meant to be of this format */
	void (*write)(const struct folio_page *page, FILE *file);
};

static const struct folio_format folio_formats[] = {
    {"html", ".html", folio_html},
    {"markdown", ".md", folio_markdown},
    {"json-resume", ".json", folio_resume},
};

enum {
	FOLIO_FORMATS = sizeof(folio_formats) / sizeof(folio_formats[0]),
};

/* By --format, else by the name of the file, else HTML. NULL after telling what is wrong. */
static const struct folio_format *
folio_export_format(struct cli *cli, const char *path)
{
	const char *name = args_value(&cli->args, "format");

	for (size_t i = 0; i < FOLIO_FORMATS; i++) {
		const struct folio_format *format = &folio_formats[i];
		size_t length = strlen(path), n = strlen(format->suffix);

		if (name ? strcmp(format->name, name) == 0
			 : length > n && strcmp(path + length - n, format->suffix) == 0)
			return format;
	}
	if (!name)
		return &folio_formats[0];
	cli->status = cli_usage(cli, "no format '%s', but html, markdown and json-resume", name);
	return NULL;
}

static bool
folio_export_person(struct cli *cli, struct folio_person *person)
{
	static const char *const names[] = {"name", "label", "email", "site"};
	struct err err;

	for (size_t i = 0; i < 4; i++)
		if (text_check(names[i], group_value(cli, names[i]), TEXT_TITLE_MAX, TEXT_LINE,
			&err) != ERR_OK) {
			cli->status = cli_usage(cli, "%s", err.text);
			return false;
		}
	person->name = group_value(cli, "name");
	person->label = group_value(cli, "label");
	person->email = group_value(cli, "email");
	person->site = group_value(cli, "site");
	if (person->site[0] && !portfolio_is_url(person->site)) {
		cli->status = cli_usage(cli, "--site is an address such as https://example.org/");
		return false;
	}
	if (person->email[0] &&
	    (!strchr(person->email, '@') || strpbrk(person->email, " <>\"'&?%"))) {
		cli->status = cli_usage(cli, "--email is an address such as ada@example.org");
		return false;
	}
	return true;
}

/* What is still going on comes first, then what ended last. */
static const char *
folio_export_end(const Pb__CaseStudyView *view)
{
	if (view->study->to[0])
		return view->study->to;
	return view->study->from[0] ? "now" : "";
}

/* By insertion, so that those of one time stay as they were added. */
static void
folio_export_sort(struct folio_page *page)
{
	for (size_t i = 1; i < page->n_studies; i++) {
		const Pb__CaseStudyView *view = page->studies[i];
		size_t to = i;

		for (; to > 0 &&
		       strcmp(folio_export_end(page->studies[to - 1]), folio_export_end(view)) < 0;
		     to--)
			page->studies[to] = page->studies[to - 1];
		page->studies[to] = view;
	}
}

/* Those that are complete, or all; tells of those that are left out. */
static void
folio_export_choose(const struct cli *cli, const Pb__PortfolioListReply *reply,
    struct folio_page *page)
{
	bool all = args_has(&cli->args, "all");

	page->studies = arena_array(cli->arena, reply->n_studies, sizeof(*page->studies));
	for (size_t i = 0; i < reply->n_studies; i++) {
		const Pb__CaseStudyView *view = reply->studies[i];

		if (all || view->complete) {
			page->studies[page->n_studies++] = view;
			continue;
		}
		out_printf(&cli->notes, OUT_PLAIN, "left out: %s (%s); --all takes it in",
		    view->study->title, view->gaps[0]->text);
		out_newline(&cli->notes);
	}
	folio_export_sort(page);
}

/* Without an enrollment there are no skills, which is no fault. */
static bool
folio_export_skills(struct cli *cli, struct folio_page *page)
{
	struct export_data *data = arena_alloc(cli->arena, sizeof(*data));
	struct err err;
	enum err_code code =
	    export_data_ask(cli->rpc, cli->roadmap_id, EXPORT_STANDING, cli->arena, data, &err);

	if (code == ERR_OK)
		page->roadmap = data;
	if (code == ERR_OK || (code == ERR_FAILED_PRECONDITION && !cli->roadmap_id[0]))
		return true;
	cli->status = cli_refuse(cli, &err, NULL);
	return false;
}

static struct bytes
folio_export_text(const struct folio_format *format, const struct folio_page *page)
{
	struct bytes bytes;
	char *text = NULL;
	size_t size = 0;
	FILE *file = open_memstream(&text, &size);

	if (!file)
		abort();
	format->write(page, file);
	if (ferror(file) || fclose(file) != 0)
		abort();
	bytes.data = memcpy(arena_alloc(page->arena, size), text, size);
	bytes.size = size;
	free(text);
	return bytes;
}

static void
folio_export_json(const struct cli *cli, const char *path, const struct folio_format *format)
{
	struct json_writer writer = {.file = stdout, .indented = true};

	(void)cli;
	json_write_begin(&writer, NULL, '{');
	json_write_text(&writer, "file", path);
	json_write_text(&writer, "format", format->name);
	json_write_end(&writer, '}');
	puts("");
}

static int
folio_export_write(struct cli *cli, const char *path, const struct folio_format *format,
    const struct folio_page *page)
{
	struct bytes bytes = folio_export_text(format, page);
	struct err err;

	if (!path[0] || strcmp(path, "-") == 0) {
		(void)fwrite(bytes.data, 1, bytes.size, stdout);
		return CLI_DONE;
	}
	if (export_file_write(path, bytes, cli->arena, &err) != ERR_OK) {
		cli_error(cli, "%s", err.text);
		return CLI_REFUSED;
	}
	if (cli->json) {
		folio_export_json(cli, path, format);
		return CLI_DONE;
	}
	out_printf(&cli->out, OUT_PLAIN, "Wrote %s: %zu case stud%s", path, page->n_studies,
	    page->n_studies == 1 ? "y" : "ies");
	out_newline(&cli->out);
	if (!page->person.name[0]) {
		out_text(&cli->notes, OUT_DIM,
		    "No name is in it: give it with --name \"Your name\"");
		out_newline(&cli->notes);
	}
	return CLI_DONE;
}

int
folio_export(struct cli *cli)
{
	struct folio_page page = {.arena = cli->arena};
	const char *path = folio_operand(cli);
	const struct folio_format *format = folio_export_format(cli, path);
	const Pb__PortfolioListReply *reply;
	int status = CLI_DONE;

	if (!format || !folio_export_person(cli, &page.person))
		return cli->status;
	reply = folio_ask_list(cli, &status);
	if (!reply)
		return status;
	folio_export_choose(cli, reply, &page);
	if (page.n_studies == 0) {
		cli_error(cli,
		    "no case study is complete: 'roadmap portfolio check' tells what is missing");
		return CLI_REFUSED;
	}
	if (!folio_export_skills(cli, &page))
		return cli->status;
	return folio_export_write(cli, path, format, &page);
}
