/*
 * The keys of a roadmap file and the message they make.
 */
#ifndef FILE_MESSAGE_H
#define FILE_MESSAGE_H

#include "core/arena.h"
#include "file/file_tree.h"
#include "roadmap/v1/catalog.pb-c.h"

/*
 * Makes the message, with the defaults of what the file left out. Faults of form are added (and
 * marked in the nodes); what the values mean is for document_read() to judge. The message borrows
 * the texts of the nodes; it can be read, but is not whole, when there were faults.
 */
Pb__Roadmap *file_message_make(struct file_node *root, struct arena *arena,
    struct file_faults *faults);

#endif
