/*
 * The nearest thing in ASCII to a character, for terminals that can show no other.
 */
#ifndef CLIENT_OUT_ASCII_H
#define CLIENT_OUT_ASCII_H

#include <stdint.h>

/* One ASCII character: 'e' for e with an accent, '-' for a dash, '?' where nothing comes near. */
char out_ascii(uint32_t point);

#endif
