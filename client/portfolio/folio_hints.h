/*
 * What the daemon knows already for a case study that is begun: its step, the choices made, and
 * when and with what links the steps that it requires were done.
 */
#ifndef CLIENT_PORTFOLIO_FOLIO_HINTS_H
#define CLIENT_PORTFOLIO_FOLIO_HINTS_H

#include "client/cli.h"
#include "folio_form.h"

/*
 * Fills in what is known of a step: the step itself, the kinds of work that it asks for, the
 * options that were chosen as technologies, the months. False if there is no such step: it was
 * told, and *ret_status is the exit status.
 */
bool folio_hints(struct cli *cli, const char *step, Pb__CaseStudy *study,
    struct folio_hints *ret_hints, int *ret_status);

#endif
