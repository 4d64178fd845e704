/*
 * A database in memory that goes back to what it was between two inputs, under an open connection:
 * so that an input does the same however many came before, and none of them waits for a disk.
 */
#ifndef FUZZ_DISK_H
#define FUZZ_DISK_H

/* Before the database is opened: this file and its journal are in memory, others on the disk. */
void fuzz_disk_install(const char *path);
/* What the database holds now is what fuzz_disk_restore() of that number brings back. No
 * transaction is open. */
void fuzz_disk_keep(unsigned number);
void fuzz_disk_restore(unsigned number);

enum {
	FUZZ_DISK_KEPT = 2,
};

#endif
