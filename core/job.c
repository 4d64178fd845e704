#include "core/job.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "core/text.h"

static const char *const job_stage_names[] = {"saved", "applied", "screening", "interview", "offer",
    "accepted", "rejected", "withdrawn", "ghosted"};
static const char *const job_channel_names[] = {"school", "platform", "network", "company"};
static const char *const job_channel_titles[] = {"school", "platform", "network", "company page"};
static const char *const job_workplace_names[] = {"remote", "hybrid", "on-site"};
static const char *const job_workplace_titles[] = {"remote", "hybrid", "on site"};

const char job_stage_ids[] = "saved, applied, screening, interview, offer, accepted, rejected, "
			     "withdrawn or ghosted";
const char job_channel_ids[] = "school, platform, network or company";
const char job_workplace_ids[] = "remote, hybrid or on-site";

/* What people and other trackers say for a stage, a channel, a workplace. */
struct job_word {
	const char *text;
	uint32_t number;
};

static const struct job_word job_stage_words[] = {
    {"wishlist", JOB_SAVED},
    {"bookmarked", JOB_SAVED},
    {"interested", JOB_SAVED},
    {"to apply", JOB_SAVED},
    {"apply", JOB_APPLIED},
    {"sent", JOB_APPLIED},
    {"submitted", JOB_APPLIED},
    {"screen", JOB_SCREENING},
    {"phone screen", JOB_SCREENING},
    {"phone", JOB_SCREENING},
    {"answered", JOB_SCREENING},
    {"interviewing", JOB_INTERVIEW},
    {"interviewed", JOB_INTERVIEW},
    {"interviews", JOB_INTERVIEW},
    {"offered", JOB_OFFER},
    {"accept", JOB_ACCEPTED},
    {"signed", JOB_ACCEPTED},
    {"hired", JOB_ACCEPTED},
    {"refused", JOB_REJECTED},
    {"rejection", JOB_REJECTED},
    {"withdrew", JOB_WITHDRAWN},
    {"withdraw", JOB_WITHDRAWN},
    {"ghost", JOB_GHOSTED},
    {"silent", JOB_GHOSTED},
    {"no response", JOB_GHOSTED},
    {"no answer", JOB_GHOSTED},
};
static const struct job_word job_channel_words[] = {
    {"alumni", JOB_SCHOOL},
    {"career services", JOB_SCHOOL},
    {"job board", JOB_PLATFORM},
    {"job site", JOB_PLATFORM},
    {"platforms", JOB_PLATFORM},
    {"referral", JOB_NETWORK},
    {"people", JOB_NETWORK},
    {"contact", JOB_NETWORK},
    {"event", JOB_NETWORK},
    {"company page", JOB_COMPANY},
    {"company site", JOB_COMPANY},
    {"company website", JOB_COMPANY},
    {"direct", JOB_COMPANY},
};
static const struct job_word job_workplace_words[] = {
    {"home", JOB_REMOTE},
    {"onsite", JOB_ON_SITE},
    {"on site", JOB_ON_SITE},
    {"in person", JOB_ON_SITE},
    {"in office", JOB_ON_SITE},
    {"office", JOB_ON_SITE},
};

#define JOB_COUNT(array) (sizeof(array) / sizeof((array)[0]))

const char *
job_stage_id(uint32_t stage)
{
	return stage >= 1 && stage <= JOB_STAGES ? job_stage_names[stage - 1] : NULL;
}

const char *
job_channel_id(uint32_t channel)
{
	return channel >= 1 && channel <= JOB_CHANNELS ? job_channel_names[channel - 1] : NULL;
}

const char *
job_channel_title(uint32_t channel)
{
	return channel >= 1 && channel <= JOB_CHANNELS ? job_channel_titles[channel - 1] : NULL;
}

const char *
job_workplace_id(uint32_t workplace)
{
	return workplace >= 1 && workplace <= JOB_WORKPLACES ? job_workplace_names[workplace - 1]
							     : NULL;
}

const char *
job_workplace_title(uint32_t workplace)
{
	return workplace >= 1 && workplace <= JOB_WORKPLACES ? job_workplace_titles[workplace - 1]
							     : NULL;
}

const char *
job_stage_title(struct arena *arena, uint32_t stage, uint32_t round)
{
	const char *id = job_stage_id(stage);

	return round > 0 && id != NULL ? arena_printf(arena, "%s, round %u", id, round) : id;
}

/* Whatever the case of ASCII letters. */
static bool
job_is_word(const char *a, const char *b)
{
	while (*a != '\0' && tolower((unsigned char)*a) == tolower((unsigned char)*b)) {
		a++;
		b++;
	}
	return *a == '\0' && *b == '\0';
}

static uint32_t
job_find(const char *text, const char *const *names, size_t n_names, const struct job_word *words,
    size_t n_words)
{
	for (size_t i = 0; i < n_names; i++)
		if (job_is_word(names[i], text))
			return (uint32_t)i + 1;
	for (size_t i = 0; i < n_words; i++)
		if (job_is_word(words[i].text, text))
			return words[i].number;
	return 0;
}

uint32_t
job_stage_find(const char *text)
{
	return job_find(text, job_stage_names, JOB_STAGES, job_stage_words,
	    JOB_COUNT(job_stage_words));
}

uint32_t
job_channel_find(const char *text)
{
	return job_find(text, job_channel_names, JOB_CHANNELS, job_channel_words,
	    JOB_COUNT(job_channel_words));
}

uint32_t
job_workplace_find(const char *text)
{
	return job_find(text, job_workplace_names, JOB_WORKPLACES, job_workplace_words,
	    JOB_COUNT(job_workplace_words));
}

static bool
job_check_line(const char *key, const char *path, const char *text, size_t max_bytes,
    struct roadmap_faults *faults)
{
	struct err err = ERR_NONE;

	if (text_check(key, text, max_bytes, TEXT_LINE, &err) == ERR_OK)
		return true;
	roadmap_fault(faults, path, "%s", err.text);
	return false;
}

static void
job_check_studies(const struct job *job, struct roadmap_faults *faults)
{
	char path[sizeof(faults->list[0].path)];

	if (job->n_studies > JOB_STUDIES_MAX) {
		roadmap_fault(faults, "/case-studies", "%u case studies: at most %d are kept",
		    job->n_studies, JOB_STUDIES_MAX);
		return;
	}
	for (uint32_t i = 0; i < job->n_studies; i++) {
		snprintf(path, sizeof(path), "/case-studies/%u", i);
		if (job->studies[i][strspn(job->studies[i], " ")] == '\0')
			roadmap_fault(faults, path, "a case study has no title");
		else
			(void)job_check_line("case study", path, job->studies[i], TEXT_TITLE_MAX,
			    faults);
	}
}

void
job_check(const struct job *job, struct roadmap_faults *faults)
{
	int32_t day;

	if (job->company[strspn(job->company, " ")] == '\0')
		roadmap_fault(faults, "/company", "no company: name who it is with");
	(void)job_check_line("company", "/company", job->company, TEXT_TITLE_MAX, faults);
	(void)job_check_line("role", "/role", job->role, TEXT_TITLE_MAX, faults);
	(void)job_check_line("platform", "/platform", job->platform, TEXT_TITLE_MAX, faults);
	(void)job_check_line("location", "/location", job->location, TEXT_TITLE_MAX, faults);
	(void)job_check_line("salary", "/salary", job->salary, TEXT_TITLE_MAX, faults);
	(void)job_check_line("resume", "/resume", job->resume, TEXT_TITLE_MAX, faults);
	if (job_check_line("url", "/url", job->url, JOB_URL_MAX, faults) && job->url[0] != '\0' &&
	    !text_is_link(job->url))
		roadmap_fault(faults, "/url",
		    "'url': expected an address such as https://example.org/jobs/7");
	if (job->follow_up[0] != '\0' && !calendar_parse(job->follow_up, &day))
		roadmap_fault(faults, "/follow-up",
		    "'follow-up': expected a day such as "
		    "2026-03-17");
	if (job->channel > JOB_CHANNELS)
		roadmap_fault(faults, "/channel", "'channel': expected %s", job_channel_ids);
	if (job->workplace > JOB_WORKPLACES)
		roadmap_fault(faults, "/workplace", "'workplace': expected %s", job_workplace_ids);
	job_check_studies(job, faults);
}
