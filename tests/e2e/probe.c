/*
 * What a process may do that runs with the settings of the service. Prints a line for each: the
 * name of the thing and "yes", or the error that forbids it. Run by sandbox.sh in roadmapd's place.
 *
 * What the learner may not do in any case says nothing of the sandbox. So where the kernel looks at
 * arguments before it looks at rights, they are wrong ones: EINVAL is then no sandbox, EPERM is
 * one.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/personality.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void
probe_tell(const char *what, long result)
{
	printf("%s: %s\n", what, result < 0 ? strerrorname_np(errno) : "yes");
	fflush(stdout); /* the next call may be the last */
}

/* The lines of /proc/self/status that the sandbox decides. */
static void
probe_status(void)
{
	static const char *const names[] = {"NoNewPrivs:", "Seccomp:", "CapBnd:", "CapEff:"};
	FILE *file = fopen("/proc/self/status", "re");
	char line[256];

	while (file && fgets(line, sizeof(line), file))
		for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
			if (strncmp(line, names[i], strlen(names[i])) == 0)
				printf("%s", line);
	if (file)
		fclose(file);
}

/* Whether a namespace is another than that of the manager, who started us. */
static void
probe_namespaces(void)
{
	static const char *const names[] = {"user", "mnt", "net", "ipc", "uts"};
	char path[64], own[64], its[64];

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		ssize_t n;

		snprintf(path, sizeof(path), "/proc/self/ns/%s", names[i]);
		n = readlink(path, own, sizeof(own) - 1);
		own[n > 0 ? n : 0] = '\0';
		snprintf(path, sizeof(path), "PROBE_%s", names[i]);
		snprintf(its, sizeof(its), "%s", getenv(path) ? getenv(path) : "");
		printf("%s namespace: %s\n", names[i], strcmp(own, its) == 0 ? "shared" : "own");
	}
}

static void
probe_open(const char *what, const char *path, int flags)
{
	probe_tell(what, open(path, flags | O_CLOEXEC, 0600));
}

static void
probe_in_home(const char *what, const char *name)
{
	char path[PATH_MAX];

	snprintf(path, sizeof(path), "%s/%s", getenv("HOME"), name);
	probe_open(what, path, O_WRONLY | O_CREAT);
}

/* What is hidden has something else mounted on it, so that it is on another device. */
static void
probe_hidden(const char *what, const char *folder, const char *name)
{
	char path[PATH_MAX];
	struct stat outer, inner;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	if (stat(folder, &outer) < 0 || stat(path, &inner) < 0)
		printf("%s: %s\n", what, strerrorname_np(errno));
	else
		printf("%s: %s\n", what, outer.st_dev == inner.st_dev ? "seen" : "hidden");
}

static void
probe_files(void)
{
	char path[PATH_MAX];
	struct stat info;

	probe_open("write to /usr", "/usr/local/probe", O_WRONLY | O_CREAT);
	probe_open("write to /etc", "/etc/probe", O_WRONLY | O_CREAT);
	probe_open("write to /boot", "/boot/probe", O_WRONLY | O_CREAT);
	probe_in_home("read keys", ".ssh/id_probe");
	probe_in_home("write to the state folder", ".local/state/roadmap/probe");
	snprintf(path, sizeof(path), "%s/.local/state/roadmap/probe", getenv("HOME"));
	probe_tell("set-uid file", chmod(path, S_ISUID | 0700));
	probe_tell("others' temporary files", stat("/tmp/roadmap-probe", &info));
	probe_tell("other devices", stat("/dev/probe", &info));
	probe_hidden("symbols of the kernel", "/proc", "kallsyms");
	probe_hidden("log of the kernel", "/proc", "kmsg");
	probe_hidden("modules of the kernel", "/usr/lib", "modules");
	snprintf(path, sizeof(path), "%s/probe-%d", getenv("PROBE_CGROUP"), getpid());
	probe_tell("control group", mkdir(path, 0700));
	rmdir(path);
}

static void
probe_memory(void)
{
	void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (page != MAP_FAILED)
		probe_tell("executable memory", mprotect(page, 4096, PROT_READ | PROT_EXEC));
}

static void *
probe_in_thread(void *arg)
{
	*(bool *)arg = true;
	return NULL;
}

static void
probe_thread(void)
{
	bool has_run = false;
	pthread_t thread;

	errno = pthread_create(&thread, NULL, probe_in_thread, &has_run);
	if (errno == 0)
		errno = pthread_join(thread, NULL);
	probe_tell("thread", has_run ? 0 : -1);
}

/* getpid() as a program of another architecture calls it. */
static void
probe_architecture(void)
{
#ifdef __x86_64__
	int status = 0;
	pid_t child = fork();

	if (child == 0) {
		long result = 20;

		__asm__ volatile("int $0x80" : "+a"(result) : : "memory", "r8", "r9", "r10", "r11");
		_exit(result > 0 ? 0 : 1);
	}
	waitpid(child, &status, 0);
	printf("calls of i386: %s\n", WIFSIGNALED(status) ? sigabbrev_np(WTERMSIG(status)) : "yes");
#endif
}

static void
probe_calls(void)
{
	const struct sched_param none = {0};
	const struct timespec wrong = {.tv_nsec = -1};

	probe_tell("unix socket", socket(AF_UNIX, SOCK_STREAM, 0));
	probe_tell("inet socket", socket(AF_INET, SOCK_STREAM, 0));
	probe_tell("netlink socket", socket(AF_NETLINK, SOCK_RAW, 0));
	probe_tell("real time", sched_setscheduler(0, SCHED_FIFO, &none));
	probe_tell("clock", syscall(SYS_clock_settime, CLOCK_REALTIME, &wrong));
	probe_tell("personality", personality(ADDR_NO_RANDOMIZE));
	probe_tell("new namespace", unshare(CLONE_NEWUSER));
	probe_memory();
	probe_thread();
	probe_architecture();
	/* what a service has no use for, and what only its manager needs */
	probe_tell("traced", syscall(SYS_ptrace, 0, 0, 0, 0));
	probe_tell("priorities", setpriority(PRIO_PROCESS, 0, 0));
}

int
main(void)
{
	struct rlimit limit = {0};

	probe_status();
	probe_namespaces();
	printf("umask: %03o\n", (unsigned)umask(077));
	getrlimit(RLIMIT_NOFILE, &limit);
	printf("files: %lu\n", (unsigned long)limit.rlim_max);
	probe_files();
	probe_calls();
	return fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
