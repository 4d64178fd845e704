#include "core/job_evidence.h"

bool
job_evidence_is_kind(uint32_t kind)
{
	return kind == ROADMAP_EVIDENCE_APPLICATIONS || kind == ROADMAP_EVIDENCE_INTERVIEWS ||
	       kind == ROADMAP_EVIDENCE_OFFER_ACCEPTED;
}

/* E1. A channel that is not told is none. */
static struct job_evidence
job_evidence_applications(struct arena *arena, const struct roadmap_evidence *evidence,
    const struct job *jobs, size_t n)
{
	struct job_evidence found = {.want = evidence->count};
	bool through[JOB_CHANNELS + 1] = {false};
	uint32_t n_channels = 0;

	for (size_t i = 0; i < n; i++) {
		if (job_history_sent_day(&jobs[i]) == JOB_NO_DAY)
			continue;
		found.have++;
		n_channels += jobs[i].channel != 0 && !through[jobs[i].channel];
		through[jobs[i].channel] = true;
	}
	found.met = found.have >= found.want && n_channels >= evidence->over;
	found.text = arena_printf(arena, "%u of %u application%s", found.have, found.want,
	    found.want == 1 ? "" : "s");
	if (evidence->over > 0)
		found.text = arena_printf(arena, "%s, through %u of %u channels", found.text,
		    n_channels, evidence->over);
	return found;
}

/* E2 */
static struct job_evidence
job_evidence_interviews(struct arena *arena, const struct roadmap_evidence *evidence,
    const struct job *jobs, size_t n)
{
	struct job_evidence found = {.want = evidence->count};

	for (size_t i = 0; i < n; i++)
		for (uint32_t k = 0; k < jobs[i].n_events; k++)
			found.have += jobs[i].events[k].stage == JOB_INTERVIEW;
	found.met = found.have >= found.want;
	found.text = arena_printf(arena, "%u of %u interview%s", found.have, found.want,
	    found.want == 1 ? "" : "s");
	return found;
}

struct job_evidence
job_evidence(struct arena *arena, const struct roadmap_evidence *evidence, const struct job *jobs,
    size_t n)
{
	struct job_evidence found = {.want = 1};

	if (evidence->kind == ROADMAP_EVIDENCE_APPLICATIONS)
		return job_evidence_applications(arena, evidence, jobs, n);
	if (evidence->kind == ROADMAP_EVIDENCE_INTERVIEWS)
		return job_evidence_interviews(arena, evidence, jobs, n);
	for (size_t i = 0; i < n && found.have == 0; i++)
		found.have = job_history_now(&jobs[i]).stage == JOB_ACCEPTED;
	found.met = found.have == 1;
	found.text = found.met ? "an offer is accepted" : "no offer accepted yet";
	return found;
}

const char *
job_evidence_reason(struct arena *arena, const struct roadmap_evidence *evidence,
    const struct job *jobs, size_t n)
{
	const struct job_evidence found = job_evidence(arena, evidence, jobs, n);

	if (found.met)
		return arena_printf(arena, "%s, so it can be marked done", found.text);
	return found.have > 0 || found.want > 1 ? found.text : "";
}
