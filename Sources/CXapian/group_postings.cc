// SPDX-License-Identifier: GPL-2.0-or-later
#include "group_postings.h"

#include <algorithm>

namespace {
using Postings = std::vector<GroupPostings::Posting>;

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

GroupPostings::GroupPostings(
    const std::vector<GroupTerm> &terms, const Xapian::Database &database) {
  std::vector<size_t> ends;
  for (uint32_t term = 0; term < terms.size(); ++term) {
    const GroupTerm &member = terms[term];
    if (member.documents > most_of_term ||
        postings.size() + member.documents > most_of_group) {
      frequent.push_back(term);
    } else {
      read(term, member.layer, database.postlist_begin(member.name));
      ends.push_back(postings.size());
    }
  }
  merge_runs(postings, std::move(ends));
}

GroupPostings::~GroupPostings() {
  if (keeper) keeper->gives_back(bytes());
}

bool GroupPostings::is_kept_by(const std::shared_ptr<DatabaseMemory> &memory) {
  if (!memory->takes(bytes())) return false;
  keeper = memory;
  return true;
}

void GroupPostings::read(uint32_t term, unsigned layer, Xapian::PostingIterator next) {
  const Xapian::PostingIterator end;
  for (; next != end; ++next) postings.push_back({*next, next.get_wdf(), term, layer});
}
