/*
 * A file that is written whole or not at all.
 */
#ifndef CLIENT_EXPORT_FILE_H
#define CLIENT_EXPORT_FILE_H

#include "core/arena.h"
#include "core/err.h"
#include "proto/message.h"

/*
 * Puts the bytes in a new file beside `path`, syncs it and gives it that name: nobody ever finds
 * half of it there, and what was there stays if it fails. The mode of a file that is replaced is
 * kept. What is no file (a pipe, a terminal) is written to. UNAVAILABLE with the path and why.
 */
enum err_code export_file_write(const char *path, struct bytes bytes, struct arena *arena,
    struct err *err);

#endif
