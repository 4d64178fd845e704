/* Setting: what a learner can set, by name. */
#include "engine/op_table.h"

#include "core/text.h"
#include "engine/settings.h"

static Pb__SettingView *
op_setting_view(struct op *op, enum setting_id id, uint32_t value)
{
	const struct setting *setting = &setting_table[id];
	Pb__SettingView *view = OP_NEW(op, setting_view);

	view->name = setting->name;
	view->value = setting_format(op->arena, id, value);
	view->otherwise = setting->otherwise;
	view->allowed = setting->allowed;
	view->meaning = setting->meaning;
	return view;
}

enum err_code
op_setting_list(struct op *op, const Pb__SettingListRequest *request, Pb__SettingListReply *reply,
    struct err *err)
{
	struct settings settings;
	enum err_code code = settings_read(op, "", &settings, err);

	(void)request;
	if (code != ERR_OK)
		return code;
	reply->settings = arena_array(op->arena, SETTINGS, sizeof(*reply->settings));
	for (enum setting_id id = 0; id < SETTINGS; id++)
		reply->settings[reply->n_settings++] = op_setting_view(op, id, settings.values[id]);
	return ERR_OK;
}

enum err_code
op_setting_set(struct op *op, const Pb__SettingSetRequest *request, Pb__SettingSetReply *reply,
    struct err *err)
{
	enum setting_id id = setting_find(request->name);
	enum err_code code = text_check("value", request->value, TEXT_TITLE_MAX, TEXT_LINE, err);
	uint32_t value;

	if (code != ERR_OK)
		return code;
	if (id == SETTINGS)
		return err_set(err, ERR_NOT_FOUND, "no setting '%.40s': 'roadmap set' lists them",
		    request->name);
	value = setting_value(id, NULL);
	if (request->value[0] != '\0')
		code = setting_parse(id, request->value, &value, err);
	if (code == ERR_OK)
		code = settings_write(op, id, value, err);
	if (code != ERR_OK)
		return code;
	reply->setting = op_setting_view(op, id, value);
	op->summary =
	    arena_printf(op->arena, "setting: %s %s", reply->setting->name, reply->setting->value);
	op->ret_action_id = &reply->action_id;
	return ERR_OK;
}
