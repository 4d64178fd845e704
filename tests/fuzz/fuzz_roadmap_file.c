/* Any bytes are a roadmap file with faults, or a roadmap whose message says the same again. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "document/document.h"
#include "file/file_read.h"
#include "file/file_write.h"
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

/* Written and read again it must be the same. */
static void
fuzz_write(const struct file *file, struct arena *arena)
{
	struct bytes before = message_pack(arena, &file->message->base), after;
	const char *text = file_write(file->message, arena);
	struct file *again = arena_alloc(arena, sizeof(*again));

	if (strlen(text) > FILE_SOURCE_MAX)
		return;
	fuzz_require(file_read_bytes("again", text, strlen(text), arena, again));
	after = message_pack(arena, &again->message->base);
	fuzz_require(after.size == before.size && memcmp(after.data, before.data, after.size) == 0);
}

static void
fuzz_doubt(const struct file *file, FILE *null, struct arena *arena)
{
	struct file_faults *doubts = arena_alloc(arena, sizeof(*doubts));

	file_read_doubts(file, arena, doubts);
	file_fault_print_doubts(null, doubts, &file->source);
}

/*
 * libfyaml 0.7.12 forgets a buffer of 512 bytes on some malformed block scalars ("|2+", then lines
 * of blanks only). A program that reads one file and ends can bear that.
 */
const char *__lsan_default_suppressions(void); /* NOLINT(bugprone-reserved-identifier) */

const char *
__lsan_default_suppressions(void) /* NOLINT(bugprone-reserved-identifier) */
{
	return "leak:libfyaml.so\n";
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct file *file = arena_alloc(arena, sizeof(*file));
	FILE *null = fopen("/dev/null", "w");

	if (file_read_bytes("fuzz", (const char *)data, size, arena, file)) {
		fuzz_send(file, arena);
		fuzz_write(file, arena);
		fuzz_doubt(file, null, arena);
	} else {
		fuzz_require(file->faults.n > 0);
	}
	file_fault_print(null, &file->faults, &file->source);
	(void)fclose(null);
	arena_free(arena);
	return 0;
}
