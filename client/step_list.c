#include "client/step_list.h"

#include <string.h>

/* Two lists of pointers as one. */
static void *
step_list_join(struct arena *arena, const void *a, size_t n_a, const void *b, size_t n_b)
{
	char *all = arena_array(arena, n_a + n_b, sizeof(void *));

	if (n_a > 0)
		memcpy(all, a, n_a * sizeof(void *));
	if (n_b > 0)
		memcpy(all + n_a * sizeof(void *), b, n_b * sizeof(void *));
	return all;
}

static void
step_list_add(struct arena *arena, Pb__StepListReply *all, const Pb__StepListReply *page)
{
	all->steps = step_list_join(arena, all->steps, all->n_steps, page->steps, page->n_steps);
	all->n_steps += page->n_steps;
	all->kept = step_list_join(arena, all->kept, all->n_kept, page->kept, page->n_kept);
	all->n_kept += page->n_kept;
	all->next_page_token = page->next_page_token;
}

enum err_code
step_list_rest(struct rpc *rpc, const Pb__StepListRequest *request, struct arena *arena,
    Pb__StepListReply *all, struct rpc_details *ret_details, struct err *err)
{
	Pb__StepListRequest next = *request;
	Pb__StepListReply *page;
	enum err_code code = ERR_OK;

	while (code == ERR_OK && all->next_page_token[0] != '\0') {
		/* The current roadmap may be another one by now. */
		next.roadmap_id = all->enrollment->roadmap_id;
		next.page_token = all->next_page_token;
		code = rpc_call(rpc, "Step", "List", &next.base, arena, &page, ret_details, err);
		if (code == ERR_OK)
			step_list_add(arena, all, page);
	}
	return code;
}

enum err_code
step_list(struct rpc *rpc, const Pb__StepListRequest *request, struct arena *arena,
    Pb__StepListReply **ret_reply, struct rpc_details *ret_details, struct err *err)
{
	Pb__StepListReply *all;
	enum err_code code =
	    rpc_call(rpc, "Step", "List", &request->base, arena, &all, ret_details, err);

	if (code == ERR_OK)
		code = step_list_rest(rpc, request, arena, all, ret_details, err);
	if (code == ERR_OK)
		*ret_reply = all;
	return code;
}
