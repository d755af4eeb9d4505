// SPDX-License-Identifier: GPL-2.0-or-later
internal import CSpellingTables

/// Finds the names that one text tells: "X, also known as Y" is X and Y, and "X Y, née Z" is X Y and X Z.
/// The words that say so are in `tables/alias_words.tsv`.
struct NameAliases: Sendable {
  private static let shared = NameAliases(TableFile(spelling_alias_words()))

  private enum Kind: String {
    /// Another name follows.
    case alias
    /// A name follows that stood in the place of the last word.
    case birth
  }

  /// Phrases by their first word.
  private let phrases: [String: [(kind: Kind, words: [String])]]

  private init(_ rows: TableFile) {
    var phrases: [String: [(kind: Kind, words: [String])]] = [:]
    for row in rows where row.count == 2 {
      guard let kind = Kind(rawValue: row[0].text) else { continue }
      for phrase in row[1].split(at: ",") {
        let words = phrase.words.map { Folding.folded($0.text) }
        if let first = words.first { phrases[first, default: []].append((kind, words)) }
      }
    }
    self.phrases = phrases.mapValues { $0.sorted { $0.words.count > $1.words.count } }
  }

  /// The names in a text, the first one first.
  static func names(in text: String) -> [String] {
    var parts = shared.split(text)
    // What stands in brackets is another name where it is one at all. Bytes are looked at first: most names have none.
    if text.utf8.contains(where: { mayEndBracket($0) }) {
      parts = parts.flatMap { shared.withoutBrackets($0) }
    } else if parts.count == 1 {
      return [text]
    }
    let names = parts.map { $0.trimmed }.filter { !$0.isEmpty }
    return names.isEmpty ? [text] : names
  }

  /// Whether a byte is the last of one of ( [ " “ «.
  private static func mayEndBracket(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x28, 0x5B, 0x22, 0x9C, 0xAB: true
    default: false
    }
  }

  private func split(_ text: String) -> [String] {
    let words = NameScanner.pieces(of: text)
    var names: [String] = []
    var start = 0
    var index = 0
    var birth = false
    func close(_ end: Int, nextStart: Int) {
      let own = start..<end
      start = nextStart
      guard !own.isEmpty else { return }
      let bytes = Array(text.utf8)
      var part = String(
        decoding: bytes[
          words[own.lowerBound].range.lowerBound..<words[own.upperBound - 1].range.upperBound],
        as: UTF8.self)
      if birth, own.count == 1, let first = names.first {
        let kept = first.trimmed.split(separator: " ").dropLast().joined(separator: " ")
        if !kept.isEmpty { part = kept + " " + part }
      }
      names.append(part)
    }
    while index < words.count {
      if index > 0, index + 1 < words.count, let found = phrase(at: index, words) {
        close(index, nextStart: index + found.words.count)
        birth = found.kind == .birth
        index += found.words.count
      } else {
        index += 1
      }
    }
    guard start > 0 else { return [text] }
    close(words.count, nextStart: words.count)
    return names
  }

  private func phrase(at index: Int, _ words: [NameWord]) -> (kind: Kind, words: [String])? {
    phrases[words[index].folded]?.first { phrase in
      index + phrase.words.count < words.count
        && phrase.words.indices.allSatisfy { words[index + $0].folded == phrase.words[$0] }
    }
  }

  private func withoutBrackets(_ text: String) -> [String] {
    guard let open = text.firstIndex(where: { "([\"“«".contains($0) }),
      let close = text[open...].dropFirst().firstIndex(where: { ")]\"”»".contains($0) })
    else { return [text] }
    let inside = String(text[text.index(after: open)..<close]).trimmed
    let outside = (String(text[..<open]) + " " + String(text[text.index(after: close)...])).trimmed
    guard !outside.isEmpty else { return [inside] }
    // What a company or another body is called stands in quotes: ООО «Салмир».
    let isNameInQuotes = text[open] != "(" && text[open] != "[" && NameScanner.isOnlyKind(outside)
    if isNameInQuotes, !inside.isEmpty {
      return [text.filter { !"\"“”«»".contains($0) }]
    }
    return NameScanner.pieces(of: inside).count > 1 ? [outside, inside] : [outside]
  }
}

extension NameScanner {
  /// Whether a text says only of what kind or legal form something is: a company, a bank.
  fileprivate static func isOnlyKind(_ text: String) -> Bool {
    let words = pieces(of: text)
    var index = 0
    while index < words.count {
      if let form = LegalForms.shared.form(at: index, in: words) {
        index += form.count
      } else if NameWords.shared.entry(of: words[index].folded, as: .generic) != nil {
        index += 1
      } else {
        return false
      }
    }
    return true
  }
}

extension String {
  /// Without spaces, commas, semicolons and brackets at both ends.
  fileprivate var trimmed: String {
    let isIdle: (Character) -> Bool = {
      $0 == " " || $0 == "," || $0 == ";" || $0 == ":" || $0 == "("
    }
    let start = self.drop(while: isIdle)
    return String(start.reversed().drop(while: isIdle).reversed())
  }
}
