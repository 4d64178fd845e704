/*
 * usage: soak SECONDS [SEED]
 *
 * Waves of clients: readers, writers, watchers, and broken ones, more and more of them until the
 * end of a wave. No answer may be lost or mixed up, no event be lost, no client that means well be
 * ended; between the waves the daemon holds as many files as before, and after the first ones it
 * needs no more memory.
 */
#include "soak.h"

#include <dirent.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "roadmap/v1/admin.pb-c.h"

#if defined(__SANITIZE_ADDRESS__)
#define SOAK_IS_SANITIZED true /* what was freed is kept for a while */
#else
#define SOAK_IS_SANITIZED false
#endif

static unsigned soak_seconds = 60, soak_seed;
static char soak_summary[256];

struct soak {
	struct harness *harness;
	unsigned seed;
	struct soak_client clients[SOAK_CLIENTS];
	struct soak_chaos chaos[SOAK_CHAOS];
	int control; /* a connection that is open from first to last */
	uint32_t control_id;
};

static int64_t
soak_now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static Ttrpc__Response *
soak_control(struct soak *soak, const char *service, const char *method,
    const ProtobufCMessage *message)
{
	Ttrpc__Response *response;

	soak->control_id += 2;
	harness_request(soak->harness, soak->control, soak->control_id, service, method, message);
	response = harness_expect(soak->harness, soak->control, soak->control_id);
	assert_int_equal(harness_code(response), ERR_OK);
	return response;
}

static unsigned
soak_count_files(const struct soak *soak)
{
	char path[32];
	unsigned n = 0;
	DIR *dir;

	snprintf(path, sizeof(path), "/proc/%d/fd", (int)soak->harness->pid);
	dir = opendir(path);
	assert_non_null(dir);
	while (readdir(dir) != NULL)
		n++;
	closedir(dir);
	return n - 2; /* . and .. */
}

static unsigned
soak_memory_kb(const struct soak *soak)
{
	char path[32], line[128];
	unsigned kb = 0;
	FILE *status;

	snprintf(path, sizeof(path), "/proc/%d/status", (int)soak->harness->pid);
	status = fopen(path, "r");
	assert_non_null(status);
	while (kb == 0 && fgets(line, sizeof(line), status) != NULL)
		(void)sscanf(line, "VmRSS: %u", &kb);
	fclose(status);
	assert_true(kb > 0);
	return kb;
}

/* The connections of these clients are ready, or a moment has passed. */
static void
soak_receive(struct soak *soak, unsigned n_clients)
{
	struct pollfd waits[SOAK_CLIENTS];

	for (unsigned i = 0; i < n_clients; i++)
		waits[i] = (struct pollfd){.fd = soak->clients[i].fd, .events = POLLIN};
	(void)poll(waits, n_clients, 1);
	for (unsigned i = 0; i < n_clients; i++)
		if (waits[i].revents != 0)
			soak_client_receive(&soak->clients[i], soak->harness);
}

static void
soak_turn(struct soak *soak, unsigned n_clients, unsigned n_chaos)
{
	arena_reset(soak->harness->arena);
	for (unsigned i = 0; i < n_clients; i++) {
		if (soak->clients[i].fd < 0)
			soak_client_open(&soak->clients[i], soak->harness);
		soak_client_ask(&soak->clients[i], soak->harness, false);
	}
	for (unsigned i = 0; i < n_chaos; i++)
		soak_chaos_step(&soak->chaos[i], soak->harness, &soak->seed);
	soak_receive(soak, n_clients);
}

/* The first client that still waits for an answer or, with an action, for its event; or NULL. */
static const struct soak_client *
soak_find_waiting(const struct soak *soak, const char *action_id)
{
	for (unsigned i = 0; i < SOAK_CLIENTS; i++) {
		const struct soak_client *client = &soak->clients[i];

		if (!soak_client_is_done(client) ||
		    (action_id != NULL && client->role == SOAK_WATCHER &&
			strcmp(client->action_id, action_id) != 0))
			return client;
	}
	return NULL;
}

static unsigned long
soak_count_received(const struct soak *soak)
{
	unsigned long n = 0;

	for (unsigned i = 0; i < SOAK_CLIENTS; i++)
		n += soak->clients[i].answers + soak->clients[i].events;
	return n;
}

/*
 * Until each answer has come, and, with an action, its event to each watcher. It takes what it
 * takes on a busy machine: only when nothing comes any more is something lost.
 */
static void
soak_finish(struct soak *soak, const char *action_id)
{
	int64_t last_ms = soak_now_ms();
	unsigned long n, received = 0;
	const struct soak_client *waiting;

	while ((waiting = soak_find_waiting(soak, action_id)) != NULL) {
		n = soak_count_received(soak);
		if (n != received)
			last_ms = soak_now_ms();
		received = n;
		if (soak_now_ms() - last_ms > HARNESS_GUARD_S * 1000)
			fail_msg("client %u waits for %u answers from stream %u on; its note is "
				 "'%s', its last event %u of '%s', not '%s'",
			    waiting->number, waiting->n_window, waiting->window[0].stream_id,
			    waiting->note_id, waiting->seq, waiting->action_id,
			    action_id != NULL ? action_id : "");
		for (unsigned i = 0; i < SOAK_CLIENTS; i++)
			soak_client_ask(&soak->clients[i], soak->harness, true);
		soak_receive(soak, SOAK_CLIENTS);
	}
}

/* An action that each watcher must hear of, after all others. */
static const char *
soak_last_action(struct soak *soak, unsigned wave)
{
	Pb__StepNoteRequest note = PB__STEP_NOTE_REQUEST__INIT;
	const Ttrpc__Response *response;
	const Pb__StepNoteReply *reply;

	note.step = harness_set(soak->harness, HARNESS_STEPS, PB__STATUS__STATUS_TODO)
			->steps[HARNESS_STEPS - 1];
	note.text = arena_printf(soak->harness->arena, "wave %u", wave);
	response = soak_control(soak, "Step", "Note", &note.base);
	reply = message_unpack(&pb__step_note_reply__descriptor, soak->harness->arena,
	    (struct bytes){response->payload.data, response->payload.len});
	assert_non_null(reply);
	return reply->note->id; /* a note has the id of its action */
}

/* What the clients closed the daemon closes when it comes to it. */
static void
soak_check_files(struct soak *soak, unsigned files)
{
	for (unsigned i = 0; soak_count_files(soak) != files; i++) {
		assert_in_range(i, 0, SOAK_FILES_TRIES);
		arena_reset(soak->harness->arena);
		(void)soak_control(soak, "Admin", "Hello", NULL);
	}
}

static void
soak_wave(struct soak *soak, unsigned wave, int64_t wave_ms)
{
	const int64_t begin_ms = soak_now_ms();
	int64_t passed_ms = 0;

	while (passed_ms < wave_ms) {
		soak_turn(soak, 4 + (unsigned)((SOAK_CLIENTS - 4) * passed_ms / wave_ms),
		    1 + (unsigned)((SOAK_CHAOS - 1) * passed_ms / wave_ms));
		passed_ms = soak_now_ms() - begin_ms;
	}
	soak_turn(soak, SOAK_CLIENTS, SOAK_CHAOS);
	soak_finish(soak, NULL);
	soak_finish(soak, soak_last_action(soak, wave));
	for (unsigned i = 0; i < SOAK_CLIENTS; i++)
		soak_client_close(&soak->clients[i]);
	for (unsigned i = 0; i < SOAK_CHAOS; i++)
		soak_chaos_close(&soak->chaos[i]);
}

static void
soak_begin(struct soak *soak, unsigned seed)
{
	void *state;

	soak->seed = seed;
	harness_setup(&state);
	soak->harness = state;
	harness_enroll(soak->harness);
	for (unsigned i = 0; i < SOAK_CLIENTS; i++) {
		soak->clients[i].fd = -1;
		soak->clients[i].number = i;
		soak->clients[i].role = (enum soak_client_role)(i % SOAK_ROLES);
		soak->clients[i].seed = &soak->seed;
	}
	for (unsigned i = 0; i < SOAK_CHAOS; i++)
		soak->chaos[i].fd = -1;
	soak->control = harness_connect(soak->harness);
	soak->control_id = 1;
	/* SQLite keeps the file of a second connection for the next one: a backup makes one */
	(void)soak_control(soak, "Admin", "Backup", NULL);
}

static void
soak_end(struct soak *soak)
{
	const Ttrpc__Response *response = soak_control(soak, "Admin", "Check", NULL);
	const Pb__AdminCheckReply *check = message_unpack(&pb__admin_check_reply__descriptor,
	    soak->harness->arena, (struct bytes){response->payload.data, response->payload.len});
	void *state = soak->harness;

	assert_non_null(check);
	for (size_t i = 0; i < check->n_findings; i++)
		if (!check->findings[i]->ok)
			fail_msg("%s: %s", check->findings[i]->name, check->findings[i]->text);
	close(soak->control);
	assert_int_equal(harness_stop(soak->harness, SIGTERM), 0);
	harness_teardown(&state);
}

/* What there is to tell when all went well. */
static void
soak_report(const struct soak *soak, unsigned files, unsigned before_kb, unsigned after_kb)
{
	unsigned long answers = 0, events = 0, bad = 0;

	for (unsigned i = 0; i < SOAK_CLIENTS; i++) {
		answers += soak->clients[i].answers;
		events += soak->clients[i].events;
	}
	for (unsigned i = 0; i < SOAK_CHAOS_KINDS; i++)
		bad += soak_chaos_done[i];
	snprintf(soak_summary, sizeof(soak_summary),
	    "soak: %u s, seed %u: %lu answers and %lu events, none lost or mixed up; %lu bad "
	    "clients; memory %u kB after warm-up, %u kB at the end; %u files before and after",
	    soak_seconds, soak_seed, answers, events, bad, before_kb, after_kb, files);
}

static void
many_clients_at_once_lose_nothing_and_leave_nothing(void **state)
{
	static struct soak soak;
	unsigned files, before_kb, after_kb = 0;

	(void)state;
	soak_begin(&soak, soak_seed);
	files = soak_count_files(&soak);
	before_kb = soak_memory_kb(&soak);
	printf("before: %u kB, %u files\n", before_kb, files);
	for (unsigned i = 1; i <= SOAK_WAVES; i++) {
		soak_wave(&soak, i, (int64_t)soak_seconds * 1000 / SOAK_WAVES);
		soak_check_files(&soak, files);
		after_kb = soak_memory_kb(&soak);
		if (i <= SOAK_WARM_UP && after_kb > before_kb)
			before_kb = after_kb;
		printf("wave %u: %u kB, %u files\n", i, after_kb, files);
		fflush(stdout);
	}
	soak_end(&soak);
	if (!SOAK_IS_SANITIZED && after_kb > before_kb + SOAK_GROWTH_MAX_KB)
		fail_msg("it grew from %u kB to %u kB", before_kb, after_kb);
	soak_report(&soak, files, before_kb, after_kb);
}

int
main(int argc, char **argv)
{
	/* a test, so that what fails is told with its line */
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(many_clients_at_once_lose_nothing_and_leave_nothing),
	};
	int failed;

	if (argc > 1)
		soak_seconds = (unsigned)strtoul(argv[1], NULL, 10);
	soak_seed = argc > 2 ? (unsigned)strtoul(argv[2], NULL, 10) : (unsigned)time(NULL);
	printf("seed %u\n", soak_seed);
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	if (failed == 0)
		puts(soak_summary);
	return failed;
}
