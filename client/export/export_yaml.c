#include "export_format.h"
#include "file/file_write.h"

void
export_yaml(const struct export_data *data, struct arena *arena, FILE *file)
{
	fputs(file_write(data->roadmap, arena), file);
}
