#include "client/remind/remind_log.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* As sd-daemon(3) asks: the variable alone is inherited by those whose stderr went elsewhere. */
static bool
remind_log_is_journal(void)
{
	const char *stream = getenv("JOURNAL_STREAM");
	unsigned long long device, inode;
	struct stat info;

	return stream && sscanf(stream, "%llu:%llu", &device, &inode) == 2 &&
	       fstat(STDERR_FILENO, &info) == 0 && info.st_dev == device && info.st_ino == inode;
}

void
remind_log(enum remind_log_level level, const char *format, ...)
{
	va_list arguments;

	if (remind_log_is_journal())
		fprintf(stderr, "<%d>", level);
	else
		fputs("roadmap: ", stderr);
	va_start(arguments, format);
	vfprintf(stderr, format, arguments);
	va_end(arguments);
	fputc('\n', stderr);
}
