#include "desk_work.h"

#include "core/calendar.h"

int64_t
work_moment(int32_t year, uint32_t month, uint32_t day, int hour, int minute)
{
	return (int64_t)calendar_day_of((struct calendar_date){year, month, day}) * CALENDAR_DAY_S +
	       hour * 3600 + minute * 60;
}

void
work_go_to(struct desk *desk, int64_t at_s)
{
	desk->now_us = at_s * 1000000;
}

void
work_add(struct desk *desk, const char *step, int64_t at_s, uint32_t minutes)
{
	Pb__TimeAddRequest request = PB__TIME_ADD_REQUEST__INIT;
	Google__Protobuf__Timestamp at = GOOGLE__PROTOBUF__TIMESTAMP__INIT;

	at.seconds = at_s;
	request.step = step;
	request.minutes = minutes;
	request.at = &at;
	if (desk_call(desk, "Time", "Add", &request, NULL) != ERR_OK)
		fail_msg("add: %s", desk->text);
}

void
work_finish(struct desk *desk, const char *step, int64_t at_s, uint32_t minutes)
{
	Pb__StepSetRequest request = PB__STEP_SET_REQUEST__INIT;
	Google__Protobuf__Timestamp at = GOOGLE__PROTOBUF__TIMESTAMP__INIT;

	at.seconds = at_s;
	request.steps = &step;
	request.n_steps = 1;
	request.status = PB__STATUS__STATUS_DONE;
	request.force = true;
	request.minutes = minutes;
	request.at = &at;
	if (desk_call(desk, "Step", "Set", &request, NULL) != ERR_OK)
		fail_msg("finish: %s", desk->text);
}

void
work_set(struct desk *desk, const char *name, const char *value)
{
	Pb__SettingSetRequest request = PB__SETTING_SET_REQUEST__INIT;

	request.name = name;
	request.value = value;
	if (desk_call(desk, "Setting", "Set", &request, NULL) != ERR_OK)
		fail_msg("set: %s", desk->text);
}

void
work_pause(struct desk *desk, const char *from_day, const char *until_day)
{
	Pb__GoalPauseRequest request = PB__GOAL_PAUSE_REQUEST__INIT;

	request.from_day = from_day;
	request.until_day = until_day;
	if (desk_call(desk, "Goal", "Pause", &request, NULL) != ERR_OK)
		fail_msg("pause: %s", desk->text);
}
