/*
 * Sets of up to 64 jobs as masks.
 */
#ifndef CORE_PLAN_MASK_H
#define CORE_PLAN_MASK_H

#include <stdint.h>

/* The set of job i alone. */
static inline uint64_t
plan_mask_bit(uint32_t i)
{
	return (uint64_t)1 << i;
}

/* The first job of a set that is not empty. */
static inline uint32_t
plan_mask_lowest(uint64_t mask)
{
	return (uint32_t)__builtin_ctzll(mask);
}

#endif
