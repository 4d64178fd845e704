#include "document/document_study.h"

const uint32_t *
document_study_kinds(const Pb__Work *kinds, size_t n, struct arena *arena)
{
	uint32_t *numbers = arena_array(arena, n, sizeof(*numbers));

	for (size_t i = 0; i < n; i++)
		numbers[i] = (uint32_t)kinds[i];
	return numbers;
}

struct portfolio_study
document_study(const Pb__CaseStudy *message, struct arena *arena)
{
	return (struct portfolio_study){
	    .id = message->id,
	    .roadmap_id = message->roadmap_id,
	    .step_id = message->step_id,
	    .title = message->title,
	    .role = message->role,
	    .from_date = message->from,
	    .to_date = message->to,
	    .live_url = message->live_url,
	    .repository_url = message->repository_url,
	    .problem = message->problem,
	    .approach = message->approach,
	    .challenges = message->challenges,
	    .lessons = message->lessons,
	    .technologies = message->technologies,
	    .n_technologies = (uint32_t)message->n_technologies,
	    .outcomes = message->outcomes,
	    .n_outcomes = (uint32_t)message->n_outcomes,
	    .kinds = document_study_kinds(message->kinds, message->n_kinds, arena),
	    .n_kinds = (uint32_t)message->n_kinds,
	};
}
