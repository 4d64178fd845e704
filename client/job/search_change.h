/*
 * An application changed by the options of the command line.
 */
#ifndef CLIENT_JOB_SEARCH_CHANGE_H
#define CLIENT_JOB_SEARCH_CHANGE_H

#include "search.h"

/* Whether there are such options: then no editor is opened. */
bool search_change_is_given(const struct cli *cli);

/* Sets what was given; an empty text empties. False if it was refused: *ret_status tells. */
bool search_change(struct cli *cli, Pb__Application *application, int *ret_status);

#endif
