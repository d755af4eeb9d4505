/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What Outlook keeps of a message, whatever kind of file it lies in. */
#ifndef OUTLOOK_MESSAGE_H
#define OUTLOOK_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
  const void *bytes;
  size_t count;
} outlook_bytes;

/* Texts are in UTF-8 or in the code page, empty where there is none; all live until the call returns. */
typedef struct {
  outlook_bytes folder;   /* that it lies in, folders within folders with "/" between them */
  outlook_bytes subject;
  outlook_bytes sender;
  outlook_bytes address;  /* of the sender */
  outlook_bytes to, cc, bcc;
  outlook_bytes headers;  /* as they came over the net */
  outlook_bytes id;
  outlook_bytes plain;
  outlook_bytes page;     /* HTML */
  outlook_bytes rich;     /* RTF, no longer packed */
  outlook_bytes others;   /* of contacts and appointments, a line each */
  int64_t sent;           /* in seconds since 1970, 0 where that is not given */
  int code_page;          /* 0 where it is not given */
} outlook_message;

/* Why something that comes with a message cannot be handed out. */
typedef enum {
  OUTLOOK_ABSENT,   /* it has no content: it is empty, damaged or elsewhere */
  OUTLOOK_TOO_DEEP, /* it lies in too many messages */
} outlook_loss;

/* Takes messages one after another: what is between the beginning and the end of one belongs to it, messages
   too. */
typedef struct {
  void *context;
  /* Whether to go on. */
  bool (*begin)(void *context, const outlook_message *message);
  void (*file)(void *context, outlook_bytes name, outlook_bytes content);
  void (*lost)(void *context, outlook_bytes name, outlook_loss why);
  void (*end)(void *context);
} outlook_taker;

typedef enum { OUTLOOK_READ, OUTLOOK_DAMAGED } outlook_result;

/* Messages within messages are read to this depth. */
enum { OUTLOOK_DEEPEST = 5 };

#endif
