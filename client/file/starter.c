#include "file/starter.h"

#include <stdio.h>
#include <stdlib.h>

#include "file/file_quote.h"

static const char starter_version[] =
    "\n"
    "# A stored version never changes: raise this with every change.\n"
    "version: 1\n"
    "title: ";

static const char starter_rest[] =
    "\n"
    "\n"
    "# What it leads to and for whom it is. A text after '>' may go over several lines.\n"
    "summary: >\n"
    "  From a patch of grass to beans or tomatoes of your own, for people who have never held a\n"
    "  spade.\n"
    "\n"
    "# What may come after it.\n"
    "leads-to:\n"
    "  - Sell at the market\n"
    "\n"
    "# Ways to walk it: the hours a week, and the weeks it should take if that is fixed.\n"
    "pathways:\n"
    "  - id: weekends\n"
    "    title: At weekends\n"
    "    hours-per-week: 4\n"
    "    weeks: 12\n"
    "\n"
    "# Of a choice one option is picked, and only the steps of that option count.\n"
    "choices:\n"
    "  - id: crop\n"
    "    title: What you grow\n"
    "    options:\n"
    "      - id: beans\n"
    "        title: Beans\n"
    "      - id: tomatoes\n"
    "        title: Tomatoes\n"
    "\n"
    "# Phases come in order, each with its steps.\n"
    "phases:\n"
    "  - id: ground\n"
    "    title: Prepare the ground\n"
    "    steps:\n"
    "      # A step has an id, a title and hours. All else may be left out.\n"
    "      - id: find-place\n"
    "        title: Find a place in the sun\n"
    "        hours: 1\n"
    "\n"
    "      - id: dig-bed\n"
    "        title: Dig your first bed\n"
    "        summary: Roots go where the soil is loose, so this is half of the harvest.\n"
    "        # How one can tell that it is done.\n"
    "        done-when: A spade goes in to its full depth everywhere.\n"
    "        # The least and the most it may take.\n"
    "        hours: [4, 8]\n"
    "        # What has to be done before.\n"
    "        requires: [find-place]\n"
    "        # How much nearer it brings you, from 1 to 100; 1 if left out.\n"
    "        value: 3\n"
    "        # The step that crowns a phase.\n"
    "        milestone: true\n"
    "        # To tick off on the way.\n"
    "        checklist:\n"
    "          - Mark the corners\n"
    "          - Lift the turf\n"
    "          - Loosen the soil\n"
    "        # Skills are shared: a step whose skills were learned in another roadmap counts as "
    "known.\n"
    "        skills: [digging]\n"
    "        # Where to learn it; the kind is official, article, book, video, course or website.\n"
    "        resources:\n"
    "          - title: The invented book of beds\n"
    "            url: https://example.org/beds\n"
    "            kind: book\n"
    "\n"
    "  - id: harvest\n"
    "    title: Grow and harvest\n"
    "    steps:\n"
    "      # Each of these two belongs to an option of the choice above.\n"
    "      - id: sow-beans\n"
    "        title: Sow beans\n"
    "        hours: 2\n"
    "        option: crop/beans\n"
    "        requires: [dig-bed]\n"
    "\n"
    "      - id: plant-tomatoes\n"
    "        title: Plant tomatoes\n"
    "        hours: 3\n"
    "        option: crop/tomatoes\n"
    "        requires: [dig-bed]\n"
    "\n"
    "      # Nobody has to do an optional step.\n"
    "      - id: rain-barrel\n"
    "        title: Set up a rain barrel\n"
    "        hours: 3\n"
    "        optional: true\n"
    "        requires: [find-place]\n"
    "\n"
    "      - id: first-harvest\n"
    "        title: Bring in your first harvest\n"
    "        # learn (if left out), project, portfolio or job\n"
    "        kind: project\n"
    "        hours: 2\n"
    "        value: 10\n"
    "        milestone: true\n"
    "        # Any one of several will do: here the step of the crop you picked.\n"
    "        requires:\n"
    "          - any: [sow-beans, plant-tomatoes]\n";

char *
starter_write(const char *name, const char *id, const char *title, struct arena *arena)
{
	char *text, *copy;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	if (out == NULL)
		abort();
	fprintf(out,
	    "# A roadmap: what to learn, in which order, and how to tell that it is done.\n"
	    "# This one works as it is. Put your own steps in the place of the example, then type\n"
	    "#\n"
	    "#   roadmap lint %s\n"
	    "#   roadmap add %s\n"
	    "#   roadmap enroll %s\n"
	    "#\n"
	    "# to check it, to store it and to begin it. Lines that begin with '#' are remarks. "
	    "The manual\n"
	    "# page roadmap-format(5) tells of every key.\n"
	    "\n"
	    "# The id is what one types. Progress is kept under it and under the ids of the steps, "
	    "so give\n"
	    "# them short names and keep those: a-z, 0-9 and '-'.\n"
	    "roadmap: %s\n",
	    name, name, id, id);
	fputs(starter_version, out);
	file_quote_line(out, title);
	fputs(starter_rest, out);
	if (fclose(out) != 0)
		abort();
	copy = arena_strdup(arena, text);
	free(text);
	return copy;
}
