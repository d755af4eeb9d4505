// SPDX-License-Identifier: GPL-2.0-or-later
#include "xap_document.h"

#include "handles.h"

extern "C" {

void xap_document_free(xap_document *document) {
  guarded(nullptr, [&] { delete document; });
}

bool xap_document_id(xap_document *document, uint32_t *id, xap_error *error) {
  return guarded(error, [&] { *id = document->document.get_docid(); });
}

bool xap_document_data(xap_document *document, xap_bytes *data, xap_error *error) {
  return guarded(error, [&] { xap_give(document->document.get_data(), data); });
}

bool xap_document_value(
    xap_document *document, uint32_t slot, xap_bytes *value, xap_error *error) {
  return guarded(error, [&] { xap_give(document->document.get_value(slot), value); });
}

}  // extern "C"
