#include "log.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static bool log_debug;
static bool log_journal;

/* JOURNAL_STREAM is inherited by children whose stderr went elsewhere: compare, as systemd asks. */
static bool
log_is_journal(void)
{
	const char *stream = getenv("JOURNAL_STREAM");
	unsigned long long device, inode;
	struct stat stat;

	if (stream == NULL || sscanf(stream, "%llu:%llu", &device, &inode) != 2)
		return false;
	return fstat(STDERR_FILENO, &stat) == 0 && stat.st_dev == device && stat.st_ino == inode;
}

void
log_open(bool debug)
{
	log_debug = debug;
	log_journal = log_is_journal();
}

void
log_line(enum log_level level, const char *format, ...)
{
	const int saved_errno = errno;
	char line[1000];
	size_t start, end;
	va_list arguments;

	if (level == LOG_LEVEL_DEBUG && !log_debug)
		return;
	if (log_journal)
		start = (size_t)snprintf(line, sizeof(line), "<%d>", level);
	else
		start = (size_t)snprintf(line, sizeof(line), "roadmapd: ");
	va_start(arguments, format);
	vsnprintf(line + start, sizeof(line) - 1 - start, format, arguments);
	va_end(arguments);
	for (end = start; line[end] != '\0'; end++)
		if ((unsigned char)line[end] < ' ' || line[end] == 0x7f)
			line[end] = '?';
	line[end++] = '\n';
	/* one write, so that lines do not mix; nobody is left to tell when it fails */
	ssize_t written = write(STDERR_FILENO, line, end);
	(void)written;
	errno = saved_errno;
}
