/* Any bytes as a file of the format exercism. */
#include "fuzz_import.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_import("exercism", data, size);
	return 0;
}
