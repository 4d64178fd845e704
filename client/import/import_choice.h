/*
 * Choices of a drawing: what the author advises, and what may take its place.
 */
#ifndef IMPORT_CHOICE_H
#define IMPORT_CHOICE_H

#include "import/import_map.h"

/*
 * Gives the details of one topic, which are order[turn] to order[end - 1], the number of their
 * choice (`choice`), or NONE. A list with both advice and alternatives is one; what is left of
 * both is one too, unless nearly all of it is advised; alternatives without any advice left join
 * the only other one.
 * Returns how many choices there are.
 */
uint32_t import_choice(struct import_map *map, uint32_t turn, uint32_t end);

#endif
