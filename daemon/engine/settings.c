#include "engine/settings.h"

const char *
settings_goal_day_name(struct arena *arena, const char *roadmap_id)
{
	return arena_printf(arena, "goal-date %s", roadmap_id);
}

const char *
settings_pathway_name(struct arena *arena, const char *roadmap_id)
{
	return arena_printf(arena, "pathway %s", roadmap_id);
}

static enum err_code
settings_text(struct op *op, const char *name, const char **ret_text, struct err *err)
{
	const char *text = NULL;
	enum err_code code = store_setting_get(op->store, op->arena, name, &text, err);

	if (code == ERR_OK)
		*ret_text = text != NULL ? text : "";
	return code;
}

enum err_code
settings_read(struct op *op, const char *roadmap_id, struct settings *ret_settings, struct err *err)
{
	struct settings settings = {.goal_day = "", .pathway = ""};
	enum err_code code = ERR_OK;
	int32_t day;

	for (enum setting_id id = 0; code == ERR_OK && id < SETTINGS; id++) {
		const char *text = NULL;

		code = store_setting_get(op->store, op->arena, setting_table[id].name, &text, err);
		settings.values[id] = setting_value(id, text);
	}
	if (code == ERR_OK && roadmap_id[0] != '\0')
		code = settings_text(op, settings_goal_day_name(op->arena, roadmap_id),
		    &settings.goal_day, err);
	if (code == ERR_OK && roadmap_id[0] != '\0')
		code = settings_text(op, settings_pathway_name(op->arena, roadmap_id),
		    &settings.pathway, err);
	if (code != ERR_OK)
		return code;
	if (!calendar_parse(settings.goal_day, &day))
		settings.goal_day = "";
	*ret_settings = settings;
	return ERR_OK;
}

enum err_code
settings_write(struct op *op, enum setting_id id, uint32_t value, struct err *err)
{
	const char *text =
	    value == setting_value(id, NULL) ? NULL : setting_format(op->arena, id, value);

	return store_setting_set(op->store, setting_table[id].name, text, err);
}

int32_t
settings_today(const struct op *op, const struct settings *settings)
{
	struct calendar calendar =
	    zone_calendar(op->arena, op->now_s, op->now_s, settings->values[SETTING_DAY_START]);

	return calendar_local_day(&calendar, op->now_s);
}
