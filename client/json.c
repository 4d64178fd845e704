#include "client/json.h"

#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "client/base64.h"
#include "core/text.h"
#include "google/protobuf/timestamp.pb-c.h"

static void json_write_message(struct json_writer *writer, const char *name,
    const ProtobufCMessage *message);

static void
json_write_quoted(FILE *file, const char *text)
{
	static const char special[] = "\"\\\b\f\n\r\t", letters[] = "\"\\bfnrt";
	bool utf8 = text_is_utf8(text, strlen(text));

	fputc('"', file);
	for (const unsigned char *at = (const unsigned char *)text; *at; at++) {
		const char *found = strchr(special, *at);

		if (found)
			fprintf(file, "\\%c", letters[found - special]);
		else if (*at < 0x20 || *at == 0x7f)
			fprintf(file, "\\u%04x", *at);
		else if (!utf8 && *at >= 0x80)
			fputc('?', file);
		else if (at[0] == 0xc2 && at[1] < 0xa0)
			fprintf(file, "\\u%04x", *++at);
		else
			fputc(*at, file);
	}
	fputc('"', file);
}

static void
json_write_break(const struct json_writer *writer)
{
	if (writer->indented)
		fprintf(writer->file, "\n%*s", 2 * (int)writer->depth, "");
}

/* Whatever stands before a value. */
static void
json_write_name(struct json_writer *writer, const char *name)
{
	if (writer->filled)
		fputc(',', writer->file);
	if (writer->depth > 0)
		json_write_break(writer);
	writer->filled = true;
	if (!name)
		return;
	json_write_quoted(writer->file, name);
	fputs(writer->indented ? ": " : ":", writer->file);
}

static void json_write_raw(struct json_writer *writer, const char *name, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void
json_write_raw(struct json_writer *writer, const char *name, const char *format, ...)
{
	va_list list;

	json_write_name(writer, name);
	va_start(list, format);
	vfprintf(writer->file, format, list);
	va_end(list);
}

void
json_write_text(struct json_writer *writer, const char *name, const char *text)
{
	json_write_name(writer, name);
	json_write_quoted(writer->file, text ? text : "");
}

void
json_write_begin(struct json_writer *writer, const char *name, char bracket)
{
	json_write_name(writer, name);
	fputc(bracket, writer->file);
	writer->depth++;
	writer->filled = false;
}

void
json_write_end(struct json_writer *writer, char bracket)
{
	writer->depth--;
	if (writer->filled)
		json_write_break(writer);
	fputc(bracket, writer->file);
	writer->filled = true;
}

static void
json_write_timestamp(struct json_writer *writer, const char *name,
    const Google__Protobuf__Timestamp *stamp)
{
	char text[64], fraction[16] = "";
	time_t seconds = (time_t)stamp->seconds;
	struct tm tm;

	if (!gmtime_r(&seconds, &tm)) {
		json_write_raw(writer, name, "null");
		return;
	}
	if (stamp->nanos % 1000000 != 0 && stamp->nanos % 1000 == 0)
		snprintf(fraction, sizeof(fraction), ".%06d", stamp->nanos / 1000);
	else if (stamp->nanos % 1000000 != 0)
		snprintf(fraction, sizeof(fraction), ".%09d", stamp->nanos);
	else if (stamp->nanos != 0)
		snprintf(fraction, sizeof(fraction), ".%03d", stamp->nanos / 1000000);
	strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%S", &tm);
	json_write_raw(writer, name, "\"%s%sZ\"", text, fraction);
}

static void
json_write_bytes(struct json_writer *writer, const char *name, const ProtobufCBinaryData *data)
{
	struct arena *arena = arena_new();

	json_write_text(writer, name, base64_encode(arena, (struct bytes){data->data, data->len}));
	arena_free(arena);
}

static void
json_write_real(struct json_writer *writer, const char *name, double value)
{
	if (isnan(value))
		json_write_text(writer, name, "NaN");
	else if (isinf(value))
		json_write_text(writer, name, value > 0 ? "Infinity" : "-Infinity");
	else
		json_write_raw(writer, name, "%.17g", value);
}

static void
json_write_enum(struct json_writer *writer, const char *name,
    const ProtobufCEnumDescriptor *descriptor, int number)
{
	const ProtobufCEnumValue *value = protobuf_c_enum_descriptor_get_value(descriptor, number);

	if (value)
		json_write_text(writer, name, value->name);
	else
		json_write_raw(writer, name, "%d", number);
}

/* One value of a field; `at` points to it in the message or in the array of a repeated field. */
static void
json_write_value(struct json_writer *writer, const char *name,
    const ProtobufCFieldDescriptor *field, const void *at)
{
	switch (field->type) {
	case PROTOBUF_C_TYPE_INT32:
	case PROTOBUF_C_TYPE_SINT32:
	case PROTOBUF_C_TYPE_SFIXED32:
		json_write_raw(writer, name, "%" PRId32, *(const int32_t *)at);
		return;
	case PROTOBUF_C_TYPE_UINT32:
	case PROTOBUF_C_TYPE_FIXED32:
		json_write_raw(writer, name, "%" PRIu32, *(const uint32_t *)at);
		return;
	case PROTOBUF_C_TYPE_INT64:
	case PROTOBUF_C_TYPE_SINT64:
	case PROTOBUF_C_TYPE_SFIXED64:
		json_write_raw(writer, name, "\"%" PRId64 "\"", *(const int64_t *)at);
		return;
	case PROTOBUF_C_TYPE_UINT64:
	case PROTOBUF_C_TYPE_FIXED64:
		json_write_raw(writer, name, "\"%" PRIu64 "\"", *(const uint64_t *)at);
		return;
	case PROTOBUF_C_TYPE_FLOAT:
		json_write_real(writer, name, (double)*(const float *)at);
		return;
	case PROTOBUF_C_TYPE_DOUBLE:
		json_write_real(writer, name, *(const double *)at);
		return;
	case PROTOBUF_C_TYPE_BOOL:
		json_write_raw(writer, name, "%s",
		    *(const protobuf_c_boolean *)at ? "true" : "false");
		return;
	case PROTOBUF_C_TYPE_ENUM:
		json_write_enum(writer, name, field->descriptor, *(const int *)at);
		return;
	case PROTOBUF_C_TYPE_STRING:
		json_write_text(writer, name, *(const char *const *)at);
		return;
	case PROTOBUF_C_TYPE_BYTES:
		json_write_bytes(writer, name, at);
		return;
	case PROTOBUF_C_TYPE_MESSAGE:
		json_write_message(writer, name, *(const ProtobufCMessage *const *)at);
		return;
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

static void
json_write_field(struct json_writer *writer, const char *name, const ProtobufCMessage *message,
    const ProtobufCFieldDescriptor *field)
{
	const char *base = (const char *)message;
	const char *at = base + field->offset;
	size_t n;

	/* The arms of a oneof share their place; only the one that is set may be looked at. */
	if ((field->flags & PROTOBUF_C_FIELD_FLAG_ONEOF) &&
	    *(const uint32_t *)(base + field->quantifier_offset) != field->id) {
		json_write_raw(writer, name, "null");
		return;
	}
	if (field->label != PROTOBUF_C_LABEL_REPEATED) {
		json_write_value(writer, name, field, at);
		return;
	}
	n = *(const size_t *)(base + field->quantifier_offset);
	at = *(const char *const *)at;
	json_write_begin(writer, name, '[');
	for (size_t i = 0; i < n; i++)
		json_write_value(writer, NULL, field, at + i * json_size_of(field->type));
	json_write_end(writer, ']');
}

/* lowerCamelCase */
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

static void
json_write_message(struct json_writer *writer, const char *name, const ProtobufCMessage *message)
{
	if (!message) {
		json_write_raw(writer, name, "null");
		return;
	}
	if (message->descriptor == &google__protobuf__timestamp__descriptor) {
		json_write_timestamp(writer, name, (const Google__Protobuf__Timestamp *)message);
		return;
	}
	json_write_begin(writer, name, '{');
	for (unsigned i = 0; i < message->descriptor->n_fields; i++) {
		const ProtobufCFieldDescriptor *field = &message->descriptor->fields[i];
		char member[64];

		json_name(member, sizeof(member), field->name);
		json_write_field(writer, member, message, field);
	}
	json_write_end(writer, '}');
}

void
json_print(const ProtobufCMessage *message, bool indented, FILE *file)
{
	struct json_writer writer = {.file = file, .indented = indented};

	json_write_message(&writer, NULL, message);
	fputc('\n', file);
}
