// SPDX-License-Identifier: GPL-2.0-or-later
internal import CSpellingTables

/// How likely letters follow each other in the names of a script: an n-gram model with back-off.
///
/// A row of `letter_models.tsv` has the script, up to four letters, what a letter that is not listed behind them
/// costs more than behind one letter less, and the letters listed with their costs. Costs are tenths of
/// minus the natural logarithm of a probability; `^` and `$` are the ends of a word.
struct LetterModel: Sendable {
  /// The letters before a place, the last in the lowest 16 bits; `^` is one of them.
  typealias Context = UInt64

  private struct Row {
    var backoff: Float
    var letters: Range<Int>
  }

  static let start = UInt16(UInt8(ascii: "^"))
  static let end = UInt16(UInt8(ascii: "$"))
  /// The context of a word's first letter.
  static let beginning = Context(start)

  /// What a letter costs that the script's names do not have.
  private static let unseenCost: Float = 12
  private static let longestContext = 4

  private var rows: [Context: Row] = [:]
  private var letters: [UInt16] = []
  private var costs: [Float] = []

  /// The models of the three scripts.
  static let latin = LetterModel(of: .latin)
  static let arabic = LetterModel(of: .arabic)
  static let cyrillic = LetterModel(of: .cyrillic)

  private init(of script: Script) {
    for row in TableFile(spelling_letter_models()) where row[0].script == script { add(row) }
  }

  private mutating func add(_ cells: TableRow) {
    let first = letters.count
    for part in cells[3].words {
      var bytes = part.bytes[...]
      guard let letter = Self.letter(&bytes),
        let cost = TableCell(bytes: UnsafeRawBufferPointer(rebasing: bytes)).number
      else { continue }
      letters.append(letter)
      costs.append(Float(cost) / 10)
    }
    var context: Context = 0
    var bytes = cells[1].bytes[...]
    while let letter = Self.letter(&bytes) {
      context = Self.context(context, followedBy: letter)
    }
    rows[context] = Row(backoff: Float(cells[2].number ?? 0) / 10, letters: first..<letters.count)
  }

  /// Takes the first letter, of one byte or of two, as all letters of the three scripts are.
  private static func letter(_ bytes: inout UnsafeRawBufferPointer.SubSequence) -> UInt16? {
    guard let lead = bytes.popFirst() else { return nil }
    guard lead >= 0xC0 else { return UInt16(lead) }
    return bytes.popFirst().map { UInt16(lead & 0x1F) << 6 | UInt16($0 & 0x3F) }
  }

  /// The context one letter on.
  static func context(_ context: Context, followedBy letter: UInt16) -> Context {
    context << 16 | Context(letter)
  }

  /// What a letter costs in a context: minus the logarithm of its probability.
  func cost(of letter: UInt16, after context: Context) -> Float {
    var cost: Float = 0
    for length in stride(from: Self.longestContext, through: 0, by: -1) {
      let shorter =
        length == Self.longestContext ? context : context & (1 << UInt64(16 * length) - 1)
      // A context of fewer letters comes in its turn.
      if length > 0, shorter >> UInt64(16 * (length - 1)) == 0 { continue }
      guard let row = rows[shorter] else { continue }
      if let place = row.letters.first(where: { letters[$0] == letter }) {
        return cost + costs[place]
      }
      cost += row.backoff
    }
    return cost + Self.unseenCost
  }
}
