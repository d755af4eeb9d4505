// SPDX-License-Identifier: GPL-2.0-or-later
@testable import Spelling

/// Lays out small tables of known names, as `scripts/build-known-names` does large ones.
enum GazetteerFixture {
  private struct Entry: Hashable {
    let hash: UInt32
    let offset: UInt32
  }

  static func encoded(_ entities: [NamedEntity]) -> [UInt8] {
    var groups: [UInt8] = []
    var entries: Set<Entry> = []
    for entity in entities {
      for word in entity.names.compactMap(\.words.first) {
        let hash = WordLetters(String(word)).withLetters { NameGroups.hash($0) }
        entries.insert(Entry(hash: hash, offset: UInt32(groups.count)))
      }
      groups += [
        entity.kind.rawValue, UInt8(entity.names.count), UInt8(entity.weight),
        UInt8(entity.sourceCount),
      ]
      for name in entity.names { groups += encoded(name) }
    }
    let sorted = entries.sorted { ($0.hash, $0.offset) < ($1.hash, $1.offset) }
    let bits = 4
    var starts = [UInt32](repeating: 0, count: 1 << bits + 1)
    for entry in sorted { starts[Int(entry.hash >> UInt32(32 - bits)) + 1] += 1 }
    for bucket in starts.indices.dropFirst() { starts[bucket] += starts[bucket - 1] }
    return SectionedFile.encoded(
      magic: Gazetteer.magic, version: Gazetteer.version,
      sections: [
        Array(bytesOf: starts), sorted.map { UInt8(truncatingIfNeeded: $0.hash) },
        Array(bytesOf: sorted.map(\.offset)), groups,
      ])
  }

  private static func encoded(_ name: EntityName) -> [UInt8] {
    let first: UInt32 = [.latin: 0, .arabic: 0x600, .cyrillic: 0x400][name.script] ?? 0
    let letters = name.text.unicodeScalars.map { $0 == " " ? 0x20 : UInt8($0.value - first) }
    let mark = name.script.rawValue | name.article.rawValue << 2 | UInt8(name.spelling) << 4
    return [mark, UInt8(letters.count)] + letters
  }
}
