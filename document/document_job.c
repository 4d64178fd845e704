#include "document/document_job.h"

struct job
document_job(const Pb__Application *message)
{
	bool named = message->channel == PB__CHANNEL__CHANNEL_UNSPECIFIED && message->platform[0];

	return (struct job){
	    .id = message->id,
	    .company = message->company,
	    .role = message->role,
	    .channel = named ? JOB_PLATFORM : (uint32_t)message->channel,
	    .platform = message->platform,
	    .url = message->url,
	    .location = message->location,
	    .workplace = (uint32_t)message->workplace,
	    .salary = message->salary,
	    .resume = message->resume,
	    .follow_up = message->follow_up,
	    .roadmap_id = message->roadmap_id,
	    .step_id = message->step_id,
	    .studies = (const char **)message->case_studies,
	    .n_studies = (uint32_t)message->n_case_studies,
	    .noted_day = JOB_NO_DAY,
	};
}
