// SPDX-License-Identifier: GPL-2.0-or-later
#include "phrase_source.h"

#include <algorithm>

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
  has_begun = false;
  current = 0;
}

void PhraseSource::next(double least_weight) {
  has_begun = true;
  words.front().source->next(least_weight - words.front().others);
  settle(least_weight);
}

void PhraseSource::skip_to(Xapian::docid document, double least_weight) {
  if (has_begun && (current == 0 || document <= current)) return;
  has_begun = true;
  words.front().source->skip_to(document, least_weight - words.front().others);
  settle(least_weight);
}

/// Takes the first document from where the words are on that has the phrase and the least weight.
void PhraseSource::settle(double least_weight) {
  while (meet(least_weight)) {
    weight = 0;
    for (const Word &word : words) weight += word.source->get_weight();
    if (weight >= least_weight && stand_together()) return;
    words.front().source->next(least_weight - words.front().others);
  }
}

/// Goes to the first document from where the leading word is on that all words find; false at the end.
bool PhraseSource::meet(double least_weight) {
  GroupSource &leading = *words.front().source;
  for (;;) {
    current = leading.get_docid();
    if (current == 0) return false;
    Xapian::docid found = current;
    for (size_t word = 1; word < words.size() && found == current; ++word) {
      words[word].source->skip_to(current, least_weight - words[word].others);
      found = words[word].source->get_docid();
    }
    if (found == current) return true;
    if (found == 0) {
      current = 0;
      return false;
    }
    leading.skip_to(found, least_weight - words.front().others);
  }
}

/// Whether the words stand side by side in the current document.
bool PhraseSource::stand_together() {
  std::vector<const Word *> order;
  for (const Word &word : words) order.push_back(&word);
  std::sort(order.begin(), order.end(), [](const Word *a, const Word *b) {
    return a->source->occurrences() < b->source->occurrences();
  });
  // Where the phrase may begin.
  std::vector<Xapian::termpos> starts;
  for (Xapian::termpos place : order.front()->source->positions())
    if (place >= order.front()->place) starts.push_back(place - order.front()->place);
  for (size_t word = 1; word < order.size() && !starts.empty(); ++word) {
    const auto places = order[word]->source->positions();
    const Xapian::termpos offset = order[word]->place;
    auto next = places.begin();
    const auto stays = [&](Xapian::termpos start) {
      next = std::lower_bound(next, places.end(), start + offset);
      return next != places.end() && *next == start + offset;
    };
    starts.erase(std::remove_if(starts.begin(), starts.end(),
                                [&](Xapian::termpos start) { return !stays(start); }),
                 starts.end());
  }
  return !starts.empty();
}

std::string PhraseSource::get_description() const {
  std::string text = "(";
  for (const auto &group : groups) {
    if (text.size() > 1) text += " PHRASE " + std::to_string(groups.size()) + " ";
    text += GroupSource(group).get_description();
  }
  return text + ")";
}
