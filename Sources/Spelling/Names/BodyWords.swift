// SPDX-License-Identifier: GPL-2.0-or-later
internal import CSpellingTables

/// Words of the names of bodies that mean the same in different languages, and numbers in words, from
/// `tables/body_words.tsv` and `tables/number_words.tsv`.
struct BodyWords: Sendable {
  static let shared = BodyWords(
    TableFile(spelling_body_words()), numbers: TableFile(spelling_number_words()))

  private let meanings: [String: Int]
  private let words: [Int: [String]]

  /// Meanings are counted from here; those of numbers are the number and this.
  private static let firstMeaning = 10_000
  private static let firstNumber = 100_000
  private static let maxNumber = 1_000_000
  /// What stands behind the digits of ordinal numbers, folded: 3rd, 5-я, 2e.
  private static let ordinalEndings: Set<String> = [
    "st", "nd", "rd", "th", "e", "er", "eme", "й", "я", "е", "ый", "ий", "ой", "ая", "яя", "ое",
    "го", "му",
  ]

  private init(_ rows: TableFile, numbers: TableFile) {
    var meanings: [String: Int] = [:]
    var words: [Int: [String]] = [:]
    func add(_ cell: TableCell, _ meaning: Int) {
      for word in cell.words.map(\.text) where meanings[word] == nil {
        meanings[word] = meaning
        words[meaning, default: []].append(word)
      }
    }
    for (number, row) in rows.enumerated() where row.count == 2 {
      add(row[1], Self.firstMeaning + number)
    }
    for row in numbers where row.count == 2 {
      guard let number = row[0].number else { continue }
      add(row[1], Self.firstNumber + number)
      words[Self.firstNumber + number]?.append(String(number))
    }
    self.meanings = meanings
    self.words = words
  }

  /// What a folded word means in the name of a body; 0 where it means nothing more than itself.
  func meaning(of word: String) -> Int {
    let digits = word.prefix { ("0"..."9").contains($0) }
    if !digits.isEmpty, let number = Int(digits), number < Self.maxNumber,
      digits.count == word.count
        || Self.ordinalEndings.contains(String(word.dropFirst(digits.count)))
    {
      return Self.firstNumber + number
    }
    return meanings[word] ?? 0
  }

  /// The folded words of a meaning.
  func words(of meaning: Int) -> [String] { words[meaning] ?? [] }
}
