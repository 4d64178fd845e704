#include "client/keys.h"

#include <ctype.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

enum {
	KEYS_CTRL_C = 3,
	KEYS_CTRL_D = 4,
	KEYS_CTRL_BACKSLASH = 28,
	KEYS_ESCAPE = 27,
	KEYS_SEQUENCE_MS = 25,
};

static const int keys_signals[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM};

/* One terminal, and a signal handler has no other way to it. */
static struct termios keys_before;
static volatile sig_atomic_t keys_taken;

void
keys_close(void)
{
	if (keys_taken)
		(void)tcsetattr(STDIN_FILENO, TCSANOW, &keys_before);
	keys_taken = 0;
}

/* SA_RESETHAND: the signal raised here ends the process when this returns. */
static void
keys_signalled(int number)
{
	keys_close();
	(void)raise(number);
}

void
keys_open(void)
{
	struct sigaction action = {.sa_handler = keys_signalled,
	    .sa_flags = (int)(unsigned)SA_RESETHAND};
	struct termios mode;

	if (!isatty(STDIN_FILENO) || tcgetattr(STDIN_FILENO, &keys_before) != 0)
		return;
	for (size_t i = 0; i < sizeof(keys_signals) / sizeof(keys_signals[0]); i++)
		(void)sigaction(keys_signals[i], &action, NULL);
	mode = keys_before;
	mode.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ISIG);
	mode.c_cc[VMIN] = 1;
	mode.c_cc[VTIME] = 0;
	keys_taken = 1;
	(void)tcsetattr(STDIN_FILENO, TCSANOW, &mode);
}

/* A byte within so many milliseconds (-1: for ever), or -1. */
static int
keys_read_byte(int wait_ms)
{
	struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
	unsigned char byte;
	ssize_t n;

	if (wait_ms >= 0 && poll(&input, 1, wait_ms) <= 0)
		return -1;
	do
		n = read(STDIN_FILENO, &byte, 1);
	while (n < 0 && errno == EINTR);
	return n > 0 ? byte : -1;
}

/* An arrow or a function key is an escape with what follows at once: ESC [ 3 ~, ESC O S. */
static void
keys_pass_over(void)
{
	int byte = keys_read_byte(KEYS_SEQUENCE_MS);
	bool several = byte == '[';

	if (byte != '[' && byte != 'O')
		return;
	do
		byte = keys_read_byte(KEYS_SEQUENCE_MS);
	while (several && byte >= 0 && (byte < '@' || byte > '~'));
}

static int
keys_read_terminal(void)
{
	int key = keys_read_byte(-1);

	if (key < 0 || key == KEYS_CTRL_D)
		return KEYS_END;
	if (key == KEYS_CTRL_C || key == KEYS_CTRL_BACKSLASH)
		return KEYS_INTERRUPT;
	if (key == KEYS_ESCAPE)
		keys_pass_over();
	return key == '\r' ? KEYS_ENTER : tolower(key);
}

static int
keys_read_line(void)
{
	char *line = NULL;
	size_t room = 0;
	int key = KEYS_END;

	if (getline(&line, &room, stdin) >= 0) {
		const char *first = line + strspn(line, " \t\r");

		key = *first != '\0' ? tolower((unsigned char)*first) : KEYS_ENTER;
	}
	free(line);
	return key;
}

int
keys_read(const char *among)
{
	int key;

	if (!keys_taken)
		return keys_read_line();
	do
		key = keys_read_terminal();
	while (key >= 0 && key != KEYS_ENTER && (key == 0 || !strchr(among, key)));
	return key;
}
