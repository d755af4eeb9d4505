// SPDX-License-Identifier: GPL-2.0-or-later

/// The sections of a list of names. Integers are UInt32 unless said otherwise.
enum NameListLayout {
  static let magic = "ALLOLIST"
  static let version: UInt32 = 1

  enum Section: Int, CaseIterable {
    /// The units of the names, as a file of `Vocabulary`.
    case vocabulary
    /// Where the places of each unit begin, and the end of the last.
    case placeStarts
    /// A place is UInt64: name << 16 | first word << 8 | number of words.
    case places
    /// Where each name begins in the text, and the end of the last.
    case nameStarts
    case nameText
    /// The row of each name.
    case rowsOfNames
    /// Where each row begins in the text, and the end of the last.
    case rowStarts
    case rowText
    /// The numbers of the Arabic names that units stand for, ascending, and beside them the units.
    case meanings
    case meaningForms
  }
}

/// Lays out a list of names.
enum NameListBuilder {
  /// The bytes of a list; the work is done on all cores.
  static func encoded(_ rows: [NameRow]) throws -> [UInt8] {
    let comparedNames = Parallel.map(count: rows.count) { range in
      range.flatMap { row in rows[row].comparedNames.map { (text: $0, row: UInt32(row)) } }
    }.flatMap { $0 }
    let units = Parallel.map(count: comparedNames.count) { range in
      range.map { NameUnit.units(of: Name(comparedNames[$0].text)) }
    }.flatMap { $0 }
    var builder = VocabularyBuilder()
    for unit in units.joined() { builder.add(unit.text) }
    let vocabularyBytes = try builder.encoded(stamp: "")
    let vocabulary = try Vocabulary(bytes: vocabularyBytes)
    let (placeStarts, places) = places(of: units, in: vocabulary)
    let (meanings, meaningForms) = meanings(of: vocabulary)
    let names = TextPacker(comparedNames.map(\.text))
    let rowTexts = TextPacker(rows.map(\.encoded))
    guard names.fits, rowTexts.fits, places.count < Int(UInt32.max) else {
      throw VocabularyError.tooLarge
    }
    return SectionedFile.encoded(
      magic: NameListLayout.magic, version: NameListLayout.version,
      sections: [
        vocabularyBytes, Array(bytesOf: placeStarts), Array(bytesOf: places),
        Array(bytesOf: names.starts), names.text, Array(bytesOf: comparedNames.map(\.row)),
        Array(bytesOf: rowTexts.starts), rowTexts.text, Array(bytesOf: meanings),
        Array(bytesOf: meaningForms),
      ])
  }

  private static func places(
    of units: [[NameUnit]], in vocabulary: Vocabulary
  ) -> (starts: [UInt32], places: [UInt64]) {
    let found = Parallel.map(count: units.count) { range in
      range.flatMap { name in
        units[name].compactMap { unit in
          vocabulary.index(of: unit.text).map { form in
            (form, NameList.Place(name: UInt32(name), tokens: unit.tokens).packed)
          }
        }
      }
    }
    var starts = [UInt32](repeating: 0, count: vocabulary.count + 1)
    for (form, _) in found.joined() { starts[form + 1] += 1 }
    for form in starts.indices.dropFirst() { starts[form] += starts[form - 1] }
    var next = starts
    var places = [UInt64](repeating: 0, count: Int(starts.last ?? 0))
    for (form, place) in found.joined() {
      places[Int(next[form])] = place
      next[form] += 1
    }
    return (starts, places)
  }

  private static func meanings(of vocabulary: Vocabulary) -> (names: [UInt32], forms: [UInt32]) {
    let pairs = Parallel.map(count: vocabulary.count) { range in
      range.flatMap { form in
        KnownNames.shared[vocabulary.form(at: form)].meanings
          .filter { $0.share >= KnownName.leastAgreement }
          .map { UInt64($0.name) << 32 | UInt64(form) }
      }
    }.flatMap { $0 }.sorted()
    return (
      pairs.map { UInt32(truncatingIfNeeded: $0 >> 32) },
      pairs.map { UInt32(truncatingIfNeeded: $0) }
    )
  }
}

/// Lays strings one behind the other.
private struct TextPacker {
  var starts: [UInt32] = [0]
  var text: [UInt8] = []
  var fits = true

  init(_ texts: [String]) {
    for part in texts {
      text += part.utf8
      fits = fits && text.count < Int(UInt32.max)
      starts.append(UInt32(truncatingIfNeeded: text.count))
    }
  }
}

extension NameRow {
  /// Unit and record separators: no text of a file has them inside.
  private static let cell: Character = "\u{1F}"
  private static let item: Character = "\u{1E}"

  /// The row as one string.
  var encoded: String {
    func list(_ items: [String]) -> String {
      items.map(Self.plain).joined(separator: String(Self.item))
    }
    return [
      Self.plain(id), String(line), list(names), list(evidence.births.map(\.text)),
      list(evidence.countries), Self.plain(evidence.kind),
    ].joined(separator: String(Self.cell))
  }

  /// A row from its string.
  init(encoded text: String) {
    let cells = text.split(separator: Self.cell, omittingEmptySubsequences: false).map(String.init)
    func cell(_ index: Int) -> String { index < cells.count ? cells[index] : "" }
    func list(_ index: Int) -> [String] {
      cell(index).split(separator: Self.item).map(String.init)
    }
    self.init(
      names: list(2), id: cell(0), line: Int(cell(1)) ?? 0,
      evidence: NameEvidence(
        births: list(3).compactMap { PartialDate($0) }, countries: list(4), kind: cell(5)))
  }

  private static func plain(_ text: String) -> String {
    text.utf8.contains(where: { $0 == 0x1F || $0 == 0x1E })
      ? text.filter { $0 != cell && $0 != item } : text
  }
}
