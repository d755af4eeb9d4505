// SPDX-License-Identifier: GPL-2.0-or-later
#include "phrase_source.h"

#include <algorithm>
#include <utility>

void PhraseSource::init(const Xapian::Database &database) {
  words.clear();
  double most = 0;
  for (const auto &group : groups) {
    auto source = std::make_unique<GroupSource>(group);
    source->init(database);
    most += source->get_maxweight();
    words.push_back({std::move(source), Xapian::termpos(words.size()), 0});
  }
  for (Word &word : words) word.others = most - word.source->get_maxweight();
  std::sort(words.begin(), words.end(), [](const Word &a, const Word &b) {
    return std::pair(a.source->get_termfreq_est(), a.place) <
           std::pair(b.source->get_termfreq_est(), b.place);
  });
  // As if words came together by chance, and in one of four documents in this order: Xapian's own guess.
  const double size = database.get_doccount();
  most_documents = words.front().source->get_termfreq_max();
  double together = words.front().source->get_termfreq_est();
  for (size_t word = 1; word < words.size(); ++word) {
    together *= words[word].source->get_termfreq_est() / std::max(size, 1.0);
  }
  documents = Xapian::doccount(together / 4);
  set_maxweight(most);
  count = next_candidate = 0;
  is_exhausted = false;
  has_begun = false;
  current = 0;
}

void PhraseSource::next(double least_weight) { advance(0, least_weight); }

void PhraseSource::skip_to(Xapian::docid document, double least_weight) {
  if (has_begun && (current == 0 || document <= current)) return;
  advance(document, least_weight);
}

/// Takes the next document, none before `from`, that has the phrase and the least weight.
void PhraseSource::advance(Xapian::docid from, double least_weight) {
  has_begun = true;
  for (;;) {
    while (next_candidate < count) {
      const Candidate &candidate = candidates[next_candidate++];
      if (candidate.document < from || candidate.weight < least_weight) continue;
      current = candidate.document;
      weight = candidate.weight;
      return;
    }
    if (is_exhausted) {
      current = 0;
      return;
    }
    gather(from, least_weight);
  }
}

/// Finds the next documents that have the phrase, if there are any among the next with all the words.
void PhraseSource::gather(Xapian::docid from, double least_weight) {
  count = next_candidate = 0;
  GroupSource &leading = *words.front().source;
  while (count < most_candidates) {
    const double least = least_weight - words.front().others;
    if (from > leading.get_docid())
      leading.skip_to(from, least);
    else
      leading.next(least);
    const Xapian::docid document = meet(least_weight);
    is_exhausted = document == 0;
    if (is_exhausted) break;
    double most = 0;
    for (const Word &word : words) most += word.source->most_weight();
    if (most >= least_weight) add(document);
  }
  keep_phrases();
  weigh();
}

/// Goes to the first document from where the leading word is on that all words find; 0 at the end.
Xapian::docid PhraseSource::meet(double least_weight) {
  GroupSource &leading = *words.front().source;
  for (;;) {
    const Xapian::docid document = leading.get_docid();
    if (document == 0) return 0;
    Xapian::docid found = document;
    for (size_t word = 1; word < words.size() && found == document; ++word) {
      words[word].source->skip_to(document, least_weight - words[word].others);
      found = words[word].source->get_docid();
    }
    if (found == document || found == 0) return found;
    leading.skip_to(found, least_weight - words.front().others);
  }
}

void PhraseSource::add(Xapian::docid document) {
  if (count == candidates.size()) candidates.emplace_back();
  Candidate &candidate = candidates[count++];
  candidate.document = document;
  candidate.occurrences.clear();
  candidate.terms.clear();
  candidate.ends.clear();
  for (const Word &word : words) {
    candidate.occurrences.push_back(word.source->occurrences());
    word.source->append_terms(candidate.terms);
    candidate.ends.push_back(candidate.terms.size());
  }
}

/// Leaves the candidates in which the words stand side by side, in their order.
void PhraseSource::keep_phrases() {
  for (size_t word = 0; word < words.size(); ++word) {
    size_t kept = 0;
    for (size_t place = 0; place < count; ++place) {
      keep_starts(candidates[place], word);
      if (candidates[place].starts.empty()) continue;
      if (kept < place) std::swap(candidates[kept], candidates[place]);
      ++kept;
    }
    count = kept;
  }
}

/// Weighs the candidates, last of all: finding the length of a document takes as long as finding its places.
void PhraseSource::weigh() {
  for (size_t place = 0; place < count; ++place) {
    Candidate &candidate = candidates[place];
    candidate.weight = 0;
    for (size_t word = 0; word < words.size(); ++word) {
      candidate.weight +=
          words[word].source->weight(candidate.document, candidate.occurrences[word]);
    }
  }
}

/// Leaves the starts of phrases at which a word stands in its place; those that the first word gives, if it is
/// that one.
void PhraseSource::keep_starts(Candidate &candidate, size_t word) {
  const uint32_t *terms = candidate.terms.data();
  const size_t begin = word > 0 ? candidate.ends[word - 1] : 0;
  const auto places = words[word].source->positions(
      candidate.document, terms + begin, terms + candidate.ends[word]);
  const Xapian::termpos offset = words[word].place;
  auto &starts = candidate.starts;
  if (word == 0) {
    starts.clear();
    for (Xapian::termpos place : places)
      if (place >= offset) starts.push_back(place - offset);
    return;
  }
  auto next = places.begin();
  const auto stays = [&](Xapian::termpos start) {
    next = std::lower_bound(next, places.end(), start + offset);
    return next != places.end() && *next == start + offset;
  };
  starts.erase(std::remove_if(starts.begin(), starts.end(),
                              [&](Xapian::termpos start) { return !stays(start); }),
               starts.end());
}

std::string PhraseSource::get_description() const {
  std::string text = "(";
  for (const auto &group : groups) {
    if (text.size() > 1) text += " PHRASE " + std::to_string(groups.size()) + " ";
    text += GroupSource(group).get_description();
  }
  return text + ")";
}
