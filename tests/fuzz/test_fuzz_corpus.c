/*
 * The corpus of the dispatch target reaches every method: some file of it gets each of them
 * answered OK.
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_method_is_answered_ok_by_some_input_of_the_corpus),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
