#include "fuzz_import.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "document/document.h"
#include "import/import.h"
#include "proto/message.h"

static void
fuzz_import_require(bool condition)
{
	if (!condition)
		abort();
}

void
fuzz_import(const char *format, const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	FILE *null = fopen("/dev/null", "w");
	struct import_draft *draft = import_draft_new("fuzz", null, arena);
	/* The last byte chooses between the two ways to take an order. */
	struct import_options options = {
	    .chain = strcmp(format, "roadmap.sh") == 0 && size > 0 && data[size - 1] == '\n'};
	const struct import_format *read = import_format_find(format);
	struct roadmap_faults *faults = arena_alloc(arena, sizeof(*faults));
	const Pb__Roadmap *roadmap = NULL;
	struct import_input input;
	struct err err = ERR_NONE;

	fuzz_import_require(read != NULL);
	if (import_input_make("fuzz", (const char *)data, size, arena, &input, &err) == ERR_OK)
		roadmap = import_read(&input, read, &options, draft, &read, &err);
	fuzz_import_require(roadmap != NULL || err.text[0] != '\0');
	fuzz_import_require(err.code != ERR_INTERNAL);
	if (roadmap != NULL)
		fuzz_import_require(document_read(message_unpack(&pb__roadmap__descriptor, arena,
						      message_pack(arena, &roadmap->base)),
					arena, faults) != NULL);
	(void)fclose(null);
	arena_free(arena);
}
