#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench.h"

enum {
	BENCH_NEXT_ROUNDS = 300,
	BENCH_NEXT_QUICK = 3,
};

void
bench_spawn(const char *const *argv)
{
	posix_spawn_file_actions_t files;
	pid_t pid;
	int status;

	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
	if (posix_spawn(&pid, argv[0], &files, NULL, (char *const *)argv, environ) != 0)
		bench_fail("cannot run %s", argv[0]);
	posix_spawn_file_actions_destroy(&files);
	if (waitpid(pid, &status, 0) != pid || status != 0)
		bench_fail("%s ended with status %d", argv[0], status);
}

double
bench_spawn_s(const char *const *argv)
{
	double begin = bench_now_s();

	bench_spawn(argv);
	return bench_now_s() - begin;
}

static double
bench_next_s(void *arg)
{
	const char *const argv[] = {BENCH_ROADMAP, "next", NULL};

	(void)arg;
	return bench_spawn_s(argv);
}

double
bench_true_s(void *arg)
{
	const char *const argv[] = {"/bin/true", NULL};

	(void)arg;
	return bench_spawn_s(argv);
}

static double
bench_prompt_s(void *arg)
{
	const char *const argv[] = {BENCH_ROADMAP, "prompt", NULL};

	(void)arg;
	return bench_spawn_s(argv);
}

void
bench_prompt(const struct bench *bench)
{
	unsigned n_rounds = bench->quick ? BENCH_NEXT_QUICK : BENCH_NEXT_ROUNDS;
	struct bench_pair pair = bench_rounds(n_rounds, bench_prompt_s, bench_true_s, NULL);

	printf("prompt    roadmap prompt takes %.2f x as long as /bin/true (%.2f ms, %.2f ms)\n",
	    pair.ours_s / pair.floor_s, pair.ours_s * 1e3, pair.floor_s * 1e3);
}

void
bench_process(const struct bench *bench)
{
	unsigned n_rounds = bench->quick ? BENCH_NEXT_QUICK : BENCH_NEXT_ROUNDS;
	struct bench_pair pair = bench_rounds(n_rounds, bench_next_s, bench_true_s, NULL);

	printf("next      roadmap next takes %.2f x as long as /bin/true (%.2f ms, %.2f ms)\n",
	    pair.ours_s / pair.floor_s, pair.ours_s * 1e3, pair.floor_s * 1e3);
}
