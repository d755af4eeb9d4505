// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef XAP_POSITIONAL_SOURCE_H
#define XAP_POSITIONAL_SOURCE_H
#include <xapian.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "document_source.h"
#include "synonym_source.h"
#include "position_lists.h"

/// Synonyms that stand near each other in a position list, which weigh what they weigh together.
class PositionalSource : public DocumentSource {
 public:
  using SynonymSets = std::vector<std::shared_ptr<SynonymSource::Synonyms>>;

  struct Arrangement {
    /// The value slot of the position list.
    Xapian::valueno positions_slot;
    /// Within how many positions all stand, each at one of its own, in any order; 0: side by side in this order.
    Xapian::termpos window;
  };

  PositionalSource(SynonymSets synonym_sets, Arrangement arrangement)
      : synonym_sets(std::move(synonym_sets)), arrangement(arrangement) {}

  void init(const Xapian::Database &database) override;
  PositionalSource *clone() const override { return new PositionalSource(synonym_sets, arrangement); }
  std::string get_description() const override;

  void next(double min_weight) override { advance(0, min_weight); }
  void skip_to(Xapian::docid document, double min_weight) override;
  double get_weight() const override { return weight; }

 private:
  struct Word {
    std::unique_ptr<SynonymSource> source;
    /// Its place in the phrase.
    Xapian::termpos offset;
    /// The most that the other words can add.
    double others;
    /// Where it stands in the current document.
    SynonymPositions::Positions positions;
  };

  SynonymSets synonym_sets;
  Arrangement arrangement;
  /// The rarest first: it leads.
  std::vector<Word> words;
  /// What is known of the database; null where it may change without a new revision.
  std::shared_ptr<RevisionCache> cache;
  std::optional<PositionLists> position_lists;
  /// Where a phrase may begin in the current document.
  std::vector<Xapian::termpos> starts;
  double weight = 0;

  void advance(Xapian::docid from, double min_weight);
  Xapian::docid meet(double min_weight);
  double weigh();
  bool stand_together();
  bool begin_phrase(const Word &word);
  bool stand_near() const;
};

#endif
