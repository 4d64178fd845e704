/*
 * A text as YAML: without quotes where no reader could take it for something else, in double quotes
 * or as a block of lines where that is needed. The reader of this project reads back the same text.
 *
 * The texts are UTF-8 without control characters but newline and tab.
 */
#ifndef FILE_QUOTE_H
#define FILE_QUOTE_H

#include <stdio.h>

/* What stands behind "key: " or "- ", on that line. */
void file_quote_line(FILE *out, const char *text);

/*
 * The same, but several lines, or one too long for its line, become a block of lines moved in by
 * `indent` blanks. No newline at the end.
 */
void file_quote_body(FILE *out, const char *text, unsigned indent);

#endif
