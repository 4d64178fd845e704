/*
 * Two engines on one database: one that reads, for the loop, and one that writes, for its thread.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "desk.h"
#include "engine/engine.h"
#include "engine/model.h"
#include "engine/zone.h"
#include "store/store_archive.h"
#include "ttrpc/ttrpc.pb-c.h"

enum {
	SECOND_CALENDARS = 300,
	SECOND_HOUR_S = 3600,
};

static void
second_open(struct desk *desk, struct desk *ret_second)
{
	struct err err = ERR_NONE;

	*ret_second = *desk;
	ret_second->engine = engine_open_second(desk->engine, &err);
	assert_non_null(ret_second->engine);
}

static struct bytes
second_request(struct desk *desk, const char *service, const char *method,
    const ProtobufCMessage *message)
{
	Ttrpc__Request request = TTRPC__REQUEST__INIT;
	struct bytes payload = {NULL, 0};

	if (message != NULL)
		payload = message_pack(desk->arena, message);
	request.service = service;
	request.method = method;
	request.payload = (ProtobufCBinaryData){payload.size, (uint8_t *)payload.data};
	return message_pack(desk->arena, &request.base);
}

static struct dispatch_reply
second_read(struct desk *desk, const char *service, const char *method)
{
	struct err err = ERR_NONE;
	struct dispatch_reply reply = dispatch_read(desk->engine, desk->now_us, desk->arena,
	    second_request(desk, service, method, NULL));

	/* a turn of the loop */
	assert_int_equal(engine_commit(desk->engine, &err), ERR_OK);
	return reply;
}

static const char *
second_next(struct desk *desk)
{
	const struct dispatch_reply reply = second_read(desk, "roadmap.v1.Plan", "Next");
	const Ttrpc__Response *response =
	    message_unpack(&ttrpc__response__descriptor, desk->arena, reply.response);
	const Pb__PlanNextReply *next;

	assert_int_equal(reply.code, ERR_OK);
	next = message_unpack(&pb__plan_next_reply__descriptor, desk->arena,
	    (struct bytes){response->payload.data, response->payload.len});
	assert_non_null(next);
	return next->recommendations[0]->step->id;
}

static void
what_one_commits_is_what_the_other_reads_next(void **state)
{
	struct desk *desk = *state, second;

	second_open(desk, &second);
	assert_string_equal(second_next(desk), "clay");
	assert_string_equal(second_next(desk), "clay");
	assert_int_equal(desk_set(&second, "clay", PB__STATUS__STATUS_DONE, false), ERR_OK);
	assert_string_equal(second_next(desk), "wheel");
	engine_close(second.engine);
}

static void
what_is_not_committed_is_not_read(void **state)
{
	struct desk *desk = *state, second;
	struct err err = ERR_NONE;

	second_open(desk, &second);
	second.shares = true;
	assert_int_equal(desk_set(&second, "clay", PB__STATUS__STATUS_DONE, false), ERR_OK);
	assert_string_equal(second_next(desk), "clay");
	assert_int_equal(engine_commit(second.engine, &err), ERR_OK);
	assert_string_equal(second_next(desk), "wheel");
	engine_close(second.engine);
}

/* Every method is either of the loop or of the writer, told the same both ways. */
static void
a_request_that_may_write_is_left_to_the_writer(void **state)
{
	struct desk *desk = *state;

	for (size_t i = 0; i < op_table_size; i++) {
		const struct op_entry *entry = &op_table[i];
		const bool reads =
		    entry->mode == OP_READ || entry->mode == OP_WATCH || entry->mode == OP_BARE;
		const struct bytes request =
		    second_request(desk, entry->service, entry->method, NULL);

		assert_int_equal(second_read(desk, entry->service, entry->method).is_write, !reads);
		assert_int_equal(engine_is_write(desk->arena, request), !reads);
	}
	assert_false(second_read(desk, "roadmap.v1.Step", "Nope").is_write);
	assert_false(engine_is_write(desk->arena, (struct bytes){(const uint8_t *)"\xff", 1}));
}

static void
nothing_is_done_of_what_is_left_to_the_writer(void **state)
{
	struct desk *desk = *state;
	const char *step = "clay";
	Pb__StepSetRequest set = PB__STEP_SET_REQUEST__INIT;
	struct dispatch_reply reply;

	set.steps = &step;
	set.n_steps = 1;
	set.status = PB__STATUS__STATUS_DONE;
	reply = dispatch_read(desk->engine, desk->now_us, desk->arena,
	    second_request(desk, "roadmap.v1.Step", "Set", &set.base));
	assert_true(reply.is_write);
	assert_null(reply.response.data);
	assert_null(reply.event.data);
	assert_int_equal(desk_view(desk, "clay")->status, PB__STATUS__STATUS_TODO);
}

static const struct model *
second_model(struct desk *desk, const char *id)
{
	struct op op = {.engine = desk->engine, .store = desk->engine->store, .arena = desk->arena};
	struct err err = ERR_NONE;
	const struct model *model;

	assert_int_equal(store_transaction_read(op.store, &err), ERR_OK);
	model = model_get(&op, id, 1, &err);
	assert_non_null(model);
	assert_int_equal(store_transaction_keep(op.store, &err), ERR_OK);
	return model;
}

static void
second_put(struct desk *desk, const char *title)
{
	Pb__CatalogPutRequest put = PB__CATALOG_PUT_REQUEST__INIT;

	put.roadmap = pottery_roadmap(desk->arena);
	put.roadmap->id = "teapots";
	put.roadmap->title = (char *)title;
	assert_int_equal(desk_call(desk, "Catalog", "Put", &put, NULL), ERR_OK);
}

/* It takes long to read, and a learner's writes do not change it. */
static void
a_roadmap_stays_in_memory_while_the_other_engine_writes(void **state)
{
	struct desk *desk = *state, second;
	const struct model *before;

	second_open(desk, &second);
	before = second_model(desk, "pottery");
	assert_int_equal(desk_set(&second, "clay", PB__STATUS__STATUS_DONE, false), ERR_OK);
	(void)second_read(desk, "roadmap.v1.Plan", "Next");
	assert_ptr_equal(desk->engine->models, before);
	engine_close(second.engine);
}

/* Under a service manager it is asked for after each write. */
static void
a_roadmap_stays_in_memory_when_the_status_is_told(void **state)
{
	static const char mark[] = "not read from the database";
	struct desk *desk = *state, second;

	second_open(desk, &second);
	((struct roadmap *)second_model(desk, "pottery")->roadmap)->title = mark;
	assert_int_equal(desk_set(&second, "clay", PB__STATUS__STATUS_DONE, false), ERR_OK);
	assert_string_not_equal(engine_status(desk->engine, desk->arena), "pottery 0 %");
	assert_ptr_equal(second_model(desk, "pottery")->roadmap->title, mark);
	engine_close(second.engine);
}

/* In the same second, and as long as the one before: nothing else tells them apart. */
static void
a_roadmap_that_the_other_engine_replaced_is_read_anew(void **state)
{
	struct desk *desk = *state, second;
	Pb__CatalogDeleteRequest delete = PB__CATALOG_DELETE_REQUEST__INIT;

	second_open(desk, &second);
	second_put(&second, "Teapots, round");
	assert_string_equal(second_model(desk, "teapots")->roadmap->title, "Teapots, round");
	delete.roadmap_id = "teapots";
	delete.version = 1;
	second.now_us -= 2 * 1000000;
	assert_int_equal(desk_call(&second, "Catalog", "Delete", &delete, NULL), ERR_OK);
	second.now_us -= 1000000;
	second_put(&second, "Teapots, small");
	(void)second_read(desk, "roadmap.v1.Plan", "Next");
	assert_string_equal(second_model(desk, "teapots")->roadmap->title, "Teapots, small");
	engine_close(second.engine);
}

static void
a_second_engine_is_of_the_same_file_or_of_none(void **state)
{
	struct desk *desk = *state;
	const char *away = arena_printf(desk->arena, "%s.away", desk->path);
	struct err err = ERR_NONE;
	FILE *other;

	assert_int_equal(rename(desk->path, away), 0);
	assert_null(engine_open_second(desk->engine, &err));
	assert_int_equal(err.code, ERR_UNAVAILABLE);
	assert_int_equal(access(desk->path, F_OK), -1);
	other = fopen(desk->path, "w");
	assert_non_null(other);
	assert_int_equal(fclose(other), 0);
	err.code = ERR_OK;
	assert_null(engine_open_second(desk->engine, &err));
	assert_int_equal(err.code, ERR_UNAVAILABLE);
	assert_non_null(strstr(err.text, "was replaced"));
	assert_int_equal(rename(away, desk->path), 0);
}

/* It began before the file went, and was acknowledged after the loop had found out. */
static void
what_is_committed_after_a_rescue_is_saved_too(void **state)
{
	struct desk *desk = *state, second, saved;
	struct err err = ERR_NONE;
	const char *path;
	uint32_t n;
	int64_t at_s;

	second_open(desk, &second);
	second.shares = true;
	assert_int_equal(desk_set(&second, "clay", PB__STATUS__STATUS_DONE, false), ERR_OK);
	assert_int_equal(unlink(desk->path), 0);
	assert_int_equal(second_read(desk, "roadmap.v1.Plan", "Next").code, ERR_UNAVAILABLE);
	assert_int_equal(engine_commit(second.engine, &err), ERR_OK);
	engine_rescue(desk->engine, desk->arena, second.now_us / 1000000 + 1);
	path = store_backup_newest(desk->engine->store, desk->arena, &n, &at_s);
	assert_non_null(path);
	saved = *desk;
	saved.engine = engine_open(path, &err);
	assert_non_null(saved.engine);
	assert_int_equal(desk_view(&saved, "clay")->status, PB__STATUS__STATUS_DONE);
	engine_close(saved.engine);
	engine_close(second.engine);
}

struct second_zone {
	const char *name;
	int32_t hours; /* of its offset, all the year */
};

static void *
second_make_calendars(void *arg)
{
	const struct second_zone *zone = arg;
	const int64_t now_s = INT64_C(1780000000);
	struct arena *arena = arena_new();
	struct err err = ERR_NONE;
	bool is_right = true;

	for (int i = 0; i < SECOND_CALENDARS && is_right; i++) {
		struct calendar calendar;

		is_right = zone_use(zone->name, &err) == ERR_OK;
		calendar = zone_calendar(arena, now_s - (int64_t)i * CALENDAR_DAY_S, now_s, 0);
		for (uint32_t k = 0; k < calendar.n_changes; k++)
			is_right =
			    is_right && calendar.changes[k].offset_s == zone->hours * SECOND_HOUR_S;
		arena_reset(arena);
	}
	arena_free(arena);
	return is_right ? (void *)zone : NULL;
}

static void
each_thread_has_the_zone_of_its_own_request(void **state)
{
	static struct second_zone zones[] = {{"EAST-3", 3}, {"WEST+5", -5}, {"", 0}};
	pthread_t threads[sizeof(zones) / sizeof(zones[0])];
	void *right;

	(void)state;
	for (size_t i = 0; i < sizeof(zones) / sizeof(zones[0]); i++)
		assert_int_equal(pthread_create(&threads[i], NULL, second_make_calendars,
				     &zones[i]),
		    0);
	for (size_t i = 0; i < sizeof(zones) / sizeof(zones[0]); i++) {
		assert_int_equal(pthread_join(threads[i], &right), 0);
		assert_ptr_equal(right, &zones[i]);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup_enrolled, desk_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(what_one_commits_is_what_the_other_reads_next),
	    TEST(what_is_not_committed_is_not_read),
	    TEST(a_request_that_may_write_is_left_to_the_writer),
	    TEST(nothing_is_done_of_what_is_left_to_the_writer),
	    TEST(a_roadmap_stays_in_memory_while_the_other_engine_writes),
	    TEST(a_roadmap_stays_in_memory_when_the_status_is_told),
	    TEST(a_roadmap_that_the_other_engine_replaced_is_read_anew),
	    TEST(a_second_engine_is_of_the_same_file_or_of_none),
	    TEST(what_is_committed_after_a_rescue_is_saved_too),
	    TEST(each_thread_has_the_zone_of_its_own_request),
	};

	setenv("TZ", "UTC", 1);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
