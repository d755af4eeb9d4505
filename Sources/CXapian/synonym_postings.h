// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef XAP_GROUP_POSTINGS_H
#define XAP_GROUP_POSTINGS_H
#include <xapian.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "revision_cache.h"

/// One of the synonyms.
struct SynonymTerm {
  std::string name;
  /// The first layer that holds it.
  unsigned layer;
  /// How many documents hold it.
  Xapian::doccount documents;
  /// What stands for it in position lists.
  uint64_t hash;
};

/// The postings of the rare ones of the synonyms, in one list by document. Most of them are rare, and to
/// open a term's list takes longer than to read a short one.
class SynonymPostings {
 public:
  struct Posting {
    Xapian::docid document;
    Xapian::termcount wdf;
    /// Its index among the synonyms.
    uint32_t term : 30;
    uint32_t layer : 2;
  };

  SynonymPostings(const std::vector<SynonymTerm> &terms, const Xapian::Database &database);
  ~SynonymPostings();
  SynonymPostings(const SynonymPostings &) = delete;
  SynonymPostings &operator=(const SynonymPostings &) = delete;

  /// Has itself counted as kept; answers whether there is room.
  bool is_cached_in(const std::shared_ptr<RevisionCache> &cache);

  const std::vector<Posting> &all() const { return postings; }
  /// The terms whose postings are not here.
  const std::vector<uint32_t> &others() const { return frequent; }

 private:
  /// A list of so many is read about as fast as it is opened.
  static constexpr Xapian::doccount max_term_postings = 512;
  static constexpr size_t max_group_postings = 4096;

  std::vector<Posting> postings;
  std::vector<uint32_t> frequent;
  std::shared_ptr<RevisionCache> keeper;

  size_t bytes() const { return postings.size() * sizeof(Posting); }
  void read(uint32_t term, unsigned layer, Xapian::PostingIterator next);
};

#endif
