/*
 * What protobuf-c does not check of a message from outside: it accepts strings that are no UTF-8
 * and cuts them at a NUL. This looks at the bytes themselves.
 */
#ifndef ENGINE_WIRE_H
#define ENGINE_WIRE_H

#include "core/err.h"
#include "proto/message.h"

enum {
	WIRE_MESSAGES_MAX = 200000, /* in one request, at any depth */
};

/*
 * INVALID_ARGUMENT, naming the field, if a string at any depth is not UTF-8 or holds a NUL or a
 * control character other than newline and tab, or if the bytes are no message.
 */
enum err_code wire_check(const ProtobufCMessageDescriptor *descriptor, struct arena *arena,
    struct bytes bytes, struct err *err);

#endif
