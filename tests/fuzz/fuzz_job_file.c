/* Any bytes as a file of applications: either faults with texts, or records that can be sent. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/text.h"
#include "fuzz.h"
#include "proto/message.h"
#include "search_read.h"

static void
fuzz_job_file_require(bool condition)
{
	if (!condition)
		abort();
}

static void
fuzz_job_file_check(const struct search_file *file, size_t n_lines, struct arena *arena)
{
	for (size_t i = 0; i < file->n_faults; i++) {
		fuzz_job_file_require(file->faults[i].text[0] != '\0');
		fuzz_job_file_require(file->faults[i].line <= n_lines);
	}
	for (size_t i = 0; file->n_faults == 0 && i < file->n; i++) {
		const Pb__JobRecord *record = file->records[i]->message;

		fuzz_job_file_require(record->n_stages > 0);
		fuzz_job_file_require(text_is_utf8(record->application->company,
		    strlen(record->application->company)));
		(void)message_unpack(&pb__job_record__descriptor, arena,
		    message_pack(arena, &record->base));
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct search_file *file = arena_alloc(arena, sizeof(*file));
	struct import_input input;
	struct err err = ERR_NONE;
	size_t n_lines = 1;

	for (size_t i = 0; i < size; i++)
		n_lines += data[i] == '\n' || data[i] == '\r';
	if (import_input_make("fuzz", (const char *)data, size, arena, &input, &err) == ERR_OK) {
		search_read(&input, "2026-03-17", arena, file);
		fuzz_job_file_check(file, n_lines, arena);
	}
	arena_free(arena);
	return 0;
}
