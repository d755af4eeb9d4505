/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reads mail with GMime: one message, or those of a mailbox one after another. */
#ifndef MAIL_READER_H
#define MAIL_READER_H

#include <stdbool.h>
#include <stddef.h>

/* Used by one thread at a time. */
typedef struct mail_reader mail_reader;

typedef struct {
  const char *bytes;
  size_t count;
} mail_bytes;

/* A part that holds something: text, an attachment, a message within the message. Strings are closed
   by a NUL, may be NULL, and live until the next message. */
typedef struct {
  const char *type;    /* such as text/plain, in lower case */
  const char *charset; /* declared */
  const char *name;    /* of the file */
  bool is_attachment;
} mail_part;

/* Whether GMime is installed. */
bool mail_is_readable(void);

/* Reads from a descriptor, which it leaves open; NULL where there is no memory, or no GMime. */
mail_reader *mail_reader_new(int descriptor, bool is_mailbox);
void mail_reader_free(mail_reader *reader);

/* Goes to the next message; false after the last. */
bool mail_next(mail_reader *reader);
/* Headers, decoded to UTF-8; NULL where the message has none. `name` is From, To, Cc or Subject. */
const char *mail_header(mail_reader *reader, const char *name);
const char *mail_message_id(mail_reader *reader);
/* The day as YYYYMMDD in the sender's time zone, 0 where there is none. */
int mail_day(mail_reader *reader);

size_t mail_part_count(const mail_reader *reader);
/* Whether the message has more parts, or deeper ones, than are read. */
bool mail_has_more(const mail_reader *reader);
mail_part mail_part_at(mail_reader *reader, size_t index);
/* The decoded content; freed with mail_bytes_free. Empty where it is more than `most` bytes, and
   *is_too_large tells. */
mail_bytes mail_part_bytes(mail_reader *reader, size_t index, size_t most, bool *is_too_large);
void mail_bytes_free(mail_bytes bytes);

#endif
