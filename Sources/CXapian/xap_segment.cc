// SPDX-License-Identifier: GPL-2.0-or-later
#include "xap_segment.h"

#include "glass_join.h"
#include "glass_segment.h"
#include "guard.h"

struct xap_segment {
  glass::Segment segment;
  explicit xap_segment(const std::string &path) : segment(path) {}
};

extern "C" {

xap_segment *xap_segment_new(xap_view path, xap_error *error) {
  return guarded_new<xap_segment>(error, [&] { return new xap_segment(xap_path(path)); });
}

bool xap_segment_append(xap_segment *segment, const xap_content *content, xap_error *error) {
  return guarded(error, [&] { segment->segment.append(*content); });
}

bool xap_segment_add(
    xap_segment *segment, const xap_content *content, uint32_t *id, xap_error *error) {
  return guarded(error, [&] { *id = segment->segment.add(*content); });
}

bool xap_segment_finish(xap_segment *segment, xap_error *error) {
  return guarded(error, [&] { segment->segment.finish(); });
}

void xap_segment_free(xap_segment *segment) {
  guarded(nullptr, [&] { delete segment; });
}

bool xap_postings_join(xap_view path, xap_error *error) {
  return guarded(error, [&] { glass::join_postings(xap_path(path)); });
}

}  // extern "C"
