#include "folio_page.h"

#include <stdlib.h>
#include <string.h>

static const char *
folio_page_date(struct arena *arena, const char *date)
{
	static const char *const months[] = {"January", "February", "March", "April", "May", "June",
	    "July", "August", "September", "October", "November", "December"};
	long month = strlen(date) >= 7 ? strtol(date + 5, NULL, 10) : 0;

	if (month < 1 || month > 12)
		return date;
	if (strlen(date) == 7)
		return arena_printf(arena, "%s %.4s", months[month - 1], date);
	return arena_printf(arena, "%ld %s %.4s", strtol(date + 8, NULL, 10), months[month - 1],
	    date);
}

const char *
folio_page_dates(struct arena *arena, const Pb__CaseStudy *study)
{
	const char *from = folio_page_date(arena, study->from);
	const char *to = folio_page_date(arena, study->to);

	/* "March to May 2026" */
	if (strlen(study->from) == 7 && strlen(study->to) == 7 &&
	    strncmp(study->from, study->to, 5) == 0 && strcmp(from, to) != 0)
		return arena_printf(arena, "%.*s to %s", (int)strcspn(from, " "), from, to);
	if (from[0] && to[0] && strcmp(from, to) != 0)
		return arena_printf(arena, "%s to %s", from, to);
	if (from[0] && !to[0])
		return arena_printf(arena, "since %s", from);
	return to;
}
