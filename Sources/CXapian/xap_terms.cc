// SPDX-License-Identifier: GPL-2.0-or-later
#include "xap_terms.h"

#include "handles.h"

namespace {
// Enough to make the crossing cheap, little enough to stay in the processor's cache.
const size_t batch_count = 1024;

uint32_t count_at(const xap_terms &terms) {
  switch (terms.counting) {
    case xap_terms::Counting::documents: return terms.next.get_termfreq();
    case xap_terms::Counting::occurrences: return terms.next.get_wdf();
    case xap_terms::Counting::nothing: break;
  }
  return 0;
}
}  // namespace

extern "C" {

bool xap_terms_next(xap_terms *terms, xap_term_batch *batch, xap_error *error) {
  return guarded(error, [&] {
    terms->bytes.clear();
    terms->batch.clear();
    while (terms->batch.size() < batch_count && terms->next != terms->end) {
      terms->bytes += *terms->next;
      terms->batch.push_back({terms->bytes.size(), count_at(*terms)});
      ++terms->next;
    }
    *batch = {reinterpret_cast<const uint8_t *>(terms->bytes.data()), terms->batch.data(),
              terms->batch.size()};
  });
}

void xap_terms_free(xap_terms *terms) {
  guarded(nullptr, [&] { delete terms; });
}

}  // extern "C"
