#include "file/file_evidence.h"

#include <string.h>

#include "core/work.h"
#include "proto/message.h"

static bool
file_evidence_kind(struct file_reader *reader, const struct file_key *key, struct file_node *node,
    Pb__Work *ret_kind)
{
	uint32_t kind = node->type == FILE_SCALAR ? work_find(node->text) : WORK_NONE;

	if (kind == WORK_NONE) {
		file_value_fault(reader, key, node, work_ids);
		return false;
	}
	*ret_kind = (Pb__Work)kind;
	return true;
}

void
file_evidence_kinds(struct file_reader *reader, const struct file_key *key, struct file_node *node,
    void *message)
{
	Pb__Work **field = (void *)((char *)message + key->field);
	size_t *count = (void *)((char *)message + key->other);
	uint32_t n = node->type == FILE_LIST ? node->n : 1;

	*field = arena_array(reader->arena, n, sizeof(**field));
	if (node->type != FILE_LIST) {
		*count = file_evidence_kind(reader, key, node, *field);
		return;
	}
	for (struct file_node *entry = node->first; entry != NULL; entry = entry->next)
		if (file_evidence_kind(reader, key, entry, *field + *count))
			(*count)++;
}

static void
file_evidence_case_study(struct file_reader *reader, const struct file_key *key,
    struct file_node *node, void *message)
{
	Pb__Evidence *evidence = message;

	evidence->kind = PB__EVIDENCE__KIND__KIND_CASE_STUDY;
	evidence->count = 1;
	file_evidence_kinds(reader, key, node, message);
}

static void
file_evidence_case_studies(struct file_reader *reader, const struct file_key *key,
    struct file_node *node, void *message)
{
	Pb__Evidence *evidence = message;

	if (evidence->kind != PB__EVIDENCE__KIND__KIND_UNSPECIFIED) {
		file_value_fault(reader, key, node, "either this or 'case-study', not both");
		return;
	}
	evidence->kind = PB__EVIDENCE__KIND__KIND_CASE_STUDIES;
	file_value_count(reader, key, node, message);
}

/* `applications: 10`, `interviews: 1` */
static void
file_evidence_counted(struct file_reader *reader, const struct file_key *key,
    struct file_node *node, void *message)
{
	Pb__Evidence *evidence = message;

	if (evidence->kind != PB__EVIDENCE__KIND__KIND_UNSPECIFIED) {
		file_value_fault(reader, key, node, "one kind of evidence, not two");
		return;
	}
	evidence->kind = strcmp(key->name, "applications") == 0
			     ? PB__EVIDENCE__KIND__KIND_APPLICATIONS
			     : PB__EVIDENCE__KIND__KIND_INTERVIEWS;
	file_value_count(reader, key, node, message);
}

static const struct file_key file_evidence_keys[] = {
    {"case-study", file_evidence_case_study, offsetof(Pb__Evidence, shows),
	offsetof(Pb__Evidence, n_shows), false, NULL},
    {"case-studies", file_evidence_case_studies, offsetof(Pb__Evidence, count), 0, false, NULL},
    {"applications", file_evidence_counted, offsetof(Pb__Evidence, count), 0, false, NULL},
    {"interviews", file_evidence_counted, offsetof(Pb__Evidence, count), 0, false, NULL},
    {"channels", file_value_count, offsetof(Pb__Evidence, over), 0, false, NULL},
    {"kinds", file_value_count, offsetof(Pb__Evidence, over), 0, false, NULL},
};
static const struct file_map file_evidence_map = {
    .what = "an evidence",
    .descriptor = &pb__evidence__descriptor,
    .keys = file_evidence_keys,
    .n_keys = sizeof(file_evidence_keys) / sizeof(file_evidence_keys[0]),
};

void
file_evidence(struct file_reader *reader, const struct file_key *key, struct file_node *node,
    void *message)
{
	Pb__Evidence **field = (void *)((char *)message + key->field);
	Pb__Evidence *evidence = message_new(&pb__evidence__descriptor, reader->arena);

	if (node->type == FILE_SCALAR && strcmp(node->text, "case-study") == 0) {
		evidence->kind = PB__EVIDENCE__KIND__KIND_CASE_STUDY;
		evidence->count = 1;
	} else if (node->type == FILE_SCALAR && strcmp(node->text, "offer-accepted") == 0) {
		evidence->kind = PB__EVIDENCE__KIND__KIND_OFFER_ACCEPTED;
		evidence->count = 1;
	} else if (node->type == FILE_MAP) {
		file_map_read(reader, &file_evidence_map, node, evidence);
	}
	if (evidence->kind == PB__EVIDENCE__KIND__KIND_UNSPECIFIED)
		file_value_fault(reader, key, node,
		    "case-study, {case-study: KIND}, {case-studies: NUMBER}, {applications: "
		    "NUMBER}, "
		    "{interviews: NUMBER} or offer-accepted");
	*field = evidence;
}

static const char *
file_evidence_text_own(const Pb__Evidence *evidence, struct arena *arena)
{
	const char *kinds = "";

	for (size_t i = 0; i < evidence->n_shows; i++)
		kinds = arena_printf(arena, "%s%s%s", kinds, i > 0 ? ", " : "",
		    work_id((uint32_t)evidence->shows[i]));
	if (evidence->n_shows == 0)
		return "case-study";
	return evidence->n_shows == 1 ? arena_printf(arena, "{case-study: %s}", kinds)
				      : arena_printf(arena, "{case-study: [%s]}", kinds);
}

const char *
file_evidence_text(const Pb__Evidence *evidence, struct arena *arena)
{
	switch (evidence->kind) {
	case PB__EVIDENCE__KIND__KIND_CASE_STUDY:
		return file_evidence_text_own(evidence, arena);
	case PB__EVIDENCE__KIND__KIND_CASE_STUDIES:
		return evidence->over > 0
			   ? arena_printf(arena, "{case-studies: %u, kinds: %u}", evidence->count,
				 evidence->over)
			   : arena_printf(arena, "{case-studies: %u}", evidence->count);
	case PB__EVIDENCE__KIND__KIND_APPLICATIONS:
		return evidence->over > 0
			   ? arena_printf(arena, "{applications: %u, channels: %u}",
				 evidence->count, evidence->over)
			   : arena_printf(arena, "{applications: %u}", evidence->count);
	case PB__EVIDENCE__KIND__KIND_INTERVIEWS:
		return arena_printf(arena, "{interviews: %u}", evidence->count);
	case PB__EVIDENCE__KIND__KIND_OFFER_ACCEPTED:
		return "offer-accepted";
	default:
		return "~";
	}
}
