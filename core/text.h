/*
 * Text from outside: UTF-8 and its limits, ids, words. Every string of a request passes here
 * before it is stored or shown.
 */
#ifndef CORE_TEXT_H
#define CORE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "core/err.h"

/* Limits in bytes, without the NUL. */
enum {
	TEXT_ID_MAX = 64,
	TEXT_TITLE_MAX = 200,
	TEXT_BODY_MAX = 4000,
	TEXT_URL_MAX = 2000,
};

enum text_kind {
	TEXT_LINE, /* no control characters at all */
	TEXT_BODY, /* newline and tab are fine */
};

/* Well-formed UTF-8: no overlong forms, surrogates, or code points over U+10FFFF. */
bool text_is_utf8(const char *text, size_t length_bytes);

/*
 * INVALID_ARGUMENT unless `text` is UTF-8 of at most max_bytes without control characters (C0
 * but for what `kind` allows, DEL, C1). `what` names the field in the message. Empty is fine.
 */
enum err_code text_check(const char *what, const char *text, size_t max_bytes, enum text_kind kind,
    struct err *err);

/* Makes one line of UTF-8 of any bytes: what is malformed goes, white space is a space. */
void text_clean(char *text);

/* How many bytes of `text` fit in max_bytes without cutting a code point: for "%.*s". */
size_t text_fit(const char *text, size_t max_bytes);

/* [a-z0-9] then [a-z0-9-]*, at most TEXT_ID_MAX. */
bool text_is_id(const char *text);

/*
 * Makes an id of a title: ASCII letters lower-cased, any run of other characters a single dash,
 * none at the ends, cut at TEXT_ID_MAX. "item" if nothing is left. dst has TEXT_ID_MAX + 1 bytes.
 */
void text_slug(char *dst, const char *title);

/* scheme://something: a letter, then letters, digits, + - . before "://", no white space. */
bool text_is_url(const char *text);
/* The same with http or https. */
bool text_is_web_url(const char *text);
/* The same with a host, no user name, and nothing that is not allowed in a URL: it may be a link.
 */
bool text_is_link(const char *text);

/*
 * A value of TZ that names no file outside those of the zones: "Asia/Kolkata",
 * "EST5EDT,M3.2.0,M11.1.0"; at most TEXT_ID_MAX bytes.
 */
bool text_is_zone(const char *text);

/*
 * Whether `word` begins a word of `text`. Words are runs of ASCII letters, digits and bytes over
 * 127; every other character begins one too. ASCII case is ignored; other bytes must be equal.
 */
bool text_contains_word_prefix(const char *text, const char *word, size_t word_length);

/* Edit distance by Damerau and Levenshtein (optimal string alignment), bytes; more than `most` is
 * given as most + 1. Both at most TEXT_ID_MAX long, else most + 1. */
unsigned text_distance(const char *a, const char *b, unsigned most);

#endif
