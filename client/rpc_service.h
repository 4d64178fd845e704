/*
 * The services that a client can ask. What `roadmap` itself does not ask is added by the program
 * that does: each message costs every start its share of relocated pages.
 */
#ifndef CLIENT_RPC_SERVICE_H
#define CLIENT_RPC_SERVICE_H

#include <protobuf-c/protobuf-c.h>
#include <stdbool.h>

/* One more, of this program. */
void rpc_service_add(const ProtobufCServiceDescriptor *service);

/* By its short name, "Step"; one that does not exist is a mistake of ours. */
const ProtobufCServiceDescriptor *rpc_service_find(const char *name);

/* One that only reads needs no key, and the same question is then the same bytes. */
bool rpc_service_may_write(const ProtobufCServiceDescriptor *service);

/* The same of one method: what such a one was asked may have been done without an answer. */
bool rpc_service_writes(const ProtobufCServiceDescriptor *service, const char *method);

#endif
