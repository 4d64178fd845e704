/*
 * The services that a client can ask.
 */
#ifndef CLIENT_RPC_SERVICE_H
#define CLIENT_RPC_SERVICE_H

#include <protobuf-c/protobuf-c.h>
#include <stdbool.h>

/* By its short name, "Step"; one that does not exist is a mistake of ours. */
const ProtobufCServiceDescriptor *rpc_service_find(const char *name);

/* One that only reads needs no key, and the same question is then the same bytes. */
bool rpc_service_may_write(const ProtobufCServiceDescriptor *service);

#endif
