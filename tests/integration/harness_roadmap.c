/*
 * A roadmap with many steps, to write with.
 */
#include <string.h>
#include <unistd.h>

#include "harness.h"
#include "roadmap/v1/catalog.pb-c.h"
#include "roadmap/v1/enrollment.pb-c.h"

/* As long as ids get, so that few events make many bytes. */
static const char *
harness_step_id(struct harness *harness, size_t i)
{
	return arena_printf(harness->arena, "step-%04zu-%054d", i, 0);
}

static Pb__StepDef *
harness_step(struct harness *harness, size_t i)
{
	Pb__StepDef *step = message_new(&pb__step_def__descriptor, harness->arena);

	step->id = harness_step_id(harness, i);
	step->title = arena_printf(harness->arena, "Step %zu", i);
	step->minutes_low = 60;
	step->minutes_high = 60;
	step->value = 1;
	step->kind = PB__KIND__KIND_LEARN;
	return step;
}

void
harness_enroll(struct harness *harness)
{
	Pb__StepDef *steps[HARNESS_STEPS];
	Pb__Phase phase = PB__PHASE__INIT, *phases = &phase;
	Pb__Roadmap roadmap = PB__ROADMAP__INIT;
	Pb__CatalogPutRequest put = PB__CATALOG_PUT_REQUEST__INIT;
	Pb__EnrollmentEnrollRequest enroll = PB__ENROLLMENT_ENROLL_REQUEST__INIT;
	int fd = harness_connect(harness);

	for (size_t i = 0; i < HARNESS_STEPS; i++)
		steps[i] = harness_step(harness, i);
	phase.id = "all";
	phase.title = "All of it";
	phase.steps = steps;
	phase.n_steps = HARNESS_STEPS;
	roadmap.id = "many";
	roadmap.version = 1;
	roadmap.title = "Many steps";
	roadmap.phases = &phases;
	roadmap.n_phases = 1;
	put.roadmap = &roadmap;
	enroll.roadmap_id = "many";
	harness_request(harness, fd, 1, "Catalog", "Put", &put.base);
	assert_int_equal(harness_code(harness_expect(harness, fd, 1)), ERR_OK);
	harness_request(harness, fd, 3, "Enrollment", "Enroll", &enroll.base);
	assert_int_equal(harness_code(harness_expect(harness, fd, 3)), ERR_OK);
	close(fd);
}

Pb__StepSetRequest *
harness_set(struct harness *harness, size_t n, Pb__Status status)
{
	Pb__StepSetRequest *request =
	    message_new(&pb__step_set_request__descriptor, harness->arena);
	const char **ids = arena_array(harness->arena, n, sizeof(*ids));

	for (size_t i = 0; i < n; i++)
		ids[i] = harness_step_id(harness, i);
	request->steps = ids;
	request->n_steps = n;
	request->status = status;
	return request;
}
