/* `job export [FILE]`: CSV for a spreadsheet, or JSON, which loses nothing. */
#include <time.h>

#include "client/json.h"
#include "export_out.h"
#include "search.h"
#include "search_record.h"
#include "search_table.h"

static const char *
search_export_history(struct arena *arena, const Pb__ApplicationView *view)
{
	const char *text = "";

	for (size_t i = 0; i < view->n_stages; i++) {
		const Pb__JobStage *stage = view->stages[i];
		const char *id = job_stage_id((uint32_t)stage->stage);

		text = stage->round > 0 ? arena_printf(arena, "%s%s%s %u %s", text,
					      i > 0 ? "; " : "", id, stage->round, stage->day)
					: arena_printf(arena, "%s%s%s %s", text, i > 0 ? "; " : "",
					      id, stage->day);
	}
	return text;
}

static const char *
search_export_contacts(struct arena *arena, const Pb__ApplicationView *view)
{
	const char *text = "";

	for (size_t i = 0; i < view->n_contacts; i++) {
		const Pb__JobContact *contact = view->contacts[i];
		bool more = contact->role[0] || contact->reach[0];

		text = arena_printf(arena, "%s%s%s%s%s%s%s", text, i > 0 ? "\n" : "", contact->name,
		    more ? " | " : "", contact->role, contact->reach[0] ? " | " : "",
		    contact->reach);
	}
	return text;
}

static const char *
search_export_list(struct arena *arena, const Pb__ApplicationView *view, bool notes)
{
	size_t n = notes ? view->n_notes : view->application->n_case_studies;
	const char *text = "";

	for (size_t i = 0; i < n; i++)
		text = arena_printf(arena, "%s%s%s", text,
		    i == 0  ? ""
		    : notes ? "\n\n"
			    : "\n",
		    notes ? view->notes[i]->text : view->application->case_studies[i]);
	return text;
}

static const char *
search_export_field(struct arena *arena, const Pb__ApplicationView *view, enum search_field field)
{
	const Pb__Application *application = view->application;

	switch (field) {
	case SEARCH_COMPANY:
		return application->company;
	case SEARCH_ROLE:
		return application->role;
	case SEARCH_CHANNEL:
		return search_record_known(job_channel_id((uint32_t)application->channel));
	case SEARCH_PLATFORM:
		return application->platform;
	case SEARCH_URL:
		return application->url;
	case SEARCH_LOCATION:
		return application->location;
	case SEARCH_WORKPLACE:
		return search_record_known(job_workplace_id((uint32_t)application->workplace));
	case SEARCH_SALARY:
		return application->salary;
	case SEARCH_RESUME:
		return application->resume;
	case SEARCH_STAGE:
		return search_record_known(job_stage_id((uint32_t)view->stage));
	case SEARCH_SINCE:
		return view->since;
	case SEARCH_FOLLOW_UP:
		return application->follow_up;
	case SEARCH_HISTORY:
		return search_export_history(arena, view);
	case SEARCH_CONTACTS:
		return search_export_contacts(arena, view);
	default:
		return search_export_list(arena, view, field == SEARCH_NOTES);
	}
}

static void
search_export_csv(struct arena *arena, const Pb__JobListReply *reply, FILE *file)
{
	for (enum search_field field = 0; field < SEARCH_FIELDS; field++)
		search_table_cell(file, search_record_field_name(field), field == 0);
	search_table_end(file);
	for (size_t i = 0; i < reply->n_applications; i++) {
		for (enum search_field field = 0; field < SEARCH_FIELDS; field++)
			search_table_cell(file,
			    search_export_field(arena, reply->applications[i], field), field == 0);
		search_table_end(file);
	}
}

static const char *
search_export_moment(struct arena *arena, const Google__Protobuf__Timestamp *at)
{
	char text[32];
	time_t seconds = at ? (time_t)at->seconds : 0;
	struct tm tm;

	gmtime_r(&seconds, &tm);
	strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%SZ", &tm);
	return arena_strdup(arena, text);
}

static void
search_export_json_lists(struct arena *arena, const Pb__ApplicationView *view,
    struct json_writer *writer)
{
	json_write_begin(writer, "history", '[');
	for (size_t i = 0; i < view->n_stages; i++) {
		json_write_begin(writer, NULL, '{');
		json_write_text(writer, "stage", job_stage_id((uint32_t)view->stages[i]->stage));
		if (view->stages[i]->round > 0)
			json_write_text(writer, "round",
			    arena_printf(arena, "%u", view->stages[i]->round));
		json_write_text(writer, "day", view->stages[i]->day);
		json_write_end(writer, '}');
	}
	json_write_end(writer, ']');
	json_write_begin(writer, "contacts", '[');
	for (size_t i = 0; i < view->n_contacts; i++) {
		json_write_begin(writer, NULL, '{');
		json_write_text(writer, "name", view->contacts[i]->name);
		json_write_text(writer, "role", view->contacts[i]->role);
		json_write_text(writer, "reach", view->contacts[i]->reach);
		json_write_end(writer, '}');
	}
	json_write_end(writer, ']');
	json_write_begin(writer, "case-studies", '[');
	for (size_t i = 0; i < view->application->n_case_studies; i++)
		json_write_text(writer, NULL, view->application->case_studies[i]);
	json_write_end(writer, ']');
	json_write_begin(writer, "notes", '[');
	for (size_t i = 0; i < view->n_notes; i++) {
		json_write_begin(writer, NULL, '{');
		json_write_text(writer, "text", view->notes[i]->text);
		json_write_text(writer, "at", search_export_moment(arena, view->notes[i]->at));
		json_write_end(writer, '}');
	}
	json_write_end(writer, ']');
}

static void
search_export_json(struct arena *arena, const Pb__JobListReply *reply, FILE *file)
{
	struct json_writer writer = {.file = file, .indented = true};

	json_write_begin(&writer, NULL, '{');
	json_write_begin(&writer, "applications", '[');
	for (size_t i = 0; i < reply->n_applications; i++) {
		json_write_begin(&writer, NULL, '{');
		for (enum search_field field = 0; field < SEARCH_HISTORY; field++)
			json_write_text(&writer, search_record_field_name(field),
			    search_export_field(arena, reply->applications[i], field));
		search_export_json_lists(arena, reply->applications[i], &writer);
		json_write_end(&writer, '}');
	}
	json_write_end(&writer, ']');
	json_write_end(&writer, '}');
	fputc('\n', file);
}

int
search_export(struct cli *cli)
{
	static const struct export_format_name formats[] = {{"csv", ".csv"}, {"json", ".json"}};
	Pb__JobListRequest request = PB__JOB_LIST_REQUEST__INIT;
	const char *path = group_operand(cli, 0);
	const Pb__JobListReply *reply;
	struct export_out out;
	int status = CLI_DONE;
	size_t format;

	if (!export_out_format(cli, formats, 2, path, &format))
		return cli->status;
	if (!path[0] && cli->json)
		format = 1;
	request.full = true;
	reply = search_ask_list(cli, &request, &status);
	if (!reply)
		return status;
	export_out_begin(&out);
	if (format == 1)
		search_export_json(cli->arena, reply, out.file);
	else
		search_export_csv(cli->arena, reply, out.file);
	return export_out_end(&out, cli, path, formats[format].name,
	    arena_printf(cli->arena, "%zu application%s", reply->n_applications,
		reply->n_applications == 1 ? "" : "s"));
}
