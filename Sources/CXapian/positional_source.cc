// SPDX-License-Identifier: GPL-2.0-or-later
#include "positional_source.h"

#include <algorithm>
#include <utility>

#include "distinct_positions.h"

void PositionalSource::init(const Xapian::Database &database) {
  words.clear();
  double maximum = 0;
  for (const auto &synonyms : synonym_sets) {
    auto source = std::make_unique<SynonymSource>(synonyms);
    source->init(database);
    maximum += source->get_maxweight();
    words.push_back({std::move(source), Xapian::termpos(words.size()), 0, {}});
  }
  for (Word &word : words) word.others = maximum - word.source->get_maxweight();
  std::sort(words.begin(), words.end(), [](const Word &a, const Word &b) {
    return std::pair(a.source->get_termfreq_est(), a.offset) <
           std::pair(b.source->get_termfreq_est(), b.offset);
  });
  // As if words came together by chance, and in one of four documents in this order: Xapian's own guess.
  const double size = database.get_doccount();
  max_documents = words.front().source->get_termfreq_max();
  double together = words.front().source->get_termfreq_est();
  for (size_t word = 1; word < words.size(); ++word) {
    together *= words[word].source->get_termfreq_est() / std::max(size, 1.0);
  }
  documents = Xapian::doccount(arrangement.window ? together / 2 : together / 4);
  set_maxweight(maximum);
  const auto &known = synonym_sets.front()->cache;
  cache = known && known->matches(database) ? known : nullptr;
  position_lists.emplace(database, arrangement.positions_slot, cache);
  has_begun = false;
  current = 0;
}

void PositionalSource::skip_to(Xapian::docid document, double min_weight) {
  if (has_begun && (current == 0 || document <= current)) return;
  advance(document, min_weight);
}

/// Takes the next document, none before `from`, where the words stand together and have the least weight.
void PositionalSource::advance(Xapian::docid from, double min_weight) {
  has_begun = true;
  SynonymSource &leading = *words.front().source;
  for (;;) {
    const double minimum = min_weight - words.front().others;
    if (from > leading.get_docid())
      leading.skip_to(from, minimum);
    else
      leading.next(minimum);
    current = meet(min_weight);
    if (current == 0) return;
    double maximum = 0;
    for (const Word &word : words) maximum += word.source->max_weight();
    if (maximum < min_weight) continue;
    // Finding the length of a document, where it is not known, takes as long as finding its words.
    const bool is_weighed = cache && cache->knows_length(current);
    if (is_weighed && weigh() < min_weight) continue;
    if (!stand_together()) continue;
    if (is_weighed || weigh() >= min_weight) return;
  }
}

/// Weighs the current document.
double PositionalSource::weigh() {
  weight = 0;
  for (const Word &word : words) weight += word.source->get_weight();
  return weight;
}

/// Goes to the first document from where the leading word is on that all words find; 0 at the end.
Xapian::docid PositionalSource::meet(double min_weight) {
  SynonymSource &leading = *words.front().source;
  for (;;) {
    const Xapian::docid document = leading.get_docid();
    if (document == 0) return 0;
    Xapian::docid found = document;
    for (size_t word = 1; word < words.size() && found == document; ++word) {
      words[word].source->skip_to(document, min_weight - words[word].others);
      found = words[word].source->get_docid();
    }
    if (found == document || found == 0) return found;
    leading.skip_to(found, min_weight - words.front().others);
  }
}

/// Whether the words stand together in the current document, which has them all.
bool PositionalSource::stand_together() {
  starts.clear();
  for (Word &word : words) {
    word.positions = word.source->positions(*position_lists);
    if (word.positions.empty() || (!arrangement.window && !begin_phrase(word))) return false;
  }
  return !arrangement.window || stand_near();
}

/// Leaves the starts of phrases at which a word stands in its place; those that the leading word gives, if it is
/// that one. Answers whether there are any.
bool PositionalSource::begin_phrase(const Word &word) {
  if (&word == &words.front()) {
    for (Xapian::termpos offset : word.positions)
      if (offset >= word.offset) starts.push_back(offset - word.offset);
  } else {
    auto next = word.positions.begin();
    const auto is_not_here = [&](Xapian::termpos start) {
      next = std::lower_bound(next, word.positions.end(), start + word.offset);
      return next == word.positions.end() || *next != start + word.offset;
    };
    starts.erase(std::remove_if(starts.begin(), starts.end(), is_not_here), starts.end());
  }
  return !starts.empty();
}

/// Whether all words have places of their own within the window.
bool PositionalSource::stand_near() const {
  const auto is_same = [](const Word &one, const Word &other) {
    return std::equal(one.positions.begin(), one.positions.end(), other.positions.begin(), other.positions.end());
  };
  // How many words are the same as each: where they do not stand so often, no matching is tried.
  std::vector<ptrdiff_t> copies;
  for (const Word &word : words)
    copies.push_back(std::count_if(words.begin(), words.end(), [&](const Word &other) { return is_same(word, other); }));
  DistinctPositions matching(words.size());
  for (const Word &leading : words) {
    // Words that are the same begin the same windows.
    if (std::any_of(words.data(), &leading, [&](const Word &word) { return is_same(word, leading); })) continue;
    for (Xapian::termpos first : leading.positions) {
      matching.clear();
      const uint64_t end = uint64_t(first) + arrangement.window;
      const auto has_room = [&](const Word &word) {
        const auto from = std::lower_bound(word.positions.begin(), word.positions.end(), first);
        const auto last = std::lower_bound(from, word.positions.end(), end);
        return last - from >= copies[&word - words.data()] && matching.add(from, last);
      };
      if (std::all_of(words.begin(), words.end(), has_room)) return true;
    }
  }
  return false;
}

std::string PositionalSource::get_description() const {
  const std::string joint = arrangement.window ? " NEAR " + std::to_string(arrangement.window)
                                               : " PHRASE " + std::to_string(synonym_sets.size());
  std::string text = "(";
  for (const auto &synonyms : synonym_sets) {
    if (text.size() > 1) text += joint + " ";
    text += SynonymSource(synonyms).get_description();
  }
  return text + ")";
}
