/*
 * The options of each command of the table, ended by one without a name.
 */
#ifndef CLIENT_COMMAND_OPTIONS_H
#define CLIENT_COMMAND_OPTIONS_H

#include "client/command.h"

extern const struct args_option command_options_enroll[];
extern const struct args_option command_options_upgrade[];
extern const struct args_option command_options_next[];
extern const struct args_option command_options_plan[];
extern const struct args_option command_options_mark[];
extern const struct args_option command_options_start[];
extern const struct args_option command_options_stop[];
extern const struct args_option command_options_time[];
extern const struct args_option command_options_goal[];
extern const struct args_option command_options_pause[];
extern const struct args_option command_options_prompt[];
extern const struct args_option command_options_set[];
extern const struct args_option command_options_stats[];
extern const struct args_option command_options_done[];
extern const struct args_option command_options_check[];
extern const struct args_option command_options_note[];
extern const struct args_option command_options_link[];
extern const struct args_option command_options_export[];
extern const struct args_option command_options_restore[];
extern const struct args_option command_options_import[];
extern const struct args_option command_options_log[];
extern const struct args_option command_options_new[];
extern const struct args_option command_options_portfolio[];
extern const struct args_option command_options_job[];

#endif
