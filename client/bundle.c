#include "client/bundle.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/text.h"
#include "proto/frame.h"
#include "proto/message.h"

static const char *
bundle_dir(struct arena *arena)
{
	const char *path = getenv("ROADMAP_DATA_PATH");

	return arena_printf(arena, "%s/roadmaps", path && path[0] ? path : ROADMAP_DATADIR);
}

static struct bytes
bundle_read(const char *path, struct arena *arena)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct bytes none = {NULL, 0};
	struct stat info;
	uint8_t *data;
	size_t size, done = 0;
	ssize_t n = 1;

	if (fd < 0)
		return none;
	if (fstat(fd, &info) < 0 || !S_ISREG(info.st_mode) || info.st_size > FRAME_DATA_MAX) {
		close(fd);
		return none;
	}
	size = (size_t)info.st_size;
	data = arena_alloc(arena, size);
	while (done < size && (n = read(fd, data + done, size - done)) > 0)
		done += (size_t)n;
	close(fd);
	return done == size ? (struct bytes){data, size} : none;
}

Pb__Roadmap *
bundle_load(const char *id, struct arena *arena)
{
	struct bytes bytes;
	Pb__Roadmap *roadmap;

	if (!text_is_id(id))
		return NULL;
	bytes = bundle_read(arena_printf(arena, "%s/%s.pb", bundle_dir(arena), id), arena);
	if (!bytes.data)
		return NULL;
	roadmap = message_unpack(&pb__roadmap__descriptor, arena, bytes);
	return roadmap && strcmp(roadmap->id, id) == 0 ? roadmap : NULL;
}

static int
bundle_is_file(const struct dirent *entry)
{
	size_t n = strlen(entry->d_name);

	return n > 3 && strcmp(entry->d_name + n - 3, ".pb") == 0;
}

size_t
bundle_list(struct arena *arena, Pb__Roadmap ***ret_roadmaps)
{
	struct dirent **entries;
	int n = scandir(bundle_dir(arena), &entries, bundle_is_file, alphasort);
	Pb__Roadmap **list = arena_array(arena, n > 0 ? (size_t)n : 1, sizeof(*list));
	size_t n_list = 0;

	for (int i = 0; i < n; i++) {
		char *id = arena_strdup(arena, entries[i]->d_name);

		id[strlen(id) - 3] = '\0';
		list[n_list] = bundle_load(id, arena);
		n_list += list[n_list] != NULL;
		free(entries[i]);
	}
	if (n >= 0)
		free(entries);
	*ret_roadmaps = list;
	return n_list;
}

bool
bundle_counts(const Pb__Roadmap *roadmap, const Pb__StepDef *step)
{
	if (step->optional)
		return false;
	for (size_t i = 0; i < roadmap->n_choices && step->choice_id[0]; i++) {
		const Pb__Choice *choice = roadmap->choices[i];

		for (size_t j = 0; j < choice->n_options && j < choice->pick; j++)
			if (strcmp(choice->id, step->choice_id) == 0 &&
			    strcmp(choice->options[j]->id, step->option_id) == 0)
				return true;
	}
	return step->choice_id[0] == '\0';
}

Pb__CatalogEntry *
bundle_entry(const Pb__Roadmap *roadmap, struct arena *arena)
{
	Pb__CatalogEntry *entry = message_new(&pb__catalog_entry__descriptor, arena);

	entry->id = roadmap->id;
	entry->version = roadmap->version;
	entry->title = roadmap->title;
	entry->summary = roadmap->summary;
	for (size_t i = 0; i < roadmap->n_phases; i++) {
		const Pb__Phase *phase = roadmap->phases[i];

		entry->steps += (uint32_t)phase->n_steps;
		for (size_t j = 0; j < phase->n_steps; j++) {
			const Pb__StepDef *step = phase->steps[j];

			if (bundle_counts(roadmap, step))
				entry->minutes += (step->minutes_low + step->minutes_high + 1) / 2;
		}
	}
	return entry;
}
