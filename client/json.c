#include "client/json.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "client/base64.h"
#include "core/text.h"
#include "google/protobuf/timestamp.pb-c.h"

/* jansson gives NULL when memory runs out, as it refuses bad UTF-8, which is not let that far. */
static json_t *
json_must(json_t *value)
{
	if (!value)
		abort();
	return value;
}

static json_t *
json_of_timestamp(const Google__Protobuf__Timestamp *stamp)
{
	char text[64], fraction[16] = "";
	time_t seconds = (time_t)stamp->seconds;
	struct tm tm;

	if (!gmtime_r(&seconds, &tm))
		return json_must(json_null());
	if (stamp->nanos % 1000000 != 0 && stamp->nanos % 1000 == 0)
		snprintf(fraction, sizeof(fraction), ".%06d", stamp->nanos / 1000);
	else if (stamp->nanos % 1000000 != 0)
		snprintf(fraction, sizeof(fraction), ".%09d", stamp->nanos);
	else if (stamp->nanos != 0)
		snprintf(fraction, sizeof(fraction), ".%03d", stamp->nanos / 1000000);
	strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%S", &tm);
	return json_must(json_sprintf("%s%sZ", text, fraction));
}

static json_t *
json_of_string(const char *text)
{
	char *copy;
	json_t *value;

	if (!text)
		return json_must(json_string(""));
	if (text_is_utf8(text, strlen(text)))
		return json_must(json_string(text));
	copy = strdup(text);
	if (!copy)
		abort();
	for (char *at = copy; *at; at++)
		*at = (unsigned char)*at < 0x80 ? *at : '?';
	value = json_must(json_string(copy));
	free(copy);
	return value;
}

static json_t *
json_of_bytes(const ProtobufCBinaryData *data)
{
	struct arena *arena = arena_new();
	json_t *value =
	    json_must(json_string(base64_encode(arena, (struct bytes){data->data, data->len})));

	arena_free(arena);
	return value;
}

static json_t *
json_of_real(double value)
{
	if (isnan(value))
		return json_must(json_string("NaN"));
	if (isinf(value))
		return json_must(json_string(value > 0 ? "Infinity" : "-Infinity"));
	return json_must(json_real(value));
}

static json_t *
json_of_enum(const ProtobufCEnumDescriptor *descriptor, int number)
{
	const ProtobufCEnumValue *value = protobuf_c_enum_descriptor_get_value(descriptor, number);

	return json_must(value ? json_string(value->name) : json_integer(number));
}

/* One value of a field; `at` points to it in the message or in the array of a repeated field. */
static json_t *
json_of_value(const ProtobufCFieldDescriptor *field, const void *at)
{
	switch (field->type) {
	case PROTOBUF_C_TYPE_INT32:
	case PROTOBUF_C_TYPE_SINT32:
	case PROTOBUF_C_TYPE_SFIXED32:
		return json_must(json_integer(*(const int32_t *)at));
	case PROTOBUF_C_TYPE_UINT32:
	case PROTOBUF_C_TYPE_FIXED32:
		return json_must(json_integer(*(const uint32_t *)at));
	case PROTOBUF_C_TYPE_INT64:
	case PROTOBUF_C_TYPE_SINT64:
	case PROTOBUF_C_TYPE_SFIXED64:
		return json_must(json_sprintf("%" PRId64, *(const int64_t *)at));
	case PROTOBUF_C_TYPE_UINT64:
	case PROTOBUF_C_TYPE_FIXED64:
		return json_must(json_sprintf("%" PRIu64, *(const uint64_t *)at));
	case PROTOBUF_C_TYPE_FLOAT:
		return json_of_real((double)*(const float *)at);
	case PROTOBUF_C_TYPE_DOUBLE:
		return json_of_real(*(const double *)at);
	case PROTOBUF_C_TYPE_BOOL:
		return json_must(json_boolean(*(const protobuf_c_boolean *)at));
	case PROTOBUF_C_TYPE_ENUM:
		return json_of_enum(field->descriptor, *(const int *)at);
	case PROTOBUF_C_TYPE_STRING:
		return json_of_string(*(const char *const *)at);
	case PROTOBUF_C_TYPE_BYTES:
		return json_of_bytes(at);
	case PROTOBUF_C_TYPE_MESSAGE:
		return json_of_message(*(const ProtobufCMessage *const *)at);
	}
	abort();
}

static size_t
json_size_of(ProtobufCType type)
{
	switch (type) {
	case PROTOBUF_C_TYPE_INT64:
	case PROTOBUF_C_TYPE_SINT64:
	case PROTOBUF_C_TYPE_SFIXED64:
	case PROTOBUF_C_TYPE_UINT64:
	case PROTOBUF_C_TYPE_FIXED64:
	case PROTOBUF_C_TYPE_DOUBLE:
		return 8;
	case PROTOBUF_C_TYPE_STRING:
	case PROTOBUF_C_TYPE_MESSAGE:
		return sizeof(void *);
	case PROTOBUF_C_TYPE_BYTES:
		return sizeof(ProtobufCBinaryData);
	default:
		return 4; /* bool and enum are int */
	}
}

static json_t *
json_of_field(const ProtobufCMessage *message, const ProtobufCFieldDescriptor *field)
{
	const char *base = (const char *)message;
	const char *at = base + field->offset;
	json_t *list;
	size_t n;

	/* The arms of a oneof share their place; only the one that is set may be looked at. */
	if ((field->flags & PROTOBUF_C_FIELD_FLAG_ONEOF) &&
	    *(const uint32_t *)(base + field->quantifier_offset) != field->id)
		return json_must(json_null());
	if (field->label != PROTOBUF_C_LABEL_REPEATED)
		return json_of_value(field, at);
	n = *(const size_t *)(base + field->quantifier_offset);
	at = *(const char *const *)at;
	list = json_must(json_array());
	for (size_t i = 0; i < n; i++)
		json_array_append_new(list,
		    json_of_value(field, at + i * json_size_of(field->type)));
	return list;
}

static void
json_name(char *name, size_t size, const char *field)
{
	bool upper = false;
	size_t n = 0;

	for (; *field && n + 1 < size; field++) {
		if (*field == '_') {
			upper = true;
			continue;
		}
		name[n++] = (char)(upper && *field >= 'a' && *field <= 'z' ? *field - 32 : *field);
		upper = false;
	}
	name[n] = '\0';
}

json_t *
json_of_message(const ProtobufCMessage *message)
{
	json_t *object;

	if (!message)
		return json_must(json_null());
	if (message->descriptor == &google__protobuf__timestamp__descriptor)
		return json_of_timestamp((const Google__Protobuf__Timestamp *)message);
	object = json_must(json_object());
	for (unsigned i = 0; i < message->descriptor->n_fields; i++) {
		const ProtobufCFieldDescriptor *field = &message->descriptor->fields[i];
		char name[64];

		json_name(name, sizeof(name), field->name);
		json_object_set_new(object, name, json_of_field(message, field));
	}
	return object;
}

void
json_print(json_t *value, bool indented, FILE *file)
{
	char *text = json_dumps(value, indented ? JSON_INDENT(2) : JSON_COMPACT);

	if (!text)
		abort();
	for (const unsigned char *at = (unsigned char *)text; *at; at++) {
		if (*at == 0x7f) {
			fputs("\\u007f", file);
		} else if (at[0] == 0xc2 && at[1] < 0xa0) {
			fprintf(file, "\\u%04x", at[1]);
			at++;
		} else {
			fputc(*at, file);
		}
	}
	fputc('\n', file);
	free(text);
	json_decref(value);
}
