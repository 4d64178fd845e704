/*
 * Boxes of a drawing that stand so close that they are one list: an edge is drawn to one of them
 * and means them all.
 */
#ifndef IMPORT_TOUCH_H
#define IMPORT_TOUCH_H

#include "import/import_map.h"

/*
 * Numbers the lists of subtopics (`list`): those that touch, in the same section or in none. In
 * each of them those without a topic get that of the nearest one that has one.
 */
void import_touch(struct import_map *map);

#endif
