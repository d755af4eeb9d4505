// SPDX-License-Identifier: GPL-2.0-or-later

/// Signs of other search programs. They are read as what they mean where there is such a thing, and a note
/// says what to write.
enum QueryForeignSigns {
  /// A word without the signs behind it.
  struct Plain: Equatable {
    /// What is left.
    var word: String
    /// Whether less certain spellings were asked for.
    var isWide = false
    /// What to tell.
    var note: String
  }

  /// A word with `~`, `~2` or `^5` behind it, as Lucene has them, or between slashes; nil for any other.
  static func plain(_ word: String) -> Plain? {
    guard var plain = once(word) else { return nil }
    while let inner = once(plain.word) {
      plain.word = inner.word
      plain.isWide = plain.isWide || inner.isWide
    }
    return plain
  }

  private static func once(_ word: String) -> Plain? {
    // What looks like a field is read as one elsewhere.
    if word.contains(":") { return nil }
    if let mark = word.lastIndex(of: "~"),
      isNumber(word[word.index(after: mark)...], mayBeEmpty: true)
    {
      let name = String(word[..<mark])
      guard hasLetter(name) else { return nil }
      return Plain(
        word: name, isWide: true,
        note:
          "Read “\(word)” as ~\(name): with ~ before a word its less certain spellings are found, too."
      )
    }
    if let mark = word.lastIndex(of: "^"),
      isNumber(word[word.index(after: mark)...], mayBeEmpty: false)
    {
      let name = String(word[..<mark])
      guard hasLetter(name) else { return nil }
      return Plain(
        word: name,
        note:
          "Left out “\(word[mark...])”: words have no weights; write +\(name) for what must be there."
      )
    }
    let inner = word.dropFirst().dropLast()
    if word.hasPrefix("/"), word.hasSuffix("/"), hasLetter(inner), !inner.contains("/") {
      return Plain(
        word: String(inner),
        note:
          "Read “\(word)” as words: there are no regular expressions; * and ? stand for letters.")
    }
    return nil
  }

  /// The distance in `W/5`, `w/5`, `pre/5`, `near/5` or `NEAR5`; nil for any other word.
  static func distance(_ word: String) -> Int? {
    let small = word.lowercased()
    for name in ["w/", "n/", "pre/", "near/", "near~", "near:", "within/"]
    where small.hasPrefix(name) {
      guard let distance = Int(small.dropFirst(name.count)) else { return nil }
      return (1...QueryLimits.window).contains(distance) ? distance : nil
    }
    return nil
  }

  private static func isNumber(_ text: Substring, mayBeEmpty: Bool) -> Bool {
    (mayBeEmpty || !text.isEmpty) && text.count <= 5
      && text.allSatisfy { $0.isASCII && ($0.isNumber || $0 == ".") }
  }

  private static func hasLetter(_ text: some StringProtocol) -> Bool {
    text.unicodeScalars.contains(where: \.isLetterOrNumber)
  }
}
