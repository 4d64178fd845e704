#include "client/out_ascii.h"

#include <stddef.h>

/* U+00A0 to U+017F; those of two letters are told by the first. */
static const char out_ascii_latin[] = " !cL?Y|S\"Ca<--R-"
				      "o+23'uP.,1o>????"
				      "AAAAAAACEEEEIIII"
				      "DNOOOOOxOUUUUYTs"
				      "aaaaaaaceeeeiiii"
				      "dnooooo/ouuuuyty"
				      "AaAaAaCcCcCcCcDd"
				      "DdEeEeEeEeEeGgGg"
				      "GgGgHhHhIiIiIiIi"
				      "IiIiJjKkkLlLlLlL"
				      "lLlNnNnNnnNnOoOo"
				      "OoOoRrRrRrSsSsSs"
				      "SsTtTtTtUuUuUuUu"
				      "UuUuWwYyYZzZzZzs";

static const struct {
	uint32_t first, last;
	char ascii;
} out_ascii_signs[] = {
    {0x2000, 0x200a, ' '},
    {0x2010, 0x2015, '-'},
    {0x2018, 0x201b, '\''},
    {0x201c, 0x201f, '"'},
    {0x2020, 0x2023, '*'},
    {0x2026, 0x2026, '.'},
    {0x202f, 0x202f, ' '},
    {0x2032, 0x2032, '\''},
    {0x2033, 0x2033, '"'},
    {0x2039, 0x2039, '<'},
    {0x203a, 0x203a, '>'},
    {0x20ac, 0x20ac, 'E'},
    {0x2190, 0x2190, '<'},
    {0x2192, 0x2192, '>'},
    {0x2212, 0x2212, '-'},
    {0x2248, 0x2248, '='},
    {0x2260, 0x2260, '!'},
    {0x2264, 0x2264, '<'},
    {0x2265, 0x2265, '>'},
    {0x2713, 0x2714, 'x'},
};

char
out_ascii(uint32_t point)
{
	const size_t n = sizeof(out_ascii_signs) / sizeof(out_ascii_signs[0]);

	if (point < 0x80)
		return (char)point;
	if (point >= 0xa0 && point < 0x180)
		return out_ascii_latin[point - 0xa0];
	for (size_t i = 0; i < n; i++)
		if (point >= out_ascii_signs[i].first && point <= out_ascii_signs[i].last)
			return out_ascii_signs[i].ascii;
	return '?';
}
