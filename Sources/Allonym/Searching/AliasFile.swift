// SPDX-License-Identifier: GPL-2.0-or-later
#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The user's own list of names for the same thing, for what is no spelling at all:
///
///     Kobani<TAB>Ayn al-Arab<TAB>عين العرب<TAB>Кобани
///
/// One set of names a line, separated by tabs, each of one or several words; `#` begins a comment
/// line. It lies beside the generations as `aliases.tsv` and is read when the index is opened, so a
/// change needs no rebuild.
struct AliasFile {
  /// A name as it is searched for.
  struct Name: Equatable {
    var text: String
    var slots: [QuerySlot]
  }

  /// By the first word of a name: the name and the others of its set.
  private let sets: [String: [(name: Name, others: [Name])]]

  /// The aliases of an index; none where there is no file.
  init(of index: IndexDirectory) {
    let data = FileManager.default.contents(atPath: "\(index.path)/aliases.tsv")
    self.init(data.map { String(decoding: $0, as: UTF8.self) } ?? "")
  }

  /// The aliases of a text.
  init(_ text: String) {
    var sets: [String: [(name: Name, others: [Name])]] = [:]
    for line in text.split(whereSeparator: \.isNewline) where !line.hasPrefix("#") {
      let names = line.split(separator: "\t").map(String.init).map { text in
        Name(text: text, slots: QuerySlot.slots(of: text, at: 0))
      }.filter { !$0.slots.isEmpty }
      for (index, name) in names.enumerated() {
        var others = names
        others.remove(at: index)
        for term in name.slots[0].terms where !others.isEmpty {
          sets[term, default: []].append((name, others))
        }
      }
    }
    self.sets = sets
  }

  /// The other names of those that stand in a run of words, with the range of words they stand for.
  func others(in slots: [QuerySlot]) -> [(range: Range<Int>, name: Name)] {
    slots.indices.flatMap { start in
      slots[start].terms.flatMap { sets[$0] ?? [] }.filter { set in
        let end = start + set.name.slots.count
        return end <= slots.count
          && zip(slots[start..<end], set.name.slots).allSatisfy {
            !Set($0.terms).isDisjoint(with: $1.terms)
          }
      }.flatMap { set in
        set.others.map { (start..<start + set.name.slots.count, $0) }
      }
    }
  }
}
