#include "shim.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "shim_vfs.h"

enum {
	SHIM_PAGES = 8, /* of SQLite's cache, and of its log before it goes to the database */
};

struct shim shim;

static sqlite3_mem_methods shim_memory;

bool
shim_strike(struct shim_fault *fault)
{
	fault->calls++;
	if (fault->at == 0 || fault->calls < fault->at || fault->calls - fault->at >= fault->n)
		return false;
	fault->failed++;
	return true;
}

static void *
shim_malloc(int size)
{
	return shim_strike(&shim.memory) ? NULL : shim_memory.xMalloc(size);
}

static void *
shim_realloc(void *block, int size)
{
	return shim_strike(&shim.memory) ? NULL : shim_memory.xRealloc(block, size);
}

void
shim_install(void)
{
	sqlite3_mem_methods methods;

	(void)sqlite3_config(SQLITE_CONFIG_GETMALLOC, &shim_memory);
	methods = shim_memory;
	methods.xMalloc = shim_malloc;
	methods.xRealloc = shim_realloc;
	/* Small things would come from a cache that never fails. */
	if (sqlite3_config(SQLITE_CONFIG_MALLOC, &methods) != SQLITE_OK ||
	    sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0) != SQLITE_OK)
		abort();
	shim_vfs_register();
}

static int
shim_tighten(sqlite3 *db, char **ret_text, const void *api)
{
	char sql[80];

	(void)ret_text;
	(void)api;
	snprintf(sql, sizeof(sql), "PRAGMA cache_size = %d; PRAGMA wal_autocheckpoint = %d",
	    SHIM_PAGES, SHIM_PAGES);
	return sqlite3_exec(db, sql, NULL, NULL, NULL);
}

void
shim_be_tight(void)
{
	if (sqlite3_auto_extension((void (*)(void))shim_tighten) != SQLITE_OK)
		abort();
}

void
shim_heal(void)
{
	memset(&shim, 0, sizeof(shim));
}
