/*
 * The tables that make up all that is kept, in an order in which they can be filled.
 */
#ifndef STORE_STORE_TABLES_H
#define STORE_STORE_TABLES_H

#include "store/store_private.h"

struct store_table {
	const char *name;
	enum sql_query export, restore;
	bool by_key; /* read on by the first column, not by the number of rows: a long table */
};

extern const struct store_table store_tables[STORE_TABLES];

#endif
