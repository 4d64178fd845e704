/*
 * A case study changed by the options of the command line.
 */
#ifndef CLIENT_PORTFOLIO_FOLIO_CHANGE_H
#define CLIENT_PORTFOLIO_FOLIO_CHANGE_H

#include "client/cli.h"
#include "roadmap/v1/portfolio.pb-c.h"

/* Whether there are such options: then no editor is opened. */
bool folio_change_is_given(const struct cli *cli);

/* Sets what was given; an empty text empties. INVALID_ARGUMENT for a kind of work that is none. */
enum err_code folio_change(const struct cli *cli, Pb__CaseStudy *study, struct err *err);

#endif
