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

static uint32_t
bundle_minutes(const Pb__StepDef *step)
{
	return (step->minutes_low + step->minutes_high + 1) / 2;
}

/* What the required steps of an option are worth, and take. */
struct bundle_worth {
	uint64_t value, minutes;
};

static struct bundle_worth
bundle_worth(const Pb__Roadmap *roadmap, const char *choice, const char *option)
{
	struct bundle_worth worth = {0, 0};

	for (size_t i = 0; i < roadmap->n_phases; i++) {
		const Pb__Phase *phase = roadmap->phases[i];

		for (size_t j = 0; j < phase->n_steps; j++) {
			const Pb__StepDef *step = phase->steps[j];

			if (step->optional || strcmp(step->choice_id, choice) != 0 ||
			    strcmp(step->option_id, option) != 0)
				continue;
			worth.value += step->value;
			worth.minutes += bundle_minutes(step);
		}
	}
	return worth;
}

/* Whether the option is one of those that stand in: fewer than `pick` are better. */
static bool
bundle_assumes(const Pb__Roadmap *roadmap, const Pb__Choice *choice, const char *option)
{
	struct bundle_worth own = bundle_worth(roadmap, choice->id, option);
	size_t n_better = 0;
	bool earlier = true;

	for (size_t i = 0; i < choice->n_options; i++) {
		struct bundle_worth other =
		    bundle_worth(roadmap, choice->id, choice->options[i]->id);
		uint64_t theirs = other.value * (own.value > 0 ? own.minutes : 1);
		uint64_t ours = own.value * (other.value > 0 ? other.minutes : 1);

		earlier = earlier && strcmp(choice->options[i]->id, option) != 0;
		n_better += theirs != ours ? theirs > ours : earlier;
	}
	return n_better < choice->pick;
}

bool
bundle_counts(const Pb__Roadmap *roadmap, const Pb__StepDef *step)
{
	if (step->optional)
		return false;
	for (size_t i = 0; i < roadmap->n_choices && step->choice_id[0] != '\0'; i++)
		if (strcmp(roadmap->choices[i]->id, step->choice_id) == 0)
			return bundle_assumes(roadmap, roadmap->choices[i], step->option_id);
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
				entry->minutes += bundle_minutes(step);
		}
	}
	return entry;
}
