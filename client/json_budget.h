/*
 * Memory for JSON of others while jansson reads it: a value of two bytes may take a hundred, so
 * the sum of all is limited. What was read is freed as usual, whenever.
 */
#ifndef CLIENT_JSON_BUDGET_H
#define CLIENT_JSON_BUDGET_H

#include <stdbool.h>
#include <stddef.h>

/* From here on jansson gets at most so many bytes, and then none: what is read fails. */
void json_budget_begin(size_t limit_bytes);

/* No limit any more. Whether there was too little. */
bool json_budget_end(void);

#endif
