/* Random commands. */
#include <stdlib.h>

#include "desk.h"

/* Adds a case study, changes the one of the step, or removes it. */
static void
desk_do_portfolio(struct desk *desk, const char *step, unsigned *seed)
{
	Pb__PortfolioRemoveRequest remove = PB__PORTFOLIO_REMOVE_REQUEST__INIT;
	Pb__PortfolioGetRequest get = PB__PORTFOLIO_GET_REQUEST__INIT;
	const Pb__PortfolioGetReply *reply = NULL;
	Pb__CaseStudy *study = desk_case_study(desk, step, "Bowls");

	remove.case_study = get.case_study = step;
	switch ((unsigned)rand_r(seed) % 3) {
	case 0:
		(void)desk_call(desk, "Portfolio", "Remove", &remove, NULL);
		return;
	case 1:
		if (desk_call(desk, "Portfolio", "Get", &get, &reply) != ERR_OK)
			break;
		study->id = reply->study->study->id;
		study->n_technologies = (unsigned)rand_r(seed) % 3;
		break;
	default:
		break;
	}
	(void)desk_put_study(desk, study);
}

/* Adds one, or writes the fields of one anew. */
static void
desk_do_job_put(struct desk *desk, const char *company, const char *step, unsigned *seed)
{
	Pb__JobGetRequest get = PB__JOB_GET_REQUEST__INIT;
	Pb__JobPutRequest put = PB__JOB_PUT_REQUEST__INIT;
	const Pb__JobGetReply *reply = NULL;
	static const char *studies[] = {"Bowls"};

	get.application = company;
	if ((unsigned)rand_r(seed) % 2 || desk_call(desk, "Job", "Get", &get, &reply) != ERR_OK) {
		(void)desk_put_job(desk, company, PB__STAGE__STAGE_APPLIED,
		    (Pb__Channel)((unsigned)rand_r(seed) % 5));
		return;
	}
	put.application = reply->application->application;
	put.application->salary = "fair";
	put.application->follow_up = "2030-01-01";
	put.application->step_id = step;
	put.application->case_studies = studies;
	put.application->n_case_studies = (unsigned)rand_r(seed) % 2;
	(void)desk_call(desk, "Job", "Put", &put, NULL);
}

static void
desk_do_job_import(struct desk *desk, const char *company)
{
	Pb__JobImportRequest request = PB__JOB_IMPORT_REQUEST__INIT;
	Pb__JobRecord *record = message_new(&pb__job_record__descriptor, desk->arena);
	Pb__JobStage *stage = message_new(&pb__job_stage__descriptor, desk->arena);
	Pb__JobContact *contact = message_new(&pb__job_contact__descriptor, desk->arena);
	Pb__JobNote *note = message_new(&pb__job_note__descriptor, desk->arena);

	record->application = message_new(&pb__application__descriptor, desk->arena);
	record->application->company = company;
	stage->stage = PB__STAGE__STAGE_APPLIED;
	stage->day = "2020-01-01";
	contact->name = "Bo";
	note->text = "From a list.";
	record->stages = &stage;
	record->contacts = &contact;
	record->notes = &note;
	record->n_stages = record->n_contacts = record->n_notes = 1;
	request.records = &record;
	request.n_records = 1;
	(void)desk_call(desk, "Job", "Import", &request, NULL);
}

static void
desk_do_job_move(struct desk *desk, const char *company, unsigned *seed)
{
	Pb__JobMoveRequest request = PB__JOB_MOVE_REQUEST__INIT;

	request.application = company;
	request.stage = (Pb__Stage)((unsigned)rand_r(seed) % 10);
	request.remove = (unsigned)rand_r(seed) % 4 == 0;
	request.note = (unsigned)rand_r(seed) % 3 ? "" : "As expected.";
	request.follow_up = (unsigned)rand_r(seed) % 3 ? "" : "2030-02-01";
	(void)desk_call(desk, "Job", "Move", &request, NULL);
}

void
desk_do_job(struct desk *desk, const char *step, unsigned *seed)
{
	static const char *const companies[] = {"Kiln", "Wheel", "Glaze works"};
	Pb__JobNoteRequest note = PB__JOB_NOTE_REQUEST__INIT;
	Pb__JobContactRequest contact = PB__JOB_CONTACT_REQUEST__INIT;
	Pb__JobContact person = PB__JOB_CONTACT__INIT;
	Pb__JobRemoveRequest remove = PB__JOB_REMOVE_REQUEST__INIT;
	const char *company = companies[(unsigned)rand_r(seed) % 3];

	note.application = contact.application = remove.application = company;
	note.text = "They asked for a bowl.";
	person.name = "Ada";
	person.role = (unsigned)rand_r(seed) % 2 ? "master" : "";
	contact.contact = &person;
	contact.remove = (unsigned)rand_r(seed) % 3 == 0;
	switch ((unsigned)rand_r(seed) % 9) {
	case 0:
	case 1:
		desk_do_job_put(desk, company, step, seed);
		break;
	case 2:
		(void)desk_call(desk, "Job", "Note", &note, NULL);
		break;
	case 3:
		(void)desk_call(desk, "Job", "Contact", &contact, NULL);
		break;
	case 4:
		(void)desk_call(desk, "Job", "Remove", &remove, NULL);
		break;
	case 5:
		desk_do_job_import(desk, company);
		break;
	default:
		desk_do_job_move(desk, company, seed);
		break;
	}
}

/* The timer and what else is told of time. */
static void
desk_do_time(struct desk *desk, const char *step, unsigned *seed)
{
	Pb__StepSetRequest start = PB__STEP_SET_REQUEST__INIT;
	Pb__TimeStopRequest stop = PB__TIME_STOP_REQUEST__INIT;
	Pb__TimeAddRequest add = PB__TIME_ADD_REQUEST__INIT;
	Pb__GoalPauseRequest pause = PB__GOAL_PAUSE_REQUEST__INIT;
	Pb__GoalSetRequest goal = PB__GOAL_SET_REQUEST__INIT;
	unsigned number = (unsigned)rand_r(seed) % 300;

	desk_wait(desk, number);
	start.steps = &step;
	start.n_steps = 1;
	start.status = PB__STATUS__STATUS_ACTIVE;
	start.timer = start.force = true;
	start.minutes = number % 4 == 0 ? 1 + number : 0;
	stop.discard = number % 5 == 0;
	add.step = step;
	add.minutes = goal.minutes_per_week = number;
	pause.from_day = arena_printf(desk->arena, "2026-01-%02u", 1 + number % 20);
	pause.until_day = arena_printf(desk->arena, "2026-01-%02u", 2 + number / 12);
	switch ((unsigned)rand_r(seed) % 6) {
	case 0:
		(void)desk_call(desk, "Time", "Stop", &stop, NULL);
		break;
	case 1:
		(void)desk_call(desk, "Time", "Add", &add, NULL);
		break;
	case 2:
		(void)desk_call(desk, "Goal", "Pause", &pause, NULL);
		break;
	case 3:
		(void)desk_call(desk, "Goal", "Set", &goal, NULL);
		break;
	default:
		(void)desk_call(desk, "Step", "Set", &start, NULL);
		break;
	}
}

void
desk_do_anything(struct desk *desk, unsigned *seed)
{
	static const char *const steps[] = {"clay", "wheel", "glaze", "bowl", "fire-gas",
	    "fire-electric", "vase"};
	const char *step = steps[(unsigned)rand_r(seed) % 7];
	Pb__StepNoteRequest note = PB__STEP_NOTE_REQUEST__INIT;
	Pb__StepCheckRequest check = PB__STEP_CHECK_REQUEST__INIT;
	Pb__StepLinkRequest link = PB__STEP_LINK_REQUEST__INIT;
	Pb__EnrollmentChooseRequest choose = PB__ENROLLMENT_CHOOSE_REQUEST__INIT;
	Pb__Pick pick = PB__PICK__INIT;
	const char *word = (unsigned)rand_r(seed) % 2 != 0 ? "1" : "cut";
	const char *option = (unsigned)rand_r(seed) % 2 != 0 ? "gas" : "electric";

	note.step = link.step = step;
	note.text = "a thought";
	link.url = "https://example.org/";
	check.step = "clay";
	check.items = &word;
	check.n_items = 1;
	check.uncheck = (unsigned)rand_r(seed) % 2 != 0;
	pick.choice_id = "kiln";
	pick.option_ids = &option;
	pick.n_option_ids = 1;
	choose.pick = &pick;
	switch ((unsigned)rand_r(seed) % 16) {
	case 0:
		(void)desk_call(desk, "Step", "Note", &note, NULL);
		break;
	case 1:
		(void)desk_call(desk, "Step", "Check", &check, NULL);
		break;
	case 2:
		(void)desk_call(desk, "Step", "Link", &link, NULL);
		break;
	case 3:
		(void)desk_call(desk, "Enrollment", "Choose", &choose, NULL);
		break;
	case 4:
	case 5:
		desk_do_portfolio(desk, step, seed);
		break;
	case 14:
	case 15:
		desk_do_job(desk, step, seed);
		break;
	case 6:
	case 7:
		desk_do_time(desk, step, seed);
		break;
	default:
		(void)desk_set(desk, step, (Pb__Status)(1 + (unsigned)rand_r(seed) % 5),
		    (unsigned)rand_r(seed) % 2 != 0);
		break;
	}
}
