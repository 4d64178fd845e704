#include "client/rpc_service.h"

#include <stdlib.h>
#include <string.h>

#include "roadmap/v1/admin.pb-c.h"
#include "roadmap/v1/catalog.pb-c.h"
#include "roadmap/v1/enrollment.pb-c.h"
#include "roadmap/v1/event.pb-c.h"
#include "roadmap/v1/goal.pb-c.h"
#include "roadmap/v1/history.pb-c.h"
#include "roadmap/v1/plan.pb-c.h"
#include "roadmap/v1/review.pb-c.h"
#include "roadmap/v1/setting.pb-c.h"
#include "roadmap/v1/step.pb-c.h"
#include "roadmap/v1/time.pb-c.h"

static const ProtobufCServiceDescriptor *const rpc_service_all[] = {
    &pb__admin__descriptor,
    &pb__catalog__descriptor,
    &pb__enrollment__descriptor,
    &pb__event__descriptor,
    &pb__goal__descriptor,
    &pb__history__descriptor,
    &pb__plan__descriptor,
    &pb__review__descriptor,
    &pb__setting__descriptor,
    &pb__step__descriptor,
    &pb__time__descriptor,
};

static const ProtobufCServiceDescriptor *rpc_service_own;

void
rpc_service_add(const ProtobufCServiceDescriptor *service)
{
	rpc_service_own = service;
}

const ProtobufCServiceDescriptor *
rpc_service_find(const char *name)
{
	for (size_t i = 0; i < sizeof(rpc_service_all) / sizeof(rpc_service_all[0]); i++)
		if (strcmp(rpc_service_all[i]->short_name, name) == 0)
			return rpc_service_all[i];
	if (!rpc_service_own || strcmp(rpc_service_own->short_name, name) != 0)
		abort();
	return rpc_service_own;
}

bool
rpc_service_may_write(const ProtobufCServiceDescriptor *service)
{
	return strcmp(service->short_name, "Plan") != 0 &&
	       strcmp(service->short_name, "Review") != 0 &&
	       strcmp(service->short_name, "Remind") != 0;
}

bool
rpc_service_writes(const ProtobufCServiceDescriptor *service, const char *method)
{
	static const char *const readers[] = {"Due", "Export", "Funnel", "Get", "Hello", "List",
	    "Pathways", "Pauses", "Preview", "Report", "Timer", "Watch"};

	if (!rpc_service_may_write(service))
		return false;
	for (size_t i = 0; i < sizeof(readers) / sizeof(readers[0]); i++)
		if (strcmp(readers[i], method) == 0)
			return false;
	return strcmp(service->short_name, "Admin") != 0 || strcmp(method, "Check") != 0;
}
