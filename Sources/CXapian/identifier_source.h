// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef XAP_IDENTIFIER_SOURCE_H
#define XAP_IDENTIFIER_SOURCE_H
#include <memory>
#include <string>
#include <vector>

#include "document_source.h"

/// Finds the documents of a list of ids, ascending, each once. They weigh nothing.
class IdentifierSource : public DocumentSource {
 public:
  using Identifiers = std::shared_ptr<const std::vector<Xapian::docid>>;

  explicit IdentifierSource(Identifiers identifiers) : identifiers(std::move(identifiers)) {}

  void init(const Xapian::Database &database) override;
  IdentifierSource *clone() const override { return new IdentifierSource(identifiers); }
  std::string get_description() const override { return "IdentifierSource"; }

  void next(double min_weight) override;
  void skip_to(Xapian::docid document, double min_weight) override;

 private:
  Identifiers identifiers;
  size_t place = 0;

  void settle();
};

#endif
