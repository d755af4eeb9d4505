/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "tnef_reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <ytnef.h>

/* Source: MS-OXPROPS. */
enum property {
  SUBJECT = 0x0037,
  SENT = 0x0039,
  SENDER = 0x0c1a,
  ADDRESS = 0x0c1f,
  TO = 0x0e04,
  CC = 0x0e03,
  BCC = 0x0e02,
  HEADERS = 0x007d,
  PLAIN = 0x1000,
  RICH = 0x1009,
  PAGE = 0x1013,
  ID = 0x1035,
  CODE_PAGE = 0x3fde,
  DISPLAY_NAME = 0x3001,
  FILE_CONTENT = 0x3701,
  SHORT_NAME = 0x3704,
  LONG_NAME = 0x3707,
};

static outlook_bytes bytes_of(const variableLength *value) {
  if (!value || !value->data || value->size <= 0) return (outlook_bytes){NULL, 0};
  return (outlook_bytes){value->data, (size_t)value->size};
}

/* The value without the NUL that closes a text. */
static outlook_bytes text_of(const variableLength *value) {
  outlook_bytes text = bytes_of(value);
  if (text.bytes) text.count = strnlen(text.bytes, text.count);
  return text;
}

/* The first value of a property that has one; a property may also be there as the number of an object. */
static const variableLength *value_of(const MAPIProps *properties, enum property property) {
  for (DWORD i = 0; properties->properties && i < properties->count; i++) {
    const MAPIProperty *each = &properties->properties[i];
    if (each->id >> 16 == (DWORD)property && !each->custom && each->count > 0 && each->data && each->data[0].data)
      return &each->data[0];
  }
  return NULL;
}

static outlook_bytes either(outlook_bytes first, outlook_bytes second) { return first.count ? first : second; }

static int64_t time_of(const dtr *date) {
  struct tm time = {
      .tm_year = date->wYear - 1900, .tm_mon = date->wMonth - 1, .tm_mday = date->wDay, .tm_hour = date->wHour};
  return date->wYear < 1980 || date->wYear > 2200 ? 0 : (int64_t)timegm(&time);
}

/* Windows counts tenths of microseconds from 1601. */
static int64_t time_in(const variableLength *value) {
  uint64_t ticks = 0;
  if (!value || value->size != sizeof ticks) return 0;
  memcpy(&ticks, value->data, sizeof ticks);
  int64_t seconds = (int64_t)(ticks / 10000000) - 11644473600;
  return seconds > 0 ? seconds : 0;
}

static int number_in(const variableLength *value) {
  int32_t number = 0;
  if (value && value->data && value->size >= (int)sizeof number) memcpy(&number, value->data, sizeof number);
  return number;
}

static outlook_result read_at(const void *bytes, size_t count, outlook_taker taker, int depth);

static outlook_result read_files(const Attachment *file, outlook_taker taker, int depth) {
  enum { GUID = 16 };
  outlook_result result = OUTLOOK_READ;
  for (; file; file = file->next) {
    outlook_bytes name = either(
        text_of(value_of(&file->MAPI, LONG_NAME)),
        either(text_of(&file->Title), either(text_of(value_of(&file->MAPI, SHORT_NAME)),
                                             text_of(value_of(&file->MAPI, DISPLAY_NAME)))));
    outlook_bytes object = bytes_of(value_of(&file->MAPI, FILE_CONTENT));
    DWORD mark = 0;
    if (object.count > GUID + sizeof mark) memcpy(&mark, (const char *)object.bytes + GUID, sizeof mark);
    if (mark && TNEFCheckForSignature(mark) == 0) {
      if (depth >= OUTLOOK_DEEPEST)
        taker.lost(taker.context, name, OUTLOOK_TOO_DEEP);
      else if (read_at((const char *)object.bytes + GUID, object.count - GUID, taker, depth + 1) != OUTLOOK_READ)
        result = OUTLOOK_DAMAGED;
      continue;
    }
    outlook_bytes content = either(bytes_of(&file->FileData), object);
    if (content.count)
      taker.file(taker.context, name, content);
    else
      taker.lost(taker.context, name, OUTLOOK_ABSENT);
  }
  return result;
}

static outlook_result read_at(const void *bytes, size_t count, outlook_taker taker, int depth) {
  TNEFStruct tnef = {0};
  TNEFInitialize(&tnef);
  int problem = TNEFParseMemory((BYTE *)bytes, (long)count, &tnef);
  const MAPIProps *properties = &tnef.MapiProperties;
  int length = 0;
  variableLength packed = {0};
  const variableLength *rich = value_of(properties, RICH);
  if (rich) packed = *rich;
  BYTE *unpacked = packed.size > 16 ? DecompressRTF(&packed, &length) : NULL;
  int page = number_in(value_of(properties, CODE_PAGE));
  int64_t sent = time_of(&tnef.dateSent);
  outlook_message message = {
      .subject = either(text_of(value_of(properties, SUBJECT)), text_of(&tnef.subject)),
      .sender = either(text_of(value_of(properties, SENDER)), text_of(&tnef.from)),
      .address = text_of(value_of(properties, ADDRESS)),
      .to = text_of(value_of(properties, TO)),
      .cc = text_of(value_of(properties, CC)),
      .bcc = text_of(value_of(properties, BCC)),
      .headers = text_of(value_of(properties, HEADERS)),
      .id = text_of(value_of(properties, ID)),
      .plain = either(text_of(value_of(properties, PLAIN)), text_of(&tnef.body)),
      .page = text_of(value_of(properties, PAGE)),
      .rich = {unpacked, unpacked && length > 0 ? (size_t)length : 0},
      .sent = sent ? sent : time_in(value_of(properties, SENT)),
      .code_page = number_in(&tnef.CodePage) ? number_in(&tnef.CodePage) : page,
  };
  bool has_more = taker.begin(taker.context, &message);
  outlook_result files = has_more ? read_files(tnef.starting_attach.next, taker, depth) : OUTLOOK_READ;
  taker.end(taker.context);
  free(unpacked);
  TNEFFree(&tnef);
  return problem == 0 ? files : OUTLOOK_DAMAGED;
}

outlook_result tnef_read(const void *bytes, size_t count, outlook_taker taker) {
  return read_at(bytes, count, taker, 0);
}
