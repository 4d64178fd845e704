/*
 * What the parts of `roadmap portfolio` share. Each command returns the exit status.
 */
#ifndef CLIENT_PORTFOLIO_FOLIO_H
#define CLIENT_PORTFOLIO_FOLIO_H

#include "client/group.h"
#include "roadmap/v1/portfolio.pb-c.h"

int folio_list(struct cli *cli);
void folio_list_complete(struct cli *cli);
int folio_show(struct cli *cli);
int folio_edit_add(struct cli *cli);
int folio_edit(struct cli *cli);
int folio_remove(struct cli *cli);
int folio_check(struct cli *cli);
int folio_export(struct cli *cli);
/* `check --urls`. */
int folio_urls(struct cli *cli);

/* What was typed after the word that says what to do, or "". */
const char *folio_operand(const struct cli *cli);

/* Asks without printing. On failure *ret_status is the exit status, and it was told. */
const Pb__PortfolioListReply *folio_ask_list(struct cli *cli, int *ret_status);
const Pb__CaseStudyView *folio_ask(struct cli *cli, const char *text, int *ret_status);

/* "API development, performance", "" for none. */
const char *folio_kinds(struct arena *arena, const Pb__Work *kinds, size_t n);

/*
 * Stores a case study and tells of it; revision as in PortfolioPutRequest. If it is refused,
 * *ret_kept is false.
 */
int folio_put(struct cli *cli, Pb__CaseStudy *study, const char *revision, bool *ret_kept);

/* What is missing, a line each. */
void folio_show_gaps(const struct cli *cli, const Pb__CaseStudyView *view);

#endif
