#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "client/bundle.h"
#include "client/catalog.h"
#include "client/command.h"
#include "client/view.h"
#include "client/when.h"
#include "core/explain.h"
#include "proto/clock.h"

enum {
	CMD_ABOUT_DAYS_MOST = 100 * 365, /* nobody plans longer */
	/* Columns below which a table tells its last cells on a line of their own. */
	CMD_ABOUT_PATHWAY_WIDTH = 66,
	CMD_ABOUT_OUTLOOK_WIDTH = 56,
};

struct cmd_about {
	struct cli *cli;
	const Pb__Roadmap *roadmap;
	struct catalog_found found;
	const Pb__EnrollmentView *enrollment; /* or NULL */
	uint64_t minutes_left;
};

/* A text and what is told of it, behind it or, where that is too wide, below it. */
static void
cmd_about_line(const struct cmd_about *about, enum out_style style, unsigned indent,
    const char *text, const char *more)
{
	const struct out *out = &about->cli->out;
	unsigned column = indent + out_columns(text);

	out_spaces(out, indent);
	if (more[0] != '\0' && column + 2 + out_columns(more) <= out->width) {
		out_text(out, style, text);
		out_spaces(out, 2);
		out_text(out, OUT_DIM, more);
		out_newline(out);
		return;
	}
	out_wrap(out, style, indent, indent + 2, text);
	if (more[0] == '\0')
		return;
	out_spaces(out, indent + 2);
	out_wrap(out, OUT_DIM, indent + 2, indent + 2, more);
}

static void
cmd_about_heading(const struct cmd_about *about, const char *text, const char *more)
{
	out_newline(&about->cli->out);
	cmd_about_line(about, OUT_BOLD, 0, text, more);
}

static void
cmd_about_enrollment(struct cmd_about *about)
{
	Pb__EnrollmentListRequest request = PB__ENROLLMENT_LIST_REQUEST__INIT;
	Pb__EnrollmentListReply *reply;
	struct err err;

	if (about->found.pinned == 0 ||
	    cli_try(about->cli, "Enrollment", "List", &request.base, &reply, NULL, &err) != ERR_OK)
		return;
	for (size_t i = 0; i < reply->n_enrollments; i++)
		if (strcmp(reply->enrollments[i]->roadmap_id, about->found.id) == 0)
			about->enrollment = reply->enrollments[i];
}

/* Steps and minutes of a phase, as they count for who has chosen nothing. */
static uint64_t
cmd_about_phase(const Pb__Roadmap *roadmap, const Pb__Phase *phase, uint32_t *ret_steps)
{
	uint64_t minutes = 0;

	*ret_steps = 0;
	for (size_t i = 0; i < phase->n_steps; i++) {
		const Pb__StepDef *step = phase->steps[i];

		if (!bundle_counts(roadmap, step))
			continue;
		minutes += (step->minutes_low + step->minutes_high + 1) / 2;
		++*ret_steps;
	}
	return minutes;
}

static void
cmd_about_header(struct cmd_about *about)
{
	const struct out *out = &about->cli->out;
	const Pb__Roadmap *roadmap = about->roadmap;
	struct arena *arena = about->cli->arena;
	const char *size;
	uint32_t steps, n = 0;
	uint64_t minutes = 0;

	for (size_t i = 0; i < roadmap->n_phases; i++) {
		minutes += cmd_about_phase(roadmap, roadmap->phases[i], &steps);
		n += steps;
	}
	about->minutes_left = minutes;
	cmd_about_line(about, OUT_BOLD, 0, roadmap->title,
	    arena_printf(arena, "%s, version %u", roadmap->id, roadmap->version));
	size =
	    arena_printf(arena, "%u step%s, %s", n, n == 1 ? "" : "s", explain_sum(arena, minutes));
	out_text(out, OUT_PLAIN, size);
	if (about->enrollment) {
		const Pb__Progress *progress = about->enrollment->progress;

		about->minutes_left = progress->minutes_total - progress->minutes_done;
		out_wrap(out, OUT_GOOD, out_columns(size), 2,
		    arena_printf(arena, "; you are at %s, %s", view_percent(arena, progress),
			view_hours_left(arena, progress)));
	} else {
		out_newline(out);
	}
	if (roadmap->summary[0]) {
		out_newline(out);
		out_wrap(out, OUT_PLAIN, 0, 0, roadmap->summary);
	}
}

static const char *
cmd_about_milestones(const struct cmd_about *about, const Pb__Phase *phase)
{
	const char *list = "";

	for (size_t i = 0; i < phase->n_steps; i++)
		if (phase->steps[i]->milestone && bundle_counts(about->roadmap, phase->steps[i]))
			list = arena_printf(about->cli->arena, "%s%s%s", list, list[0] ? "; " : "",
			    phase->steps[i]->title);
	return list;
}

static void
cmd_about_phases(struct cmd_about *about)
{
	struct arena *arena = about->cli->arena;
	struct out_table *table = out_table_new(arena, "rsrr", 0);
	const char *star = about->cli->out.unicode ? "★" : "*";

	cmd_about_heading(about, "Phases", "");
	for (size_t i = 0; i < about->roadmap->n_phases; i++) {
		const Pb__Phase *phase = about->roadmap->phases[i];
		const char *milestones = cmd_about_milestones(about, phase);
		uint32_t n;
		uint64_t minutes = cmd_about_phase(about->roadmap, phase, &n);

		out_table_cell(table, OUT_DIM, "%zu", i + 1);
		out_table_cell(table, OUT_PLAIN, "%s", phase->title);
		out_table_cell(table, OUT_PLAIN, "%u step%s", n, n == 1 ? "" : "s");
		out_table_cell(table, OUT_PLAIN, "%s", explain_sum(arena, minutes));
		if (milestones[0])
			out_table_span(table, OUT_DIM,
			    arena_printf(arena, "   %s %s", star, milestones), OUT_PLAIN, "");
	}
	out_table_stretch(table, about->cli->out.width < 80 ? about->cli->out.width : 80);
	out_table_print(table, &about->cli->out);
}

static void
cmd_about_choices(struct cmd_about *about)
{
	const struct out *out = &about->cli->out;
	const Pb__Roadmap *roadmap = about->roadmap;

	if (roadmap->n_choices > 0)
		cmd_about_heading(about, "Choices", "");
	for (size_t i = 0; i < roadmap->n_choices; i++) {
		const Pb__Choice *choice = roadmap->choices[i];
		const char *list = "";

		for (size_t j = 0; j < choice->n_options; j++)
			list = arena_printf(about->cli->arena, "%s%s%s", list, j > 0 ? ", " : "",
			    choice->options[j]->title);
		cmd_about_line(about, OUT_PLAIN, 2, choice->title,
		    arena_printf(about->cli->arena, "pick %u of %zu", choice->pick,
			choice->n_options));
		out_spaces(out, 4);
		out_wrap(out, OUT_PLAIN, 4, 4, list);
	}
}

/* "by 2026-03-01": the day after so many days of the calendar. */
static const char *
cmd_about_day(struct arena *arena, uint64_t days)
{
	time_t now = clock_now_s();
	struct tm tm;

	if (days > CMD_ABOUT_DAYS_MOST || !localtime_r(&now, &tm))
		return "in more than 100 years";
	tm.tm_mday += (int)days;
	tm.tm_hour = 12;
	tm.tm_isdst = -1;
	return arena_printf(arena, "by %s", when_day(arena, (int64_t)mktime(&tm)));
}

static void
cmd_about_pathway(struct cmd_about *about, const Pb__Pathway *pathway, struct out_table *table)
{
	struct arena *arena = about->cli->arena;
	uint64_t per_week = pathway->minutes_per_week > 0 ? pathway->minutes_per_week : 1;
	uint64_t days = (about->minutes_left * 7 + per_week - 1) / per_week;
	uint64_t weeks = (about->minutes_left + per_week - 1) / per_week;
	const char *day = cmd_about_day(arena, days), *says = "";

	if (pathway->weeks > 0)
		says = arena_printf(arena, "it says %u week%s", pathway->weeks,
		    pathway->weeks == 1 ? "" : "s");
	out_table_cell(table, OUT_PLAIN, "%s", pathway->title);
	out_table_cell(table, OUT_PLAIN, "%s a week", explain_minutes(arena, per_week));
	out_table_cell(table, OUT_PLAIN, "%llu week%s", (unsigned long long)weeks,
	    weeks == 1 ? "" : "s");
	if (about->cli->out.width < CMD_ABOUT_PATHWAY_WIDTH) {
		out_table_span(table, OUT_GOOD,
		    arena_printf(arena, "  %s%s%s", day, says[0] ? ", " : "", says), OUT_PLAIN, "");
	} else {
		out_table_cell(table, OUT_GOOD, "%s", day);
		out_table_cell(table, OUT_DIM, "%s", says);
	}
	if (pathway->summary[0])
		out_table_span(table, OUT_DIM, arena_printf(arena, "  %s", pathway->summary),
		    OUT_PLAIN, "");
}

static void
cmd_about_pathways(struct cmd_about *about)
{
	struct arena *arena = about->cli->arena;
	bool narrow = about->cli->out.width < CMD_ABOUT_PATHWAY_WIDTH;
	struct out_table *table = out_table_new(arena, narrow ? "srr" : "srrll", 2);

	if (about->roadmap->n_pathways == 0 || about->minutes_left == 0)
		return;
	cmd_about_heading(about, "Ways to walk it",
	    arena_printf(arena, "from today, %s%s", explain_sum(arena, about->minutes_left),
		about->enrollment ? " left" : ""));
	for (size_t i = 0; i < about->roadmap->n_pathways; i++)
		cmd_about_pathway(about, about->roadmap->pathways[i], table);
	out_table_print(table, &about->cli->out);
}

/* "Career guide, 2026"; a source that names its year itself is left as it is. */
static const char *
cmd_about_source(struct arena *arena, const Pb__Outlook *outlook)
{
	const char *source = outlook->source[0] ? outlook->source : "no source told";
	const char *year = arena_printf(arena, "%u", outlook->year);

	if (outlook->year == 0)
		return strstr(source, "undated") ? source
						 : arena_printf(arena, "%s, undated", source);
	return strstr(source, year) ? source : arena_printf(arena, "%s, %s", source, year);
}

/* The number of a source among those told so far; a new one is added. */
static size_t
cmd_about_note(const char **sources, size_t *n_sources, const char *source)
{
	for (size_t i = 0; i < *n_sources; i++)
		if (strcmp(sources[i], source) == 0)
			return i + 1;
	sources[(*n_sources)++] = source;
	return *n_sources;
}

static void
cmd_about_outlook(struct cmd_about *about)
{
	const Pb__Roadmap *roadmap = about->roadmap;
	struct arena *arena = about->cli->arena;
	const char **sources = arena_array(arena, roadmap->n_outlook + 1, sizeof(*sources));
	bool narrow = about->cli->out.width < CMD_ABOUT_OUTLOOK_WIDTH;
	struct out_table *table = out_table_new(arena, narrow ? "sl" : "sll", 2);
	struct out_table *notes = out_table_new(arena, "rs", 2);
	size_t n_sources = 0;

	if (roadmap->n_outlook == 0)
		return;
	cmd_about_heading(about, "Outlook", "");
	for (size_t i = 0; i < roadmap->n_outlook; i++) {
		const Pb__Outlook *outlook = roadmap->outlook[i];
		size_t note = cmd_about_note(sources, &n_sources, cmd_about_source(arena, outlook));

		out_table_cell(table, OUT_PLAIN, "%s", outlook->what);
		if (!narrow)
			out_table_cell(table, OUT_BOLD, "%s", outlook->figure);
		out_table_cell(table, OUT_DIM, "[%zu]", note);
		if (narrow)
			out_table_span(table, OUT_BOLD,
			    arena_printf(arena, "  %s", outlook->figure), OUT_PLAIN, "");
	}
	out_table_print(table, &about->cli->out);
	out_newline(&about->cli->out);
	for (size_t i = 0; i < n_sources; i++) {
		out_table_cell(notes, OUT_DIM, "[%zu]", i + 1);
		out_table_cell(notes, OUT_DIM, "%s", sources[i]);
	}
	out_table_print(notes, &about->cli->out);
}

static void
cmd_about_end(struct cmd_about *about)
{
	const struct out *out = &about->cli->out;
	const Pb__Roadmap *roadmap = about->roadmap;

	if (roadmap->n_leads_to > 0)
		cmd_about_heading(about, "Leads to", "");
	for (size_t i = 0; i < roadmap->n_leads_to; i++) {
		out_spaces(out, 2);
		out_wrap(out, OUT_PLAIN, 2, 4, roadmap->leads_to[i]);
	}
	if (about->found.pinned > 0)
		return;
	out_newline(out);
	cmd_about_line(about, OUT_NAME, 0,
	    arena_printf(about->cli->arena, "roadmap enroll %s", roadmap->id),
	    "begins it, --placement asks what you know");
}

int
cmd_about(struct cli *cli)
{
	const char *name = cli->args.n_operands > 0 ? cli->args.operands[0] : cli->roadmap_id;
	struct cmd_about about = {.cli = cli};
	struct err err;

	if (cli_connect(cli, &err) != ERR_OK ||
	    catalog_find(cli->rpc, name, cli->arena, &about.found, &err) != ERR_OK ||
	    catalog_load(cli->rpc, &about.found, false, cli->arena, &about.roadmap, &err) != ERR_OK)
		return cli_refuse(cli, &err, NULL);
	if (cli_is_json(cli, &about.roadmap->base))
		return cli->status;
	cmd_about_enrollment(&about);
	cmd_about_header(&about);
	cmd_about_phases(&about);
	cmd_about_choices(&about);
	cmd_about_pathways(&about);
	cmd_about_outlook(&about);
	cmd_about_end(&about);
	return CLI_DONE;
}
