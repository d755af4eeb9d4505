// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef XAP_PHRASE_SOURCE_H
#define XAP_PHRASE_SOURCE_H
#include <xapian.h>

#include <memory>
#include <string>
#include <vector>

#include "document_source.h"
#include "group_source.h"

/// Groups side by side in this order, which weigh what they weigh together.
///
/// The same can be said by OP_FILTER of OP_AND of the groups and OP_PHRASE of their terms, which opens each
/// list a second time.
class PhraseSource : public DocumentSource {
 public:
  using Groups = std::vector<std::shared_ptr<GroupSource::Group>>;

  explicit PhraseSource(Groups groups) : groups(std::move(groups)) {}

  void init(const Xapian::Database &database) override;
  PhraseSource *clone() const override { return new PhraseSource(groups); }
  std::string get_description() const override;

  void next(double least_weight) override;
  void skip_to(Xapian::docid document, double least_weight) override;
  double get_weight() const override { return weight; }

 private:
  struct Word {
    std::unique_ptr<GroupSource> source;
    /// Its place in the phrase.
    Xapian::termpos place;
    /// The most that the other words can add.
    double others;
  };

  Groups groups;
  /// The rarest first: it leads.
  std::vector<Word> words;
  double weight = 0;

  void settle(double least_weight);
  bool meet(double least_weight);
  bool stand_together();
};

#endif
