// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef XAP_GROUP_SOURCE_H
#define XAP_GROUP_SOURCE_H
#include <xapian.h>

#include <array>
#include <string>
#include <vector>

/// Terms that rank as one, in layers: a document's weight is the sum over the layers of the layer's factor
/// times the BM25 weight of the layer's terms taken together as OP_SYNONYM takes them. Each layer holds the
/// terms of the layers before it and more.
///
/// The same can be said by OP_OR of scaled OP_SYNONYMs, which reads the postings of a term once for each
/// layer, and looks each term up once more for its frequency. Here each term is read once; and once no
/// document can come among the best by the terms of the last layer alone, these are only looked up in the
/// documents that others find.
class GroupSource : public Xapian::PostingSource {
 public:
  static constexpr unsigned most_layers = 3;

  struct Term {
    std::string name;
    /// The first layer that holds it.
    unsigned layer;
    /// How many documents hold it.
    Xapian::doccount documents;
  };

  struct Parameters {
    std::array<double, most_layers> factors;
    double k1, b, minimum_length;
  };

  GroupSource(std::vector<Term> terms, const Parameters &parameters)
      : terms(std::move(terms)), parameters(parameters) {}

  void init(const Xapian::Database &database) override;
  GroupSource *clone() const override { return new GroupSource(terms, parameters); }
  std::string get_description() const override;

  Xapian::doccount get_termfreq_min() const override { return 0; }
  Xapian::doccount get_termfreq_est() const override { return documents; }
  Xapian::doccount get_termfreq_max() const override { return size; }

  void next(double least_weight) override;
  void skip_to(Xapian::docid document, double least_weight) override;
  bool at_end() const override { return current == 0; }
  Xapian::docid get_docid() const override { return current; }
  double get_weight() const override;

 private:
  struct Postings {
    Xapian::PostingIterator next;
    unsigned layer;
  };

  std::vector<Term> terms;
  Parameters parameters;
  Xapian::Database database;
  Xapian::doccount size = 0, documents = 0;
  double length_factor = 0;
  /// What BM25 multiplies a layer's part with, and the most that documents can have which are only in terms
  /// of this layer or later ones.
  std::array<double, most_layers> layer_weight = {}, most_from = {};

  std::vector<Postings> postings;
  bool has_begun = false;
  /// Terms of this layer and later ones find no document any more.
  unsigned finding = most_layers;
  /// Indices of postings: a heap by the next document, those that are at the current one, and those
  /// that find no document any more.
  std::vector<size_t> ahead, here, behind;
  /// 0 at the end.
  Xapian::docid current = 0;

  void open();
  void move_on(size_t index, Xapian::docid document);
  void push(size_t index);
  size_t pop();
  void settle(double least_weight);
};

#endif
