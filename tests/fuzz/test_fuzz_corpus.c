/*
 * The corpus of the dispatch target reaches every method: some file of it gets each of them
 * answered OK. And what an input does depends on nothing that came before it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <stdio.h>
#include <string.h>

#include "engine/op_table.h"
#include "fuzz.h"
#include "fuzz_dispatch.h"
#include "fuzz_talk.h"
#include "roadmap/v1/setting.pb-c.h"
#include "roadmap/v1/step.pb-c.h"

enum {
	CORPUS_FILE_MAX = 1 << 16,
	CORPUS_OPS_MAX = 256,
};

static bool corpus_ok[CORPUS_OPS_MAX];

static void
corpus_answered(const char *method, enum err_code code)
{
	for (size_t i = 0; i < op_table_size; i++)
		if (code == ERR_OK && strcmp(op_table[i].command, method) == 0)
			corpus_ok[i] = true;
}

static void
corpus_run(const char *name)
{
	static uint8_t data[CORPUS_FILE_MAX];
	char path[4096];
	size_t size;
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", CORPUS, name);
	file = fopen(path, "rb");
	assert_non_null(file);
	size = fread(data, 1, sizeof(data), file);
	assert_true(feof(file));
	fclose(file);
	(void)LLVMFuzzerTestOneInput(data, size);
}

static void
every_method_is_answered_ok_by_some_input_of_the_corpus(void **state)
{
	DIR *dir = opendir(CORPUS);
	struct dirent *entry;
	unsigned n_missing = 0;

	(void)state;
	assert_non_null(dir);
	fuzz_dispatch_answered = corpus_answered;
	while ((entry = readdir(dir)) != NULL)
		if (entry->d_name[0] != '.')
			corpus_run(entry->d_name);
	closedir(dir);
	for (size_t i = 0; i < op_table_size; i++) {
		if (corpus_ok[i])
			continue;
		print_message("%s: add it to tests/fuzz/seeds.sh, and run that\n",
		    op_table[i].command);
		n_missing++;
	}
	assert_int_equal(n_missing, 0);
}

static enum err_code last_code;

static void
remember_code(const char *method, enum err_code code)
{
	(void)method;
	last_code = code;
}

static void
talk_run(struct fuzz_talk *talk)
{
	uint8_t data[4096];

	(void)LLVMFuzzerTestOneInput(data, fuzz_talk_write(talk, data, sizeof(data)));
}

/* So many commits on a database with nothing stored. */
static void
talk_write_to_empty(unsigned n, struct arena *arena)
{
	Pb__SettingSetRequest set = PB__SETTING_SET_REQUEST__INIT;
	struct fuzz_talk talk = {.flags = FUZZ_TALK_EMPTY};

	set.name = "day-start";
	for (talk.n = 0; talk.n < n; talk.n++) {
		set.value = talk.n % 2 == 0 ? "04:00" : "05:00";
		talk.requests[talk.n] = fuzz_talk_pack(arena, "roadmap.v1.Setting", "Set",
		    message_pack(arena, &set.base));
	}
	talk_run(&talk);
}

static void
what_was_written_to_the_other_database_is_forgotten(void **state)
{
	Pb__StepSetRequest set = PB__STEP_SET_REQUEST__INIT;
	struct arena *arena = arena_new();
	struct fuzz_talk talk = {.n = 1};
	const char *step = "clay";

	(void)state;
	fuzz_dispatch_answered = remember_code;
	set.steps = &step;
	set.n_steps = 1;
	set.status = PB__STATUS__STATUS_DONE;
	talk.requests[0] =
	    fuzz_talk_pack(arena, "roadmap.v1.Step", "Set", message_pack(arena, &set.base));
	for (unsigned n = 1; n < FUZZ_TALK_MAX; n++) {
		talk_write_to_empty(n, arena);
		assert_int_equal(last_code, ERR_OK);
		last_code = ERR_INTERNAL;
		talk_run(&talk);
		assert_int_equal(last_code, ERR_OK);
	}
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_method_is_answered_ok_by_some_input_of_the_corpus),
	    cmocka_unit_test(what_was_written_to_the_other_database_is_forgotten),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
