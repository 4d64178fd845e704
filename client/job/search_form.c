#include "search_form.h"

#include <stdio.h>
#include <stdlib.h>

#include "client/when.h"
#include "document/document_job.h"
#include "proto/clock.h"
#include "search_record.h"

/* --- reading --- */

static void
search_form_choice(struct file_reader *reader, const struct file_key *key, struct file_node *node,
    void *message, uint32_t (*find)(const char *text), const char *ids)
{
	uint32_t number = node->type == FILE_SCALAR ? find(node->text) : 0;

	if (number == 0)
		file_value_fault(reader, key, node, ids);
	else
		*(uint32_t *)(void *)((char *)message + key->field) = number;
}

static void
search_form_channel(struct file_reader *reader, const struct file_key *key, struct file_node *node,
    void *message)
{
	search_form_choice(reader, key, node, message, job_channel_find, job_channel_ids);
}

static void
search_form_workplace(struct file_reader *reader, const struct file_key *key,
    struct file_node *node, void *message)
{
	search_form_choice(reader, key, node, message, job_workplace_find, job_workplace_ids);
}

/* "in 1 week" as well; what is no day is told by the check. */
static void
search_form_day(struct file_reader *reader, const struct file_key *key, struct file_node *node,
    void *message)
{
	const char **field = (const char **)(void *)((char *)message + key->field);
	struct err ignored;

	file_value_text(reader, key, node, message);
	(void)when_parse_day(*field, clock_now_s(), reader->arena, field, &ignored);
}

#define SEARCH_AT(member) offsetof(Pb__Application, member)

static const struct file_key search_form_keys[] = {
    {"company", file_value_text, SEARCH_AT(company), 0, false, NULL},
    {"role", file_value_text, SEARCH_AT(role), 0, false, NULL},
    {"channel", search_form_channel, SEARCH_AT(channel), 0, false, NULL},
    {"platform", file_value_text, SEARCH_AT(platform), 0, false, NULL},
    {"url", file_value_text, SEARCH_AT(url), 0, false, NULL},
    {"location", file_value_text, SEARCH_AT(location), 0, false, NULL},
    {"workplace", search_form_workplace, SEARCH_AT(workplace), 0, false, NULL},
    {"salary", file_value_text, SEARCH_AT(salary), 0, false, NULL},
    {"resume", file_value_text, SEARCH_AT(resume), 0, false, NULL},
    {"case-studies", form_read_texts, SEARCH_AT(case_studies), SEARCH_AT(n_case_studies), false,
	NULL},
    {"follow-up", search_form_day, SEARCH_AT(follow_up), 0, false, NULL},
    {"step", file_value_text, SEARCH_AT(step_id), 0, false, NULL},
};
static const struct file_map search_form_map = {
    .what = "an application",
    .descriptor = &pb__application__descriptor,
    .keys = search_form_keys,
    .n_keys = sizeof(search_form_keys) / sizeof(search_form_keys[0]),
};

static void
search_form_check(const void *message, struct arena *arena, struct roadmap_faults *faults)
{
	const struct job job = document_job(message);

	(void)arena;
	job_check(&job, faults);
}

const struct form_kind search_form_kind = {&search_form_map, search_form_check};

/* --- writing --- */

static void
search_form_head(FILE *out, const Pb__ApplicationView *view, struct arena *arena)
{
	fputs("# Save and close to keep this application. Close without a change, and nothing\n"
	      "# happens. What you do not know can stay empty.\n",
	    out);
	if (view->n_stages == 0) {
		fputs("# Of its stages 'roadmap job move' tells.\n", out);
		return;
	}
	fputs(
	    "#\n# Stages, people and notes have commands of their own: roadmap job move, contact\n"
	    "# and note. So far there are:\n",
	    out);
	for (size_t i = 0; i < view->n_stages; i++)
		form_write_remark(out, "  ",
		    arena_printf(arena, "%s  %s", view->stages[i]->day,
			job_stage_title(arena, (uint32_t)view->stages[i]->stage,
			    view->stages[i]->round)));
	for (size_t i = 0; i < view->n_contacts; i++)
		form_write_remark(out, "  ", view->contacts[i]->name);
	for (size_t i = 0; i < view->n_notes; i++)
		form_write_remark(out, "  ", view->notes[i]->text);
}

const char *
search_form_write(const Pb__ApplicationView *view, struct arena *arena)
{
	const Pb__Application *application = view->application;
	char *text = NULL;
	const char *copy;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);

	if (!out)
		abort();
	search_form_head(out, view, arena);
	form_write_line(out, "Who it is with. Only this has to be there.", "company",
	    application->company);
	form_write_line(out, "The role, as they call it.", "role", application->role);
	form_write_line(out,
	    arena_printf(arena, "The way you found it: %s (their own page).", job_channel_ids),
	    "channel", search_record_known(job_channel_id((uint32_t)application->channel)));
	form_write_line(out, "Which platform, if it was one.", "platform", application->platform);
	form_write_line(out, "The advertisement.", "url", application->url);
	form_write_line(out, "Where it is.", "location", application->location);
	form_write_line(out, arena_printf(arena, "Where you would work: %s.", job_workplace_ids),
	    "workplace", search_record_known(job_workplace_id((uint32_t)application->workplace)));
	form_write_line(out, "The pay, as it was said.", "salary", application->salary);
	form_write_line(out, "Which version of your résumé you sent.", "resume",
	    application->resume);
	form_write_list(out, "The case studies you sent: words of their titles.", "case-studies",
	    application->case_studies, application->n_case_studies);
	form_write_line(out, "When to ask again: 2026-03-17, in 1 week.", "follow-up",
	    application->follow_up);
	form_write_line(out, "The step of your roadmap that it belongs to, if any.", "step",
	    application->step_id);
	if (fclose(out) != 0)
		abort();
	copy = arena_strdup(arena, text);
	free(text);
	return copy;
}
