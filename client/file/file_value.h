/*
 * From nodes to the fields of messages, by tables: a map of the file is a message, a key is a
 * field and the function that reads it. What does not fit is a fault at its place.
 */
#ifndef FILE_VALUE_H
#define FILE_VALUE_H

#include <protobuf-c/protobuf-c.h>

#include "core/arena.h"
#include "file/file_tree.h"

struct file_reader {
	struct arena *arena;
	struct file_faults *faults;
};

struct file_key {
	const char *name;
	/* Fills the field of the message, or leaves it and adds a fault. The node is not null. */
	void (*read)(struct file_reader *reader, const struct file_key *key, struct file_node *node,
	    void *message);
	size_t field; /* its offset in the message */
	size_t other; /* of a second field: the count of a list, the end of a range */
	bool required;
	const struct file_map *map; /* of the entries of a list */
};

struct file_map {
	const char *what; /* for messages: "a step" */
	const ProtobufCMessageDescriptor *descriptor;
	const struct file_key *keys;
	uint32_t n_keys;
	/* Sets what the file may leave out; or NULL. */
	void (*fill_defaults)(void *message);
	/* An entry of a list may be just one word: the value of the first key. */
	bool brief;
};

/* Adds "'KEY': expected WHAT" at the node, unless it has a fault already. */
void file_value_fault(struct file_reader *reader, const struct file_key *key,
    struct file_node *node, const char *expected);

/* Readers of values: struct file_key's read. The field is ... */
/* const char * */
void file_value_text(struct file_reader *reader, const struct file_key *key, struct file_node *node,
    void *message);
/* uint32_t, a whole number */
void file_value_count(struct file_reader *reader, const struct file_key *key,
    struct file_node *node, void *message);
/* uint32_t, minutes, of a number of hours */
void file_value_hours(struct file_reader *reader, const struct file_key *key,
    struct file_node *node, void *message);
/* the same, twice: a number of hours or [low, high] */
void file_value_range(struct file_reader *reader, const struct file_key *key,
    struct file_node *node, void *message);
/* protobuf_c_boolean */
void file_value_flag(struct file_reader *reader, const struct file_key *key, struct file_node *node,
    void *message);
/* Pb__Kind */
void file_value_kind(struct file_reader *reader, const struct file_key *key, struct file_node *node,
    void *message);
/* const char *, twice: CHOICE/OPTION */
void file_value_option(struct file_reader *reader, const struct file_key *key,
    struct file_node *node, void *message);
/* const char ** and its count */
void file_value_texts(struct file_reader *reader, const struct file_key *key,
    struct file_node *node, void *message);

/* An array of messages and its count: a list of maps (file_map.c). */
void file_map_list(struct file_reader *reader, const struct file_key *key, struct file_node *node,
    void *message);

/* Reads a map into a message with its defaults set; finds unknown, repeated and missing keys. */
void file_map_read(struct file_reader *reader, const struct file_map *map, struct file_node *node,
    void *message);

#endif
