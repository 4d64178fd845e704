#include <stdlib.h>
#include <string.h>

#include "core/text.h"
#include "core/work.h"
#include "folio_page.h"

/* A text between tags or in a quoted attribute: nothing of it is markup. */
static void
folio_html_text(FILE *file, const char *text)
{
	for (; *text; text++) {
		switch (*text) {
		case '&':
			fputs("&amp;", file);
			break;
		case '<':
			fputs("&lt;", file);
			break;
		case '>':
			fputs("&gt;", file);
			break;
		case '"':
			fputs("&quot;", file);
			break;
		case '\'':
			fputs("&#39;", file);
			break;
		default:
			fputc(*text, file);
			break;
		}
	}
}

static void
folio_html_element(FILE *file, const char *open, const char *text, const char *close)
{
	fputs(open, file);
	folio_html_text(file, text);
	fputs(close, file);
}

/* All of its lines begin with a dash: a list. */
static bool
folio_html_is_list(const char *text, size_t length)
{
	for (const char *line = text; line < text + length;) {
		const char *end = memchr(line, '\n', (size_t)(text + length - line));

		if (strncmp(line, "- ", 2) != 0 && strncmp(line, "* ", 2) != 0)
			return false;
		line = end ? end + 1 : text + length;
	}
	return true;
}

static void
folio_html_list(FILE *file, struct arena *arena, const char *text, size_t length)
{
	char *rest = arena_printf(arena, "%.*s", (int)length, text), *line;

	fputs("<ul>\n", file);
	while ((line = strsep(&rest, "\n")) != NULL)
		folio_html_element(file, "<li>", line + 2, "</li>\n");
	fputs("</ul>\n", file);
}

static void
folio_html_paragraph(FILE *file, struct arena *arena, const char *text, size_t length)
{
	char *rest = arena_printf(arena, "%.*s", (int)length, text), *line;
	const char *open = "<p>";

	while ((line = strsep(&rest, "\n")) != NULL) {
		folio_html_element(file, open, line, "");
		open = "<br>\n";
	}
	fputs("</p>\n", file);
}

/* Empty lines part paragraphs, other line ends stay. */
static void
folio_html_body(FILE *file, struct arena *arena, const char *text)
{
	while (*(text += strspn(text, "\n")) != '\0') {
		const char *end = strstr(text, "\n\n");
		size_t length = end ? (size_t)(end - text) : strlen(text);

		while (length > 0 && text[length - 1] == '\n')
			length--;
		if (folio_html_is_list(text, length))
			folio_html_list(file, arena, text, length);
		else
			folio_html_paragraph(file, arena, text, length);
		text = end ? end : text + strlen(text);
	}
}

static void
folio_html_head(FILE *file, const struct folio_page *page)
{
	const struct folio_person *person = &page->person;

	fputs("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
	      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	      "<meta http-equiv=\"Content-Security-Policy\" "
	      "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
	      "<meta name=\"color-scheme\" content=\"light dark\">\n<title>",
	    file);
	folio_html_text(file, person->name);
	fputs(person->name[0] ? " – Portfolio</title>\n" : "Portfolio</title>\n", file);
	if (person->label[0])
		folio_html_element(file, "<meta name=\"description\" content=\"", person->label,
		    "\">\n");
	fprintf(file, "<style>\n%s</style>\n</head>\n<body>\n", folio_style);
}

/* Without its scheme and a slash at its end, as people write it. */
static void
folio_html_short_url(FILE *file, struct arena *arena, const char *url)
{
	const char *start = strstr(url, "://") + 3;
	size_t length = strlen(start);

	while (length > 0 && start[length - 1] == '/')
		length--;
	folio_html_text(file, arena_printf(arena, "%.*s", (int)length, start));
}

static void
folio_html_contact(FILE *file, struct arena *arena, const struct folio_person *person)
{
	if (!person->email[0] && !person->site[0])
		return;
	fputs("<ul class=\"contact\">\n", file);
	if (person->email[0]) {
		folio_html_element(file, "<li><a href=\"mailto:", person->email, "\">");
		folio_html_element(file, "", person->email, "</a></li>\n");
	}
	if (person->site[0]) {
		folio_html_element(file, "<li><a href=\"", person->site, "\">");
		folio_html_short_url(file, arena, person->site);
		fputs("</a></li>\n", file);
	}
	fputs("</ul>\n", file);
}

static void
folio_html_kinds(FILE *file, const Pb__CaseStudy *study)
{
	if (study->n_kinds == 0)
		return;
	fputs("<ul class=\"kinds\" aria-label=\"Shows\">", file);
	for (size_t i = 0; i < study->n_kinds; i++)
		folio_html_element(file, "<li>", work_title((uint32_t)study->kinds[i]), "</li>");
	fputs("</ul>\n", file);
}

/* One case study needs no table of contents. */
static void
folio_html_contents(FILE *file, const struct folio_page *page)
{
	if (page->n_studies < 2)
		return;
	fputs("<nav aria-label=\"Case studies\">\n<ol class=\"contents\">\n", file);
	for (size_t i = 0; i < page->n_studies; i++) {
		const Pb__CaseStudy *study = page->studies[i]->study;

		fprintf(file, "<li><a href=\"#study-%zu\"><span class=\"title\">", i + 1);
		folio_html_element(file, "", study->title, "</span>");
		if (study->n_outcomes > 0)
			folio_html_element(file, "<span class=\"result\">", study->outcomes[0],
			    "</span>");
		fputs("</a></li>\n", file);
	}
	fputs("</ol>\n</nav>\n", file);
}

static void
folio_html_top(FILE *file, const struct folio_page *page)
{
	const struct folio_person *person = &page->person;

	fputs("<a class=\"skip\" href=\"#work\">Skip to the case studies</a>\n<header>\n", file);
	folio_html_element(file, "<h1>", person->name[0] ? person->name : "Portfolio", "</h1>\n");
	if (person->label[0])
		folio_html_element(file, "<p class=\"label\">", person->label, "</p>\n");
	folio_html_contact(file, page->arena, person);
	folio_html_contents(file, page);
	fputs("</header>\n<main id=\"work\" tabindex=\"-1\">\n", file);
}

/* The title is for those who hear the links alone. */
static void
folio_html_link(FILE *file, const char *url, const char *text, const char *title)
{
	/* Whatever the daemon says: nothing else is a link. */
	if (!text_is_link(url))
		return;
	folio_html_element(file, "<a href=\"", url, "\">");
	folio_html_element(file, text, title, "</span></a>\n");
}

static void
folio_html_facts(FILE *file, struct arena *arena, const Pb__CaseStudy *study)
{
	const char *dates = folio_page_dates(arena, study);

	if (study->role[0] || dates[0]) {
		folio_html_element(file, "<p class=\"facts\">", study->role, "");
		if (study->role[0] && dates[0])
			fputs(" <span aria-hidden=\"true\">·</span> ", file);
		folio_html_element(file, "", dates, "</p>\n");
	}
	if (study->n_technologies > 0) {
		fputs("<ul class=\"technologies\" aria-label=\"Technologies\">", file);
		for (size_t i = 0; i < study->n_technologies; i++)
			folio_html_element(file, "<li>", study->technologies[i], "</li>");
		fputs("</ul>\n", file);
	}
	if (!study->live_url[0] && !study->repository_url[0])
		return;
	fputs("<p class=\"links\">\n", file);
	folio_html_link(file, study->live_url, "Live demo<span class=\"aloud\"> of ", study->title);
	folio_html_link(file, study->repository_url, "Source code<span class=\"aloud\"> of ",
	    study->title);
	fputs("</p>\n", file);
}

static void
folio_html_section(FILE *file, struct arena *arena, const char *title, const char *text)
{
	if (!text[0])
		return;
	fprintf(file, "<section>\n<h3>%s</h3>\n<div>\n", title);
	folio_html_body(file, arena, text);
	fputs("</div>\n</section>\n", file);
}

static void
folio_html_study(FILE *file, struct arena *arena, const Pb__CaseStudy *study, size_t number)
{
	fprintf(file,
	    "<article id=\"study-%zu\" aria-labelledby=\"title-%zu\">\n<div class=\"lead\">\n",
	    number, number);
	folio_html_kinds(file, study);
	fprintf(file, "<h2 id=\"title-%zu\">", number);
	folio_html_element(file, "", study->title, "</h2>\n");
	folio_html_facts(file, arena, study);
	if (study->n_outcomes > 0) {
		fputs("<section class=\"outcomes\">\n<h3>Outcomes</h3>\n<ul>\n", file);
		for (size_t i = 0; i < study->n_outcomes; i++)
			folio_html_element(file, "<li>", study->outcomes[i], "</li>\n");
		fputs("</ul>\n</section>\n", file);
	}
	fputs("</div>\n", file);
	folio_html_section(file, arena, "Problem", study->problem);
	folio_html_section(file, arena, "Approach", study->approach);
	folio_html_section(file, arena, "Challenges", study->challenges);
	folio_html_section(file, arena, "Lessons", study->lessons);
	fputs("</article>\n", file);
}

void
folio_html(const struct folio_page *page, FILE *file)
{
	folio_html_head(file, page);
	folio_html_top(file, page);
	for (size_t i = 0; i < page->n_studies; i++)
		folio_html_study(file, page->arena, page->studies[i]->study, i + 1);
	fputs("</main>\n</body>\n</html>\n", file);
}
