/*
 * An application as a form.
 */
#ifndef CLIENT_JOB_SEARCH_FORM_H
#define CLIENT_JOB_SEARCH_FORM_H

#include "form.h"
#include "roadmap/v1/job.pb-c.h"

/* What reads it, and checks it. The message is a Pb__Application without id and roadmap. */
extern const struct form_kind search_form_kind;

/*
 * The text of the form: of an application that is there, where it stands, its people and notes are
 * told in remarks. The arena owns it.
 */
const char *search_form_write(const Pb__ApplicationView *view, struct arena *arena);

#endif
