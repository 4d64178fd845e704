/*
 * The entry of `roadmap portfolio`: the table has it, and the program that runs it.
 */
#ifndef CLIENT_COMMAND_PORTFOLIO_H
#define CLIENT_COMMAND_PORTFOLIO_H

#include "client/command_options.h"

/* clang-format off */
#define COMMAND_PORTFOLIO_ENTRY {								\
	.name = "portfolio",									\
	.group = COMMAND_DAILY,									\
	.usage = "[WHAT] [NAME]",								\
	.summary = "Case studies of what you made, and a page of them",				\
	.text = "WHAT is one of these, or left out for the first. CASE is a case study: its "	\
		"step, the beginning of its id, or words of its title. With --title or another "\
		"part no editor opens; export writes those that are complete. See "		\
		"roadmap-portfolio(1).",			\
	.example = "roadmap portfolio add case-study-api\n"					\
		   "roadmap portfolio edit case-study-api --lessons \"Measure first.\"\n"	\
		   "roadmap portfolio export portfolio.html --name \"Ada Example\"",		\
	.reply = "roadmap.v1.PortfolioListReply, or that of what is done",			\
	.operand = COMMAND_PORTFOLIO,								\
	.operands_most = COMMAND_MANY,								\
	.options = command_options_portfolio,							\
	.words = command_words_portfolio,							\
}
/* clang-format on */

#endif
