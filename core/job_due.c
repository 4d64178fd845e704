#include "core/job.h"

#include <stdlib.h>
#include <string.h>

static int
job_due_order(const void *a, const void *b)
{
	const struct job_due *x = a, *y = b;

	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	return strcmp(x->job->company, y->job->company);
}

size_t
job_due_list(const struct job *jobs, size_t n, int32_t until, struct arena *arena,
    struct job_due **ret_list)
{
	struct job_due *list = arena_array(arena, n, sizeof(*list));
	size_t n_due = 0;

	for (size_t i = 0; i < n; i++) {
		if (!job_history_is_due(&jobs[i], until))
			continue;
		list[n_due].job = &jobs[i];
		(void)calendar_parse(jobs[i].follow_up, &list[n_due++].day);
	}
	qsort(list, n_due, sizeof(*list), job_due_order);
	*ret_list = list;
	return n_due;
}

size_t
job_due_silent(const struct job *jobs, size_t n, int32_t today, uint32_t after_days,
    struct arena *arena, struct job_due **ret_list)
{
	struct job_due *list = arena_array(arena, n, sizeof(*list));
	size_t n_silent = 0;

	for (size_t i = 0; i < n; i++)
		if (job_history_is_silent(&jobs[i], today, after_days) &&
		    !job_history_is_due(&jobs[i], today))
			list[n_silent++] =
			    (struct job_due){&jobs[i], job_history_heard_day(&jobs[i])};
	qsort(list, n_silent, sizeof(*list), job_due_order);
	*ret_list = list;
	return n_silent;
}

const char *
job_due_text(struct arena *arena, const struct job_due *list, size_t n)
{
	char day[CALENDAR_DATE_SIZE];
	const char *text = arena_printf(arena, "Follow up with %s, due %s", list[0].job->company,
	    calendar_format(day, list[0].day));

	return n == 1 ? text : arena_printf(arena, "%s, and %zu more", text, n - 1);
}

const char *
job_due_silent_text(struct arena *arena, const struct job_due *list, size_t n)
{
	char day[CALENDAR_DATE_SIZE];

	(void)calendar_format(day, list[0].day);
	if (n == 1)
		return arena_printf(arena, "%s has been silent since %s", list[0].job->company,
		    day);
	return arena_printf(arena, "%zu applications have been silent for long, %s since %s", n,
	    list[0].job->company, day);
}
