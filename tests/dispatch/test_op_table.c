#include <string.h>

#include "client/rpc_service.h"
#include "desk.h"

static const ProtobufCServiceDescriptor *const services[] = {
    &pb__admin__descriptor,
    &pb__catalog__descriptor,
    &pb__enrollment__descriptor,
    &pb__event__descriptor,
    &pb__goal__descriptor,
    &pb__history__descriptor,
    &pb__job__descriptor,
    &pb__plan__descriptor,
    &pb__remind__descriptor,
    &pb__review__descriptor,
    &pb__portfolio__descriptor,
    &pb__setting__descriptor,
    &pb__step__descriptor,
    &pb__time__descriptor,
};

enum {
	SERVICES = sizeof(services) / sizeof(services[0]),
};

static void
each_rpc_has_one_op_with_its_messages(void **state)
{
	(void)state;
	for (size_t i = 0; i < SERVICES; i++)
		for (unsigned k = 0; k < services[i]->n_methods; k++) {
			const ProtobufCMethodDescriptor *method = &services[i]->methods[k];
			const struct op_entry *entry =
			    op_table_find(services[i]->name, method->name);

			if (entry == NULL)
				fail_msg("no op for %s/%s", services[i]->name, method->name);
			assert_ptr_equal(entry->input, method->input);
			assert_ptr_equal(entry->output, method->output);
			assert_string_equal(entry->method, method->name);
		}
}

static void
each_op_has_an_rpc(void **state)
{
	size_t rpcs = 0;

	(void)state;
	for (size_t i = 0; i < SERVICES; i++)
		rpcs += services[i]->n_methods;
	assert_int_equal(op_table_size, rpcs);
}

static void
the_client_knows_which_may_write(void **state)
{
	(void)state;
	for (size_t i = 0; i < op_table_size; i++) {
		const ProtobufCServiceDescriptor *service = services[0];

		for (size_t k = 1; strcmp(service->name, op_table[i].service) != 0; k++)
			service = services[k];
		if (rpc_service_writes(service, op_table[i].method) !=
		    op_table_writes(&op_table[i]))
			fail_msg("%s is not what the client takes it for", op_table[i].command);
	}
}

static void
an_unknown_name_has_no_op(void **state)
{
	(void)state;
	assert_null(op_table_find("roadmap.v1.Step", "Setx"));
	assert_null(op_table_find("roadmap.v2.Step", "Set"));
	assert_null(op_table_find("", ""));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(each_rpc_has_one_op_with_its_messages),
	    cmocka_unit_test(each_op_has_an_rpc),
	    cmocka_unit_test(the_client_knows_which_may_write),
	    cmocka_unit_test(an_unknown_name_has_no_op),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
