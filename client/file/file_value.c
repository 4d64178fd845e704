#include "file/file_value.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "core/text.h"
#include "roadmap/v1/common.pb-c.h"

enum {
	FILE_MINUTES_MOST = 100000000, /* larger numbers stay here: no step may have as many */
};

static void *
file_value_slot(void *message, size_t offset)
{
	return (char *)message + offset;
}

void
file_value_fault(struct file_reader *reader, const struct file_key *key, struct file_node *node,
    const char *expected)
{
	if (!node->faulted)
		file_fault_add(reader->faults, node->line, node->column, "'%s': expected %s",
		    key->name, expected);
	node->faulted = true;
}

static bool
file_value_is_text(struct file_reader *reader, const struct file_key *key, struct file_node *node)
{
	if (node->type != FILE_SCALAR) {
		file_value_fault(reader, key, node, "a text: put it in quotes if it holds ': '");
		return false;
	}
	if (strlen(node->text) != node->length) {
		file_value_fault(reader, key, node, "a text without NUL characters");
		return false;
	}
	return !node->faulted;
}

void
file_value_text(struct file_reader *reader, const struct file_key *key, struct file_node *node,
    void *message)
{
	const char **field = file_value_slot(message, key->field);

	if (file_value_is_text(reader, key, node))
		*field = node->text;
}

static bool
file_value_is_plain(const struct file_node *node)
{
	return node->type == FILE_SCALAR && node->plain && !node->faulted && node->length > 0 &&
	       strlen(node->text) == node->length;
}

/* Numbers too large stay at UINT32_MAX: those who know the limit refuse it. */
void
file_value_count(struct file_reader *reader, const struct file_key *key, struct file_node *node,
    void *message)
{
	uint32_t *field = file_value_slot(message, key->field);
	uint64_t number = 0;

	if (!file_value_is_plain(node) || strspn(node->text, "0123456789") != node->length) {
		file_value_fault(reader, key, node, "a whole number");
		return;
	}
	for (const char *p = node->text; *p != '\0' && number < UINT32_MAX; p++)
		number = number * 10 + (uint64_t)(*p - '0');
	*field = number < UINT32_MAX ? (uint32_t)number : UINT32_MAX;
}

/* Not strtod(), which minds the locale and takes "0x1p3" and "nan". */
static bool
file_value_minutes(const struct file_node *node, uint32_t *ret_minutes)
{
	uint64_t hours = 0, fraction = 0, scale = 1;
	const char *p = node->text;

	if (!file_value_is_plain(node) || !isdigit((unsigned char)*p))
		return false;
	for (; isdigit((unsigned char)*p); p++)
		if (hours < FILE_MINUTES_MOST)
			hours = hours * 10 + (uint64_t)(*p - '0');
	if (*p == '.' && !isdigit((unsigned char)*++p))
		return false;
	for (; isdigit((unsigned char)*p); p++) {
		if (scale >= FILE_MINUTES_MOST)
			continue;
		fraction = fraction * 10 + (uint64_t)(*p - '0');
		scale *= 10;
	}
	if (*p != '\0')
		return false;
	hours = hours * 60 + (fraction * 60 + scale / 2) / scale;
	*ret_minutes = hours < FILE_MINUTES_MOST ? (uint32_t)hours : FILE_MINUTES_MOST;
	return true;
}

void
file_value_hours(struct file_reader *reader, const struct file_key *key, struct file_node *node,
    void *message)
{
	uint32_t *field = file_value_slot(message, key->field);

	if (!file_value_minutes(node, field))
		file_value_fault(reader, key, node, "a number such as 6 or 0.5");
}

void
file_value_range(struct file_reader *reader, const struct file_key *key, struct file_node *node,
    void *message)
{
	uint32_t *low = file_value_slot(message, key->field);
	uint32_t *high = file_value_slot(message, key->other);
	struct file_node *first = node->type == FILE_LIST && node->n == 2 ? node->first : node;
	struct file_node *second = first == node ? node : first->next;

	if (!file_value_minutes(first, low) || !file_value_minutes(second, high))
		file_value_fault(reader, key, node, "a number such as 6 or 0.5, or [low, high]");
}

/* YAML 1.1 had other words for them, and people remember. */
static const char *
file_value_flag_meant(const struct file_node *node)
{
	static const char *const words[][2] = {{"yes", "true or false: write true"},
	    {"on", "true or false: write true"}, {"y", "true or false: write true"},
	    {"no", "true or false: write false"}, {"off", "true or false: write false"},
	    {"n", "true or false: write false"}};

	for (size_t i = 0; node->type == FILE_SCALAR && i < sizeof(words) / sizeof(words[0]); i++)
		if (strcasecmp(node->text, words[i][0]) == 0)
			return words[i][1];
	return "true or false";
}

void
file_value_flag(struct file_reader *reader, const struct file_key *key, struct file_node *node,
    void *message)
{
	protobuf_c_boolean *field = file_value_slot(message, key->field);

	if (file_value_is_plain(node) && strcasecmp(node->text, "true") == 0)
		*field = true;
	else if (file_value_is_plain(node) && strcasecmp(node->text, "false") == 0)
		*field = false;
	else
		file_value_fault(reader, key, node, file_value_flag_meant(node));
}

void
file_value_kind(struct file_reader *reader, const struct file_key *key, struct file_node *node,
    void *message)
{
	static const char *const names[] = {"learn", "project", "portfolio", "job"};
	Pb__Kind *field = file_value_slot(message, key->field);

	for (int i = 0; node->type == FILE_SCALAR && i < 4; i++) {
		if (strcmp(node->text, names[i]) == 0) {
			*field = (Pb__Kind)(PB__KIND__KIND_LEARN + i);
			return;
		}
	}
	file_value_fault(reader, key, node, "learn, project, portfolio or job");
}

void
file_value_option(struct file_reader *reader, const struct file_key *key, struct file_node *node,
    void *message)
{
	const char **choice = file_value_slot(message, key->field);
	const char **option = file_value_slot(message, key->other);
	const char *slash;

	if (!file_value_is_text(reader, key, node))
		return;
	slash = strchr(node->text, '/');
	if (slash == NULL || slash == node->text || slash[1] == '\0') {
		file_value_fault(reader, key, node, "CHOICE/OPTION, such as language/python");
		return;
	}
	*choice = arena_printf(reader->arena, "%.*s", (int)(slash - node->text), node->text);
	*option = slash + 1;
}

void
file_value_texts(struct file_reader *reader, const struct file_key *key, struct file_node *node,
    void *message)
{
	const char ***field = file_value_slot(message, key->field);
	size_t *count = file_value_slot(message, key->other);
	const char **texts;
	size_t n = 0;

	if (node->type != FILE_LIST) {
		file_value_fault(reader, key, node, "a list, such as [one, two]");
		return;
	}
	texts = arena_array(reader->arena, node->n, sizeof(*texts));
	for (struct file_node *entry = node->first; entry != NULL; entry = entry->next, n++) {
		texts[n] = "";
		if (file_tree_is_null(entry))
			file_value_fault(reader, key, entry, "something after the dash");
		else if (file_value_is_text(reader, key, entry))
			texts[n] = entry->text;
	}
	*field = texts;
	*count = n;
}
