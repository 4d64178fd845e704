/*
 * What the parts of `roadmap job` share. Each command returns the exit status.
 */
#ifndef CLIENT_JOB_SEARCH_H
#define CLIENT_JOB_SEARCH_H

#include "client/group.h"
#include "client/view.h"
#include "core/job.h"
#include "roadmap/v1/job.pb-c.h"

int search_list(struct cli *cli);
void search_list_complete(struct cli *cli);
int search_show(struct cli *cli);
int search_edit_add(struct cli *cli);
int search_edit(struct cli *cli);
int search_move(struct cli *cli);
int search_move_note(struct cli *cli);
int search_move_contact(struct cli *cli);
int search_due(struct cli *cli);
int search_move_remove(struct cli *cli);
int search_funnel(struct cli *cli);
int search_report(struct cli *cli);
int search_import(struct cli *cli);
int search_export(struct cli *cli);

/*
 * The day of an option as "2026-03-01", "" without it. That of search_past() is today or before,
 * "yesterday", "3 days ago"; that of search_ahead() may be to come, "in 2 weeks". False if it was
 * refused: *ret_status is the exit status then.
 */
bool search_past(struct cli *cli, const char *option, const char **ret_day, int *ret_status);
bool search_ahead(struct cli *cli, const char *text, const char **ret_day, int *ret_status);

/*
 * The stage, channel or workplace that was typed, 0 for "". False if it is none, as above.
 */
bool search_stage(struct cli *cli, const char *text, uint32_t *ret_stage, int *ret_status);
bool search_channel(struct cli *cli, const char *text, uint32_t *ret_channel, int *ret_status);
bool search_workplace(struct cli *cli, const char *text, uint32_t *ret_workplace, int *ret_status);

/* NULL: refused and told, *ret_status is the exit status. */
const Pb__ApplicationView *search_ask(struct cli *cli, const char *name, int *ret_status);
/* All pages in one reply. */
Pb__JobListReply *search_ask_list(struct cli *cli, Pb__JobListRequest *request, int *ret_status);

/*
 * Stores an application and tells of it. If it is refused, *ret_kept is false. Returns the exit
 * status.
 */
int search_put(struct cli *cli, const Pb__JobPutRequest *request, bool *ret_kept);

/* "ACME, Back-end developer" */
const char *search_title(struct arena *arena, const Pb__Application *application);
/* "platform LinkedIn", "company page", "" */
const char *search_channel_text(struct arena *arena, const Pb__Application *application);
enum view_mark search_mark(const Pb__ApplicationView *view);
/* "✓ applied: ACME, Back-end developer  1a2b3c4d, since 2026-03-01", and what is due. */
void search_told(struct cli *cli, const char *word, const Pb__ApplicationView *view);

#endif
