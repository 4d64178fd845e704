/* How many instructions are run, which no other load on the machine changes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "bench_table.h"

/*
 * Of the release build on amd64, in thousands, when docs/performance.md was written. The daemon's
 * are those of one request, or of the two of `done`, in bench_turn with 1,000 steps.
 */
static const struct {
	const char *what, *command, *whose;
	double thousands;
} bench_recorded[] = {
    {"instructions of roadmap next", BENCH_ROADMAP " next", "the client's", 156},
    {"instructions of roadmap done", BENCH_ROADMAP " done --force step-99", "the client's", 191},
    {"instructions for roadmap next",
	"--toggle-collect=bench_turn_counted " BENCH_TURN " 1000 next 2", "the daemon's", 147},
    {"instructions for roadmap done",
	"--toggle-collect=bench_turn_counted " BENCH_TURN " 1000 follow 2", "the daemon's", 1121},
};

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
	    "--callgrind-out-file=/dev/null %s 2>&1 >/dev/null",
	    command);
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
	for (size_t i = 0; i < sizeof(bench_recorded) / sizeof(bench_recorded[0]); i++) {
		double count = bench_instructions_of(bench_recorded[i].command);
		struct bench_row row = {bench_recorded[i].what, "those recorded", .unit = "x",
		    .aim = 1.05, .value = count / (1000 * bench_recorded[i].thousands),
		    .is_missing = count == 0};
		char note[100];

		snprintf(note, sizeof(note), "%.0f thousand, %.0f thousand; %s", count / 1000,
		    bench_recorded[i].thousands, bench_recorded[i].whose);
		bench_table_add(&row, count > 0 ? note : "valgrind is not installed");
	}
}
