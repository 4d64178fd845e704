/* The samples of tests/data: good ones have no fault, bad ones print as the text beside them. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "file_support.h"

static int
is_yaml(const struct dirent *entry)
{
	const char *dot = strrchr(entry->d_name, '.');

	return dot != NULL && strcmp(dot, ".yaml") == 0;
}

static void
for_each_sample(void **state, const char *folder, void (*check)(void **, const char *))
{
	struct dirent **entries;
	int n = scandir(file_sample(state, folder), &entries, is_yaml, alphasort);

	assert_true(n > 0);
	for (int i = 0; i < n; i++) {
		check(state, arena_printf(*state, "%s/%s", folder, entries[i]->d_name));
		free(entries[i]);
	}
	free(entries);
}

static void
check_good(void **state, const char *name)
{
	struct file *file = arena_alloc(*state, sizeof(*file));

	if (!file_read(file_sample(state, name), *state, file))
		fail_msg("%s:%u: %s", name, file->faults.list[0].line, file->faults.list[0].text);
}

static const char *
slurp(void **state, const char *path)
{
	char *text = arena_alloc(*state, 65536);
	FILE *in = fopen(path, "r");

	if (in == NULL)
		fail_msg("%s is missing", path);
	assert_true(fread(text, 1, 65535, in) < 65535);
	assert_int_equal(fclose(in), 0);
	return text;
}

static void
check_bad(void **state, const char *name)
{
	struct file *file = arena_alloc(*state, sizeof(*file));
	char *printed;
	size_t size;
	FILE *out = open_memstream(&printed, &size);

	assert_false(file_read(file_sample(state, name), *state, file));
	file->source.name = strrchr(name, '/') + 1;
	file_fault_print(out, &file->faults, &file->source);
	assert_int_equal(fclose(out), 0);
	assert_string_equal(printed,
	    slurp(state,
		file_sample(state, arena_printf(*state, "%.*s.txt", (int)strlen(name) - 5, name))));
	free(printed);
}

static void
good_samples_have_no_fault(void **state)
{
	for_each_sample(state, "good", check_good);
}

static void
bad_samples_are_told_as_the_text_beside_them(void **state)
{
	for_each_sample(state, "bad", check_bad);
}

static void
a_long_line_is_shown_around_the_place(void **state)
{
	static const char expected[] =
	    "x:3:151: 'Z' is no id: use a-z, 0-9 and '-', at most 64, such as 'z'\n"
	    "  tttttttttttttttttttttttttttttttttttttttttttttttt, roadmap: Z}\n"
	    "                                                             ^\n";
	char text[256], *printed;
	struct file *file = arena_alloc(*state, sizeof(*file));
	size_t size;
	FILE *out = open_memstream(&printed, &size);
	int n = snprintf(text, sizeof(text),
	    "{version: 1,\n phases: [{id: p, title: P, steps: [{id: a, title: A, hours: 1}]}],\n"
	    " title: %0131d, roadmap: Z}\n",
	    0);

	for (char *p = text; *p != '\0'; p++)
		*p = *p == '0' ? 't' : *p;
	assert_false(file_read_bytes("x", text, (size_t)n, *state, file));
	file_fault_print(out, &file->faults, &file->source);
	assert_int_equal(fclose(out), 0);
	assert_string_equal(printed, expected);
	free(printed);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    file_test(good_samples_have_no_fault),
	    file_test(bad_samples_are_told_as_the_text_beside_them),
	    file_test(a_long_line_is_shown_around_the_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
