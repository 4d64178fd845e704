#include <string.h>

#include "core/text.h"
#include "export_out.h"
#include "folio.h"
#include "folio_page.h"

static const struct export_format_name folio_formats[] = {
    {"html", ".html"},
    {"markdown", ".md"},
    {"json-resume", ".json"},
};
static void (*const folio_writers[])(const struct folio_page *page, FILE *file) = {folio_html,
    folio_markdown, folio_resume};

enum {
	FOLIO_FORMATS = sizeof(folio_formats) / sizeof(folio_formats[0]),
};

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
	if (person->site[0] && !text_is_link(person->site)) {
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

int
folio_export(struct cli *cli)
{
	struct folio_page page = {.arena = cli->arena};
	const char *path = folio_operand(cli);
	const Pb__PortfolioListReply *reply;
	struct export_out out;
	int status = CLI_DONE;
	size_t format;

	if (!export_out_format(cli, folio_formats, FOLIO_FORMATS, path, &format) ||
	    !folio_export_person(cli, &page.person))
		return cli->status;
	if (!path[0] && cli->json)
		format = FOLIO_FORMATS - 1; /* the one in JSON */
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
	export_out_begin(&out);
	folio_writers[format](&page, out.file);
	status = export_out_end(&out, cli, path, folio_formats[format].name,
	    arena_printf(cli->arena, "%zu case stud%s", page.n_studies,
		page.n_studies == 1 ? "y" : "ies"));
	if (status == CLI_DONE && path[0] && !cli->json && !page.person.name[0]) {
		out_text(&cli->notes, OUT_DIM,
		    "No name is in it: give it with --name \"Your name\"");
		out_newline(&cli->notes);
	}
	return status;
}
