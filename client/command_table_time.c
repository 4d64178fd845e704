#include "client/command_options.h"

const struct command command_table_time[] = {
    {
	.name = "stop",
	.run = cmd_stop,
	.group = COMMAND_TIME,
	.usage = "",
	.summary = "Stop the timer and count the time",
	.text = "To the nearest minute. A timer that ran for longer than the setting timer-limit "
		"(4h) is taken for forgotten: no more than that counts unless you say so.",
	.example = "roadmap stop\nroadmap stop --at 18:30\nroadmap stop --hours 1h30",
	.reply = "roadmap.v1.TimeStopReply",
	.options = command_options_stop,
    },
    {
	.name = "time",
	.run = cmd_time,
	.group = COMMAND_TIME,
	.usage = "[add|list|remove]...",
	.summary = "Tell what you did, and see it listed",
	.text =
	    "HOURS is 1.5, 1h30, 1:30 or 90m. Without --at it has just ended. What would end in "
	    "the future ends now.",
	.example = "roadmap time add git-basics 1h30\n"
		   "roadmap time add git-basics 45m --at \"yesterday 20:15\"\n"
		   "roadmap time list git-basics",
	.reply = "roadmap.v1.TimeListReply, TimeAddReply or TimeRemoveReply",
	.operand = COMMAND_TIMES,
	.operands_most = COMMAND_MANY,
	.options = command_options_time,
    },
    {
	.name = "goal",
	.run = cmd_goal,
	.group = COMMAND_TIME,
	.usage = "[HOURS/week]",
	.summary = "How much you want to learn, and by when",
	.text = "The hours a week are for all your roadmaps together, the date for one. Without "
		"arguments it shows the goal and what it takes.",
	.example = "roadmap goal 8h/week\nroadmap goal --by 2027-03-01\nroadmap goal --none",
	.reply = "roadmap.v1.GoalGetReply, if something is set GoalSetReply",
	.operands_most = COMMAND_MANY,
	.options = command_options_goal,
    },
    {
	.name = "pathway",
	.run = cmd_pathway,
	.group = COMMAND_TIME,
	.usage = "[ID]",
	.summary = "Take the goal from the roadmap",
	.text = "Without ID it lists the ways its author knows, with the day each would end. One "
		"sets the hours a week, and the date if it says how many weeks it takes.",
	.example = "roadmap pathway\nroadmap pathway bootcamp-part-time",
	.reply = "roadmap.v1.GoalPathwaysReply, with ID GoalSetReply",
	.operand = COMMAND_PATHWAYS,
	.operands_most = COMMAND_MANY,
    },
    {
	.name = "pause",
	.run = cmd_pause,
	.group = COMMAND_TIME,
	.usage = "",
	.summary = "Take days off: a holiday, an illness",
	.text = "A pause lasts until the day on which you go on. Without options it lists them.",
	.example = "roadmap pause --until \"in 2 weeks\"\n"
		   "roadmap pause --from 2026-12-23 --until 2027-01-07",
	.reply = "roadmap.v1.GoalPausesReply, with --until GoalPauseReply",
	.options = command_options_pause,
    },
    {
	.name = "resume",
	.run = cmd_resume,
	.group = COMMAND_TIME,
	.usage = "[DAY]",
	.summary = "End the pause",
	.text = "The days of it that have passed stay a pause. With DAY, the pause that begins on "
		"that day is taken away.",
	.example = "roadmap resume",
	.reply = "roadmap.v1.GoalResumeReply",
	.operand = COMMAND_PAUSES,
	.operands_most = 1,
    },
    {
	.name = "set",
	.run = cmd_set,
	.group = COMMAND_TIME,
	.usage = "[NAME [VALUE]]",
	.summary = "Settings: rest days, when a day begins, timers",
	.text = "Without a value it shows what is set, and what may be.",
	.example = "roadmap set\nroadmap set rest-days sat,sun\nroadmap set day-start 04:00\n"
		   "roadmap set timer off",
	.reply = "roadmap.v1.SettingListReply, with a value SettingSetReply",
	.operand = COMMAND_SETTINGS,
	.operands_most = COMMAND_MANY,
	.options = command_options_set,
    },
    {
	.name = "remind",
	.group = COMMAND_TIME,
	.usage = "[on|off|test]",
	.summary = "Reminders, and hooks when you get something done",
	.text =
	    "You are reminded of the goal of a week that is at risk, a step you began and left, a "
	    "timer you forgot, follow-ups of your job search that are due, and applications that "
	    "were silent for long. auto, the default, is on where a desktop shows notifications, "
	    "so not on a server. Without a word it shows what is set, and what of your hooks is "
	    "run. check delivers now what is due; systemd does it twice an hour. test delivers a "
	    "try. The settings remind-goal, remind-stale, ghost-after and quiet-hours say more; "
	    "hooks are in roadmap-remind(1).",
	.example = "roadmap remind\nroadmap remind on\nroadmap set quiet-hours 20:00-09:00\n"
		   "roadmap remind test",
	.reply =
	    "what is set: an object of texts; with check the roadmap.v1.RemindDueReply of what "
	    "was delivered, with test the RemindEvent",
	.operand = COMMAND_REMINDERS,
	.operands_most = 1,
    },
    {
	.name = "plan",
	.run = cmd_plan,
	.group = COMMAND_LOOK,
	.usage = "",
	.summary = "What to do in which week, with dates",
	.text = "The steps in the order of the plan, from today on, and when each milestone is "
		"reached. It reckons with your goal, rest days and pauses; without a goal and "
		"--hours, with 10 hours a week.",
	.example = "roadmap plan\nroadmap plan --weeks 12 --hours 8",
	.reply = "roadmap.v1.PlanScheduleReply",
	.options = command_options_plan,
    },
    {
	.name = "stats",
	.run = cmd_stats,
	.group = COMMAND_LOOK,
	.usage = "[YEAR]",
	.summary = "Hours by week and phase, your streak, a calendar",
	.text = "Weeks and streaks are of all your roadmaps together, over two years at most. Rest "
		"days and pauses never break a streak. With YEAR or --year: a calendar of the days "
		"on which you worked.",
	.example = "roadmap stats\nroadmap stats --year\nroadmap stats 2026",
	.reply = "roadmap.v1.ReviewStatsReply",
	.operands_most = 1,
	.options = command_options_stats,
    },
    {
	.name = "forecast",
	.run = cmd_forecast,
	.group = COMMAND_LOOK,
	.usage = "",
	.summary = "When you will be through",
	.text = "By the pace of your last weeks, twelve at most, and by how long steps take you "
		"against what was planned. Four times of five it will be between the two days "
		"given. Until there are four weeks to go by, your goal stands in.",
	.example = "roadmap forecast\nroadmap goal --by 2027-03-01 && roadmap forecast",
	.reply = "roadmap.v1.ReviewForecastReply",
    },
    {
	.name = "burnup",
	.run = cmd_burnup,
	.group = COMMAND_LOOK,
	.usage = "",
	.summary = "A chart of what is done, and of all there is",
	.text = "In planned hours, over time. The line above moves when you choose, skip, or begin "
		"something optional.",
	.example = "roadmap burnup",
	.reply = "roadmap.v1.ReviewBurnupReply",
    },
    {
	.name = "prompt",
	.run = cmd_prompt,
	.group = COMMAND_LOOK,
	.usage = "",
	.summary = "A short line for the prompt of your shell",
	.text =
	    "Prints nothing, and ends with status 0, where no daemon runs: it never starts one, "
	    "never waits for long and never complains. roadmap-prompt(1) shows how to use it "
	    "in bash, zsh, fish, starship, tmux and waybar.\n"
	    "FORMAT may hold: %r id of the roadmap, %R its title, %p percent done, %d and %n "
	    "steps done and in all, %s id of the next step, %S its title, %t running timer, %w "
	    "hours this week, %g goal of a week, %% a percent sign. %20S takes at most 20 "
	    "columns. What is between %[ and %] is left out when a value in it is empty.",
	.example = "roadmap prompt\nroadmap prompt --format '%p%% %w%[/%g%] h'",
	.reply = "roadmap.v1.PlanGlanceReply, or nothing",
	.options = command_options_prompt,
    },
    {0},
};
