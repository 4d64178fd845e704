/*
 * A daemon that behaves as a script says, for tests of the client.
 */
#ifndef TESTS_CLI_PRETEND_H
#define TESTS_CLI_PRETEND_H

/*
 * What it does with each request, one letter each. Each has a connection of its own, but for those
 * in brackets, which share one; their answers leave in one write when all are read. After the last
 * connection none are taken.
 */
enum {
	PRETEND_CLOSE = 'c',    /* no answer */
	PRETEND_HELLO = 'h',    /* answers Admin.Hello: version 9.9 */
	PRETEND_AGAIN = 'a',    /* the same, to a request equal to the one before */
	PRETEND_ANEW = 'n',     /* the same, to one with another key than that before */
	PRETEND_FIRST = 'A',    /* the same, to one equal to the first of all */
	PRETEND_SECOND = 'B',   /* the same, to one equal to the second of all */
	PRETEND_REFUSE = 'r',   /* NOT_FOUND with candidates and a detail it never heard of */
	PRETEND_GARBAGE = 'g',  /* bytes that are no frame */
	PRETEND_OTHER = 'o',    /* an answer on another stream */
	PRETEND_HALF = '2',     /* half an answer */
	PRETEND_EVENTS = 'e',   /* two events, then the end of the stream */
	PRETEND_SET = 's',      /* answers Step.Set: "Knead" is done */
	PRETEND_NEXT = 'x',     /* answers Plan.Next: "Bake" */
	PRETEND_FLUSH = 'f',    /* no request: what was answered leaves already */
	PRETEND_TOGETHER = 't', /* no request: those of the brackets have come together */
	PRETEND_BYTES = 'b',    /* no request: each byte goes when the one before is read */
};

/* A folder of its own, in which ROADMAP_SOCKET is. */
void pretend_begin(void);
void pretend_end(void);

/* Listens before it returns. A daemon that sees what it does not expect ends, unanswered. */
void pretend(const char *script);
void pretend_stop(void);

/* What the client starts, as ROADMAPD, behaves so; it knows the requests of the one before. */
void pretend_start(const char *script);
/* The beginning of main(): this program is what is started. */
void pretend_main(int argc, char **argv);

#endif
