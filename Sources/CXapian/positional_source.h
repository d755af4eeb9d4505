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
#include "group_source.h"
#include "word_sequences.h"

/// Groups that stand near each other in a sequence of words, which weigh what they weigh together.
class PositionalSource : public DocumentSource {
 public:
  using Groups = std::vector<std::shared_ptr<GroupSource::Group>>;

  struct Arrangement {
    /// The value slot of the sequence.
    Xapian::valueno sequence;
    /// Within how many positions all stand, each at one of its own, in any order; 0: side by side in this order.
    Xapian::termpos window;
  };

  PositionalSource(Groups groups, Arrangement arrangement)
      : groups(std::move(groups)), arrangement(arrangement) {}

  void init(const Xapian::Database &database) override;
  PositionalSource *clone() const override { return new PositionalSource(groups, arrangement); }
  std::string get_description() const override;

  void next(double least_weight) override { advance(0, least_weight); }
  void skip_to(Xapian::docid document, double least_weight) override;
  double get_weight() const override { return weight; }

 private:
  struct Word {
    std::unique_ptr<GroupSource> source;
    /// Its place in the phrase.
    Xapian::termpos place;
    /// The most that the other words can add.
    double others;
    /// Where it stands in the current document.
    GroupPositions::Places places;
  };

  Groups groups;
  Arrangement arrangement;
  /// The rarest first: it leads.
  std::vector<Word> words;
  /// What is known of the database; null where it may change without a new revision.
  std::shared_ptr<DatabaseMemory> memory;
  std::optional<WordSequences> sequences;
  /// Where a phrase may begin in the current document.
  std::vector<Xapian::termpos> starts;
  double weight = 0;

  void advance(Xapian::docid from, double least_weight);
  Xapian::docid meet(double least_weight);
  double weigh();
  bool stand_together();
  bool begin_phrase(const Word &word);
  bool stand_near() const;
};

#endif
