#include "core/portfolio.h"

#include <string.h>

#include "core/calendar.h"
#include "core/text.h"

static const struct {
	const char *id, *missing;
} portfolio_part_names[PORTFOLIO_PARTS] = {
    [PORTFOLIO_PROBLEM] = {"problem", "problem missing"},
    [PORTFOLIO_APPROACH] = {"approach", "approach missing"},
    [PORTFOLIO_TECHNOLOGIES] = {"technologies", "technologies missing"},
    [PORTFOLIO_CHALLENGES] = {"challenges", "challenges missing"},
    [PORTFOLIO_LESSONS] = {"lessons", "lessons missing"},
    [PORTFOLIO_OUTCOMES] = {"outcomes", "outcomes missing"},
    [PORTFOLIO_LIVE_DEMO] = {"live-demo", "live demo missing"},
    [PORTFOLIO_REPOSITORY] = {"repository", "repository missing"},
};

const char *
portfolio_part_id(enum portfolio_part part)
{
	return portfolio_part_names[part].id;
}

enum portfolio_part
portfolio_part_find(const char *id)
{
	enum portfolio_part part = PORTFOLIO_PROBLEM;

	while (part < PORTFOLIO_PARTS && strcmp(portfolio_part_names[part].id, id) != 0)
		part++;
	return part;
}

static bool
portfolio_is_written(const char *text)
{
	return text[strspn(text, " \t\n")] != '\0';
}

static bool
portfolio_is_measured(const struct portfolio_study *study)
{
	for (uint32_t i = 0; i < study->n_outcomes; i++)
		if (strpbrk(study->outcomes[i], "0123456789") != NULL)
			return true;
	return false;
}

static bool
portfolio_has(const struct portfolio_study *study, enum portfolio_part part)
{
	switch (part) {
	case PORTFOLIO_PROBLEM:
		return portfolio_is_written(study->problem);
	case PORTFOLIO_APPROACH:
		return portfolio_is_written(study->approach);
	case PORTFOLIO_TECHNOLOGIES:
		return study->n_technologies > 0;
	case PORTFOLIO_CHALLENGES:
		return portfolio_is_written(study->challenges);
	case PORTFOLIO_LESSONS:
		return portfolio_is_written(study->lessons);
	case PORTFOLIO_OUTCOMES:
		return portfolio_is_measured(study);
	case PORTFOLIO_LIVE_DEMO:
		return study->live_url[0] != '\0';
	default:
		return study->repository_url[0] != '\0';
	}
}

const char *
portfolio_gap(const struct portfolio_study *study, enum portfolio_part part)
{
	if (portfolio_has(study, part))
		return NULL;
	if (part == PORTFOLIO_OUTCOMES && study->n_outcomes > 0)
		return "no outcome with a number in it";
	return portfolio_part_names[part].missing;
}

uint32_t
portfolio_parts(const struct portfolio_study *study)
{
	uint32_t n = 0;

	for (enum portfolio_part part = PORTFOLIO_PROBLEM; part < PORTFOLIO_PARTS; part++)
		n += portfolio_has(study, part);
	return n;
}

bool
portfolio_is_complete(const struct portfolio_study *study)
{
	return portfolio_parts(study) == PORTFOLIO_PARTS;
}

const char *
portfolio_gaps(struct arena *arena, const struct portfolio_study *study, uint32_t most)
{
	const char *gaps = "";
	uint32_t n = 0;

	for (enum portfolio_part part = PORTFOLIO_PROBLEM; part < PORTFOLIO_PARTS; part++) {
		const char *gap = portfolio_gap(study, part);

		if (gap != NULL && n++ < most)
			gaps = arena_printf(arena, "%s%s%s", gaps, n > 1 ? ", " : "", gap);
	}
	return n > most ? arena_printf(arena, "%s and %u more", gaps, n - most) : gaps;
}

uint32_t
portfolio_study_shows(const struct portfolio_study *study)
{
	uint32_t set = 0;

	for (uint32_t i = 0; i < study->n_kinds; i++)
		set |= WORK_BIT(study->kinds[i]);
	return set;
}

uint32_t
portfolio_shows(const struct portfolio_study *studies, size_t n)
{
	uint32_t set = 0;

	for (size_t i = 0; i < n; i++)
		if (portfolio_is_complete(&studies[i]))
			set |= portfolio_study_shows(&studies[i]);
	return set;
}

static void
portfolio_check_text(const char *key, const char *text, size_t max_bytes, enum text_kind kind,
    struct roadmap_faults *faults)
{
	struct err err = ERR_NONE;
	char path[sizeof(faults->list[0].path)];

	if (text_check(key, text, max_bytes, kind, &err) == ERR_OK)
		return;
	snprintf(path, sizeof(path), "/%s", key);
	roadmap_fault(faults, path, "%s", err.text);
}

static void
portfolio_check_url(const char *key, const char *url, struct roadmap_faults *faults)
{
	struct err err = ERR_NONE;
	char path[sizeof(faults->list[0].path)];

	snprintf(path, sizeof(path), "/%s", key);
	if (url[0] == '\0')
		return;
	if (text_check(key, url, TEXT_URL_MAX, TEXT_LINE, &err) != ERR_OK)
		roadmap_fault(faults, path, "%s", err.text);
	else if (!text_is_link(url))
		roadmap_fault(faults, path,
		    "'%s': expected an address such as https://example.org/demo", key);
}

/* YYYY, YYYY-MM or YYYY-MM-DD, from 1000 to 2999: as JSON Resume has it. */
static bool
portfolio_is_date(const char *text)
{
	static const char first[] = "YYYY-01-01";
	char whole[sizeof(first)];
	size_t length = strlen(text);
	int32_t day;

	if ((length != 4 && length != 7 && length != 10) || (text[0] != '1' && text[0] != '2'))
		return false;
	snprintf(whole, sizeof(whole), "%s%s", text, first + length);
	return calendar_parse(whole, &day);
}

static void
portfolio_check_dates(const struct portfolio_study *study, struct roadmap_faults *faults)
{
	static const char expected[] = "expected a date such as 2026-03 or 2026-03-17";
	const char *from = study->from_date, *to = study->to_date;
	bool from_good = from[0] == '\0' || portfolio_is_date(from);
	bool to_good = to[0] == '\0' || portfolio_is_date(to);
	size_t length = strlen(from) < strlen(to) ? strlen(from) : strlen(to);

	if (!from_good)
		roadmap_fault(faults, "/from", "'from': %s", expected);
	if (!to_good)
		roadmap_fault(faults, "/to", "'to': %s", expected);
	/* What both are exact about. */
	if (from_good && to_good && strncmp(from, to, length) > 0)
		roadmap_fault(faults, "/to", "'to': that is before 'from'");
}

static bool
portfolio_is_double(const char *const *texts, uint32_t index)
{
	for (uint32_t i = 0; i < index; i++)
		if (strcmp(texts[i], texts[index]) == 0)
			return true;
	return false;
}

static void
portfolio_check_list(const char *key, const char *const *texts, uint32_t n, uint32_t most,
    size_t max_bytes, struct roadmap_faults *faults)
{
	char path[sizeof(faults->list[0].path)];

	snprintf(path, sizeof(path), "/%s", key);
	if (n > most) {
		roadmap_fault(faults, path, "%u %s: keep the %u that matter", n, key, most);
		return;
	}
	for (uint32_t i = 0; i < n; i++) {
		struct err err = ERR_NONE;

		snprintf(path, sizeof(path), "/%s/%u", key, i);
		if (!portfolio_is_written(texts[i]))
			roadmap_fault(faults, path, "'%s': one of them is empty", key);
		else if (text_check(key, texts[i], max_bytes, TEXT_LINE, &err) != ERR_OK)
			roadmap_fault(faults, path, "%s", err.text);
		else if (portfolio_is_double(texts, i))
			roadmap_fault(faults, path, "'%s': one of them is there twice", key);
	}
}

static void
portfolio_check_kinds(const struct portfolio_study *study, struct roadmap_faults *faults)
{
	uint32_t seen = 0;

	for (uint32_t i = 0; i < study->n_kinds; i++) {
		uint32_t kind = study->kinds[i];

		if (work_id(kind) == NULL) {
			roadmap_fault(faults, "/kinds", "'kinds': expected %s", work_ids);
			return;
		}
		if ((seen & WORK_BIT(kind)) != 0) {
			roadmap_fault(faults, "/kinds", "'kinds': %s is there twice",
			    work_id(kind));
			return;
		}
		seen |= WORK_BIT(kind);
	}
}

void
portfolio_check(const struct portfolio_study *study, struct roadmap_faults *faults)
{
	if (!portfolio_is_written(study->title))
		roadmap_fault(faults, "/title", "no title: give it one");
	portfolio_check_text("title", study->title, TEXT_TITLE_MAX, TEXT_LINE, faults);
	portfolio_check_text("role", study->role, TEXT_TITLE_MAX, TEXT_LINE, faults);
	portfolio_check_text("problem", study->problem, TEXT_BODY_MAX, TEXT_BODY, faults);
	portfolio_check_text("approach", study->approach, TEXT_BODY_MAX, TEXT_BODY, faults);
	portfolio_check_text("challenges", study->challenges, TEXT_BODY_MAX, TEXT_BODY, faults);
	portfolio_check_text("lessons", study->lessons, TEXT_BODY_MAX, TEXT_BODY, faults);
	portfolio_check_url("live", study->live_url, faults);
	portfolio_check_url("repository", study->repository_url, faults);
	portfolio_check_dates(study, faults);
	portfolio_check_list("technologies", study->technologies, study->n_technologies,
	    PORTFOLIO_TECHNOLOGIES_MAX, PORTFOLIO_TECHNOLOGY_MAX, faults);
	portfolio_check_list("outcomes", study->outcomes, study->n_outcomes, PORTFOLIO_OUTCOMES_MAX,
	    PORTFOLIO_OUTCOME_MAX, faults);
	portfolio_check_kinds(study, faults);
}
