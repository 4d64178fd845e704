#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "client/json.h"
#include "google/protobuf/any.pb-c.h"
#include "roadmap/v1/history.pb-c.h"
#include "roadmap/v1/plan.pb-c.h"
#include "ttrpc/ttrpc.pb-c.h"

static void
expect_json(const ProtobufCMessage *message, const char *expected)
{
	char *text = NULL;
	size_t size;
	FILE *file = open_memstream(&text, &size);

	assert_non_null(file);
	json_print(message, false, file);
	fclose(file);
	assert_string_equal(text, expected);
	free(text);
}

static void
every_field_is_there_even_when_nothing_is_set(void **state)
{
	Pb__PlanNextReply reply = PB__PLAN_NEXT_REPLY__INIT;
	Pb__Progress progress = PB__PROGRESS__INIT;

	(void)state;
	expect_json(&reply.base, "{\"enrollment\":null,\"recommendations\":[],\"note\":\"\","
				 "\"timer\":null,\"job\":null}\n");
	expect_json(&progress.base,
	    "{\"stepsDone\":0,\"stepsTotal\":0,\"minutesDone\":0,\"minutesTotal\":0,"
	    "\"permille\":0,\"stepsSkipped\":0}\n");
}

static void
names_are_lower_camel_case_and_enums_are_names(void **state)
{
	Pb__Term term = PB__TERM__INIT;
	Pb__Term *terms[] = {&term, &term};
	Pb__Recommendation recommendation = PB__RECOMMENDATION__INIT;

	(void)state;
	term.name = PB__TERM__NAME__NAME_OWN_VALUE;
	term.points = 7;
	term.text = "its \"own\"";
	recommendation.terms = terms;
	recommendation.n_terms = 2;
	recommendation.goal_id = "goal";
	recommendation.block_minutes = UINT32_MAX;
	expect_json(&recommendation.base,
	    "{\"step\":null,\"score\":0,\"terms\":["
	    "{\"name\":\"NAME_OWN_VALUE\",\"points\":7,\"text\":\"its \\\"own\\\"\"},"
	    "{\"name\":\"NAME_OWN_VALUE\",\"points\":7,\"text\":\"its \\\"own\\\"\"}],"
	    "\"reason\":\"\",\"goalId\":\"goal\",\"goalTitle\":\"\",\"blockSteps\":0,"
	    "\"blockValue\":0,\"blockMinutes\":4294967295,\"blockStepIds\":[],"
	    "\"firstOf\":\"\",\"compared\":\"\",\"order\":\"\",\"minutesLeft\":0,"
	    "\"item\":null,\"itemMinutes\":0,\"fit\":\"FIT_UNSPECIFIED\",\"blockEnds\":0}\n");
}

static void
an_enum_value_of_a_newer_daemon_is_its_number(void **state)
{
	Pb__Term term = PB__TERM__INIT;

	(void)state;
	term.name = (Pb__Term__Name)99;
	expect_json(&term.base, "{\"name\":99,\"points\":0,\"text\":\"\"}\n");
}

static void
a_timestamp_is_rfc_3339_with_as_many_digits_as_it_needs(void **state)
{
	static const struct {
		int32_t nanos;
		const char *text;
	} cases[] = {
	    {0, "\"2026-03-01T14:00:00Z\"\n"},
	    {500000000, "\"2026-03-01T14:00:00.500Z\"\n"},
	    {123456000, "\"2026-03-01T14:00:00.123456Z\"\n"},
	    {1, "\"2026-03-01T14:00:00.000000001Z\"\n"},
	};
	Google__Protobuf__Timestamp at = GOOGLE__PROTOBUF__TIMESTAMP__INIT;

	(void)state;
	at.seconds = 1772373600;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		at.nanos = cases[i].nanos;
		expect_json(&at.base, cases[i].text);
	}
}

static void
an_int64_is_a_string_and_bytes_are_base64(void **state)
{
	Ttrpc__Request request = TTRPC__REQUEST__INIT;

	(void)state;
	request.service = "roadmap.v1.Plan";
	request.payload = (ProtobufCBinaryData){4, (uint8_t *)"\x00\xff\x10 "};
	request.timeout_nano = INT64_MAX;
	expect_json(&request.base,
	    "{\"service\":\"roadmap.v1.Plan\",\"method\":\"\",\"payload\":\"AP8QIA==\","
	    "\"timeoutNano\":\"9223372036854775807\",\"metadata\":[]}\n");
}

static void
no_control_character_reaches_the_terminal(void **state)
{
	Pb__Candidate candidate = PB__CANDIDATE__INIT;

	(void)state;
	candidate.id = "a\x1b[31m";
	candidate.title = "b\x7f c\xc2\x9b d\xc3\xa9";
	expect_json(&candidate.base,
	    "{\"id\":\"a\\u001b[31m\",\"title\":\"b\\u007f c\\u009b d\xc3\xa9\"}\n");
}

static void
text_that_is_no_utf8_still_makes_a_document(void **state)
{
	Pb__Candidate candidate = PB__CANDIDATE__INIT;

	(void)state;
	candidate.id = "\xff\xfe";
	candidate.title = NULL;
	expect_json(&candidate.base, "{\"id\":\"??\",\"title\":\"\"}\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_field_is_there_even_when_nothing_is_set),
	    cmocka_unit_test(names_are_lower_camel_case_and_enums_are_names),
	    cmocka_unit_test(an_enum_value_of_a_newer_daemon_is_its_number),
	    cmocka_unit_test(a_timestamp_is_rfc_3339_with_as_many_digits_as_it_needs),
	    cmocka_unit_test(an_int64_is_a_string_and_bytes_are_base64),
	    cmocka_unit_test(no_control_character_reaches_the_terminal),
	    cmocka_unit_test(text_that_is_no_utf8_still_makes_a_document),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
