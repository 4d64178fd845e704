/*
 * An export of everything in its parts, as a client gets it and sends it back.
 */
#ifndef ARCHIVE_H
#define ARCHIVE_H

#include "desk.h"

enum {
	ARCHIVE_PARTS_MOST = 64,
};

struct archive {
	const Pb__AdminExportReply *parts[ARCHIVE_PARTS_MOST];
	size_t n;
};

struct archive archive_export(struct desk *desk);
/* All parts, the last one with the commit. */
enum err_code archive_restore(struct desk *desk, const struct archive *archive);
/* Only those from first on, of n in all. */
enum err_code archive_restore_from(struct desk *desk, const struct archive *archive, size_t first);
/* The column of the only part of a table; NULL if its first row has none of that name. */
Pb__ExportValue *archive_value(const struct archive *archive, const char *table,
    const char *column);

#endif
