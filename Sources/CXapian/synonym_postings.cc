// SPDX-License-Identifier: GPL-2.0-or-later
#include "synonym_postings.h"

#include <algorithm>

namespace {
using Postings = std::vector<SynonymPostings::Posting>;

/// Merges runs, each of which is sorted; `ends` are where they end.
void merge_runs(Postings &postings, std::vector<size_t> ends) {
  Postings merged;
  while (ends.size() > 1) {
    merged.resize(postings.size());
    std::vector<size_t> longer;
    for (size_t run = 0; run < ends.size(); run += 2) {
      const auto begin = postings.begin() + (run ? ends[run - 1] : 0);
      const auto middle = postings.begin() + ends[run];
      longer.push_back(ends[std::min(run + 1, ends.size() - 1)]);
      std::merge(begin, middle, middle, postings.begin() + longer.back(),
                 merged.begin() + (begin - postings.begin()),
                 [](const auto &a, const auto &b) { return a.document < b.document; });
    }
    postings.swap(merged);
    ends = std::move(longer);
  }
}
}  // namespace

SynonymPostings::SynonymPostings(
    const std::vector<SynonymTerm> &terms, const Xapian::Database &database) {
  std::vector<size_t> ends;
  for (uint32_t term = 0; term < terms.size(); ++term) {
    const SynonymTerm &member = terms[term];
    if (member.documents > max_term_postings ||
        postings.size() + member.documents > max_group_postings) {
      frequent.push_back(term);
    } else {
      read(term, member.layer, database.postlist_begin(member.name));
      ends.push_back(postings.size());
    }
  }
  merge_runs(postings, std::move(ends));
}

SynonymPostings::~SynonymPostings() {
  if (keeper) keeper->release(bytes());
}

bool SynonymPostings::is_cached_in(const std::shared_ptr<RevisionCache> &cache) {
  if (!cache->reserve(bytes())) return false;
  keeper = cache;
  return true;
}

void SynonymPostings::read(uint32_t term, unsigned layer, Xapian::PostingIterator next) {
  const Xapian::PostingIterator end;
  for (; next != end; ++next) postings.push_back({*next, next.get_wdf(), term, layer});
}
