#include "file/file_source.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/text.h"

size_t
file_source_char(const char *p, size_t left)
{
	for (size_t n = 1; n <= 4 && n <= left; n++)
		if (text_is_utf8(p, n))
			return n;
	return 0;
}

/* Reads to the end or one byte past the limit. Returns the size, or -1 with errno. */
static ssize_t
file_source_read_all(int fd, char *buffer)
{
	size_t size = 0;

	while (size <= FILE_SOURCE_MAX) {
		ssize_t n = read(fd, buffer + size, FILE_SOURCE_MAX + 1 - size);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -1;
		if (n == 0)
			break;
		size += (size_t)n;
	}
	return (ssize_t)size;
}

static void
file_source_close(int *fd)
{
	if (*fd > STDIN_FILENO)
		(void)close(*fd);
}

bool
file_source_read(const char *path, struct arena *arena, struct file_source *ret_source,
    struct file_faults *faults)
{
	bool is_stdin = strcmp(path, "-") == 0;
	/* Without O_NONBLOCK a FIFO without a writer would hang the open. */
	__attribute__((cleanup(file_source_close))) int fd =
	    is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	struct stat status;
	char *buffer;
	ssize_t size;

	*ret_source = (struct file_source){.name = is_stdin ? "<stdin>" : path, .text = ""};
	if (fd < 0 || fstat(fd, &status) < 0) {
		file_fault_add(faults, 0, 0, "cannot be opened: %s", strerror(errno));
		return false;
	}
	if (!is_stdin && !S_ISREG(status.st_mode)) {
		file_fault_add(faults, 0, 0, "%s",
		    S_ISDIR(status.st_mode) ? "is a directory: give a file" : "is not a file");
		return false;
	}
	buffer = arena_alloc(arena, FILE_SOURCE_MAX + 1);
	size = file_source_read_all(fd, buffer);
	if (size < 0) {
		file_fault_add(faults, 0, 0, "cannot be read: %s", strerror(errno));
		return false;
	}
	return file_source_make(ret_source->name, buffer, (size_t)size, arena, ret_source, faults);
}

/* Why a character of `length` bytes may not be in the file, or NULL. */
static const char *
file_source_objection(const char *p, size_t length)
{
	unsigned char c = (unsigned char)p[0];

	if (length == 0)
		return "is not UTF-8: save the file as UTF-8";
	if (c == '\0')
		return "is a NUL: this is no text file";
	if ((c < 0x20 && c != '\t' && c != '\n') || c == 0x7f)
		return "is a control character: remove it";
	if (c == 0xc2 && (unsigned char)p[1] < 0xa0)
		return "starts a control character: remove it";
	return NULL;
}

/*
 * libfyaml can hang or crash on what is not UTF-8 and on directives, and takes 350 times the memory
 * of a line that may still turn out to be a key, so none of these gets there. The first fault is
 * the only one: the rest of a binary file is no news.
 */
static bool
file_source_check(const struct file_source *source, struct file_faults *faults)
{
	uint32_t line = 1, column = 1;
	size_t start = 0;

	for (size_t i = 0, n; i < source->size; i += n, column++) {
		const char *p = source->text + i;
		const char *objection;

		n = file_source_char(p, source->size - i);
		objection = file_source_objection(p, n);
		if (objection != NULL) {
			file_fault_add(faults, line, column, "byte 0x%02x %s", (unsigned char)*p,
			    objection);
			return false;
		}
		if (*p == '%' && column == 1) {
			file_fault_add(faults, line, column,
			    "a line may not begin with '%%': YAML directives are not supported");
			return false;
		}
		if (i - start >= FILE_LINE_MAX && *p != '\n') {
			file_fault_add(faults, line, column, "this line is over %d KiB: break it",
			    FILE_LINE_MAX >> 10);
			return false;
		}
		if (*p == '\n') {
			start = i + 1;
			line++;
			column = 0;
		}
	}
	return true;
}

bool
file_source_make(const char *name, const char *bytes, size_t size, struct arena *arena,
    struct file_source *ret_source, struct file_faults *faults)
{
	static const char mark[] = "\xef\xbb\xbf";
	size_t from = size >= 3 && memcmp(bytes, mark, 3) == 0 ? 3 : 0;
	size_t to = 0;
	char *text;

	*ret_source = (struct file_source){.name = name, .text = ""};
	if (size > FILE_SOURCE_MAX) {
		file_fault_add(faults, 0, 0, "is larger than %d MiB", FILE_SOURCE_MAX >> 20);
		return false;
	}
	text = arena_alloc(arena, size + 2);
	for (; from < size; from++) {
		if (bytes[from] == '\r' && from + 1 < size && bytes[from + 1] == '\n')
			continue;
		text[to++] = bytes[from] == '\r' ? '\n' : bytes[from];
	}
	/* A text that ends in the midst of an escape trips an assertion of libfyaml 0.7.12. */
	if (to > 0 && text[to - 1] != '\n')
		text[to++] = '\n';
	ret_source->text = text;
	ret_source->size = to;
	return file_source_check(ret_source, faults);
}

const char *
file_source_line(const struct file_source *source, uint32_t line, size_t *ret_length)
{
	const char *end = source->text + source->size;
	const char *start = source->text;
	const char *stop;

	for (; line > 1 && start < end; line--) {
		stop = memchr(start, '\n', (size_t)(end - start));
		start = stop != NULL ? stop + 1 : end;
	}
	stop = start < end ? memchr(start, '\n', (size_t)(end - start)) : NULL;
	*ret_length = (size_t)((stop != NULL ? stop : end) - start);
	return start;
}
