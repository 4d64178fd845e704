#include "file_support.h"

#include <string.h>

int
file_setup(void **state)
{
	*state = arena_new();
	return 0;
}

int
file_teardown(void **state)
{
	arena_free(*state);
	return 0;
}

static struct file *
file_support_read(struct arena *arena, const char *bytes, size_t size)
{
	struct file *file = arena_alloc(arena, sizeof(*file));
	bool fine = file_read_bytes("test.yaml", bytes, size, arena, file);

	assert_int_equal(fine, file->faults.n == 0);
	assert_int_equal(fine, file->message != NULL);
	assert_int_equal(fine, file->roadmap != NULL);
	return file;
}

const Pb__Roadmap *
file_good(void **state, const char *yaml)
{
	struct file *file = file_support_read(*state, yaml, strlen(yaml));

	if (file->faults.n > 0)
		fail_msg("%u:%u: %s", file->faults.list[0].line, file->faults.list[0].column,
		    file->faults.list[0].text);
	return file->message;
}

void
file_bad_bytes(void **state, const char *bytes, size_t size, const char *expected)
{
	struct file *file = file_support_read(*state, bytes, size);
	const char *found = "";

	for (uint32_t i = 0; i < file->faults.n; i++)
		found = arena_printf(*state, "%s%u:%u: %s\n", found, file->faults.list[i].line,
		    file->faults.list[i].column, file->faults.list[i].text);
	assert_string_equal(found, expected);
}

void
file_bad(void **state, const char *yaml, const char *expected)
{
	file_bad_bytes(state, yaml, strlen(yaml), expected);
}

const char *
file_sample(void **state, const char *name)
{
	return arena_printf(*state, "%s/%s", ROADMAP_TEST_DATA, name);
}
