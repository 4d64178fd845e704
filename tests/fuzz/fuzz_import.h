/*
 * What the fuzz targets of the importers share.
 */
#ifndef FUZZ_IMPORT_H
#define FUZZ_IMPORT_H

#include "fuzz.h"

/* Imports the bytes as a format: what comes of it is refused, or is what the daemon accepts. */
void fuzz_import(const char *format, const uint8_t *data, size_t size);

#endif
