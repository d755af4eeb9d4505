// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef XAP_GROUP_SOURCE_H
#define XAP_GROUP_SOURCE_H
#include <xapian.h>

#include <array>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "document_source.h"
#include "synonym_positions.h"
#include "synonym_postings.h"
#include "position_lists.h"

/// Terms that rank as one, in layers: a document's weight is the sum over the layers of the layer's factor
/// times the BM25 weight of the layer's terms taken together as OP_SYNONYM takes them. Each layer holds the
/// terms of the layers before it and more.
///
/// The same can be said by OP_OR of scaled OP_SYNONYMs, which reads the postings of a term once for each
/// layer, and looks each term up once more for its frequency. Here each term is read once; documents that
/// cannot come among the best are passed over here, before their length is looked up; and once no
/// document can come among the best by the terms of the last layer alone, these are only looked up in the
/// documents that others find.
class SynonymSource : public DocumentSource {
 public:
  static constexpr unsigned max_layers = 3;

  struct Parameters {
    std::array<double, max_layers> factors;
    double k1, b, minimum_length;
  };

  /// How often each layer's own terms stand in a document.
  using Occurrences = std::array<double, max_layers>;

  /// The synonyms, and what was read for it before: shared by the sources that are made for each search.
  struct Synonyms {
    std::vector<SynonymTerm> terms;
    Parameters parameters;
    /// Null where the database may change without a new revision.
    std::shared_ptr<RevisionCache> cache;
    std::shared_ptr<const SynonymPostings> postings = {};
    /// By value slot of the position lists.
    std::map<Xapian::valueno, SynonymPositions> positions = {};
  };

  explicit SynonymSource(std::shared_ptr<Synonyms> synonyms) : synonyms(std::move(synonyms)) {}

  void init(const Xapian::Database &database) override;
  SynonymSource *clone() const override { return new SynonymSource(synonyms); }
  std::string get_description() const override;

  void next(double min_weight) override;
  void skip_to(Xapian::docid document, double min_weight) override;
  double get_weight() const override;

  /// What the current document can weigh at most, whatever its length.
  double max_weight() const;
  /// Where the synonyms stand in the current document of position lists; lent until the next call.
  SynonymPositions::Positions positions(PositionLists &position_lists);

 private:
  /// The list of a frequent term, read as far as it is needed.
  struct List {
    Xapian::PostingIterator next;
    uint32_t term;
    unsigned layer;
    /// 0 at the end.
    Xapian::docid document;

    void settle();
  };

  std::shared_ptr<Synonyms> synonyms;
  Xapian::Database database;
  std::shared_ptr<RevisionCache> cache;
  double length_factor = 0, min_rest = 0;
  /// What BM25 multiplies a layer's part with.
  std::array<double, max_layers> layer_weight = {};
  /// The most that documents can have which are only in terms of this layer or later ones.
  std::array<double, max_layers + 1> max_from = {};

  std::shared_ptr<const SynonymPostings> postings;
  /// The postings of the current document, and the first of the next one.
  size_t first = 0, next_posting = 0;
  std::vector<List> lists;
  /// Terms of this layer and later ones find no document any more.
  unsigned essential_layers = max_layers;
  /// Indices of lists: a heap by the next document, those that are at the current one, and those
  /// that find no document any more.
  std::vector<size_t> essential, current_lists, nonessential;
  Occurrences wdf = {};
  std::vector<Xapian::termpos> found_positions;

  /// Orders the heap.
  auto later() const {
    return [this](size_t a, size_t b) { return lists[a].document > lists[b].document; };
  }
  void open();
  void recall();
  void push(size_t index);
  size_t pop();
  void move_on(size_t index, Xapian::docid document);
  void settle(double min_weight);
  void demote_layers(double min_weight);
  bool step();
  void probe_nonessential();
  void read_positions(PositionLists &position_lists);
  double rest_of(double length) const;
  double weighted(const Occurrences &found, double rest, unsigned layers) const;
};

#endif
