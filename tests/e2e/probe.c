/*
 * What a process may do that runs with the settings of the service. Prints a line for each: the
 * name of the thing and "yes", or the error that forbids it. Run by service.sh in roadmapd's place.
 */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/personality.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static void
probe_tell(const char *what, int result)
{
	printf("%s: %s\n", what, result < 0 ? strerrorname_np(errno) : "yes");
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

static void
probe_write(const char *what, const char *path)
{
	probe_tell(what, open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
}

static void
probe_in_home(const char *what, const char *name)
{
	char path[4096];

	snprintf(path, sizeof(path), "%s/%s", getenv("HOME"), name);
	probe_write(what, path);
}

static void
probe_memory(void)
{
	void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (page != MAP_FAILED)
		probe_tell("executable memory", mprotect(page, 4096, PROT_READ | PROT_EXEC));
}

int
main(void)
{
	struct stat info;

	probe_status();
	probe_tell("unix socket", socket(AF_UNIX, SOCK_STREAM, 0));
	probe_tell("inet socket", socket(AF_INET, SOCK_STREAM, 0));
	probe_tell("netlink socket", socket(AF_NETLINK, SOCK_RAW, 0));
	probe_tell("mount", (int)syscall(SYS_mount, "none", "/tmp", "tmpfs", 0, NULL));
	probe_tell("ptrace", (int)syscall(SYS_ptrace, 0, 0, 0, 0));
	probe_tell("reboot", (int)syscall(SYS_reboot, 0, 0, 0, 0));
	probe_tell("user namespace", unshare(CLONE_NEWUSER));
	probe_tell("personality", personality(ADDR_NO_RANDOMIZE));
	probe_memory();
	probe_write("write to /usr", "/usr/local/probe");
	probe_write("write to /etc", "/etc/probe");
	probe_write("write to /boot", "/boot/probe");
	probe_in_home("read keys", ".ssh/id_probe");
	probe_in_home("write to the state folder", ".local/state/roadmap/probe");
	probe_tell("disks", stat("/dev/kmsg", &info));
	probe_tell("umask", umask(0) == 077 ? 0 : -1);
	return fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
