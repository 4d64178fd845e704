/*
 * The formats. Each writes what it was given and nothing else: the same state gives the same
 * bytes. A file that cannot be written to shows in ferror().
 */
#ifndef CLIENT_EXPORT_FORMAT_H
#define CLIENT_EXPORT_FORMAT_H

#include <stdio.h>

#include "core/arena.h"
#include "export_data.h"

struct export_format {
	const char *name; /* first, for core/names */
	enum export_depth depth;
	void (*write)(const struct export_data *data, struct arena *arena, FILE *file);
};

void export_csv(const struct export_data *data, struct arena *arena, FILE *file);
void export_dot(const struct export_data *data, struct arena *arena, FILE *file);
void export_markdown(const struct export_data *data, struct arena *arena, FILE *file);
void export_mermaid(const struct export_data *data, struct arena *arena, FILE *file);
void export_taskwarrior(const struct export_data *data, struct arena *arena, FILE *file);
void export_yaml(const struct export_data *data, struct arena *arena, FILE *file);

#endif
