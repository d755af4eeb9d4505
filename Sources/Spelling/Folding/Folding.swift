// SPDX-License-Identifier: GPL-2.0-or-later

/// Takes from a word what never makes it another word: capitals, accents, kinds of apostrophe,
/// invisible marks, presentation forms, letters written for one another, and Latin letters in a Cyrillic word.
///
/// Folding is NFKC case folding, then the rules of the TSV files in `CSpellingTables/letters`.
/// Composed and decomposed text fold alike, and folding twice is folding once.
public enum Folding {
  /// The fold of a word or a text. Words come out separated by one space, whatever stood between
  /// them; a hyphen separates.
  public static func folded(_ text: String) -> String {
    var copy = text
    return copy.withUTF8 { bytes in
      String(decoding: folded(bytes), as: UTF8.self)
    }
  }

  /// The fold of a text in UTF-8; broken bytes separate words.
  public static func folded(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    guard let start = text.baseAddress else { return [] }
    var builder = FoldBuilder(capacity: text.count)
    var offset = 0
    while offset < text.count {
      let (value, length) = FoldingTable.scalar(at: offset, in: start, count: text.count)
      let source = UnsafeBufferPointer(rebasing: text[offset..<offset + length])
      builder.append(value, source: source)
      offset += length
    }
    return builder.finished()
  }
}

/// Puts a folded text together, scalar by scalar.
private struct FoldBuilder {
  private var bytes: [UInt8] = []
  /// Where the last word begins, and the scripts of its letters.
  private var wordStart = 0
  private var scripts = Lookalikes.Scripts()
  private let table = FoldingTable.shared
  private var separated = false
  /// A full stop or comma that stands after a digit, and stays if a digit follows.
  private var point: UInt8?
  private var afterDigit = false

  init(capacity: Int) { bytes.reserveCapacity(capacity) }

  mutating func append(_ scalar: UInt32, source: UnsafeBufferPointer<UInt8>) {
    let entry = table.entry(of: scalar)
    switch entry.scalarClass {
    case .mark, .silent, .ignorable, .apostrophe:
      return
    case .composingMark:
      compose(with: scalar)
      return
    case .point where afterDigit:
      point = UInt8(truncatingIfNeeded: entry.inlineBytes)
      separated = true
    case .point, .separator, .space, .newline, .dash:
      separated = true
      point = nil
    case .digit:
      if let kept = point { bytes.append(kept) } else { separate() }
      separated = false
      point = nil
      appendFold(entry, source: source)
    case .letter, .pooledLetter, .ideograph, .pooledIdeograph:
      separate()
      scripts.insert(entry.script)
      appendFold(entry, source: source)
    }
    afterDigit = entry.scalarClass == .digit
  }

  /// The folded text.
  mutating func finished() -> [UInt8] {
    closeWord()
    return bytes
  }

  private mutating func closeWord() {
    if scripts.areMixed, let mended = Lookalikes.shared.inOneScript(bytes[wordStart...]) {
      bytes.replaceSubrange(wordStart..., with: mended.word)
    }
    scripts = Lookalikes.Scripts()
  }

  private mutating func separate() {
    if separated, !bytes.isEmpty {
      closeWord()
      bytes.append(UInt8(ascii: " "))
      wordStart = bytes.count
    }
    separated = false
    point = nil
  }

  private mutating func appendFold(_ entry: FoldingEntry, source: UnsafeBufferPointer<UInt8>) {
    switch entry.scalarClass {
    case .pooledLetter, .pooledIdeograph:
      bytes.append(
        contentsOf: UnsafeBufferPointer(
          start: table.pool + entry.pooledOffset, count: entry.pooledLength))
    default:
      if entry.inlineLength == 0 { bytes.append(contentsOf: source) }
      for index in 0..<entry.inlineLength {
        bytes.append(UInt8(truncatingIfNeeded: entry.inlineBytes >> UInt32(8 * index)))
      }
    }
  }

  private mutating func compose(with mark: UInt32) {
    guard !separated else { return }
    bytes.withUnsafeMutableBufferPointer { folded in
      guard let start = folded.baseAddress else { return }
      table.compose(lastOf: start, count: folded.count, with: mark)
    }
  }
}
