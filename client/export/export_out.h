/*
 * What a command writes: to standard output, or to a file whose name tells the format.
 */
#ifndef CLIENT_EXPORT_OUT_H
#define CLIENT_EXPORT_OUT_H

#include <stdio.h>

#include "client/cli.h"

/* Each with a way of writing of its own, which is the command's. */
struct export_format_name {
	const char *name;   /* of --format */
	const char *suffix; /* a file that ends so is meant to be of it */
};

/*
 * The format of --format, else that of the name of the file, else the first. False if there is none
 * of that name: it was told, and cli->status is the exit status.
 */
bool export_out_format(struct cli *cli, const struct export_format_name *formats, size_t n,
    const char *path, size_t *ret_format);

/* A text in memory to be written. */
struct export_out {
	FILE *file;
	char *text;
	size_t size;
};

void export_out_begin(struct export_out *ret_out);
/*
 * Prints it (path "" or "-"), or writes the file whole and tells of it; `what` is "3 applications".
 * Returns the exit status.
 */
int export_out_end(struct export_out *out, struct cli *cli, const char *path, const char *format,
    const char *what);

#endif
