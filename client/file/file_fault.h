/*
 * The faults of a file, by line and column, printed as a compiler does.
 */
#ifndef FILE_FAULT_H
#define FILE_FAULT_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct file_source;

enum {
	FILE_FAULTS_MAX = 100,
};

struct file_fault {
	uint32_t line, column; /* from 1, in characters; line 0 is the file as a whole */
	char text[240];        /* one line of UTF-8 without control characters */
};

struct file_faults {
	struct file_fault list[FILE_FAULTS_MAX];
	uint32_t n;
	bool more; /* there were others */
};

/* Adds a fault, or sets `more` when the list is full. What may harm a terminal becomes '?'. */
void file_fault_add(struct file_faults *faults, uint32_t line, uint32_t column, const char *format,
    ...) __attribute__((format(printf, 4, 5)));

/* By line and column; those of one place stay in the order they were added. */
void file_fault_sort(struct file_faults *faults);

/*
 * Each fault as "NAME:LINE:COLUMN: TEXT", then the line of the file and a caret under the place.
 */
void file_fault_print(FILE *out, const struct file_faults *faults,
    const struct file_source *source);

/* The same for what is only doubtful: "NAME:LINE:COLUMN: warning: TEXT". */
void file_fault_print_doubts(FILE *out, const struct file_faults *doubts,
    const struct file_source *source);

#endif
