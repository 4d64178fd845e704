#ifndef FAULT_SHIM_VFS_H
#define FAULT_SHIM_VFS_H

/* Makes it the default VFS. */
void shim_vfs_register(void);

#endif
