/*
 * Runs every file of the given folders through a fuzz target, without libFuzzer. A folder without
 * files is a failure: a test that tests nothing must not pass.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "fuzz.h"

/* False if it is no file. Anything else that goes wrong ends the run. */
static int
replay_file(const char *folder, const char *name)
{
	char path[4096];
	struct stat status;
	uint8_t *data;
	FILE *in;

	(void)snprintf(path, sizeof(path), "%s/%s", folder, name);
	in = fopen(path, "rb");
	if (in == NULL || fstat(fileno(in), &status) != 0) {
		perror(path);
		exit(1);
	}
	if (!S_ISREG(status.st_mode)) {
		(void)fclose(in);
		return 0;
	}
	/* Of just this size, so that a sanitizer sees a read past the end. */
	data = malloc((size_t)status.st_size);
	if (fread(data, 1, (size_t)status.st_size, in) != (size_t)status.st_size) {
		perror(path);
		exit(1);
	}
	(void)fclose(in);
	(void)LLVMFuzzerTestOneInput(data, (size_t)status.st_size);
	free(data);
	return 1;
}

static unsigned
replay_folder(const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	unsigned n = 0;

	if (dir == NULL) {
		perror(folder);
		exit(1);
	}
	while ((entry = readdir(dir)) != NULL)
		n += (unsigned)replay_file(folder, entry->d_name);
	(void)closedir(dir);
	return n;
}

int
main(int argc, char **argv)
{
	int failed = argc < 2;

	for (int i = 1; i < argc; i++) {
		unsigned n = replay_folder(argv[i]);

		printf("%u inputs of %s\n", n, argv[i]);
		failed |= n == 0;
	}
	return failed;
}
