/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reads a mail message with GMime. */
#ifndef MAIL_READER_H
#define MAIL_READER_H

#include <stdbool.h>
#include <stddef.h>

/* Used by one thread at a time. */
typedef struct mail_message mail_message;

typedef struct {
  const char *bytes;
  size_t count;
} mail_bytes;

/* A part that holds something: text, an attachment, a message within the message. Strings are closed
   by a NUL, may be NULL, and live as long as the message. */
typedef struct {
  const char *type;    /* such as text/plain, in lower case */
  const char *charset; /* declared */
  const char *name;    /* of the file */
  bool is_attachment;
  bool is_second; /* HTML of which there is plain text, too */
  bool is_rest;   /* what stands outside of the parts that its boundary tells, where there should be parts */
} mail_part;

/* Reads a message that is in memory; NULL where there is no memory, or no GMime.
   Headers with bytes beyond ASCII that are not UTF-8 are taken for this character set. */
mail_message *mail_message_new(const void *bytes, size_t count, const char *charset);
void mail_message_free(mail_message *message);

size_t mail_header_count(const mail_message *message);
/* Closed by a NUL; they live as long as the message. The value is decoded to UTF-8, on one line, and may be NULL. */
const char *mail_header_name(const mail_message *message, size_t index);
const char *mail_header_value(const mail_message *message, size_t index);
const char *mail_message_id(const mail_message *message);
/* The day as YYYYMMDD in the sender's time zone, 0 where there is none. */
int mail_day(const mail_message *message);

size_t mail_part_count(const mail_message *message);
/* Whether the message has more parts, or deeper ones, than are read. */
bool mail_has_more(const mail_message *message);
mail_part mail_part_at(mail_message *message, size_t index);
/* The decoded content; freed with mail_bytes_free. Empty where it is more than `most` bytes, and
   *is_too_large tells. */
mail_bytes mail_part_bytes(mail_message *message, size_t index, size_t maximum, bool *is_too_large);
void mail_bytes_free(mail_bytes bytes);

#endif
