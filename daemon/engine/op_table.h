/*
 * Every operation, one line each. The table is made of this list, and a test checks it against
 * the services of the .proto files: each rpc has one op, each op an rpc.
 */
#ifndef ENGINE_OP_TABLE_H
#define ENGINE_OP_TABLE_H

#include "engine/op.h"

#include "roadmap/v1/admin.pb-c.h"
#include "roadmap/v1/catalog.pb-c.h"
#include "roadmap/v1/enrollment.pb-c.h"
#include "roadmap/v1/event.pb-c.h"
#include "roadmap/v1/goal.pb-c.h"
#include "roadmap/v1/history.pb-c.h"
#include "roadmap/v1/job.pb-c.h"
#include "roadmap/v1/plan.pb-c.h"
#include "roadmap/v1/portfolio.pb-c.h"
#include "roadmap/v1/remind.pb-c.h"
#include "roadmap/v1/review.pb-c.h"
#include "roadmap/v1/setting.pb-c.h"
#include "roadmap/v1/step.pb-c.h"
#include "roadmap/v1/time.pb-c.h"

enum op_mode {
	OP_READ,  /* in a read transaction; never writes */
	OP_WRITE, /* in a write transaction, and an action in the history if something changed */
	OP_APART, /* a write that copies the database, so all before it is committed first */
	OP_WATCH, /* the stream stays open for events */
	OP_BARE,  /* without the database: it answers whatever became of that */
	OP_ALONE, /* a write that brings its own transaction, whatever became of the database */
};

/* X(service, method, noun_verb, type of the messages, mode) */
#define OP_LIST(X)                                                                 \
	X(Admin, Backup, admin_backup, AdminBackup, OP_APART)                      \
	X(Admin, Check, admin_check, AdminCheck, OP_READ)                          \
	X(Admin, Export, admin_export, AdminExport, OP_READ)                       \
	X(Admin, Hello, admin_hello, AdminHello, OP_BARE)                          \
	X(Admin, Replace, admin_replace, AdminReplace, OP_ALONE)                   \
	X(Admin, Restore, admin_restore, AdminRestore, OP_WRITE)                   \
	X(Catalog, Delete, catalog_delete, CatalogDelete, OP_WRITE)                \
	X(Catalog, Get, catalog_get, CatalogGet, OP_READ)                          \
	X(Catalog, List, catalog_list, CatalogList, OP_READ)                       \
	X(Catalog, Put, catalog_put, CatalogPut, OP_WRITE)                         \
	X(Enrollment, Choose, enrollment_choose, EnrollmentChoose, OP_WRITE)       \
	X(Enrollment, Enroll, enrollment_enroll, EnrollmentEnroll, OP_WRITE)       \
	X(Enrollment, List, enrollment_list, EnrollmentList, OP_READ)              \
	X(Enrollment, Preview, enrollment_preview, EnrollmentPreview, OP_READ)     \
	X(Enrollment, Unenroll, enrollment_unenroll, EnrollmentUnenroll, OP_WRITE) \
	X(Enrollment, Upgrade, enrollment_upgrade, EnrollmentUpgrade, OP_APART)    \
	X(Enrollment, Use, enrollment_use, EnrollmentUse, OP_WRITE)                \
	X(Goal, Get, goal_get, GoalGet, OP_READ)                                   \
	X(Goal, Pathways, goal_pathways, GoalPathways, OP_READ)                    \
	X(Goal, Pause, goal_pause, GoalPause, OP_WRITE)                            \
	X(Goal, Pauses, goal_pauses, GoalPauses, OP_READ)                          \
	X(Goal, Resume, goal_resume, GoalResume, OP_WRITE)                         \
	X(Goal, Set, goal_set, GoalSet, OP_WRITE)                                  \
	X(History, List, history_list, HistoryList, OP_READ)                       \
	X(History, Redo, history_redo, HistoryRedo, OP_WRITE)                      \
	X(History, Undo, history_undo, HistoryUndo, OP_WRITE)                      \
	X(Plan, Glance, plan_glance, PlanGlance, OP_READ)                          \
	X(Job, Contact, job_contact, JobContact, OP_WRITE)                         \
	X(Job, Due, job_due, JobDue, OP_READ)                                      \
	X(Job, Funnel, job_funnel, JobFunnel, OP_READ)                             \
	X(Job, Get, job_get, JobGet, OP_READ)                                      \
	X(Job, Import, job_import, JobImport, OP_WRITE)                            \
	X(Job, List, job_list, JobList, OP_READ)                                   \
	X(Job, Move, job_move, JobMove, OP_WRITE)                                  \
	X(Job, Note, job_note, JobNote, OP_WRITE)                                  \
	X(Job, Put, job_put, JobPut, OP_WRITE)                                     \
	X(Job, Remove, job_remove, JobRemove, OP_WRITE)                            \
	X(Job, Report, job_report, JobReport, OP_READ)                             \
	X(Plan, Next, plan_next, PlanNext, OP_READ)                                \
	X(Plan, Schedule, plan_schedule, PlanSchedule, OP_READ)                    \
	X(Plan, Why, plan_why, PlanWhy, OP_READ)                                   \
	X(Review, Burnup, review_burnup, ReviewBurnup, OP_READ)                    \
	X(Review, Forecast, review_forecast, ReviewForecast, OP_READ)              \
	X(Review, Stats, review_stats, ReviewStats, OP_READ)                       \
	X(Portfolio, Get, portfolio_get, PortfolioGet, OP_READ)                    \
	X(Portfolio, List, portfolio_list, PortfolioList, OP_READ)                 \
	X(Portfolio, Put, portfolio_put, PortfolioPut, OP_WRITE)                   \
	X(Portfolio, Remove, portfolio_remove, PortfolioRemove, OP_WRITE)          \
	X(Remind, Due, remind_due, RemindDue, OP_READ)                             \
	X(Setting, List, setting_list, SettingList, OP_READ)                       \
	X(Setting, Set, setting_set, SettingSet, OP_WRITE)                         \
	X(Step, Check, step_check, StepCheck, OP_WRITE)                            \
	X(Step, Get, step_get, StepGet, OP_READ)                                   \
	X(Step, Link, step_link, StepLink, OP_WRITE)                               \
	X(Step, List, step_list, StepList, OP_READ)                                \
	X(Step, Note, step_note, StepNote, OP_WRITE)                               \
	X(Step, Set, step_set, StepSet, OP_WRITE)                                  \
	X(Time, Add, time_add, TimeAdd, OP_WRITE)                                  \
	X(Time, List, time_list, TimeList, OP_READ)                                \
	X(Time, Remove, time_remove, TimeRemove, OP_WRITE)                         \
	X(Time, Stop, time_stop, TimeStop, OP_WRITE)                               \
	X(Time, Timer, time_timer, TimeTimer, OP_READ)

/* A stream has no reply but its events. */
#define OP_WATCH_LIST(X) X(Event, Watch, event_watch, EventWatch, OP_WATCH)

#define OP_DECLARE(service, method, noun_verb, Type, mode)                              \
	enum err_code op_##noun_verb(struct op *op, const Pb__##Type##Request *request, \
	    Pb__##Type##Reply *reply, struct err *err);
OP_LIST(OP_DECLARE)
#undef OP_DECLARE

enum err_code op_event_watch(struct op *op, const Pb__EventWatchRequest *request, struct err *err);

struct op_entry {
	const char *service; /* "roadmap.v1.Step" */
	const char *method;  /* "Set" */
	const char *command; /* "Step.Set" */
	enum op_mode mode;
	const ProtobufCMessageDescriptor *input;
	const ProtobufCMessageDescriptor *output;
	/* reply is NULL for a watch */
	enum err_code (*call)(struct op *op, const ProtobufCMessage *request,
	    ProtobufCMessage *reply, struct err *err);
};

/* It may write. */
bool op_table_writes(const struct op_entry *entry);

extern const struct op_entry op_table[];
extern const size_t op_table_size;

/* NULL if there is none. */
const struct op_entry *op_table_find(const char *service, const char *method);

#endif
