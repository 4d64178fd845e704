/*
 * Everything of the learner as one JSON document, and back.
 *
 *   {"format": "roadmap-export", "schema": N, "tables": [
 *     {"name": "note", "columns": ["roadmap_id", ...], "rows": [["backend-developer", ...], ...]},
 *     ...]}
 *
 * with the tables and columns of the database. A value is a number, a string, null, or
 * {"base64": "..."}. The same state gives the same bytes.
 */
#ifndef CLIENT_EXPORT_ARCHIVE_H
#define CLIENT_EXPORT_ARCHIVE_H

#include <stdio.h>

#include "client/rpc.h"
#include "core/arena.h"

#define EXPORT_ARCHIVE_FORMAT "roadmap-export"

/*
 * Asks for all parts and writes the document. ABORTED if something else kept writing meanwhile.
 */
enum err_code export_archive(struct rpc *rpc, struct arena *arena, FILE *file, struct err *err);

#endif
