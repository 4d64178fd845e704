/*
 * The entry of `roadmap job`: the table has it, and the program that runs it.
 */
#ifndef CLIENT_COMMAND_JOB_H
#define CLIENT_COMMAND_JOB_H

#include "client/command_options.h"

/* clang-format off */
#define COMMAND_JOB_ENTRY {									\
	.name = "job",										\
	.group = COMMAND_DAILY,									\
	.usage = "[WHAT] [NAME]",								\
	.summary = "Your job search: applications, answers, follow-ups",			\
	.text = "WHAT is one of these, or left out for the first. NAME is an application: its "	\
		"company or the beginning of it, the beginning of its id, or words of company "	\
		"and role. Stages are saved, applied, screening, interview, offer, accepted, "	\
		"and rejected, withdrawn, ghosted. See roadmap-job(1).",					\
	.example = "roadmap job add ACME \"Back-end developer\" --channel network --stage applied\n"	\
		   "roadmap job move ACME interview --at yesterday\n"				\
		   "roadmap job due ACME \"in 1 week\"\n"					\
		   "roadmap job funnel",							\
	.reply = "roadmap.v1.JobListReply, or that of what is done",				\
	.operand = COMMAND_JOB,									\
	.operands_most = COMMAND_MANY,								\
	.options = command_options_job,								\
	.words = command_words_job,								\
}
/* clang-format on */

#endif
