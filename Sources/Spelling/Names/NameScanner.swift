// SPDX-License-Identifier: GPL-2.0-or-later

/// A word as it stands in a name's text.
struct NameWord {
  let folded: String
  /// The word as it stands in the text.
  let typed: String
  /// The range in the name's UTF-8.
  let range: Range<Int>
  /// A full stop follows at once.
  let hasStop: Bool
  /// A hyphen follows at once.
  let hasHyphen: Bool
  /// No other word can belong to it: a comma follows.
  var endsPart: Bool
}

/// Cuts a name into words by the same classes of letters as `Folding`.
enum NameScanner {
  /// The words in spoken order, and whether a comma had turned them around.
  static func words(of text: String) -> (words: [NameWord], isInverted: Bool) {
    var words = pieces(of: text)
    let parts = words.indices.filter { words[$0].endsPart && $0 < words.count - 1 }
    guard parts.count == 1, let comma = parts.first else { return (words, false) }
    let after = words[(comma + 1)...]
    // "Smith, Jr" and "Smith, MD" are not inverted, nor are "Smith, Baron Smith" and "Smith, Inc.".
    guard
      after.contains(where: { NameWords.shared.entry(of: $0.folded, as: .honour, .title) == nil }),
      let first = after.first, NameWords.shared.entry(of: first.folded, as: .peerage) == nil,
      LegalForms.shared.form(at: after.startIndex, in: words)?.count != after.count
    else { return (words, false) }
    words = Array(after) + words[...comma]
    words[after.count - 1].endsPart = true
    return (words, true)
  }

  /// The words as they stand in a text.
  static func pieces(of text: String) -> [NameWord] {
    var text = text
    return text.withUTF8 { pieces(of: $0) }
  }

  private static func pieces(of bytes: UnsafeBufferPointer<UInt8>) -> [NameWord] {
    guard let start = bytes.baseAddress else { return [] }
    var words: [NameWord] = []
    var wordStart: Int?
    var offset = 0
    func close(at end: Int, by separator: UInt32, _ separatorClass: ScalarClass) {
      defer { wordStart = nil }
      guard let begin = wordStart else {
        if isComma(separator), !words.isEmpty { words[words.count - 1].endsPart = true }
        return
      }
      let typed = UnsafeBufferPointer(rebasing: bytes[begin..<end])
      let folded = Folding.folded(typed)
      guard !folded.isEmpty else { return }
      words.append(
        NameWord(
          folded: String(decoding: folded, as: UTF8.self),
          typed: String(decoding: typed, as: UTF8.self), range: begin..<end,
          hasStop: separator == 0x2E, hasHyphen: separatorClass == .dash,
          endsPart: isComma(separator)))
    }
    while offset < bytes.count {
      let (value, length) = FoldingTable.scalar(at: offset, in: start, count: bytes.count)
      let kind = FoldingTable.shared.entry(of: value).scalarClass
      switch kind {
      case .letter, .pooledLetter, .digit, .silent, .ideograph, .pooledIdeograph:
        if wordStart == nil { wordStart = offset }
      case .mark, .composingMark, .apostrophe, .ignorable:
        break
      case .separator, .space, .newline, .dash, .point:
        close(at: offset, by: value, kind)
      }
      offset += length
    }
    close(at: bytes.count, by: 0, .separator)
    return words
  }

  private static func isComma(_ scalar: UInt32) -> Bool {
    scalar == 0x2C || scalar == 0x60C || scalar == 0xFF0C
  }
}
