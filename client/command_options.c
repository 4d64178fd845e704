#include "client/command_options.h"

const struct args_option command_options[] = {
    {"roadmap", 'r', "ROADMAP", "another of your roadmaps than the current one"},
    {"json", 0, NULL, "one JSON document on standard output"},
    {"ascii", 0, NULL, "print no characters beyond ASCII"},
    {"color", 0, "WHEN", "auto, always or never"},
    {"help", 'h', NULL, "what the command does"},
    {0},
};

#define COMMAND_NOTE "note", 0, "TEXT", "keep a note with each step"
#define COMMAND_AT "at", 0, "DATE", "when it was: 2026-03-01, yesterday, \"3 days ago\""
#define COMMAND_FORCE "force", 'f', NULL, "even if the step is locked"

const struct args_option command_options_enroll[] = {
    {"choose", 'c', "CHOICE=OPTION", "choose now; several options with commas"},
    {"placement", 'p', NULL, "then ask what you know already"},
    {0},
};

const struct args_option command_options_upgrade[] = {
    {"yes", 'y', NULL, "do it without asking"},
    {0},
};

const struct args_option command_options_next[] = {
    {"number", 'n', "N", "show the next N steps of the plan, and why in this order"},
    {"why", 'w', NULL, "show how the score adds up: 1000 times value per hour"},
    {"time", 't', "T", "the time you have now: 45m, 1h30, 2h"},
    {"phase", 'p', "PHASE", "only steps of this phase: its id, or words of its title"},
    {"kind", 'k', "KIND", "only learn, project, portfolio or job"},
    {"skill", 's', "SKILL", "only steps that teach this skill"},
    {0},
};

const struct args_option command_options_plan[] = {
    {"weeks", 'n', "N", "show the first N weeks (4)"},
    {"hours", 0, "H", "so many hours a week instead of your goal: 8, 1h30"},
    {"from", 0, "DAY", "begin on this day, not today: 2026-12-01, tomorrow"},
    {0},
};

/* of skip and known */
const struct args_option command_options_mark[] = {
    {COMMAND_NOTE},
    {COMMAND_AT},
    {0},
};

const struct args_option command_options_start[] = {
    {"no-timer", 0, NULL, "begin no timer; roadmap set timer off says so for good"},
    {COMMAND_NOTE},
    {COMMAND_AT},
    {COMMAND_FORCE},
    {0},
};

const struct args_option command_options_stop[] = {
    {"at", 0, "TIME", "when you stopped: 14:00, \"yesterday 22:30\""},
    {"hours", 0, "H", "how much to count instead: 1.5, 1h30 or 45m"},
    {"discard", 0, NULL, "count nothing of it"},
    {0},
};

const struct args_option command_options_time[] = {
    {"at", 0, "DATE", "add: when you began: yesterday, 2026-03-01, \"yesterday 20:15\""},
    {"number", 'n', "N", "list: the last N pieces of work (20)"},
    {0},
};

const struct args_option command_options_goal[] = {
    {"by", 0, "DATE", "when you want to be through: 2027-03-01, \"in 6 months\""},
    {"none", 0, NULL, "no goal any more: no hours, no date, no pathway"},
    {0},
};

const struct args_option command_options_pause[] = {
    {"until", 0, "DATE", "the day on which you go on: 2027-01-07, \"in 2 weeks\""},
    {"from", 0, "DATE", "the first day, if it is not today; also one that has passed"},
    {0},
};

const struct args_option command_options_prompt[] = {
    {"format", 'f', "FORMAT", "what to print, as below"},
    {0},
};

const struct args_option command_options_set[] = {
    {"unset", 0, NULL, "back to what it is by itself"},
    {0},
};

const struct args_option command_options_done[] = {
    {COMMAND_NOTE},
    {"link", 0, "URL", "tie a link to each step, such as your repository"},
    {"hours", 0, "H", "time each step took: 1.5, 1h30 or 45m"},
    {COMMAND_AT},
    {COMMAND_FORCE},
    {0},
};

const struct args_option command_options_check[] = {
    {"uncheck", 'u', NULL, "take the check away"},
    {0},
};

const struct args_option command_options_note[] = {
    {"remove", 0, "ID", "remove the note with this id instead"},
    {0},
};

const struct args_option command_options_link[] = {
    {"title", 't', "TEXT", "what the link is"},
    {"remove", 0, NULL, "remove the link instead"},
    {0},
};

/* The program roadmap-export reads them itself. */
const struct args_option command_options_export[] = {
    {"format", 'f', "FORMAT", "json, csv, markdown, taskwarrior, dot, mermaid or yaml"},
    {"output", 'o', "FILE", "write to a file, whole or not at all"},
    {0},
};

/* The program roadmap-restore reads them itself. */
const struct args_option command_options_restore[] = {
    {"replace", 0, NULL, "put a backup in place of the progress that is there"},
    {0},
};

const struct args_option command_options_log[] = {
    {"number", 'n', "N", "show the last N actions (20)"},
    {0},
};

const struct args_option command_options_stats[] = {
    {"weeks", 'w', "N", "show the last N weeks (8)"},
    {"year", 'y', NULL, "a calendar of the last year, brighter where you did more"},
    {0},
};

const struct args_option command_options_new[] = {
    {"id", 0, "ID", "the id of the roadmap; made of the name of the file if left out"},
    {"title", 0, "TITLE", "its title; made of the id if left out"},
    {0},
};

/* The program roadmap-portfolio reads them itself. */
const struct args_option command_options_portfolio[] = {
    {"title", 't', "TEXT", "what the case study is called"},
    {"step", 0, "STEP", "the step it belongs to; \"\" for none"},
    {"kinds", 'k', "KIND,...", "database-design, api-development, ..."},
    {"role", 0, "TEXT", "what of it was yours"},
    {"from", 0, "DATE", "when it began: 2026-03"},
    {"to", 0, "DATE", "when it ended"},
    {"live", 0, "URL", "where it runs"},
    {"repository", 0, "URL", "where its code is"},
    {"problem", 0, "TEXT", "the problem, and whose it was"},
    {"approach", 0, "TEXT", "the approach, and what else you considered"},
    {"technologies", 0, "A,B,...", "the technologies"},
    {"challenges", 0, "TEXT", "what was hard"},
    {"lessons", 0, "TEXT", "what you would do otherwise"},
    {"outcome", 0, "TEXT", "what came of it, with a number; may be repeated"},
    {"form", 0, "FILE", "add, edit: the form from a file; - is standard input"},
    {"urls", 'u', NULL, "check: let curl ask every URL whether it answers"},
    {"format", 'f', "FORMAT", "export: html, markdown or json-resume"},
    {"all", 'a', NULL, "export: incomplete ones too"},
    {"name", 0, "TEXT", "export: your name"},
    {"label", 0, "TEXT", "export: what you are, such as \"Back-end developer\""},
    {"email", 0, "ADDRESS", "export: where to write to you"},
    {"site", 0, "URL", "export: your site or profile"},
    {0},
};

/* The program roadmap-job reads them itself. */
const struct args_option command_options_job[] = {
    {"stage", 's', "STAGE", "add: where it stands (saved); list: only those"},
    {"at", 0, "DATE", "when that was: 2026-03-01, yesterday, \"3 days ago\""},
    {"round", 0, "N", "move: the round of the interview, else the next"},
    {"channel", 'c', "CHANNEL", "school, platform, network or company; list: only those"},
    {"platform", 'p', "NAME", "which platform it was"},
    {"url", 'u', "URL", "the advertisement"},
    {"location", 'l', "TEXT", "where it is"},
    {"workplace", 'w', "WHERE", "remote, hybrid or on-site"},
    {"salary", 0, "TEXT", "the pay, as it was said"},
    {"resume", 0, "TEXT", "which version of your résumé you sent"},
    {"case-study", 0, "CASE", "a case study you sent; may be repeated"},
    {"form", 0, "FILE", "add, edit: the form from a file; - is standard input"},
    {"follow-up", 'f', "DAY", "when to ask again: 2026-03-01, \"in 1 week\"; \"\" for never"},
    {"note", 'n', "TEXT", "add, move: keep a note with it"},
    {"company", 0, "TEXT", "edit: another name of the company"},
    {"role", 0, "TEXT", "edit: the role; contact: what the person does"},
    {"step", 0, "STEP", "the step it belongs to; \"\" for none"},
    {"reach", 0, "TEXT", "contact: an address or a number"},
    {"remove", 0, NULL, "move: take that stage out; contact: the person"},
    {"remove-note", 0, "ID", "note: remove the one with this id"},
    {"open", 'o', NULL, "list: only what is open"},
    {"until", 0, "DAY", "due: look ahead to that day"},
    {"from", 0, "DAY", "funnel, report: from that day on"},
    {"to", 0, "DAY", "funnel, report: to that day"},
    {"format", 0, "FORMAT", "report: markdown or csv; export: csv or json"},
    {"dry-run", 0, NULL, "import: look for faults only"},
    {0},
};

/* The program roadmap-import reads them itself. */
const struct args_option command_options_import[] = {
    {"format", 'f', "FORMAT", "roadmap.sh, exercism, taskwarrior or markdown; else the file tells"},
    {"id", 0, "ID", "the id of the roadmap"},
    {"title", 0, "TITLE", "its title"},
    {"content", 0, "PATH", "roadmap.sh: texts of the topics, a folder or a file"},
    {"progress", 0, "FILE", "roadmap.sh: a record of what was done"},
    {"chain", 0, NULL, "roadmap.sh: each topic requires the one before it"},
    {"dry-run", 'n', NULL, "print the roadmap file, store nothing"},
    {"enroll", 'e', NULL, "enroll, and mark what the file says is done"},
    {0},
};
