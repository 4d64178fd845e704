#include <string.h>

#include "core/text.h"
#include "file/file_value.h"
#include "proto/message.h"

enum {
	FILE_KEY_NONE = UINT32_MAX,
};

static uint32_t
file_map_key(const struct file_map *map, const struct file_node *name)
{
	for (uint32_t i = 0; i < map->n_keys; i++)
		if (strcmp(map->keys[i].name, name->text) == 0 &&
		    strlen(name->text) == name->length)
			return i;
	return FILE_KEY_NONE;
}

/* The key that was most likely meant, or FILE_KEY_NONE. */
static uint32_t
file_map_near(const struct file_map *map, const char *name)
{
	unsigned best = (unsigned)strlen(name) / 3 + 1;
	uint32_t near = FILE_KEY_NONE;

	for (uint32_t i = 0; i < map->n_keys; i++) {
		unsigned distance = text_distance(name, map->keys[i].name, best);

		if (distance < best) {
			best = distance;
			near = i;
		}
	}
	return near;
}

/* Returns the bit of the key that was meant: it is not reported as missing too. */
static uint32_t
file_map_unknown(struct file_reader *reader, const struct file_map *map,
    const struct file_node *name)
{
	uint32_t near = file_map_near(map, name->text);

	if (near == FILE_KEY_NONE) {
		file_fault_add(reader->faults, name->line, name->column,
		    "unknown key '%.40s' in %s", name->text, map->what);
		return 0;
	}
	file_fault_add(reader->faults, name->line, name->column,
	    "unknown key '%.40s' in %s: did you mean '%s'?", name->text, map->what,
	    map->keys[near].name);
	return 1U << near;
}

static void
file_map_repeated(struct file_reader *reader, const struct file_map *map, struct file_node *value)
{
	const struct file_node *name = value->key;

	value->faulted = true;
	file_fault_add(reader->faults, name->line, name->column,
	    "'%s' is in this %s twice: remove one", name->text, strchr(map->what, ' ') + 1);
}

static void
file_map_value(struct file_reader *reader, const struct file_key *key, struct file_node *value,
    void *message)
{
	if (!file_tree_is_null(value))
		key->read(reader, key, value, message);
	else if (key->required)
		file_value_fault(reader, key, value, "a value after the ':'");
}

static void
file_map_missing(struct file_reader *reader, const struct file_map *map, struct file_node *node,
    uint32_t seen)
{
	for (uint32_t i = 0; i < map->n_keys; i++) {
		if (!map->keys[i].required || (seen & (1U << i)) != 0)
			continue;
		node->lacking = true;
		file_fault_add(reader->faults, node->line, node->column, "%s needs '%s'", map->what,
		    map->keys[i].name);
	}
}

void
file_map_read(struct file_reader *reader, const struct file_map *map, struct file_node *node,
    void *message)
{
	uint32_t seen = 0, meant = 0;

	if (node->type != FILE_MAP) {
		if (!node->faulted)
			file_fault_add(reader->faults, node->line, node->column,
			    "expected %s: lines of 'key: value'", map->what);
		node->faulted = true;
		return;
	}
	for (struct file_node *value = node->first; value != NULL && !reader->faults->more;
	     value = value->next) {
		uint32_t index = file_map_key(map, value->key);

		if (index == FILE_KEY_NONE) {
			meant |= file_map_unknown(reader, map, value->key);
			continue;
		}
		if ((seen & (1U << index)) != 0) {
			file_map_repeated(reader, map, value);
			continue;
		}
		seen |= 1U << index;
		file_map_value(reader, &map->keys[index], value, message);
	}
	node->lacking = (meant & ~seen) != 0;
	file_map_missing(reader, map, node, seen | meant);
}

static void
file_map_entry(struct file_reader *reader, const struct file_map *map, struct file_node *node,
    void *message)
{
	if (map->brief && node->type == FILE_SCALAR && !file_tree_is_null(node))
		map->keys[0].read(reader, &map->keys[0], node, message);
	else
		file_map_read(reader, map, node, message);
}

void
file_map_list(struct file_reader *reader, const struct file_key *key, struct file_node *node,
    void *message)
{
	void ***field = (void *)((char *)message + key->field);
	size_t *count = (void *)((char *)message + key->other);
	void **entries;
	size_t n = 0;

	if (node->type != FILE_LIST) {
		file_value_fault(reader, key, node,
		    key->map->brief ? "a list, such as [one, two]"
				    : "a list: each entry begins with '- '");
		return;
	}
	entries = arena_array(reader->arena, node->n, sizeof(*entries));
	for (struct file_node *entry = node->first; entry != NULL && !reader->faults->more;
	     entry = entry->next) {
		entries[n] = message_new(key->map->descriptor, reader->arena);
		if (key->map->fill_defaults != NULL)
			key->map->fill_defaults(entries[n]);
		file_map_entry(reader, key->map, entry, entries[n]);
		n++;
	}
	*field = entries;
	*count = n;
}
