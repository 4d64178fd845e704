/* How many instructions the client runs, which no other load on the machine changes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "bench_table.h"

/* Of the release build on amd64, in thousands, when docs/performance.md was written. */
static const struct {
	const char *command;
	double thousands;
} bench_recorded[] = {{"next", 224}, {"done", 337}};

static double
bench_instructions_of(const char *command)
{
	char line[512];
	double count = 0;
	FILE *file;

	/* each variable of the environment is looked at, by the C library as well */
	snprintf(line, sizeof(line),
	    "env -i LC_ALL=C.UTF-8 PATH=\"$PATH\" HOME=\"$HOME\" "
	    "XDG_STATE_HOME=\"$XDG_STATE_HOME\" "
	    "ROADMAP_SOCKET=\"$ROADMAP_SOCKET\" valgrind --tool=callgrind "
	    "--callgrind-out-file=/dev/null %s %s 2>&1 >/dev/null",
	    BENCH_ROADMAP, command);
	file = popen(line, "r");
	while (file != NULL && fgets(line, sizeof(line), file) != NULL) {
		const char *at = strstr(line, "Collected : ");

		if (at != NULL)
			count = strtod(at + strlen("Collected : "), NULL);
	}
	if (file != NULL)
		pclose(file);
	return count;
}

void
bench_instructions(const struct bench *bench)
{
	(void)bench;
	bench_use_steps(200); /* where no other row did anything */
	for (size_t i = 0; i < 2; i++) {
		const char *command = bench_recorded[i].command;
		double count = bench_instructions_of(
		    strcmp(command, "done") == 0 ? "done --force step-99" : command);
		struct bench_row row = {i == 0 ? "instructions of roadmap next"
					       : "instructions of roadmap done",
		    "those recorded", .unit = "x", .aim = 1.05,
		    .value = count / (1000 * bench_recorded[i].thousands),
		    .is_missing = count == 0};
		char note[100];

		snprintf(note, sizeof(note), "%.0f thousand, %.0f thousand; the client's",
		    count / 1000, bench_recorded[i].thousands);
		bench_table_add(&row, count > 0 ? note : "valgrind is not installed");
	}
}
