#include "import/import_choice.h"

/* What there is in a list, or left over: bits. */
enum import_choice_kinds {
	IMPORT_CHOICE_ADVICE = 1,
	IMPORT_CHOICE_OTHER = 2,
	IMPORT_CHOICE_BOTH = 3,
};

static unsigned
import_choice_kind(const struct import_map_node *node)
{
	if (node->legend == IMPORT_MAP_RECOMMENDED)
		return IMPORT_CHOICE_ADVICE;
	return node->legend == IMPORT_MAP_ALTERNATIVE ? IMPORT_CHOICE_OTHER : 0;
}

/* Gives a number to every list that holds both. */
static uint32_t
import_choice_lists(struct import_map *map, uint32_t turn, uint32_t end)
{
	uint32_t n = 0;

	for (uint32_t i = turn; i < end; i++) {
		struct import_map_node *node = &map->nodes[map->order[i]];

		map->kinds[node->list] = 0;
		map->numbers[node->list] = IMPORT_MAP_NONE;
		node->choice = IMPORT_MAP_NONE;
	}
	for (uint32_t i = turn; i < end; i++) {
		const struct import_map_node *node = &map->nodes[map->order[i]];

		map->kinds[node->list] |= (uint8_t)import_choice_kind(node);
	}
	for (uint32_t i = turn; i < end; i++) {
		struct import_map_node *node = &map->nodes[map->order[i]];

		if (map->kinds[node->list] != IMPORT_CHOICE_BOTH || import_choice_kind(node) == 0)
			continue;
		if (map->numbers[node->list] == IMPORT_MAP_NONE)
			map->numbers[node->list] = n++;
		node->choice = map->numbers[node->list];
	}
	return n;
}

/* Whether what no list took is a choice: advice that is given of nearly all is none. */
static bool
import_choice_is_left(const struct import_map *map, uint32_t turn, uint32_t end, bool *ret_others)
{
	uint32_t n_advised = 0, n_others = 0;

	for (uint32_t i = turn; i < end; i++) {
		const struct import_map_node *node = &map->nodes[map->order[i]];

		if (node->choice != IMPORT_MAP_NONE)
			continue;
		n_advised += import_choice_kind(node) == IMPORT_CHOICE_ADVICE;
		n_others += import_choice_kind(node) == IMPORT_CHOICE_OTHER;
	}
	*ret_others = n_advised == 0 && n_others > 0;
	return n_advised > 0 && n_advised <= n_others;
}

uint32_t
import_choice(struct import_map *map, uint32_t turn, uint32_t end)
{
	uint32_t n = import_choice_lists(map, turn, end);
	bool others, left = import_choice_is_left(map, turn, end, &others);
	uint32_t number = left ? n : 0;

	if (!left && (!others || n != 1))
		return n;
	for (uint32_t i = turn; i < end; i++) {
		struct import_map_node *node = &map->nodes[map->order[i]];

		if (node->choice == IMPORT_MAP_NONE && import_choice_kind(node) != 0)
			node->choice = number;
	}
	return n + left;
}
