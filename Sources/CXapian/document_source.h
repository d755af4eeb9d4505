// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef XAP_DOCUMENT_SOURCE_H
#define XAP_DOCUMENT_SOURCE_H
#include <xapian.h>

/// A source that stands at a document and knows about how many it finds.
class DocumentSource : public Xapian::PostingSource {
 public:
  Xapian::doccount get_termfreq_min() const override { return min_documents; }
  Xapian::doccount get_termfreq_est() const override { return documents; }
  Xapian::doccount get_termfreq_max() const override { return max_documents; }
  bool at_end() const override { return has_begun && current == 0; }
  Xapian::docid get_docid() const override { return current; }

 protected:
  Xapian::doccount documents = 0, min_documents = 0, max_documents = 0;
  bool has_begun = false;
  /// 0 at the end.
  Xapian::docid current = 0;
};

#endif
