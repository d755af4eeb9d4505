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

/// What is below the least weight by less may only be rounded: sums of several weights are compared.
const double rounding = 1e-12;
}  // namespace

void GroupSource::List::settle() {
  document = next == Xapian::PostingIterator() ? 0 : *next;
}

GroupSource::Kept *GroupSource::Group::kept_of(const Xapian::Database &database) {
  const auto is_of = [&](const Kept &known) { return known.memory->is_of(database); };
  const auto found = std::find_if(kept.begin(), kept.end(), is_of);
  return found == kept.end() ? nullptr : &*found;
}

void GroupSource::init(const Xapian::Database &opened) {
  database = opened;
  const Parameters &parameters = group->parameters;
  const double own_size = database.get_doccount();
  const auto &collection = group->collection;
  const double size = collection ? collection->size : own_size;
  const double average = collection ? collection->average_length : database.get_avlength();
  length_factor = average > 0 ? 1 / average : 0;
  least_rest = rest_of(database.get_doclength_lower_bound());

  std::array<double, most_layers> lacking = {1, 1, 1};
  double most = 0;
  least_documents = 0;
  for (const GroupTerm &term : group->terms) {
    const double share = size > 0 ? std::min(1.0, term.documents / size) : 0;
    most += term.documents;
    // How many of them are in this database is not known where there are several.
    if (!collection) least_documents = std::max(least_documents, term.documents);
    for (unsigned layer = term.layer; layer < most_layers; ++layer) lacking[layer] *= 1 - share;
  }
  const double longest = database.get_doclength_upper_bound();
  most_from[most_layers] = 0;
  for (unsigned layer = most_layers; layer-- > 0;) {
    const double held = std::round(size * (1 - lacking[layer]));
    layer_weight[layer] =
        parameters.factors[layer] * inverse_frequency(held, size) * (parameters.k1 + 1);
    most_from[layer] =
        most_from[layer + 1] + layer_weight[layer] * longest / (longest + least_rest);
  }
  most_documents = Xapian::doccount(std::min(most, own_size));
  least_documents = std::min(least_documents, most_documents);
  documents = Xapian::doccount(std::round(own_size * (1 - lacking[most_layers - 1])));
  documents = std::clamp(documents, least_documents, most_documents);
  set_maxweight(most_from[0]);

  postings.reset();
  lists.clear();
  ahead.clear();
  here.clear();
  behind.clear();
  kept = nullptr;
  has_begun = false;
  finding = most_layers;
  current = 0;
}

void GroupSource::open() {
  has_begun = true;
  first = place = 0;
  recall();
  lists.reserve(postings->others().size());
  for (uint32_t term : postings->others()) {
    const GroupTerm &member = group->terms[term];
    lists.push_back({database.postlist_begin(member.name), term, member.layer, 0});
    lists.back().settle();
    if (lists.back().document) push(lists.size() - 1);
  }
}

/// Takes what was read before, or reads the rare terms.
void GroupSource::recall() {
  kept = group->kept_of(database);
  memory = kept ? kept->memory : std::make_shared<DatabaseMemory>(database);
  if (kept && kept->postings) {
    postings = kept->postings;
  } else {
    const auto fresh = std::make_shared<GroupPostings>(group->terms, database);
    if (kept && fresh->is_kept_by(memory)) kept->postings = fresh;
    postings = fresh;
  }
}

void GroupSource::push(size_t index) {
  ahead.push_back(index);
  std::push_heap(ahead.begin(), ahead.end(), later());
}

size_t GroupSource::pop() {
  std::pop_heap(ahead.begin(), ahead.end(), later());
  const size_t index = ahead.back();
  ahead.pop_back();
  return index;
}

void GroupSource::move_on(size_t index, Xapian::docid document) {
  List &list = lists[index];
  if (list.document < document) {
    list.next.skip_to(document);
    list.settle();
  }
  if (list.document) push(index);
}

void GroupSource::next(double least_weight) {
  if (!has_begun) open();
  settle(least_weight);
}

void GroupSource::skip_to(Xapian::docid document, double least_weight) {
  if (!has_begun) {
    open();
  } else if (current == 0 || document <= current) {
    return;
  }
  const auto &all = postings->all();
  place = std::partition_point(all.begin() + place, all.end(),
                               [&](const auto &posting) { return posting.document < document; }) -
          all.begin();
  for (size_t index : here) move_on(index, document);
  here.clear();
  while (!ahead.empty() && lists[ahead.front()].document < document) move_on(pop(), document);
  settle(least_weight);
}

/// Takes the next document that may have the least weight.
void GroupSource::settle(double least_weight) {
  const double least = least_weight - least_weight * rounding;
  leave_layers(least);
  while (step()) {
    const double most = behind.empty() ? most_weight()
                                       : weighted(wdf, least_rest, finding) + most_from[finding];
    if (most < least) continue;
    look_behind();
    return;
  }
}

/// Lets the terms find nothing any more which alone give too little.
void GroupSource::leave_layers(double least_weight) {
  while (finding > 0 && most_from[finding - 1] < least_weight) {
    --finding;
    for (auto *from : {&ahead, &here}) {
      const auto late = std::partition(from->begin(), from->end(), [&](size_t index) {
        return lists[index].layer < finding;
      });
      behind.insert(behind.end(), late, from->end());
      from->erase(late, from->end());
    }
    std::make_heap(ahead.begin(), ahead.end(), later());
  }
}

/// Goes to the next document that any of the terms finds which may still find one.
bool GroupSource::step() {
  for (size_t index : here) {
    ++lists[index].next;
    lists[index].settle();
    if (lists[index].document) push(index);
  }
  here.clear();
  const auto &all = postings->all();
  current = place < all.size() ? all[place].document : 0;
  if (!ahead.empty() && (current == 0 || lists[ahead.front()].document < current))
    current = lists[ahead.front()].document;
  if (finding == 0) current = 0;
  wdf = {};
  first = place;
  if (current == 0) return false;
  for (; place < all.size() && all[place].document == current; ++place)
    wdf[all[place].layer] += all[place].wdf;
  while (!ahead.empty() && lists[ahead.front()].document == current) {
    here.push_back(pop());
    wdf[lists[here.back()].layer] += lists[here.back()].next.get_wdf();
  }
  return true;
}

/// Looks the terms up in the current document that find none any more.
void GroupSource::look_behind() {
  for (size_t index : behind) {
    List &list = lists[index];
    if (list.document != 0 && list.document < current) {
      list.next.skip_to(current);
      list.settle();
    }
    if (list.document == current) wdf[list.layer] += list.next.get_wdf();
  }
}

double GroupSource::rest_of(double length) const {
  const Parameters &parameters = group->parameters;
  return parameters.k1 *
         (std::max(length * length_factor, parameters.minimum_length) * parameters.b + 1 -
          parameters.b);
}

/// What a document weighs by the first layers.
double GroupSource::weighted(const Occurrences &found, double rest, unsigned layers) const {
  double sum = 0, all = 0;
  for (unsigned layer = 0; layer < layers; ++layer) {
    all += found[layer];
    if (all > 0) sum += layer_weight[layer] * all / (all + rest);
  }
  return sum;
}

double GroupSource::get_weight() const {
  return weighted(wdf, rest_of(memory->length(database, current)), most_layers);
}

double GroupSource::most_weight() const { return weighted(wdf, least_rest, most_layers); }

GroupPositions::Places GroupSource::positions(WordSequences &sequences) {
  GroupPositions *known = nullptr;
  if (kept) {
    known = &kept->positions.try_emplace(sequences.value_slot(), memory).first->second;
    const auto found = known->in(current);
    if (found.first) return found;
  }
  places.clear();
  if (sequences.go_to(current)) read_places(sequences);
  if (known) known->keep(current, places);
  return {places.data(), places.data() + places.size()};
}

/// Reads where those of the terms stand that are in the current document.
void GroupSource::read_places(WordSequences &sequences) {
  const auto append = [&](uint32_t term) {
    sequences.append_positions(group->terms[term].hash, places);
  };
  size_t terms = here.size() + (place - first);
  for (size_t index = first; index < place; ++index) append(postings->all()[index].term);
  for (size_t index : here) append(lists[index].term);
  for (size_t index : behind) {
    if (lists[index].document != current) continue;
    append(lists[index].term);
    ++terms;
  }
  if (terms < 2) return;
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
}

std::string GroupSource::get_description() const {
  std::string text = "(";
  for (const GroupTerm &term : group->terms) {
    if (text.size() > 1) text += " SYNONYM ";
    text += term.name;
    if (term.layer + 1 < most_layers) text += "^" + std::to_string(most_layers - term.layer);
  }
  return text + ")";
}
