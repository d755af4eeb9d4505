/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reads chosen members of one JSON object at a time with simdjson. */
#ifndef JSON_MEMBERS_H
#define JSON_MEMBERS_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* One parser is used by one thread at a time; it keeps its buffers between objects. */
typedef struct json_parser json_parser;

typedef enum {
  JSON_ABSENT, /* no such member, or null */
  JSON_STRING,
  JSON_NUMBER, /* `bytes` holds it in decimal */
  JSON_OTHER   /* true, false, an array or an object */
} json_kind;

/* Bytes are not closed by a NUL. Those of a member live until the parser reads again. */
typedef struct {
  const char *bytes;
  size_t length;
} json_bytes;

typedef struct {
  json_kind kind;
  json_bytes bytes;
} json_member;

/* The bytes that must be readable, with any content, after the bytes of an object. */
size_t json_padding(void);

/* NULL where there is no memory. */
json_parser *json_parser_new(void);
void json_parser_free(json_parser *parser);

/* Fills members[i] with the last member named names[i] of the object that `object` holds.
   Returns NULL, or what is wrong with the object in static words. */
const char *json_parser_read(json_parser *parser, json_bytes object, const json_bytes *names,
                             json_member *members, size_t count);

#ifdef __cplusplus
}
#endif
#endif
