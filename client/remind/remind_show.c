/*
 * What is set for reminders, and where they would go.
 */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "client/json.h"
#include "client/kick.h"
#include "client/remind/remind.h"
#include "client/remind/remind_hook.h"
#include "client/remind/remind_state.h"
#include "client/when.h"
#include "proto/clock.h"
#include "proto/message.h"
#include "roadmap/v1/setting.pb-c.h"

static const char *const remind_show_settings[] = {"reminders", "remind-goal", "remind-stale",
    "quiet-hours", "ghost-after"};

static bool
remind_show_is_ours(const char *name)
{
	for (size_t i = 0; i < sizeof(remind_show_settings) / sizeof(remind_show_settings[0]); i++)
		if (strcmp(remind_show_settings[i], name) == 0)
			return true;
	return false;
}

static bool
remind_show_is_on(const struct remind_run *run, const Pb__SettingListReply *reply)
{
	const char *mode = "";

	for (size_t i = 0; i < reply->n_settings; i++)
		if (strcmp(reply->settings[i]->name, "reminders") == 0)
			mode = reply->settings[i]->value;
	return strcmp(mode, "on") == 0 || (strcmp(mode, "auto") == 0 && run->notify);
}

static bool
remind_show_is_event(const char *name)
{
	for (size_t i = 0; remind_hook_events[i]; i++)
		if (strcmp(remind_hook_events[i], name) == 0)
			return true;
	return false;
}

/* Adds the programs beside the hooks that no event is named like, which are mostly misspelt. */
static const char *
remind_show_strangers(struct arena *arena, const char *text)
{
	const char *path = kick_hook_dir(arena);
	struct dirent **list;
	int n = path ? scandir(path, &list, NULL, alphasort) : -1;

	for (int i = 0; i < n; i++) {
		const char *name = list[i]->d_name;

		if (name[0] != '.' && !remind_show_is_event(name) &&
		    access(arena_printf(arena, "%s/%s", path, name), X_OK) == 0)
			text = arena_printf(arena, "%s%s%s (not run: no event is called so)", text,
			    *text ? ", " : "", name);
		free(list[i]);
	}
	if (n >= 0)
		free(list);
	return text;
}

/* The events with a hook, and those whose hook is not run with the reason. */
static const char *
remind_show_hooks(struct remind_run *run)
{
	const char *text = "", *dir_fault = remind_hook_dir_fault(run->arena);

	if (dir_fault)
		return arena_printf(run->arena, "not run, their folder: %s", dir_fault);
	for (size_t i = 0; remind_hook_events[i]; i++) {
		const char *fault;
		bool found = remind_hook_find(run->arena, remind_hook_events[i], &fault) != NULL;

		if (found || fault)
			text = arena_printf(run->arena, "%s%s%s%s%s%s", text, *text ? ", " : "",
			    remind_hook_events[i], fault ? " (not run: " : "", fault ? fault : "",
			    fault ? ")" : "");
	}
	return remind_show_strangers(run->arena, text);
}

static void
remind_show_json(struct remind_run *run, const Pb__SettingListReply *reply)
{
	const int64_t looked_at = remind_state_looked_at(run->arena);
	struct json_writer json = {.file = stdout, .indented = true};

	json_write_begin(&json, NULL, '{');
	for (size_t i = 0; i < reply->n_settings; i++)
		if (remind_show_is_ours(reply->settings[i]->name))
			json_write_text(&json, reply->settings[i]->name, reply->settings[i]->value);
	json_write_text(&json, "on", remind_show_is_on(run, reply) ? "yes" : "no");
	json_write_text(&json, "desktop", run->notify ? "yes" : "no");
	json_write_text(&json, "hooks", remind_show_hooks(run));
	json_write_text(&json, "lastCheck", looked_at > 0 ? when_text(run->arena, looked_at) : "");
	json_write_end(&json, '}');
	putchar('\n');
}

static void
remind_show_text(struct remind_run *run, const Pb__SettingListReply *reply)
{
	const char *hooks = remind_show_hooks(run);
	const char *dir = kick_hook_dir(run->arena);
	const bool on = remind_show_is_on(run, reply);
	const int64_t looked_at = remind_state_looked_at(run->arena);

	printf("Reminders are %s.", on ? "on" : "off here");
	if (!on)
		printf(" To have them: roadmap remind on");
	else if (remind_check_is_idle(run))
		printf(" But nothing shows them: there is no desktop, and no hook.");
	printf("\n\n");
	for (size_t i = 0; i < reply->n_settings; i++)
		if (remind_show_is_ours(reply->settings[i]->name))
			printf("%-13s %s\n", reply->settings[i]->name, reply->settings[i]->value);
	printf("desktop       %s\n",
	    run->notify ? "shows notifications" : "none that shows notifications");
	printf("hooks         %s\n", *hooks ? hooks : "none");
	printf("last check    %s\n", looked_at > 0
					 ? when_since(run->arena, looked_at, clock_now_s())
				     : on ? "never yet; who does it is in roadmap-remind(1)"
					  : "never");
	printf("\nroadmap set NAME VALUE changes a setting; hooks are programs in\n%s\n",
	    dir ? dir : "~/.config/roadmap/hooks");
}

enum remind_status
remind_show(struct remind_run *run)
{
	Pb__SettingListRequest request = PB__SETTING_LIST_REQUEST__INIT;
	Pb__SettingListReply *reply;
	struct err err;

	if (remind_connect(run, &err) != ERR_OK ||
	    rpc_call(run->rpc, "Setting", "List", &request.base, run->arena, &reply, NULL, &err) !=
		ERR_OK)
		return remind_refuse(run, &err);
	if (run->json)
		remind_show_json(run, reply);
	else
		remind_show_text(run, reply);
	return REMIND_DONE;
}

enum remind_status
remind_show_set(struct remind_run *run, const char *value)
{
	Pb__SettingSetRequest request = PB__SETTING_SET_REQUEST__INIT;
	Pb__SettingSetReply *reply;
	struct err err;

	request.name = "reminders";
	request.value = value;
	if (remind_connect(run, &err) != ERR_OK ||
	    rpc_call(run->rpc, "Setting", "Set", &request.base, run->arena, &reply, NULL, &err) !=
		ERR_OK)
		return remind_refuse(run, &err);
	return remind_show(run);
}
