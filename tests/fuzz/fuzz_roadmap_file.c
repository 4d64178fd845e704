/* Any bytes are a roadmap file with faults, or a roadmap whose message says the same again. */
#include <stdio.h>
#include <stdlib.h>

#include "document/document.h"
#include "file/file_read.h"
#include "fuzz.h"
#include "proto/message.h"

static void
fuzz_require(bool condition)
{
	if (!condition)
		abort();
}

/* What was read must be what the daemon will accept. */
static void
fuzz_send(const struct file *file, struct arena *arena)
{
	struct bytes bytes = message_pack(arena, &file->message->base);
	const Pb__Roadmap *arrived = message_unpack(&pb__roadmap__descriptor, arena, bytes);
	struct roadmap_faults *faults = arena_alloc(arena, sizeof(*faults));

	fuzz_require(arrived != NULL);
	fuzz_require(document_read(arrived, arena, faults) != NULL);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct file *file = arena_alloc(arena, sizeof(*file));
	FILE *null = fopen("/dev/null", "w");

	if (file_read_bytes("fuzz", (const char *)data, size, arena, file))
		fuzz_send(file, arena);
	else
		fuzz_require(file->faults.n > 0);
	if (file->message != NULL) {
		struct file_faults *doubts = arena_alloc(arena, sizeof(*doubts));

		file_read_doubts(file, arena, doubts);
		file_fault_print_doubts(null, doubts, &file->source);
	}
	file_fault_print(null, &file->faults, &file->source);
	(void)fclose(null);
	arena_free(arena);
	return 0;
}
