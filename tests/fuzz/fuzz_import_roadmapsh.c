/* Any bytes as a file of the format roadmap.sh. */
#include "fuzz_import.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_import("roadmap.sh", data, size);
	return 0;
}
