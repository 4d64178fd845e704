#include "archive.h"

#include <string.h>

struct archive
archive_export(struct desk *desk)
{
	struct archive all = {.n = 0};
	Pb__AdminExportRequest request = PB__ADMIN_EXPORT_REQUEST__INIT;

	do {
		assert_true(all.n < ARCHIVE_PARTS_MOST);
		if (desk_call(desk, "Admin", "Export", &request, &all.parts[all.n]) != ERR_OK)
			fail_msg("export: %s", desk->text);
		request.next = all.parts[all.n]->next;
		request.state = all.parts[all.n]->state;
	} while (!all.parts[all.n++]->done);
	return all;
}

enum err_code
archive_restore_from(struct desk *desk, const struct archive *archive, size_t first)
{
	enum err_code code = ERR_OK;

	for (size_t i = first; code == ERR_OK && i < archive->n; i++) {
		Pb__AdminRestoreRequest request = PB__ADMIN_RESTORE_REQUEST__INIT;

		request.schema = archive->parts[i]->schema;
		request.part = archive->parts[i]->part;
		request.begin = i == 0;
		request.commit = i + 1 == archive->n;
		request.parts = request.commit ? (uint32_t)archive->n : 0;
		code = desk_call(desk, "Admin", "Restore", &request, NULL);
	}
	return code;
}

enum err_code
archive_restore(struct desk *desk, const struct archive *archive)
{
	return archive_restore_from(desk, archive, 0);
}

Pb__ExportValue *
archive_value(const struct archive *archive, const char *table, const char *column)
{
	for (size_t i = 0; i < archive->n; i++) {
		const Pb__ExportTable *part = archive->parts[i]->part;

		for (size_t k = 0; strcmp(part->name, table) == 0 && k < part->n_columns; k++)
			if (strcmp(part->columns[k], column) == 0 && part->n_rows > 0)
				return part->rows[0]->values[k];
	}
	return NULL;
}
