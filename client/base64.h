/*
 * Bytes as text: base64 (RFC 4648, section 4, with padding).
 */
#ifndef CLIENT_BASE64_H
#define CLIENT_BASE64_H

#include <stdbool.h>

#include "core/arena.h"
#include "proto/message.h"

char *base64_encode(struct arena *arena, struct bytes bytes);
/* False if the text is no such encoding, whole and without white space. */
bool base64_decode(struct arena *arena, const char *text, struct bytes *ret_bytes);

#endif
