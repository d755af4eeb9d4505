// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef XAP_PHRASE_SOURCE_H
#define XAP_PHRASE_SOURCE_H
#include <xapian.h>

#include <cstdint>
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
  /// A document that has all the words.
  struct Candidate {
    Xapian::docid document;
    double weight;
    /// By word.
    std::vector<GroupSource::Occurrences> occurrences;
    /// The terms of each word in it, those of one word behind those of another, and where they end.
    std::vector<uint32_t> terms;
    std::vector<size_t> ends;
    /// Where the phrase may begin.
    std::vector<Xapian::termpos> starts;
  };
  /// The places of a term in several documents lie side by side in Xapian's table of positions, which keeps only
  /// the block that it read last: so the places of one word are read in so many documents before those of the
  /// next. In more, places would be read in documents that no longer count when their turn comes.
  static constexpr size_t most_candidates = 16;

  Groups groups;
  /// The rarest first: it leads.
  std::vector<Word> words;
  /// Documents that have the phrase, and the first of them that was not taken yet; behind `count`, room for more.
  std::vector<Candidate> candidates;
  size_t count = 0, next_candidate = 0;
  /// Whether a word has come to its end.
  bool is_exhausted = false;
  double weight = 0;

  void advance(Xapian::docid from, double least_weight);
  void gather(Xapian::docid from, double least_weight);
  Xapian::docid meet(double least_weight);
  void add(Xapian::docid document);
  void keep_phrases();
  void weigh();
  void keep_starts(Candidate &candidate, size_t word);
};

#endif
