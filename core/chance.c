#include "core/chance.h"

#include <math.h>

static const double chance_two_pi = 6.283185307179586;

uint64_t
chance_next(struct chance *chance)
{
	uint64_t z = chance->state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

uint32_t
chance_below(struct chance *chance, uint32_t n)
{
	/* The upper half of a product (Lemire 2019); the bias is below one in four billion. */
	return (uint32_t)((chance_next(chance) >> 32) * n >> 32);
}

double
chance_share(struct chance *chance)
{
	return ((double)(chance_next(chance) >> 12) + 0.5) / (double)(UINT64_C(1) << 52);
}

double
chance_normal(struct chance *chance)
{
	double radius = sqrt(-2 * log(chance_share(chance)));

	return radius * cos(chance_two_pi * chance_share(chance));
}
