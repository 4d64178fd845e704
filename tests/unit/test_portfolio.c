#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/portfolio.h"
#include "core/text.h"
#include "support/small_roadmap.h"

static const char *technologies[] = {"C", "SQLite"};
static const char *outcomes[] = {"p99 under 20 ms"};
static const uint32_t api_work[] = {WORK_API_DEVELOPMENT};

static struct portfolio_study
whole(const char *step_id)
{
	return (struct portfolio_study){
	    .id = "s",
	    .roadmap_id = step_id[0] != '\0' ? "small" : "",
	    .step_id = step_id,
	    .title = "Tide tables",
	    .role = "",
	    .from_date = "2026-03",
	    .to_date = "",
	    .live_url = "https://example.org/tides",
	    .repository_url = "https://example.org/tides.git",
	    .problem = "Boats ran aground.",
	    .approach = "A service that predicts tides.",
	    .challenges = "Leap seconds.",
	    .lessons = "Measure first.",
	    .technologies = technologies,
	    .n_technologies = 2,
	    .outcomes = outcomes,
	    .n_outcomes = 1,
	    .kinds = api_work,
	    .n_kinds = 1,
	};
}

static int
setup(void **state)
{
	*state = arena_new();
	return 0;
}

static int
teardown(void **state)
{
	arena_free(*state);
	return 0;
}

/* Two steps, the second of which has this evidence. */
static struct roadmap *
roadmap_with(void **state, struct roadmap_evidence evidence)
{
	const struct small_step steps[] = {{.id = "git"}, {.id = "case"}};
	struct roadmap *roadmap = small_roadmap(steps, 2, *state);

	roadmap->id = "small";
	roadmap->steps[1].kind = ROADMAP_KIND_PORTFOLIO;
	roadmap->steps[1].evidence = evidence;
	return roadmap;
}

/* F1 */
static void
a_case_study_with_all_its_parts_is_complete(void **state)
{
	struct portfolio_study study = whole("");

	assert_true(portfolio_is_complete(&study));
	assert_int_equal(portfolio_parts(&study), PORTFOLIO_PARTS);
	assert_string_equal(portfolio_gaps(*state, &study, 3), "");
	study.role = study.from_date = study.title = "";
	study.n_kinds = 0;
	assert_true(portfolio_is_complete(&study)); /* those are no parts */
}

/* F1 */
static void
each_part_that_is_missing_is_told_by_name(void **state)
{
	static const char *const missing[] = {"problem missing", "approach missing",
	    "technologies missing", "challenges missing", "lessons missing", "outcomes missing",
	    "live demo missing", "repository missing"};

	for (enum portfolio_part part = PORTFOLIO_PROBLEM; part < PORTFOLIO_PARTS; part++) {
		struct portfolio_study study = whole("");

		study.problem = part == PORTFOLIO_PROBLEM ? " \n" : study.problem;
		study.approach = part == PORTFOLIO_APPROACH ? "" : study.approach;
		study.n_technologies = part == PORTFOLIO_TECHNOLOGIES ? 0 : 2;
		study.challenges = part == PORTFOLIO_CHALLENGES ? "" : study.challenges;
		study.lessons = part == PORTFOLIO_LESSONS ? "" : study.lessons;
		study.n_outcomes = part == PORTFOLIO_OUTCOMES ? 0 : 1;
		study.live_url = part == PORTFOLIO_LIVE_DEMO ? "" : study.live_url;
		study.repository_url = part == PORTFOLIO_REPOSITORY ? "" : study.repository_url;
		assert_false(portfolio_is_complete(&study));
		assert_string_equal(portfolio_gaps(*state, &study, 3), missing[part]);
		assert_int_equal(portfolio_part_find(portfolio_part_id(part)), part);
	}
	assert_int_equal(portfolio_part_find("live"), PORTFOLIO_PARTS);
}

/* F1 */
static void
an_outcome_without_a_number_is_not_measured(void **state)
{
	const char *words[] = {"It is faster", "People like it"};
	struct portfolio_study study = whole("");

	study.outcomes = words;
	study.n_outcomes = 2;
	assert_string_equal(portfolio_gaps(*state, &study, 3), "no outcome with a number in it");
	words[1] = "12 people like it";
	assert_true(portfolio_is_complete(&study));
}

static void
many_gaps_are_counted(void **state)
{
	struct portfolio_study study = whole("");

	study.problem = study.approach = study.challenges = study.lessons = "";
	assert_string_equal(portfolio_gaps(*state, &study, 2),
	    "problem missing, approach missing and 2 more");
	assert_string_equal(portfolio_gaps(*state, &study, 4),
	    "problem missing, approach missing, challenges missing, lessons missing");
}

/* F2 */
static void
the_evidence_of_a_step_is_a_complete_case_study_of_it(void **state)
{
	struct roadmap *roadmap = roadmap_with(state,
	    (struct roadmap_evidence){ROADMAP_EVIDENCE_CASE_STUDY, 1, 0, NULL, 0});
	struct portfolio_study studies[] = {whole(""), whole("git"), whole("case")};
	struct portfolio_evidence evidence = portfolio_evidence(*state, roadmap, 1, studies, 2);

	assert_false(evidence.met);
	assert_null(evidence.study);
	assert_string_equal(evidence.text, "no case study yet");
	studies[2].lessons = "";
	evidence = portfolio_evidence(*state, roadmap, 1, studies, 3);
	assert_false(evidence.met);
	assert_string_equal(evidence.text, "case study 7 of 8: lessons missing");
	assert_string_equal(portfolio_evidence_reason(*state, roadmap, 1, studies, 3),
	    evidence.text);
	studies[2].lessons = "Many.";
	evidence = portfolio_evidence(*state, roadmap, 1, studies, 3);
	assert_true(evidence.met);
	assert_string_equal(evidence.text, "case study complete");
	studies[2].roadmap_id = "another";
	assert_false(portfolio_evidence(*state, roadmap, 1, studies, 3).met);
}

/* F2 */
static void
a_kind_of_work_that_is_asked_for_has_to_be_shown(void **state)
{
	static const uint32_t asked[] = {WORK_API_DEVELOPMENT, WORK_PERFORMANCE};
	struct roadmap *roadmap = roadmap_with(state,
	    (struct roadmap_evidence){ROADMAP_EVIDENCE_CASE_STUDY, 1, 0, asked, 2});
	struct portfolio_study study = whole("case");
	struct portfolio_evidence evidence = portfolio_evidence(*state, roadmap, 1, &study, 1);

	assert_false(evidence.met);
	assert_string_equal(evidence.text, "case study 8 of 9: not marked as performance");
	study.lessons = "";
	assert_string_equal(portfolio_evidence(*state, roadmap, 1, &study, 1).text,
	    "case study 7 of 9: lessons missing, not marked as performance");
	study.lessons = "Many.";
	study.kinds = asked;
	study.n_kinds = 2;
	assert_true(portfolio_evidence(*state, roadmap, 1, &study, 1).met);
}

/* F4 */
static void
of_several_the_one_that_lacks_least_counts(void **state)
{
	struct roadmap *roadmap = roadmap_with(state,
	    (struct roadmap_evidence){ROADMAP_EVIDENCE_CASE_STUDY, 1, 0, NULL, 0});
	struct portfolio_study studies[] = {whole("case"), whole("case"), whole("case")};

	studies[0].lessons = studies[0].approach = "";
	studies[1].lessons = "";
	studies[2].approach = "";
	assert_ptr_equal(portfolio_evidence(*state, roadmap, 1, studies, 3).study, &studies[1]);
	studies[1].lessons = "Many.";
	assert_true(portfolio_evidence(*state, roadmap, 1, studies, 3).met);
}

/* F3 */
static void
several_case_studies_count_whatever_they_belong_to(void **state)
{
	static const uint32_t performance[] = {WORK_PERFORMANCE};
	struct roadmap *roadmap = roadmap_with(state,
	    (struct roadmap_evidence){ROADMAP_EVIDENCE_CASE_STUDIES, 2, 2, NULL, 0});
	struct portfolio_study studies[] = {whole(""), whole("git"), whole("case")};
	struct portfolio_evidence evidence = portfolio_evidence(*state, roadmap, 1, studies, 2);

	assert_false(evidence.met); /* two of one kind */
	assert_string_equal(evidence.text, "2 of 2 complete case studies, 1 of 2 kinds of work");
	studies[1].kinds = performance;
	assert_true(portfolio_evidence(*state, roadmap, 1, studies, 2).met);
	studies[1].lessons = "";
	evidence = portfolio_evidence(*state, roadmap, 1, studies, 2);
	assert_false(evidence.met);
	assert_int_equal(evidence.have, 1);
	assert_int_equal(evidence.lacks, WORK_ALL & ~WORK_BIT(WORK_API_DEVELOPMENT));
}

/* F5 */
static void
a_portfolio_shows_what_its_complete_case_studies_show(void **state)
{
	static const uint32_t both[] = {WORK_PERFORMANCE, WORK_DATABASE_DESIGN};
	struct portfolio_study studies[] = {whole(""), whole("")};

	studies[1].kinds = both;
	studies[1].n_kinds = 2;
	assert_int_equal(portfolio_shows(studies, 2),
	    WORK_ALL & ~WORK_BIT(WORK_SYSTEM_INTEGRATION));
	studies[1].lessons = "";
	assert_int_equal(portfolio_shows(studies, 2), WORK_BIT(WORK_API_DEVELOPMENT));
	assert_int_equal(portfolio_shows(studies, 0), 0);
	assert_string_equal(work_titles(*state, WORK_ALL),
	    "database design, API development, system integration, performance");
}

static void
a_kind_the_portfolio_lacks_is_a_reason(void **state)
{
	static const uint32_t performance[] = {WORK_PERFORMANCE};
	struct roadmap *roadmap = roadmap_with(state,
	    (struct roadmap_evidence){ROADMAP_EVIDENCE_CASE_STUDY, 1, 0, performance, 1});
	struct portfolio_study study = whole("");

	assert_string_equal(portfolio_evidence_reason(*state, roadmap, 1, &study, 1),
	    "your portfolio lacks performance");
	study.kinds = performance;
	assert_string_equal(portfolio_evidence_reason(*state, roadmap, 1, &study, 1),
	    "your portfolio shows performance already");
	study.roadmap_id = "small";
	study.step_id = "case";
	assert_string_equal(portfolio_evidence_reason(*state, roadmap, 1, &study, 1),
	    "case study complete, so it can be marked done");
}

/* F6 */
static void
a_step_repeats_when_the_portfolio_shows_all_it_asks_for(void **state)
{
	static const uint32_t both[] = {WORK_PERFORMANCE, WORK_DATABASE_DESIGN};
	struct roadmap *roadmap = roadmap_with(state,
	    (struct roadmap_evidence){ROADMAP_EVIDENCE_CASE_STUDY, 1, 0, both, 2});
	struct portfolio_study studies[] = {whole(""), whole("")};

	studies[0].kinds = both;
	studies[0].n_kinds = 1;
	assert_false(portfolio_evidence_repeats(roadmap, 1, studies, 2));
	studies[0].n_kinds = 2;
	assert_true(portfolio_evidence_repeats(roadmap, 1, studies, 2));
	/* What was begun for the step is the learner's choice. */
	studies[1].roadmap_id = "small";
	studies[1].step_id = "case";
	studies[1].lessons = "";
	assert_false(portfolio_evidence_repeats(roadmap, 1, studies, 2));
	studies[0].lessons = "";
	assert_false(portfolio_evidence_repeats(roadmap, 1, studies, 1));
	roadmap->steps[1].evidence.n_shows = 0;
	assert_false(portfolio_evidence_repeats(roadmap, 1, studies, 1));
	roadmap->steps[1].evidence.kind = ROADMAP_EVIDENCE_NONE;
	assert_false(portfolio_evidence_repeats(roadmap, 1, studies, 1));
}

static void
urls_are_of_the_web_and_have_a_host(void **state)
{
	static const char *const good[] = {"https://example.org", "http://example.org:8080/a?b=c#d",
	    "HTTPS://EXAMPLE.ORG/", "http://[::1]:80/", "http://127.0.0.1/",
	    "https://m\xc3\xbcller.example/\xc3\xa4", "https://example.org/?q=a'b&c=(d)"};
	static const char *const bad[] = {"", "example.org", "ftp://example.org/", "https://",
	    "https:///path", "https://a b/", "https://user:word@example.org/",
	    "https://exa<mple.org/", "https://example.org/\"onload", "https://?q", "https://[]/",
	    "javascript:alert(1)", "https://-x/", "https://example.org/a\\b"};

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		if (!text_is_link(good[i]))
			fail_msg("refused: %s", good[i]);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (text_is_link(bad[i]))
			fail_msg("taken: %s", bad[i]);
}

/* The faults of a case study: "PATH TEXT\n". */
static const char *
faults_of(void **state, const struct portfolio_study *study)
{
	struct roadmap_faults *faults = arena_alloc(*state, sizeof(*faults));
	const char *text = "";

	portfolio_check(study, faults);
	for (uint32_t i = 0; i < faults->n; i++)
		text = arena_printf(*state, "%s%s %s\n", text, faults->list[i].path,
		    faults->list[i].text);
	return text;
}

static void
dates_are_real_and_in_order(void **state)
{
	static const char *const good[][2] = {{"2026", "2026-01"}, {"2026-02-28", "2026-02"},
	    {"2024-02-29", ""}, {"", "2000-02-29"}, {"2026-12-31", "2026-12-31"}};
	static const char *const bad[][2] = {{"2026-13", ""}, {"2026-00", ""}, {"2026-02-29", ""},
	    {"1900-02-29", ""}, {"26-01", ""}, {"2026-1", ""}, {"2026/01", ""}, {"2026-01-32", ""},
	    {"march", ""}, {"3000", ""}, {"", "2026-"}, {"2026-03", "2026-02"},
	    {"2026-03-02", "2026-03-01"}, {"2027", "2026-12"}};

	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		struct portfolio_study study = whole("");

		study.from_date = good[i][0];
		study.to_date = good[i][1];
		assert_string_equal(faults_of(state, &study), "");
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct portfolio_study study = whole("");

		study.from_date = bad[i][0];
		study.to_date = bad[i][1];
		if (faults_of(state, &study)[0] == '\0')
			fail_msg("taken: %s to %s", bad[i][0], bad[i][1]);
	}
}

static void
every_fault_is_told_with_its_field(void **state)
{
	static const char *twice[] = {"C", "C", " "};
	static const uint32_t kinds[] = {WORK_PERFORMANCE, WORK_PERFORMANCE};
	struct portfolio_study study = whole("");

	study.title = " ";
	study.role = "a\nb";
	study.live_url = "example.org";
	study.technologies = twice;
	study.n_technologies = 3;
	study.kinds = kinds;
	study.n_kinds = 2;
	assert_string_equal(faults_of(state, &study),
	    "/title no title: give it one\n"
	    "/role role has a control character (U+000A) at byte 2: take it out\n"
	    "/live 'live': expected an address such as https://example.org/demo\n"
	    "/technologies/1 'technologies': one of them is there twice\n"
	    "/technologies/2 'technologies': one of them is empty\n"
	    "/kinds 'kinds': performance is there twice\n");
}

static void
a_list_that_is_too_long_is_not_even_read(void **state)
{
	struct portfolio_study study = whole("");

	study.outcomes = NULL;
	study.n_outcomes = 1000;
	assert_string_equal(faults_of(state, &study),
	    "/outcomes 1000 outcomes: keep the 20 that matter\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(a_case_study_with_all_its_parts_is_complete),
	    TEST(each_part_that_is_missing_is_told_by_name),
	    TEST(an_outcome_without_a_number_is_not_measured),
	    TEST(many_gaps_are_counted),
	    TEST(the_evidence_of_a_step_is_a_complete_case_study_of_it),
	    TEST(a_kind_of_work_that_is_asked_for_has_to_be_shown),
	    TEST(of_several_the_one_that_lacks_least_counts),
	    TEST(several_case_studies_count_whatever_they_belong_to),
	    TEST(a_portfolio_shows_what_its_complete_case_studies_show),
	    TEST(a_kind_the_portfolio_lacks_is_a_reason),
	    TEST(a_step_repeats_when_the_portfolio_shows_all_it_asks_for),
	    TEST(urls_are_of_the_web_and_have_a_host),
	    TEST(dates_are_real_and_in_order),
	    TEST(every_fault_is_told_with_its_field),
	    TEST(a_list_that_is_too_long_is_not_even_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
