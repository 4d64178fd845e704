#include "core/err.h"

static const char *const err_names[] = {
    [ERR_OK] = "OK",
    [ERR_CANCELLED] = "CANCELLED",
    [ERR_UNKNOWN] = "UNKNOWN",
    [ERR_INVALID_ARGUMENT] = "INVALID_ARGUMENT",
    [ERR_DEADLINE_EXCEEDED] = "DEADLINE_EXCEEDED",
    [ERR_NOT_FOUND] = "NOT_FOUND",
    [ERR_ALREADY_EXISTS] = "ALREADY_EXISTS",
    [ERR_PERMISSION_DENIED] = "PERMISSION_DENIED",
    [ERR_RESOURCE_EXHAUSTED] = "RESOURCE_EXHAUSTED",
    [ERR_FAILED_PRECONDITION] = "FAILED_PRECONDITION",
    [ERR_ABORTED] = "ABORTED",
    [ERR_OUT_OF_RANGE] = "OUT_OF_RANGE",
    [ERR_UNIMPLEMENTED] = "UNIMPLEMENTED",
    [ERR_INTERNAL] = "INTERNAL",
    [ERR_UNAVAILABLE] = "UNAVAILABLE",
    [ERR_DATA_LOSS] = "DATA_LOSS",
};

const char *
err_name(enum err_code code)
{
	size_t n = sizeof(err_names) / sizeof(err_names[0]);

	return (size_t)code < n ? err_names[code] : "UNKNOWN";
}
