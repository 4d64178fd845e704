/* Files that mean harm, or are no roadmaps at all. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file/file_tree.h"
#include "file_support.h"

/* A text of `n` times `unit` between two others. */
static char *
repeat(void **state, const char *before, const char *unit, size_t n, const char *after)
{
	size_t length = strlen(unit);
	char *text = arena_alloc(*state, strlen(before) + n * length + strlen(after) + 1);
	char *to = stpcpy(text, before);

	for (size_t i = 0; i < n; i++, to += length)
		memcpy(to, unit, length);
	(void)strcpy(to, after);
	return text;
}

static void
a_file_of_four_mebibytes_is_read_and_not_one_byte_more(void **state)
{
	size_t n = FILE_SOURCE_MAX - strlen(FILE_SOUND);

	(void)file_good(state, repeat(state, FILE_SOUND, "\n", n, ""));
	file_bad(state, repeat(state, FILE_SOUND, "\n", n + 1, ""), "0:0: is larger than 4 MiB\n");
}

static void
bytes_that_are_no_text_are_told_by_their_place(void **state)
{
	file_bad_bytes(state, "title: a\0b\n", 11,
	    "1:9: byte 0x00 is a NUL: this is no text file\n");
	file_bad(state, "roadmap: r\ntitle: \xc3\xa9\xff\n",
	    "2:9: byte 0xff is not UTF-8: save the file as UTF-8\n");
	file_bad(state, "title: \xed\xa0\x80\n",
	    "1:8: byte 0xed is not UTF-8: save the file as UTF-8\n");
	file_bad(state, "title: \xe2\x82", "1:8: byte 0xe2 is not UTF-8: save the file as UTF-8\n");
	file_bad(state, "title: \x1b[2J\n", "1:8: byte 0x1b is a control character: remove it\n");
	file_bad(state, "title: \xc2\x85\n",
	    "1:8: byte 0xc2 starts a control character: remove it\n");
}

static void
a_line_of_64_kibibytes_is_read_and_not_one_byte_more(void **state)
{
	(void)file_good(state, repeat(state, FILE_SOUND "#", "x", FILE_LINE_MAX - 1, "\n"));
	file_bad(state, repeat(state, FILE_SOUND "#", "x", FILE_LINE_MAX, "\n"),
	    "11:65537: this line is over 64 KiB: break it\n");
}

static void
deep_nesting_is_refused(void **state)
{
	file_bad(state, repeat(state, "", "[", 17, ""), "1:17: nested too deep\n");
	file_bad(state, repeat(state, "", "- ", 10000, "x\n"), "1:33: nested too deep\n");
	file_bad(state, repeat(state, "", "{a: ", 16, "[]}"), "1:65: nested too deep\n");
}

static void
more_values_than_a_roadmap_can_have_are_refused(void **state)
{
	file_bad(state, repeat(state, "", "- 1\n", FILE_NODES_MAX, ""),
	    "500000:3: too many values: a roadmap is not that large\n");
}

static void
a_bomb_of_aliases_does_not_go_off(void **state)
{
	file_bad(state,
	    "a: &a [x, x]\n"
	    "b: &b [*a, *a]\n",
	    "1:1: unknown key 'a' in a roadmap\n"
	    "1:1: a roadmap needs 'roadmap'\n"
	    "1:1: a roadmap needs 'version'\n"
	    "1:1: a roadmap needs 'title'\n"
	    "1:1: a roadmap needs 'phases'\n"
	    "1:4: anchors (&name) are not supported: write the value out\n"
	    "2:1: unknown key 'b' in a roadmap\n"
	    "2:4: anchors (&name) are not supported: write the value out\n"
	    "2:8: aliases (*name) are not supported: write the value out\n"
	    "2:12: aliases (*name) are not supported: write the value out\n");
}

static char *
many_steps(void **state, unsigned n)
{
	char *text = arena_alloc(*state, sizeof(FILE_HEAD) + (size_t)n * 48);
	char *to = stpcpy(text, FILE_HEAD);

	for (unsigned i = 0; i < n; i++)
		to += sprintf(to, "  - {id: s%u, title: S, hours: 1}\n", i);
	return text;
}

static void
as_many_steps_as_allowed_are_read_and_not_one_more(void **state)
{
	(void)file_good(state, many_steps(state, ROADMAP_STEPS_MAX));
	file_bad(state, many_steps(state, ROADMAP_STEPS_MAX + 1),
	    "5:1: 20001 steps: at most 20000 are allowed\n");
}

static void
lists_have_a_limit(void **state)
{
	const char *good = repeat(state, FILE_SOUND "    checklist: [", "x,", 1000, "]\n");

	assert_int_equal(file_good(state, good)->phases[0]->steps[0]->n_checklist, 1000);
	file_bad(state, repeat(state, FILE_SOUND "    checklist: [", "x,", 1001, "]\n"),
	    "11:16: 1001 entries: at most 1000 are allowed\n");
	file_bad(state, repeat(state, FILE_SOUND "    requires:\n    - any: [", "a,", 1001, "]\n"),
	    "12:12: 1001 entries: at most 1000 are allowed\n");
	file_bad(state, repeat(state, FILE_SOUND "leads-to: [", "x,", 1001, "]\n"),
	    "11:11: 1001 entries: at most 1000 are allowed\n");
}

static void
faults_over_the_limit_are_only_hinted_at(void **state)
{
	const char *text = repeat(state, FILE_SOUND, "    colour: red\n", 200, "");
	struct file *file = arena_alloc(*state, sizeof(*file));

	assert_false(file_read_bytes("x", text, strlen(text), *state, file));
	assert_int_equal(file->faults.n, FILE_FAULTS_MAX);
	assert_true(file->faults.more);
}

static void
a_directory_a_fifo_and_a_missing_file_are_refused(void **state)
{
	static const char *const expected[] = {"is a directory: give a file", "is not a file",
	    "cannot be opened: No such file or directory"};
	char dir[] = "/tmp/roadmap-test-XXXXXX";
	struct file *file = arena_alloc(*state, sizeof(*file));
	const char *paths[3];

	assert_non_null(mkdtemp(dir));
	paths[0] = dir;
	paths[1] = arena_printf(*state, "%s/fifo", dir);
	paths[2] = arena_printf(*state, "%s/none", dir);
	assert_int_equal(mkfifo(paths[1], 0600), 0);
	for (int i = 0; i < 3; i++) {
		assert_false(file_read(paths[i], *state, file));
		assert_int_equal(file->faults.n, 1);
		assert_int_equal(file->faults.list[0].line, 0);
		assert_string_equal(file->faults.list[0].text, expected[i]);
	}
	assert_int_equal(unlink(paths[1]), 0);
	assert_int_equal(rmdir(dir), 0);
}

/* xorshift64: the same numbers everywhere. */
static uint64_t
draw(uint64_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return *seed;
}

/* Reads the bytes; the faults, if any, must be in the file and printable. */
static void
survive(const char *bytes, size_t size)
{
	struct arena *arena = arena_new();
	struct file *file = arena_alloc(arena, sizeof(*file));
	bool fine = file_read_bytes("x", bytes, size, arena, file);
	FILE *null = fopen("/dev/null", "w");

	assert_non_null(null);
	assert_int_equal(fine, file->faults.n == 0);
	for (uint32_t i = 0; i < file->faults.n; i++)
		assert_true(
		    file->faults.list[i].text[0] != '\0' && file->faults.list[i].line <= size + 1);
	file_fault_print(null, &file->faults, &file->source);
	assert_int_equal(fclose(null), 0);
	arena_free(arena);
}

static void
random_bytes_are_survived(void **state)
{
	uint64_t seed = 20260101;
	char bytes[64];

	(void)state;
	for (int round = 0; round < 1000; round++) {
		for (size_t i = 0; i < sizeof(bytes); i++)
			bytes[i] = (char)draw(&seed);
		survive(bytes, draw(&seed) % sizeof(bytes));
	}
}

static void
random_characters_of_yaml_are_survived(void **state)
{
	static const char alphabet[] = "-:?[]{},#&*!|>'\"% \n\n  ab~\t\\.";
	uint64_t seed = 20260102;
	char bytes[48];

	(void)state;
	for (int round = 0; round < 3000; round++) {
		for (size_t i = 0; i < sizeof(bytes); i++)
			bytes[i] = alphabet[draw(&seed) % (sizeof(alphabet) - 1)];
		survive(bytes, draw(&seed) % sizeof(bytes));
	}
}

static void
random_changes_of_a_good_file_are_survived(void **state)
{
	struct file *file = arena_alloc(*state, sizeof(*file));
	uint64_t seed = 20260103;

	assert_true(file_read(file_sample(state, "good/full.yaml"), *state, file));
	for (int round = 0; round < 500; round++) {
		char *text = arena_strdup(*state, file->source.text);

		for (uint64_t changes = draw(&seed) % 4 + 1; changes > 0; changes--)
			text[draw(&seed) % file->source.size] =
			    file->source.text[draw(&seed) % file->source.size];
		survive(text, file->source.size - draw(&seed) % 8);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    file_test(a_file_of_four_mebibytes_is_read_and_not_one_byte_more),
	    file_test(a_line_of_64_kibibytes_is_read_and_not_one_byte_more),
	    file_test(bytes_that_are_no_text_are_told_by_their_place),
	    file_test(deep_nesting_is_refused),
	    file_test(more_values_than_a_roadmap_can_have_are_refused),
	    file_test(a_bomb_of_aliases_does_not_go_off),
	    file_test(as_many_steps_as_allowed_are_read_and_not_one_more),
	    file_test(lists_have_a_limit),
	    file_test(faults_over_the_limit_are_only_hinted_at),
	    file_test(a_directory_a_fifo_and_a_missing_file_are_refused),
	    file_test(random_bytes_are_survived),
	    file_test(random_characters_of_yaml_are_survived),
	    file_test(random_changes_of_a_good_file_are_survived),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
