// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef XAP_PHRASE_SOURCE_H
#define XAP_PHRASE_SOURCE_H
#include <xapian.h>

#include <memory>
#include <string>
#include <vector>

#include "group_source.h"

/// Groups side by side in this order, which weigh what they weigh together.
///
/// The same can be said by OP_FILTER of OP_AND of the groups and OP_PHRASE of their terms, which opens each
/// list a second time.
class PhraseSource : public Xapian::PostingSource {
 public:
  using Groups = std::vector<std::shared_ptr<GroupSource::Group>>;

  explicit PhraseSource(Groups groups) : groups(std::move(groups)) {}

  void init(const Xapian::Database &database) override;
  PhraseSource *clone() const override { return new PhraseSource(groups); }
  std::string get_description() const override;

  Xapian::doccount get_termfreq_min() const override { return 0; }
  Xapian::doccount get_termfreq_est() const override { return documents; }
  Xapian::doccount get_termfreq_max() const override { return most_documents; }

  void next(double least_weight) override;
  void skip_to(Xapian::docid document, double least_weight) override;
  bool at_end() const override { return has_begun && current == 0; }
  Xapian::docid get_docid() const override { return current; }
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
  Xapian::doccount documents = 0, most_documents = 0;
  bool has_begun = false;
  /// 0 at the end.
  Xapian::docid current = 0;
  double weight = 0;

  void settle(double least_weight);
  bool meet(double least_weight);
  bool stand_together();
};

#endif
