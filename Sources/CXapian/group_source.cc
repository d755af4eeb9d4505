// SPDX-License-Identifier: GPL-2.0-or-later
#include "group_source.h"

#include <algorithm>
#include <cmath>

namespace {
/// The weight of a term in so many of all documents, as Xapian's BM25Weight has it: in more than a third
/// of them it is kept above zero.
double inverse_frequency(double documents, double size) {
  const double odds = (size - documents + 0.5) / (documents + 0.5);
  return std::log(odds < 2 ? odds * 0.5 + 1 : odds);
}
}  // namespace

void GroupSource::init(const Xapian::Database &opened) {
  database = opened;
  size = database.get_doccount();
  const double average = database.get_avlength();
  length_factor = average > 0 ? 1 / average : 0;
  const double shortest =
      std::max(database.get_doclength_lower_bound() * length_factor, parameters.minimum_length);
  const double least_rest = parameters.k1 * (shortest * parameters.b + 1 - parameters.b);

  std::array<double, most_layers> lacking = {1, 1, 1};
  for (const Term &term : terms) {
    const double share = size ? std::min(1.0, double(term.documents) / size) : 0;
    for (unsigned layer = term.layer; layer < most_layers; ++layer) lacking[layer] *= 1 - share;
  }
  double most = 0;
  for (unsigned layer = most_layers; layer-- > 0;) {
    const double held = std::round(size * (1 - lacking[layer]));
    layer_weight[layer] =
        parameters.factors[layer] * inverse_frequency(held, size) * (parameters.k1 + 1);
    const double wdf = database.get_doclength_upper_bound();
    most += layer_weight[layer] * wdf / (wdf + least_rest);
    most_from[layer] = most;
  }
  documents = Xapian::doccount(std::round(size * (1 - lacking[most_layers - 1])));
  set_maxweight(most_from[0]);

  postings.clear();
  ahead.clear();
  here.clear();
  behind.clear();
  has_begun = false;
  finding = most_layers;
  current = 0;
}

void GroupSource::open() {
  has_begun = true;
  postings.reserve(terms.size());
  for (const Term &term : terms) {
    Xapian::PostingIterator first = database.postlist_begin(term.name);
    if (first == database.postlist_end(term.name)) continue;
    postings.push_back({first, term.layer});
    push(postings.size() - 1);
  }
}

void GroupSource::push(size_t index) {
  ahead.push_back(index);
  std::push_heap(ahead.begin(), ahead.end(),
                 [&](size_t a, size_t b) { return *postings[a].next > *postings[b].next; });
}

size_t GroupSource::pop() {
  std::pop_heap(ahead.begin(), ahead.end(),
                [&](size_t a, size_t b) { return *postings[a].next > *postings[b].next; });
  const size_t index = ahead.back();
  ahead.pop_back();
  return index;
}

void GroupSource::move_on(size_t index, Xapian::docid document) {
  Xapian::PostingIterator &next = postings[index].next;
  if (*next < document) next.skip_to(document);
  if (next != Xapian::PostingIterator()) push(index);
}

void GroupSource::next(double least_weight) {
  if (!has_begun) {
    open();
  } else {
    for (size_t index : here)
      if (++postings[index].next != Xapian::PostingIterator()) push(index);
    here.clear();
  }
  settle(least_weight);
}

void GroupSource::skip_to(Xapian::docid document, double least_weight) {
  if (!has_begun) {
    open();
  } else if (current == 0 || document <= current) {
    return;
  }
  for (size_t index : here) move_on(index, document);
  here.clear();
  while (!ahead.empty() && *postings[ahead.front()].next < document) move_on(pop(), document);
  settle(least_weight);
}

/// Takes the next document that any of the terms finds which may still find one.
void GroupSource::settle(double least_weight) {
  while (finding > 0 && most_from[finding - 1] < least_weight) {
    --finding;
    const auto late = std::partition(ahead.begin(), ahead.end(), [&](size_t index) {
      return postings[index].layer < finding;
    });
    behind.insert(behind.end(), late, ahead.end());
    ahead.erase(late, ahead.end());
    std::make_heap(ahead.begin(), ahead.end(),
                   [&](size_t a, size_t b) { return *postings[a].next > *postings[b].next; });
  }
  if (ahead.empty()) {
    current = 0;
    return;
  }
  current = *postings[ahead.front()].next;
  while (!ahead.empty() && *postings[ahead.front()].next == current) here.push_back(pop());
  for (size_t place = 0; place < behind.size();) {
    Xapian::PostingIterator &next = postings[behind[place]].next;
    if (next != Xapian::PostingIterator() && *next < current) next.skip_to(current);
    if (next != Xapian::PostingIterator()) {
      ++place;
    } else {
      behind[place] = behind.back();
      behind.pop_back();
    }
  }
}

double GroupSource::get_weight() const {
  std::array<double, most_layers> wdf = {};
  for (size_t index : here) wdf[postings[index].layer] += postings[index].next.get_wdf();
  for (size_t index : behind)
    if (*postings[index].next == current)
      wdf[postings[index].layer] += postings[index].next.get_wdf();
  const double length = database.get_doclength(current);
  const double rest =
      parameters.k1 * (std::max(length * length_factor, parameters.minimum_length) * parameters.b +
                       1 - parameters.b);
  double weight = 0, all = 0;
  for (unsigned layer = 0; layer < most_layers; ++layer) {
    all += wdf[layer];
    if (all > 0) weight += layer_weight[layer] * all / (all + rest);
  }
  return weight;
}

std::string GroupSource::get_description() const {
  std::string text = "(";
  for (const Term &term : terms) {
    if (text.size() > 1) text += " SYNONYM ";
    text += term.name;
    if (term.layer + 1 < most_layers) text += "^" + std::to_string(most_layers - term.layer);
  }
  return text + ")";
}
