// SPDX-License-Identifier: GPL-2.0-or-later
#include "synonym_source.h"

#include <algorithm>
#include <cmath>

namespace {
/// The weight of a term in so many of all documents, as Xapian's BM25Weight has it: in more than a third
/// of them it is kept above zero.
double inverse_frequency(double documents, double size) {
  const double odds = (size - documents + 0.5) / (documents + 0.5);
  return std::log(odds < 2 ? odds * 0.5 + 1 : odds);
}

/// What is below the least weight by less may only be rounded: sums of several weights are compared.
const double rounding = 1e-12;
}  // namespace

void SynonymSource::List::settle() {
  document = next == Xapian::PostingIterator() ? 0 : *next;
}

void SynonymSource::init(const Xapian::Database &opened) {
  database = opened;
  const Parameters &parameters = synonyms->parameters;
  const double size = database.get_doccount();
  const double average = database.get_avlength();
  length_factor = average > 0 ? 1 / average : 0;
  min_rest = rest_of(database.get_doclength_lower_bound());

  std::array<double, max_layers> lacking = {1, 1, 1};
  double maximum = 0;
  min_documents = 0;
  for (const SynonymTerm &term : synonyms->terms) {
    const double share = size > 0 ? std::min(1.0, term.documents / size) : 0;
    maximum += term.documents;
    min_documents = std::max(min_documents, term.documents);
    for (unsigned layer = term.layer; layer < max_layers; ++layer) lacking[layer] *= 1 - share;
  }
  const double longest = database.get_doclength_upper_bound();
  max_from[max_layers] = 0;
  for (unsigned layer = max_layers; layer-- > 0;) {
    const double held = std::round(size * (1 - lacking[layer]));
    layer_weight[layer] =
        parameters.factors[layer] * inverse_frequency(held, size) * (parameters.k1 + 1);
    max_from[layer] =
        max_from[layer + 1] + layer_weight[layer] * longest / (longest + min_rest);
  }
  max_documents = Xapian::doccount(std::min(maximum, size));
  min_documents = std::min(min_documents, max_documents);
  documents = Xapian::doccount(std::round(size * (1 - lacking[max_layers - 1])));
  documents = std::clamp(documents, min_documents, max_documents);
  set_maxweight(max_from[0]);

  postings.reset();
  lists.clear();
  essential.clear();
  current_lists.clear();
  nonessential.clear();
  has_begun = false;
  essential_layers = max_layers;
  current = 0;
}

void SynonymSource::open() {
  has_begun = true;
  first = next_posting = 0;
  recall();
  lists.reserve(postings->others().size());
  for (uint32_t term : postings->others()) {
    const SynonymTerm &member = synonyms->terms[term];
    lists.push_back({database.postlist_begin(member.name), term, member.layer, 0});
    lists.back().settle();
    if (lists.back().document) push(lists.size() - 1);
  }
}

/// Takes what was read before, or reads the rare terms.
void SynonymSource::recall() {
  const bool is_known = synonyms->cache && synonyms->cache->matches(database);
  cache = is_known ? synonyms->cache : std::make_shared<RevisionCache>(database);
  if (is_known && synonyms->postings) {
    postings = synonyms->postings;
  } else {
    const auto fresh = std::make_shared<SynonymPostings>(synonyms->terms, database);
    if (is_known && fresh->is_cached_in(cache)) synonyms->postings = fresh;
    postings = fresh;
  }
}

void SynonymSource::push(size_t index) {
  essential.push_back(index);
  std::push_heap(essential.begin(), essential.end(), later());
}

size_t SynonymSource::pop() {
  std::pop_heap(essential.begin(), essential.end(), later());
  const size_t index = essential.back();
  essential.pop_back();
  return index;
}

void SynonymSource::move_on(size_t index, Xapian::docid document) {
  List &list = lists[index];
  if (list.document < document) {
    list.next.skip_to(document);
    list.settle();
  }
  if (list.document) push(index);
}

void SynonymSource::next(double min_weight) {
  if (!has_begun) open();
  settle(min_weight);
}

void SynonymSource::skip_to(Xapian::docid document, double min_weight) {
  if (!has_begun) {
    open();
  } else if (current == 0 || document <= current) {
    return;
  }
  const auto &all = postings->all();
  next_posting = std::partition_point(all.begin() + next_posting, all.end(),
                               [&](const auto &posting) { return posting.document < document; }) -
          all.begin();
  for (size_t index : current_lists) move_on(index, document);
  current_lists.clear();
  while (!essential.empty() && lists[essential.front()].document < document) move_on(pop(), document);
  settle(min_weight);
}

/// Takes the next document that may have the least weight.
void SynonymSource::settle(double min_weight) {
  const double minimum = min_weight - min_weight * rounding;
  demote_layers(minimum);
  while (step()) {
    const double maximum = nonessential.empty() ? max_weight()
                                       : weighted(wdf, min_rest, essential_layers) + max_from[essential_layers];
    if (maximum < minimum) continue;
    probe_nonessential();
    return;
  }
}

/// Lets the terms find nothing any more which alone give too little.
void SynonymSource::demote_layers(double min_weight) {
  while (essential_layers > 0 && max_from[essential_layers - 1] < min_weight) {
    --essential_layers;
    for (auto *from : {&essential, &current_lists}) {
      const auto late = std::partition(from->begin(), from->end(), [&](size_t index) {
        return lists[index].layer < essential_layers;
      });
      nonessential.insert(nonessential.end(), late, from->end());
      from->erase(late, from->end());
    }
    std::make_heap(essential.begin(), essential.end(), later());
  }
}

/// Goes to the next document that any of the terms finds which may still find one.
bool SynonymSource::step() {
  for (size_t index : current_lists) {
    ++lists[index].next;
    lists[index].settle();
    if (lists[index].document) push(index);
  }
  current_lists.clear();
  const auto &all = postings->all();
  current = next_posting < all.size() ? all[next_posting].document : 0;
  if (!essential.empty() && (current == 0 || lists[essential.front()].document < current))
    current = lists[essential.front()].document;
  if (essential_layers == 0) current = 0;
  wdf = {};
  first = next_posting;
  if (current == 0) return false;
  for (; next_posting < all.size() && all[next_posting].document == current; ++next_posting)
    wdf[all[next_posting].layer] += all[next_posting].wdf;
  while (!essential.empty() && lists[essential.front()].document == current) {
    current_lists.push_back(pop());
    wdf[lists[current_lists.back()].layer] += lists[current_lists.back()].next.get_wdf();
  }
  return true;
}

/// Looks the terms up in the current document that find none any more.
void SynonymSource::probe_nonessential() {
  for (size_t index : nonessential) {
    List &list = lists[index];
    if (list.document != 0 && list.document < current) {
      list.next.skip_to(current);
      list.settle();
    }
    if (list.document == current) wdf[list.layer] += list.next.get_wdf();
  }
}

double SynonymSource::rest_of(double length) const {
  const Parameters &parameters = synonyms->parameters;
  return parameters.k1 *
         (std::max(length * length_factor, parameters.minimum_length) * parameters.b + 1 -
          parameters.b);
}

/// What a document weighs by the first layers.
double SynonymSource::weighted(const Occurrences &found, double rest, unsigned layers) const {
  double sum = 0, all = 0;
  for (unsigned layer = 0; layer < layers; ++layer) {
    all += found[layer];
    if (all > 0) sum += layer_weight[layer] * all / (all + rest);
  }
  return sum;
}

double SynonymSource::get_weight() const {
  return weighted(wdf, rest_of(cache->length(database, current)), max_layers);
}

double SynonymSource::max_weight() const { return weighted(wdf, min_rest, max_layers); }

SynonymPositions::Positions SynonymSource::positions(PositionLists &position_lists) {
  SynonymPositions *kept = nullptr;
  if (cache == synonyms->cache) {
    kept = &synonyms->positions.try_emplace(position_lists.value_slot(), cache).first->second;
    const auto known = kept->in(current);
    if (known.first) return known;
  }
  found_positions.clear();
  if (position_lists.go_to(current)) read_positions(position_lists);
  if (kept) kept->keep(current, found_positions);
  return {found_positions.data(), found_positions.data() + found_positions.size()};
}

/// Reads where those of the terms stand that are in the current document.
void SynonymSource::read_positions(PositionLists &position_lists) {
  const auto append = [&](uint32_t term) {
    position_lists.append_positions(synonyms->terms[term].hash, found_positions);
  };
  size_t terms = current_lists.size() + (next_posting - first);
  for (size_t index = first; index < next_posting; ++index) append(postings->all()[index].term);
  for (size_t index : current_lists) append(lists[index].term);
  for (size_t index : nonessential) {
    if (lists[index].document != current) continue;
    append(lists[index].term);
    ++terms;
  }
  if (terms < 2) return;
  std::sort(found_positions.begin(), found_positions.end());
  found_positions.erase(std::unique(found_positions.begin(), found_positions.end()), found_positions.end());
}

std::string SynonymSource::get_description() const {
  std::string text = "(";
  for (const SynonymTerm &term : synonyms->terms) {
    if (text.size() > 1) text += " SYNONYM ";
    text += term.name;
    if (term.layer + 1 < max_layers) text += "^" + std::to_string(max_layers - term.layer);
  }
  return text + ")";
}
