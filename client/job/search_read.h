/*
 * A file of applications, CSV or JSON, as records.
 */
#ifndef CLIENT_JOB_SEARCH_READ_H
#define CLIENT_JOB_SEARCH_READ_H

#include "import/import_input.h"
#include "search_record.h"

enum {
	SEARCH_FAULTS_MAX = 50,
};

struct search_fault {
	size_t line; /* 0: of the whole file */
	const char *text;
};

struct search_file {
	struct search_record **records;
	size_t n;
	struct search_fault faults[SEARCH_FAULTS_MAX];
	size_t n_faults;
	const char
	    *left_out; /* headers that mean nothing here, with commas, and why; "" for none */
};

/* All faults are in the file, of which nothing may be used if there is one. `today` is a day. */
void search_read(const struct import_input *input, const char *today, struct arena *arena,
    struct search_file *ret_file);

#endif
