#include "bounds.h"

struct bounds bounds = {
    .conns = 4096,
    .watches = 1024,
    .turn_requests = 64,
    .pause = 1 << 20,
    .events = 512 << 10,
    .held = 256 << 10,
    .writes = 16 << 20,
    .all = 64 << 20,
    .taken = 64 << 10,
    .frame_ms = 30 * 1000,
    .unread_ms = 30 * 1000,
    .silent_ms = 10 * 1000,
    .retry_ms = 1000,
};
