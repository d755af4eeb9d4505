/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reads JSON values of any kind, one or several in a file, as a stream of events, with simdjson. */
#ifndef JSON_EVENTS_H
#define JSON_EVENTS_H

#include "json_members.h"

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
  JSON_BEGIN_OBJECT,
  JSON_END_OBJECT,
  JSON_BEGIN_ARRAY,
  JSON_END_ARRAY,
  JSON_KEY,
  JSON_TEXT,
  JSON_DIGITS, /* a number in decimal */
  JSON_CONSTANT /* true, false or null */
} json_event;

/* Takes an event; the bytes live until it returns. */
typedef void (*json_taker)(void *context, json_event event, json_bytes bytes);

/* Hands out the values in `bytes`, which json_padding() readable bytes must follow. Returns NULL, or what is wrong
   in static words; the values before that have been handed out. */
const char *json_read_events(json_bytes bytes, json_taker take, void *context);

#ifdef __cplusplus
}
#endif
#endif
