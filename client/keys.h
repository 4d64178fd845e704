/*
 * Answers of one key from standard input: at once on a terminal, else the first letter of a line.
 */
#ifndef CLIENT_KEYS_H
#define CLIENT_KEYS_H

enum {
	KEYS_ENTER = '\n',
	KEYS_END = -1,       /* the input is over, or Ctrl-D */
	KEYS_INTERRUPT = -2, /* Ctrl-C */
};

/*
 * Takes the terminal: no echo, no lines, and Ctrl-C is a key. It is given back by keys_close(),
 * and when a signal ends the process.
 */
void keys_open(void);
void keys_close(void);

/*
 * The next key, letters in lower case; or one of the above. On a terminal keys that are not `among`
 * those wanted are passed over; a line may begin with any.
 */
int keys_read(const char *among);

#endif
