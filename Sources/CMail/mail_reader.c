/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mail_reader.h"

#include "gmime_library.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A mail with more parts, or parts nested deeper, is no mail that people write. */
enum { MOST_PARTS = 2000, DEEPEST = 40 };

struct mail_reader {
  GMimeStream *stream;
  GMimeParser *parser;
  GMimeMessage *message;
  GPtrArray *parts; /* GMimeObject, owned by the message */
  GPtrArray *texts; /* char *, for the caller */
  bool is_mailbox;
  bool has_more; /* parts than are read */
};

/* Set before the first reader is made, and not changed after that. */
static const gmime_functions *gmime;

static void prepare(void) {
  gmime = gmime_library();
  if (gmime) gmime->g_mime_init();
}

bool mail_is_readable(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, prepare);
  return gmime != NULL;
}

static bool is_a(GMimeObject *object, GType type) {
  return gmime->g_type_check_instance_is_a((GTypeInstance *)object, type);
}

mail_reader *mail_reader_new(int descriptor, bool is_mailbox) {
  if (!mail_is_readable()) return NULL;
  mail_reader *reader = calloc(1, sizeof *reader);
  if (!reader) return NULL;
  reader->stream = gmime->g_mime_stream_fs_new(descriptor);
  gmime->g_mime_stream_fs_set_owner((GMimeStreamFs *)reader->stream, FALSE);
  reader->parser = gmime->g_mime_parser_new_with_stream(reader->stream);
  gmime->g_mime_parser_set_format(
      reader->parser, is_mailbox ? GMIME_FORMAT_MBOX : GMIME_FORMAT_MESSAGE);
  reader->parts = gmime->g_ptr_array_new();
  reader->texts = gmime->g_ptr_array_new_with_free_func(gmime->g_free);
  reader->is_mailbox = is_mailbox;
  return reader;
}

static void forget(mail_reader *reader) {
  gmime->g_ptr_array_set_size(reader->parts, 0);
  gmime->g_ptr_array_set_size(reader->texts, 0);
  if (reader->message) gmime->g_object_unref(reader->message);
  reader->message = NULL;
  reader->has_more = false;
}

void mail_reader_free(mail_reader *reader) {
  forget(reader);
  gmime->g_ptr_array_free(reader->parts, TRUE);
  gmime->g_ptr_array_free(reader->texts, TRUE);
  gmime->g_object_unref(reader->parser);
  gmime->g_object_unref(reader->stream);
  free(reader);
}

static bool is_type(GMimeObject *object, const char *type, const char *subtype) {
  GMimeContentType *content = gmime->g_mime_object_get_content_type(object);
  return content && gmime->g_mime_content_type_is_type(content, type, subtype);
}

static bool has_plain_text(GMimeObject *object, int depth) {
  if (depth > DEEPEST) return false;
  if (is_a(object, gmime->g_mime_multipart_get_type())) {
    int count = gmime->g_mime_multipart_get_count((GMimeMultipart *)object);
    for (int i = 0; i < count; i++) {
      if (has_plain_text(gmime->g_mime_multipart_get_part((GMimeMultipart *)object, i), depth + 1))
        return true;
    }
    return false;
  }
  return is_type(object, "text", "plain") && !gmime->g_mime_object_get_disposition(object);
}

/* Of alternatives the plain text is read, and HTML only where there is none. */
static void collect(mail_reader *reader, GMimeObject *object, bool skips_html, int depth) {
  if (!object) return;
  if (depth > DEEPEST || reader->parts->len >= MOST_PARTS) {
    reader->has_more = true;
    return;
  }
  if (is_a(object, gmime->g_mime_multipart_get_type())) {
    bool skips = skips_html || (is_type(object, "multipart", "alternative") &&
                                has_plain_text(object, depth));
    int count = gmime->g_mime_multipart_get_count((GMimeMultipart *)object);
    for (int i = 0; i < count; i++)
      collect(reader, gmime->g_mime_multipart_get_part((GMimeMultipart *)object, i), skips, depth + 1);
  } else if (!(skips_html && is_type(object, "text", "html"))) {
    gmime->g_ptr_array_add(reader->parts, object);
  }
}

bool mail_next(mail_reader *reader) {
  forget(reader);
  if (gmime->g_mime_parser_eos(reader->parser)) return false;
  reader->message = gmime->g_mime_parser_construct_message(reader->parser, NULL);
  if (!reader->message) return false;
  collect(reader, gmime->g_mime_message_get_mime_part(reader->message), false, 0);
  return true;
}

static const char *keep(mail_reader *reader, char *text) {
  if (text) gmime->g_ptr_array_add(reader->texts, text);
  return text;
}

static const char *addresses(mail_reader *reader, InternetAddressList *list) {
  return list && gmime->internet_address_list_length(list) > 0
             ? keep(reader, gmime->internet_address_list_to_string(list, NULL, FALSE))
             : NULL;
}

const char *mail_header(mail_reader *reader, const char *name) {
  if (strcmp(name, "Subject") == 0) return gmime->g_mime_message_get_subject(reader->message);
  if (strcmp(name, "From") == 0)
    return addresses(reader, gmime->g_mime_message_get_from(reader->message));
  if (strcmp(name, "To") == 0) return addresses(reader, gmime->g_mime_message_get_to(reader->message));
  if (strcmp(name, "Cc") == 0) return addresses(reader, gmime->g_mime_message_get_cc(reader->message));
  return NULL;
}

const char *mail_message_id(mail_reader *reader) {
  return gmime->g_mime_message_get_message_id(reader->message);
}

int mail_day(mail_reader *reader) {
  GDateTime *date = gmime->g_mime_message_get_date(reader->message);
  if (!date) return 0;
  int year, month, day;
  gmime->g_date_time_get_ymd(date, &year, &month, &day);
  return year * 10000 + month * 100 + day;
}

bool mail_has_more(const mail_reader *reader) { return reader->has_more; }

size_t mail_part_count(const mail_reader *reader) { return reader->parts->len; }

mail_part mail_part_at(mail_reader *reader, size_t index) {
  GMimeObject *object = g_ptr_array_index(reader->parts, index);
  GMimeContentType *content = gmime->g_mime_object_get_content_type(object);
  GMimeContentDisposition *disposition = gmime->g_mime_object_get_content_disposition(object);
  char *type = content ? gmime->g_mime_content_type_get_mime_type(content) : NULL;
  char *lower = type ? gmime->g_ascii_strdown(type, -1) : NULL;
  gmime->g_free(type);
  const char *name = is_a(object, gmime->g_mime_part_get_type()) ? gmime->g_mime_part_get_filename((GMimePart *)object) : NULL;
  return (mail_part){
      .type = keep(reader, lower),
      .charset = content ? gmime->g_mime_content_type_get_parameter(content, "charset") : NULL,
      .name = name,
      .is_attachment = is_a(object, gmime->g_mime_message_part_get_type()) ||
                       (disposition && gmime->g_mime_content_disposition_is_attachment(disposition)),
  };
}

mail_bytes mail_part_bytes(mail_reader *reader, size_t index, size_t most, bool *is_too_large) {
  GMimeObject *object = g_ptr_array_index(reader->parts, index);
  GMimeStream *memory = gmime->g_mime_stream_mem_new();
  *is_too_large = false;
  if (is_a(object, gmime->g_mime_message_part_get_type())) {
    GMimeMessage *inner = gmime->g_mime_message_part_get_message((GMimeMessagePart *)object);
    if (inner) gmime->g_mime_object_write_to_stream((GMimeObject *)inner, NULL, memory);
  } else if (is_a(object, gmime->g_mime_part_get_type())) {
    GMimeDataWrapper *content = gmime->g_mime_part_get_content((GMimePart *)object);
    GMimeStream *source = content ? gmime->g_mime_data_wrapper_get_stream(content) : NULL;
    gint64 length = source ? gmime->g_mime_stream_length(source) : 0;
    /* Base64 and quoted-printable only make it smaller. */
    *is_too_large = length > 0 && (guint64)length / 3 > most;
    if (content && !*is_too_large) gmime->g_mime_data_wrapper_write_to_stream(content, memory);
  }
  GByteArray *array = gmime->g_mime_stream_mem_get_byte_array((GMimeStreamMem *)memory);
  mail_bytes bytes = {NULL, 0};
  if (array && array->len > most) *is_too_large = true;
  if (array && array->len > 0 && !*is_too_large) {
    char *copy = malloc(array->len);
    if (copy) {
      memcpy(copy, array->data, array->len);
      bytes = (mail_bytes){copy, array->len};
    }
  }
  gmime->g_object_unref(memory);
  return bytes;
}

void mail_bytes_free(mail_bytes bytes) { free((void *)bytes.bytes); }
