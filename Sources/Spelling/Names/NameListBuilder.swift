// SPDX-License-Identifier: GPL-2.0-or-later

/// The sections of a list of names. Integers are UInt32 unless said otherwise.
enum NameListLayout {
  static let magic = "ALLOLIST"
  static let version: UInt32 = 2

  enum Section: Int, CaseIterable {
    /// The single words of the names, and neighbouring ones as if they were one, each a file of `UnitIndex`.
    case words
    case joined
    /// Where the words of each name begin, and the end of the last; the words as `ListedToken` packs them.
    case tokenStarts
    case tokens
    /// Where each name begins in the text, and the end of the last.
    case nameStarts
    case nameText
    /// The row of each name.
    case rowsOfNames
    /// Where each row begins in the text, and the end of the last.
    case rowStarts
    case rowText
  }
}

/// Lays out a list of names.
enum NameListBuilder {
  /// The bytes of a list; the work is done on all cores.
  static func encoded(_ rows: [NameRow]) throws -> [UInt8] {
    let parts = Parallel.map(count: rows.count) { range in
      var names = PackedNames()
      for row in range {
        for text in rows[row].comparedNames { names.add(text, row: UInt32(row)) }
      }
      return names
    }
    let (words, joined) = Parallel.both(
      { Result { try index(of: parts, isJoined: false) } },
      { Result { try index(of: parts, isJoined: true) } })
    let (wordBytes, forms) = try words.get()
    var names = TextPacker()
    for part in parts { names.add(part.text, lengths: part.textLengths) }
    var rowTexts = TextPacker()
    for row in rows { rowTexts.add(row.encoded) }
    let (tokenStarts, tokens) = tokens(of: parts, forms: forms)
    guard names.fits, rowTexts.fits, tokens.count < Int(UInt32.max) else {
      throw VocabularyError.tooLarge
    }
    return SectionedFile.encoded(
      magic: NameListLayout.magic, version: NameListLayout.version,
      sections: [
        .bytes(wordBytes), .bytes(try joined.get().bytes), .numbers(tokenStarts), .numbers(tokens),
        .numbers(names.starts), .bytes(names.text), .numbers(parts.flatMap(\.rows)),
        .numbers(rowTexts.starts), .bytes(rowTexts.text),
      ])
  }

  private static func index(
    of parts: [PackedNames], isJoined: Bool
  ) throws -> (bytes: [UInt8], forms: [UInt32]) {
    var builder = UnitIndexBuilder()
    var first = 0
    for part in parts {
      part.forEachUnit { name, unit, text in
        guard unit.isJoined == isJoined else { return }
        builder.add(
          text,
          at: UnitIndex.Occurrence(
            name: UInt32(first + name), firstToken: unit.firstToken, tokenCount: unit.tokenCount))
      }
      first += part.rows.count
    }
    return try builder.encoded()
  }

  /// The words of each name with their forms, which come in the order of the units that are single words.
  private static func tokens(
    of parts: [PackedNames], forms: [UInt32]
  ) -> (starts: [UInt32], tokens: [UInt32]) {
    var starts: [UInt32] = [0]
    var tokens: [UInt32] = []
    var next = 0
    for part in parts {
      var firstToken = 0
      for count in part.tokenCounts {
        tokens += part.tokens[firstToken..<firstToken + Int(count)].lazy.map(\.packed)
        firstToken += Int(count)
        starts.append(UInt32(truncatingIfNeeded: tokens.count))
      }
      let first = starts.count - 1 - part.tokenCounts.count
      part.forEachUnit { name, unit, _ in
        guard !unit.isJoined, next < forms.count else { return }
        if unit.isWhole {
          let token = Int(starts[first + name]) + Int(unit.firstToken)
          tokens[token] = ListedToken(packed: tokens[token]).with(form: forms[next]).packed
        }
        next += 1
      }
    }
    return (starts, tokens)
  }
}

/// Some names of a list with their units, packed: a list has millions.
private struct PackedNames: Sendable {
  /// A unit without its text.
  struct Unit: Sendable {
    let firstToken: UInt8
    let tokenCount: UInt8
    let length: UInt16
    /// Whether it is a word as it stands, with nothing taken off.
    let isWhole: Bool
    /// Whether it is several words.
    var isJoined: Bool { tokenCount > 1 }
  }

  private(set) var text: [UInt8] = []
  private(set) var textLengths: [Int] = []
  private(set) var rows: [UInt32] = []
  private(set) var tokens: [ListedToken] = []
  private(set) var tokenCounts: [UInt8] = []
  private var units: [Unit] = []
  private var unitCounts: [UInt16] = []
  private var unitText: [UInt8] = []

  mutating func add(_ text: String, row: UInt32) {
    let name = Name(text)
    self.text += text.utf8
    textLengths.append(text.utf8.count)
    rows.append(row)
    tokens += name.tokens.map { ListedToken($0) }
    tokenCounts.append(UInt8(name.tokens.count))
    let found = NameUnit.units(of: name).filter {
      !$0.text.isEmpty && $0.text.utf8.count <= UInt16.max
    }
    for unit in found {
      units.append(
        Unit(
          firstToken: UInt8(unit.tokens.lowerBound), tokenCount: UInt8(unit.tokens.count),
          length: UInt16(unit.text.utf8.count), isWhole: unit.typed != nil))
      unitText += unit.text.utf8
    }
    unitCounts.append(UInt16(found.count))
  }

  /// Calls back with each unit, the number of its name among these and its text.
  func forEachUnit(_ body: (Int, Unit, UnsafeRawBufferPointer) -> Void) {
    unitText.withUnsafeBytes { text in
      var (number, offset) = (0, 0)
      for (name, count) in unitCounts.enumerated() {
        for unit in units[number..<number + Int(count)] {
          let end = offset + Int(unit.length)
          body(name, unit, UnsafeRawBufferPointer(rebasing: text[offset..<end]))
          offset = end
        }
        number += Int(count)
      }
    }
  }
}

/// Lays strings one behind the other.
private struct TextPacker {
  var starts: [UInt32] = [0]
  var text: [UInt8] = []
  var fits = true

  mutating func add(_ part: String) {
    text += part.utf8
    end(at: text.count)
  }

  /// Adds several strings that lie one behind the other already.
  mutating func add(_ parts: [UInt8], lengths: [Int]) {
    var end = text.count
    text += parts
    for length in lengths {
      end += length
      self.end(at: end)
    }
  }

  private mutating func end(at end: Int) {
    fits = fits && end < Int(UInt32.max)
    starts.append(UInt32(truncatingIfNeeded: end))
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
