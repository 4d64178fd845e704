#include "proto/field.h"

enum field_type {
	FIELD_VARINT = 0,
	FIELD_64 = 1,
	FIELD_LENGTH = 2,
	FIELD_32 = 5,
};

static bool
field_varint(struct bytes *bytes, uint64_t *ret_value)
{
	uint64_t value = 0;

	for (unsigned shift = 0; shift < 64 && bytes->size > 0; shift += 7) {
		uint8_t byte = *bytes->data++;

		bytes->size--;
		value |= (uint64_t)(byte & 0x7f) << shift;
		if ((byte & 0x80) == 0) {
			*ret_value = value;
			return true;
		}
	}
	return false;
}

/* Steps over a value. */
static bool
field_value(struct bytes *bytes, enum field_type type, struct bytes *ret_inside)
{
	uint64_t size;

	switch (type) {
	case FIELD_VARINT:
		return field_varint(bytes, &size);
	case FIELD_64:
		size = 8;
		break;
	case FIELD_32:
		size = 4;
		break;
	case FIELD_LENGTH:
		if (!field_varint(bytes, &size))
			return false;
		break;
	default:
		return false;
	}
	if (size > bytes->size)
		return false;
	*ret_inside = (struct bytes){bytes->data, (size_t)size};
	bytes->data += size;
	bytes->size -= (size_t)size;
	return true;
}

bool
field_next(struct bytes *bytes, struct field *ret_field)
{
	struct field field = {.whole = *bytes};
	uint64_t tag;

	if (!field_varint(bytes, &tag) ||
	    !field_value(bytes, (enum field_type)(tag & 7), &field.inside))
		return false;
	field.number = tag >> 3;
	field.has_inside = (tag & 7) == FIELD_LENGTH;
	field.whole.size -= bytes->size;
	*ret_field = field;
	return true;
}
