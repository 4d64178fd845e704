/*
 * From the message roadmap.v1.Application to the domain's struct job. The daemon and the client
 * check an application by the same code: this and core.
 */
#ifndef DOCUMENT_DOCUMENT_JOB_H
#define DOCUMENT_DOCUMENT_JOB_H

#include "core/job.h"
#include "roadmap/v1/job.pb-c.h"

/* Borrows the strings of the message, which must outlive it. Its history is not in it. */
struct job document_job(const Pb__Application *message);

#endif
