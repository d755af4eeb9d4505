/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mail_reader.h"

#include <gmime/gmime.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* A mail with more parts, or parts nested deeper, is no mail that people write. */
enum { MOST_PARTS = 2000, DEEPEST = 40 };

/* A part; of a multipart what stands outside of its parts. */
typedef struct {
  GMimeObject *object; /* owned by the message */
  const char *rest;    /* owned by the object */
  bool is_second;
} found_part;

struct mail_message {
  GMimeMessage *message;
  found_part *parts;
  size_t count, room;
  GPtrArray *texts; /* char *, for the caller */
  bool has_more;    /* parts than are read */
};

static void prepare(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, g_mime_init);
}

static bool is_a(GMimeObject *object, GType type) {
  return g_type_check_instance_is_a((GTypeInstance *)object, type);
}

static bool is_type(GMimeObject *object, const char *type, const char *subtype) {
  GMimeContentType *content = g_mime_object_get_content_type(object);
  return content && g_mime_content_type_is_type(content, type, subtype);
}

static bool has_plain_text(GMimeObject *object, int depth) {
  if (depth > DEEPEST) return false;
  if (is_a(object, g_mime_multipart_get_type())) {
    int count = g_mime_multipart_get_count((GMimeMultipart *)object);
    for (int i = 0; i < count; i++) {
      if (has_plain_text(g_mime_multipart_get_part((GMimeMultipart *)object, i), depth + 1))
        return true;
    }
    return false;
  }
  return is_type(object, "text", "plain") && !g_mime_object_get_disposition(object);
}

static void add(mail_message *message, found_part part) {
  if (message->count == message->room) {
    size_t room = message->room ? message->room * 2 : 8;
    found_part *parts = realloc(message->parts, room * sizeof *parts);
    if (!parts) {
      message->has_more = true;
      return;
    }
    message->parts = parts;
    message->room = room;
  }
  message->parts[message->count++] = part;
}

static void add_rest(mail_message *message, GMimeObject *object, const char *rest) {
  if (rest && rest[strspn(rest, " \t\r\n")])
    add(message, (found_part){.object = object, .rest = rest});
}

static void collect(mail_message *message, GMimeObject *object, bool is_second, int depth) {
  if (!object) return;
  if (depth > DEEPEST || message->count >= MOST_PARTS) {
    message->has_more = true;
    return;
  }
  if (is_a(object, g_mime_multipart_get_type())) {
    GMimeMultipart *parts = (GMimeMultipart *)object;
    bool seconds = is_second || (is_type(object, "multipart", "alternative") &&
                                 has_plain_text(object, depth));
    int count = g_mime_multipart_get_count(parts);
    /* Before the parts stands only that they are parts. */
    if (count == 0) add_rest(message, object, g_mime_multipart_get_prologue(parts));
    for (int i = 0; i < count; i++)
      collect(message, g_mime_multipart_get_part(parts, i), seconds, depth + 1);
    add_rest(message, object, g_mime_multipart_get_epilogue(parts));
  } else {
    bool second = is_second && is_type(object, "text", "html");
    add(message, (found_part){.object = object, .is_second = second});
  }
}

static GMimeMessage *parsed(const void *bytes, size_t count, const char *charset) {
  GMimeStream *stream = g_mime_stream_mem_new_with_buffer(bytes, count);
  GMimeParser *parser = g_mime_parser_new_with_stream(stream);
  g_mime_parser_set_format(parser, GMIME_FORMAT_MESSAGE);
  GMimeParserOptions *options = NULL;
  if (charset) {
    const char *charsets[] = {"utf-8", charset, NULL};
    options = g_mime_parser_options_new();
    g_mime_parser_options_set_fallback_charsets(options, charsets);
  }
  GMimeMessage *message = g_mime_parser_construct_message(parser, options);
  if (options) g_mime_parser_options_free(options);
  g_object_unref(parser);
  g_object_unref(stream);
  return message;
}

mail_message *mail_message_new(const void *bytes, size_t count, const char *charset) {
  prepare();
  mail_message *message = calloc(1, sizeof *message);
  if (!message) return NULL;
  message->message = parsed(bytes, count, charset);
  if (!message->message) {
    free(message);
    return NULL;
  }
  message->texts = g_ptr_array_new_with_free_func(g_free);
  collect(message, g_mime_message_get_mime_part(message->message), false, 0);
  return message;
}

void mail_message_free(mail_message *message) {
  g_ptr_array_free(message->texts, TRUE);
  g_object_unref(message->message);
  free(message->parts);
  free(message);
}

static GMimeHeaderList *headers(const mail_message *message) {
  return g_mime_object_get_header_list((GMimeObject *)message->message);
}

size_t mail_header_count(const mail_message *message) {
  int count = g_mime_header_list_get_count(headers(message));
  return count > 0 ? (size_t)count : 0;
}

static GMimeHeader *header_at(const mail_message *message, size_t index) {
  return g_mime_header_list_get_header_at(headers(message), (int)index);
}

const char *mail_header_name(const mail_message *message, size_t index) {
  return g_mime_header_get_name(header_at(message, index));
}

const char *mail_header_value(const mail_message *message, size_t index) {
  return g_mime_header_get_value(header_at(message, index));
}

const char *mail_message_id(const mail_message *message) {
  return g_mime_message_get_message_id(message->message);
}

int mail_day(const mail_message *message) {
  GDateTime *date = g_mime_message_get_date(message->message);
  if (!date) return 0;
  int year, month, day;
  g_date_time_get_ymd(date, &year, &month, &day);
  return year * 10000 + month * 100 + day;
}

bool mail_has_more(const mail_message *message) { return message->has_more; }

size_t mail_part_count(const mail_message *message) { return message->count; }

mail_part mail_part_at(mail_message *message, size_t index) {
  found_part found = message->parts[index];
  if (found.rest) return (mail_part){.type = "text/plain", .is_rest = true};
  GMimeObject *object = found.object;
  GMimeContentType *content = g_mime_object_get_content_type(object);
  GMimeContentDisposition *disposition = g_mime_object_get_content_disposition(object);
  char *type = content ? g_mime_content_type_get_mime_type(content) : NULL;
  char *lower = type ? g_ascii_strdown(type, -1) : NULL;
  g_free(type);
  if (lower) g_ptr_array_add(message->texts, lower);
  bool is_part = is_a(object, g_mime_part_get_type());
  return (mail_part){
      .type = lower,
      .charset = content ? g_mime_content_type_get_parameter(content, "charset") : NULL,
      .name = is_part ? g_mime_part_get_filename((GMimePart *)object) : NULL,
      .is_attachment = is_a(object, g_mime_message_part_get_type()) ||
                       (disposition && g_mime_content_disposition_is_attachment(disposition)),
      .is_second = found.is_second,
  };
}

static mail_bytes copy_of(const void *bytes, size_t count) {
  char *copy = count > 0 ? malloc(count) : NULL;
  if (!copy) return (mail_bytes){NULL, 0};
  memcpy(copy, bytes, count);
  return (mail_bytes){copy, count};
}

mail_bytes mail_part_bytes(mail_message *message, size_t index, size_t maximum, bool *is_too_large) {
  found_part found = message->parts[index];
  *is_too_large = false;
  if (found.rest) return copy_of(found.rest, strlen(found.rest));
  GMimeObject *object = found.object;
  GMimeStream *memory = g_mime_stream_mem_new();
  if (is_a(object, g_mime_message_part_get_type())) {
    GMimeMessage *inner = g_mime_message_part_get_message((GMimeMessagePart *)object);
    if (inner) g_mime_object_write_to_stream((GMimeObject *)inner, NULL, memory);
  } else if (is_a(object, g_mime_part_get_type())) {
    GMimeDataWrapper *content = g_mime_part_get_content((GMimePart *)object);
    GMimeStream *source = content ? g_mime_data_wrapper_get_stream(content) : NULL;
    gint64 length = source ? g_mime_stream_length(source) : 0;
    /* Base64 and quoted-printable only make it smaller. */
    *is_too_large = length > 0 && (guint64)length / 3 > maximum;
    if (content && !*is_too_large) g_mime_data_wrapper_write_to_stream(content, memory);
  }
  GByteArray *array = g_mime_stream_mem_get_byte_array((GMimeStreamMem *)memory);
  mail_bytes bytes = {NULL, 0};
  if (array && array->len > maximum) *is_too_large = true;
  if (array && !*is_too_large) bytes = copy_of(array->data, array->len);
  g_object_unref(memory);
  return bytes;
}

void mail_bytes_free(mail_bytes bytes) { free((void *)bytes.bytes); }
