#include "soak_client.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "roadmap/v1/event.pb-c.h"
#include "roadmap/v1/plan.pb-c.h"

/* A watch has no answer: that to what is asked after it tells that it has begun. */
static void
soak_client_watch(struct soak_client *client, struct harness *harness)
{
	harness_watch(harness, client->fd, client->stream_id);
	client->stream_id += 2;
	client->window[client->n_window++] = (struct soak_client_request){
	    .kind = SOAK_HELLO,
	    .stream_id = client->stream_id,
	};
	harness_request(harness, client->fd, client->stream_id, "Admin", "Hello", NULL);
}

void
soak_client_open(struct soak_client *client, struct harness *harness)
{
	client->fd = harness_connect(harness);
	client->stream_id = 1;
	client->n_window = 0;
	client->n_in = 0;
	client->seq = 0;
	if (client->role == SOAK_WATCHER)
		soak_client_watch(client, harness);
}

void
soak_client_close(struct soak_client *client)
{
	if (client->fd >= 0)
		close(client->fd);
	client->fd = -1;
}

bool
soak_client_is_done(const struct soak_client *client)
{
	return client->n_window == 0 && client->note_id[0] == '\0';
}

static unsigned
soak_client_random(struct soak_client *client, unsigned below)
{
	return (unsigned)rand_r(client->seed) % below;
}

static const char *
soak_client_step(struct harness *harness, unsigned step)
{
	return harness_set(harness, step + 1, PB__STATUS__STATUS_TODO)->steps[step];
}

static const char *
soak_client_text(const struct soak_client *client, struct harness *harness, uint32_t stream_id)
{
	return arena_printf(harness->arena, "client %u, stream %u", client->number, stream_id);
}

static void
soak_client_send_note(struct soak_client *client, struct harness *harness,
    const struct soak_client_request *request)
{
	Pb__StepNoteRequest note = PB__STEP_NOTE_REQUEST__INIT;

	note.step = soak_client_step(harness, request->step);
	if (request->kind == SOAK_ADD) {
		note.text = soak_client_text(client, harness, request->stream_id);
		client->is_adding = true;
	} else {
		note.remove_id = client->note_id;
	}
	harness_request(harness, client->fd, request->stream_id, "Step", "Note", &note.base);
	if (request->kind == SOAK_REMOVE)
		client->note_id[0] = '\0';
}

static void
soak_client_send(struct soak_client *client, struct harness *harness,
    const struct soak_client_request *request)
{
	Pb__StepGetRequest get = PB__STEP_GET_REQUEST__INIT;
	Pb__StepSetRequest *set;

	switch (request->kind) {
	case SOAK_GET:
		get.step = soak_client_step(harness, request->step);
		harness_request(harness, client->fd, request->stream_id, "Step", "Get", &get.base);
		return;
	case SOAK_NEXT:
		harness_request(harness, client->fd, request->stream_id, "Plan", "Next", NULL);
		return;
	case SOAK_LIST:
		harness_request(harness, client->fd, request->stream_id, "Step", "List", NULL);
		return;
	case SOAK_NONSENSE:
		harness_request(harness, client->fd, request->stream_id, "Step", "Dance", NULL);
		return;
	case SOAK_SET:
		set = harness_set(harness, request->step + 1,
		    (Pb__Status)(PB__STATUS__STATUS_TODO + soak_client_random(client, 2)));
		set->steps += request->step;
		set->n_steps = 1;
		harness_request(harness, client->fd, request->stream_id, "Step", "Set", &set->base);
		return;
	default:
		soak_client_send_note(client, harness, request);
		return;
	}
}

static enum soak_client_kind
soak_client_choose(struct soak_client *client, bool ends)
{
	static const enum soak_client_kind reads[] = {SOAK_GET, SOAK_GET, SOAK_GET, SOAK_GET,
	    SOAK_NEXT, SOAK_NEXT, SOAK_LIST, SOAK_NONSENSE};

	if (client->role == SOAK_READER)
		return reads[soak_client_random(client, sizeof(reads) / sizeof(reads[0]))];
	if (client->note_id[0] != '\0')
		return SOAK_REMOVE;
	return client->is_adding || ends || soak_client_random(client, 2) == 0 ? SOAK_SET
									       : SOAK_ADD;
}

void
soak_client_ask(struct soak_client *client, struct harness *harness, bool ends)
{
	if (client->role == SOAK_WATCHER || (ends && client->note_id[0] == '\0'))
		return;
	while (client->n_window < SOAK_CLIENT_WINDOW) {
		struct soak_client_request *request = &client->window[client->n_window++];

		*request = (struct soak_client_request){
		    .kind = soak_client_choose(client, ends),
		    .stream_id = client->stream_id += 2,
		    /* a writer's steps are its own */
		    .step = client->role == SOAK_WRITER ? client->number
							: soak_client_random(client, HARNESS_STEPS),
		};
		soak_client_send(client, harness, request);
		if (ends && client->note_id[0] == '\0')
			return;
	}
}

static void
soak_client_check_note(struct soak_client *client, struct harness *harness,
    const struct soak_client_request *request, struct bytes payload)
{
	const Pb__StepNoteReply *reply =
	    message_unpack(&pb__step_note_reply__descriptor, harness->arena, payload);

	assert_non_null(reply);
	assert_string_equal(reply->step->id, soak_client_step(harness, request->step));
	assert_string_equal(reply->note->text,
	    soak_client_text(client, harness, request->stream_id));
	snprintf(client->note_id, sizeof(client->note_id), "%s", reply->note->id);
	client->is_adding = false;
}

static void
soak_client_check_step(struct harness *harness, const struct soak_client_request *request,
    const Pb__StepView *step)
{
	assert_non_null(step);
	assert_string_equal(step->id, soak_client_step(harness, request->step));
}

/* That it is the answer to this request, and of nobody else's. */
static void
soak_client_check(struct soak_client *client, struct harness *harness,
    const struct soak_client_request *request, const Ttrpc__Response *response)
{
	const struct bytes payload = {response->payload.data, response->payload.len};
	struct arena *arena = harness->arena;
	const Pb__StepListReply *list;
	const Pb__StepGetReply *get;
	const Pb__StepSetReply *set;
	const Pb__PlanNextReply *next;

	client->answers++;
	assert_int_equal(harness_code(response),
	    request->kind == SOAK_NONSENSE ? ERR_UNIMPLEMENTED : ERR_OK);
	switch (request->kind) {
	case SOAK_GET:
		get = message_unpack(&pb__step_get_reply__descriptor, arena, payload);
		assert_non_null(get);
		soak_client_check_step(harness, request, get->step);
		return;
	case SOAK_SET:
		set = message_unpack(&pb__step_set_reply__descriptor, arena, payload);
		assert_non_null(set);
		soak_client_check_step(harness, request,
		    set->n_changed > 0 ? set->changed[0] : set->unchanged[0]);
		return;
	case SOAK_NEXT:
		next = message_unpack(&pb__plan_next_reply__descriptor, arena, payload);
		assert_non_null(next);
		assert_true(next->n_recommendations > 0);
		return;
	case SOAK_LIST:
		list = message_unpack(&pb__step_list_reply__descriptor, arena, payload);
		assert_non_null(list);
		assert_int_equal(list->n_steps, HARNESS_STEPS);
		return;
	case SOAK_ADD:
		soak_client_check_note(client, harness, request, payload);
		return;
	default:
		return;
	}
}

/* Every event, one after the other: none is lost. */
static void
soak_client_check_event(struct soak_client *client, struct harness *harness, struct bytes data)
{
	const Pb__EventNotice *event =
	    message_unpack(&pb__event_notice__descriptor, harness->arena, data);

	assert_non_null(event);
	if (client->seq != 0)
		assert_int_equal(event->seq, client->seq + 1);
	client->seq = event->seq;
	snprintf(client->action_id, sizeof(client->action_id), "%s", event->action_id);
	client->events++;
}

/* False if there is no whole frame. */
static bool
soak_client_take(struct soak_client *client, struct harness *harness)
{
	const Ttrpc__Response *response;
	struct frame frame;
	struct bytes data;

	if (client->n_in < FRAME_HEADER_SIZE)
		return false;
	frame_read(&frame, client->in);
	assert_true(FRAME_HEADER_SIZE + frame.length_bytes <= sizeof(client->in));
	if (client->n_in < FRAME_HEADER_SIZE + frame.length_bytes)
		return false;
	data = (struct bytes){client->in + FRAME_HEADER_SIZE, frame.length_bytes};
	if (client->role == SOAK_WATCHER && frame.type == FRAME_DATA) {
		soak_client_check_event(client, harness, data);
	} else {
		assert_int_equal(frame.type, FRAME_RESPONSE);
		assert_true(client->n_window > 0);
		assert_int_equal(frame.stream_id, client->window[0].stream_id);
		response = message_unpack(&ttrpc__response__descriptor, harness->arena, data);
		assert_non_null(response);
		soak_client_check(client, harness, &client->window[0], response);
		client->n_window--;
		memmove(client->window, client->window + 1,
		    client->n_window * sizeof(client->window[0]));
	}
	client->n_in -= FRAME_HEADER_SIZE + frame.length_bytes;
	memmove(client->in, client->in + FRAME_HEADER_SIZE + frame.length_bytes, client->n_in);
	return true;
}

void
soak_client_receive(struct soak_client *client, struct harness *harness)
{
	ssize_t n = recv(client->fd, client->in + client->n_in, sizeof(client->in) - client->n_in,
	    MSG_DONTWAIT);

	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	assert_true(n > 0); /* a client that means well is not ended */
	client->n_in += (size_t)n;
	while (soak_client_take(client, harness))
		continue;
}
