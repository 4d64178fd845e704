#include <stdbool.h>
#include <string.h>

#include "export_format.h"
#include "export_value.h"

static const char export_csv_head[] =
    "id,title,phase,kind,status,available,in_scope,optional,milestone,hours,hours_spent,value,"
    "started,finished,choice,option,items_checked,items_total,notes,links\r\n";

struct export_csv {
	struct arena *arena;
	FILE *file;
	bool begun; /* the row has a cell */
};

static void
export_csv_text(struct export_csv *csv, const char *text)
{
	size_t length = strlen(text);
	bool plain = strcspn(text, ",\"\r\n") == length &&
		     (length == 0 || (text[0] != ' ' && text[length - 1] != ' '));

	if (csv->begun)
		fputc(',', csv->file);
	csv->begun = true;
	if (plain) {
		fputs(text, csv->file);
		return;
	}
	fputc('"', csv->file);
	for (; *text; text++) {
		if (*text == '"')
			fputc('"', csv->file);
		fputc(*text, csv->file);
	}
	fputc('"', csv->file);
}

static void
export_csv_number(struct export_csv *csv, size_t number)
{
	export_csv_text(csv, arena_printf(csv->arena, "%zu", number));
}

static void
export_csv_flag(struct export_csv *csv, bool flag)
{
	export_csv_text(csv, flag ? "true" : "false");
}

static void
export_csv_time(struct export_csv *csv, const Google__Protobuf__Timestamp *at)
{
	export_csv_text(csv, export_value_time(csv->arena, at));
}

static const char *
export_csv_kind(const Pb__StepView *view)
{
	switch (view->kind) {
	case PB__KIND__KIND_PROJECT:
		return "project";
	case PB__KIND__KIND_PORTFOLIO:
		return "portfolio";
	case PB__KIND__KIND_JOB:
		return "job";
	default:
		return "learn";
	}
}

/* A URL has no blank in it. */
static const char *
export_csv_links(struct arena *arena, const Pb__StepGetReply *details)
{
	const char *all = "";

	for (size_t i = 0; i < details->n_links; i++)
		all = arena_printf(arena, "%s%s%s", all, i > 0 ? " " : "", details->links[i]->url);
	return all;
}

static void
export_csv_row(struct export_csv *csv, const struct export_step *step)
{
	const Pb__StepView *view = step->view;
	const Pb__StepGetReply *details = step->details;

	csv->begun = false;
	export_csv_text(csv, view->id);
	export_csv_text(csv, view->title);
	export_csv_text(csv, view->phase_id);
	export_csv_text(csv, export_csv_kind(view));
	export_csv_text(csv, export_value_status(step));
	export_csv_flag(csv, view->availability == PB__AVAILABILITY__AVAILABILITY_READY);
	export_csv_flag(csv, view->in_scope);
	export_csv_flag(csv, view->optional);
	export_csv_flag(csv, view->milestone);
	export_csv_text(csv, export_value_hours(csv->arena, view->minutes));
	export_csv_text(csv,
	    view->minutes_spent > 0 ? export_value_hours(csv->arena, view->minutes_spent) : "");
	export_csv_number(csv, view->value);
	export_csv_time(csv, view->started_at);
	export_csv_time(csv, view->finished_at);
	export_csv_text(csv, view->choice_id);
	export_csv_text(csv, view->option_id);
	export_csv_number(csv, view->items_checked);
	export_csv_number(csv, view->items_total);
	export_csv_number(csv, details->n_notes);
	export_csv_text(csv, export_csv_links(csv->arena, details));
	fputs("\r\n", csv->file);
}

void
export_csv(const struct export_data *data, struct arena *arena, FILE *file)
{
	struct export_csv csv = {.arena = arena, .file = file};

	fputs(export_csv_head, file);
	for (uint32_t i = 0; i < data->n_steps; i++)
		export_csv_row(&csv, &data->steps[i]);
}
