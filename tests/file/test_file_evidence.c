/* What a step has for evidence: read in each form, and its faults. */
#include "file_support.h"

#define FILE_STEP "  - id: a\n    title: A\n    hours: 1\n    kind: portfolio\n"

static const Pb__Evidence *
evidence_of(void **state, const char *value)
{
	const Pb__Roadmap *roadmap =
	    file_good(state, arena_printf(*state, FILE_HEAD FILE_STEP "    evidence: %s\n", value));

	return roadmap->phases[0]->steps[0]->evidence;
}

static void
a_case_study_is_asked_for_in_a_word(void **state)
{
	const Pb__Evidence *evidence = evidence_of(state, "case-study");

	assert_int_equal(evidence->kind, PB__EVIDENCE__KIND__KIND_CASE_STUDY);
	assert_int_equal(evidence->count, 1);
	assert_int_equal(evidence->n_shows, 0);
	assert_null(evidence_of(state, ""));
	assert_null(evidence_of(state, "~"));
}

static void
kinds_of_work_are_asked_of_it(void **state)
{
	const Pb__Evidence *evidence = evidence_of(state, "{case-study: performance}");

	assert_int_equal(evidence->kind, PB__EVIDENCE__KIND__KIND_CASE_STUDY);
	assert_int_equal(evidence->n_shows, 1);
	assert_int_equal(evidence->shows[0], PB__WORK__WORK_PERFORMANCE);
	evidence = evidence_of(state, "{case-study: [database-design, api-development]}");
	assert_int_equal(evidence->n_shows, 2);
	assert_int_equal(evidence->shows[1], PB__WORK__WORK_API_DEVELOPMENT);
}

static void
several_are_asked_for_by_number_and_kinds(void **state)
{
	const Pb__Evidence *evidence = evidence_of(state, "{kinds: 3, case-studies: 6}");

	assert_int_equal(evidence->kind, PB__EVIDENCE__KIND__KIND_CASE_STUDIES);
	assert_int_equal(evidence->count, 6);
	assert_int_equal(evidence->over, 3);
	assert_int_equal(evidence_of(state, "{case-studies: 100}")->over, 0);
}

static const Pb__Evidence *
evidence_of_job(void **state, const char *value)
{
	const Pb__Roadmap *roadmap =
	    file_good(state, arena_printf(*state,
				 FILE_HEAD "  - id: a\n    title: A\n    hours: 1\n    kind: job\n"
					   "    evidence: %s\n",
				 value));

	return roadmap->phases[0]->steps[0]->evidence;
}

static void
what_a_job_search_counts_is_asked_for(void **state)
{
	const Pb__Evidence *evidence = evidence_of_job(state, "{applications: 10, channels: 3}");

	assert_int_equal(evidence->kind, PB__EVIDENCE__KIND__KIND_APPLICATIONS);
	assert_int_equal(evidence->count, 10);
	assert_int_equal(evidence->over, 3);
	evidence = evidence_of_job(state, "{interviews: 2}");
	assert_int_equal(evidence->kind, PB__EVIDENCE__KIND__KIND_INTERVIEWS);
	assert_int_equal(evidence_of_job(state, "offer-accepted")->kind,
	    PB__EVIDENCE__KIND__KIND_OFFER_ACCEPTED);
}

static void
evidence_bad(void **state, const char *value, const char *expected)
{
	file_bad(state, arena_printf(*state, FILE_HEAD FILE_STEP "    evidence: %s\n", value),
	    expected);
}

static void
what_is_no_evidence_is_told_at_its_place(void **state)
{
	static const char forms[] = "12:15: 'evidence': expected case-study, {case-study: KIND}, "
				    "{case-studies: NUMBER}, {applications: NUMBER}, "
				    "{interviews: NUMBER} or offer-accepted\n";

	evidence_bad(state, "a certificate", forms);
	evidence_bad(state, "[case-study]", forms);
	evidence_bad(state, "{kinds: 2}", forms);
	evidence_bad(state, "{case-study: speed}",
	    "12:28: 'case-study': expected database-design, api-development, system-integration "
	    "or performance\n");
	evidence_bad(state, "{case-study: performance, case-studies: 2}",
	    "12:55: 'case-studies': expected either this or 'case-study', not both\n");
	evidence_bad(state, "{case-studies: six}",
	    "12:30: 'case-studies': expected a whole number\n");
}

static void
what_cannot_be_is_told_at_its_place(void **state)
{
	evidence_bad(state, "{case-studies: 0}",
	    "12:30: 0 case studies are out of range: ask for 1 to 100\n");
	evidence_bad(state, "{case-studies: 101}",
	    "12:30: 101 case studies are out of range: ask for 1 to 100\n");
	evidence_bad(state, "{case-studies: 2, kinds: 5}",
	    "12:40: there are 4 kinds of work: ask for at most as many\n");
	evidence_bad(state, "{case-study: [performance, performance]}",
	    "12:42: 'performance' is there twice: once is enough\n");
	file_bad(state,
	    FILE_HEAD "  - id: a\n    title: A\n    hours: 1\n    evidence: case-study\n",
	    "11:15: case studies are evidence of steps of the kind portfolio: set 'kind'\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    file_test(a_case_study_is_asked_for_in_a_word),
	    file_test(kinds_of_work_are_asked_of_it),
	    file_test(several_are_asked_for_by_number_and_kinds),
	    file_test(what_a_job_search_counts_is_asked_for),
	    file_test(what_is_no_evidence_is_told_at_its_place),
	    file_test(what_cannot_be_is_told_at_its_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
