// SPDX-License-Identifier: GPL-2.0-or-later
internal import Spelling

/// Finds the words of a text in UTF-8 and folds them on the way.
///
/// This is the hot path of indexing: bytes and tables only. What a scalar is comes from the folding
/// table alone.
struct Segmenter {
  private let text: UnsafePointer<UInt8>
  private let count: Int
  private let table = FoldingTable.shared
  private var offset = 0
  private var gap = Gap.other
  private var afterLineEnd = false

  init(text: UnsafePointer<UInt8>, count: Int) {
    self.text = text
    self.count = count
  }

  /// Replaces `word` by the next one, its fold written to `term`; false at the end of the text.
  /// (A word handed back as an optional would be copied twice, at a quarter of the time.)
  @inline(__always)
  mutating func next(_ word: inout ScannedWord, into term: UnsafeMutablePointer<UInt8>) -> Bool {
    while offset < count {
      let (entry, width) = entry(at: offset)
      switch entry.scalarClass {
      case .letter, .digit, .pooledLetter, .silent:
        scan(&word, into: term)
        if word.length > 0 { return true }
      case .ideograph, .pooledIdeograph:
        scanIdeograph(&word, entry, width: width, into: term)
        return true
      case let other:
        widenGap(other)
        offset += width
      }
    }
    return false
  }

  @inline(__always)
  private mutating func widenGap(_ scalarClass: ScalarClass) {
    switch scalarClass {
    case .space:
      if gap == .none { gap = .space }
    case .newline:
      gap = afterLineEnd ? .other : gap == .none ? .space : gap
      afterLineEnd = true
    case .dash:
      gap = gap == .none ? .hyphen : .other
    case .mark, .composingMark, .apostrophe, .silent, .ignorable:
      break
    default:
      gap = .other
    }
  }

  /// The entry of the scalar at an offset, and the scalar's length.
  @inline(__always)
  private func entry(at offset: Int) -> (FoldingEntry, Int) {
    let first = text[offset]
    if first < 0x80 { return (FoldingEntry(rawValue: table.entries[Int(first)]), 1) }
    if first < 0xE0, first >= 0xC2, offset + 1 < count, text[offset + 1] & 0xC0 == 0x80 {
      let scalar = Int(first & 0x1F) << 6 | Int(text[offset + 1] & 0x3F)
      return (FoldingEntry(rawValue: table.entries[scalar]), 2)
    }
    let (scalar, width) = FoldingTable.scalar(at: offset, in: text, count: count)
    return (table.entry(of: scalar), width)
  }

  /// Scans the word that begins at `offset`, to its end and the apostrophes directly behind it.
  private mutating func scan(_ word: inout ScannedWord, into term: UnsafeMutablePointer<UInt8>) {
    word = ScannedWord(start: offset, end: offset, gap: gap)
    var fold = Fold(term: term)
    var index = offset
    var scripts = Lookalikes.Scripts()
    var afterDigit = false
    var apostrophe: ScannedWord.Apostrophe?
    scan: while index < count {
      let (entry, width) = entry(at: index)
      switch entry.scalarClass {
      case .letter, .pooledLetter:
        if word.script == .other { word.script = entry.script }
        scripts.insert(entry.script)
        afterDigit = false
        let run = width == 1 ? fold.appendASCIILetters(text + index, count: count &- index) : 0
        if run > 0 {
          index &+= run &- width
        } else {
          fold.append(entry, source: text + index, width: width, pool: table.pool)
        }
      case .digit:
        fold.append(entry, source: text + index, width: width, pool: table.pool)
        afterDigit = true
      case .point:
        guard afterDigit, isDigit(at: index + width) else { break scan }
        fold.append(entry, source: text + index, width: width, pool: table.pool)
      case .mark:
        break
      case .composingMark:
        fold.compose(with: FoldingTable.scalar(at: index, in: text, count: count).value, table)
      case .apostrophe, .silent:
        if fold.length > 0 {
          apostrophe = .init(foldOffset: fold.length, start: index, end: index + width)
        }
        index += width
        if entry.scalarClass == .silent { word.end = index }
        continue
      case .ignorable:
        index += width
        continue
      default:
        break scan
      }
      if let inner = apostrophe {
        word.note(inner)
        apostrophe = nil
      }
      index &+= width
      word.end = index
    }
    offset = index
    word.length = fold.length
    guard fold.length > 0 else { return }
    if scripts.areMixed { putInOneScript(&word, term) }
    resetGap()
    if index < count, Self.isSign(text[index]) { scanSigns(&word, into: term) }
  }

  /// Has letters that look alike in one script. An apostrophe in such a word parts nothing.
  private func putInOneScript(_ word: inout ScannedWord, _ term: UnsafeMutablePointer<UInt8>) {
    let fold = UnsafeBufferPointer(start: term, count: word.length)
    guard let mended = Lookalikes.shared.inOneScript(fold),
      mended.word.count <= Fold.maximumTermLength
    else { return }
    mended.word.withUnsafeBufferPointer {
      if let start = $0.baseAddress { term.update(from: start, count: $0.count) }
    }
    word.length = mended.word.count
    word.script = mended.script
    (word.firstApostrophe, word.lastApostrophe) = (nil, nil)
  }

  private static func isSign(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "+") || byte == UInt8(ascii: "#")
  }

  /// Takes up to three signs directly behind a word as part of it, unless another word follows them:
  /// C++, C#, Canal+, as Xapian's own analysis does.
  private mutating func scanSigns(
    _ word: inout ScannedWord, into term: UnsafeMutablePointer<UInt8>
  ) {
    var end = offset
    while end < count, Self.isSign(text[end]) { end += 1 }
    let signs = end - offset
    guard signs <= 3, word.length + signs <= Fold.maximumTermLength else { return }
    if end < count {
      switch entry(at: end).0.scalarClass {
      case .letter, .pooledLetter, .digit, .ideograph, .pooledIdeograph: return
      default: break
      }
    }
    (term + word.length).update(from: text + offset, count: signs)
    word.signs = signs
    word.end = end
    offset = end
  }

  private mutating func resetGap() {
    gap = .none
    afterLineEnd = false
  }

  private func isDigit(at offset: Int) -> Bool {
    offset < count && entry(at: offset).0.scalarClass == .digit
  }

  /// An ideograph or kana with the marks on it.
  private mutating func scanIdeograph(
    _ word: inout ScannedWord, _ entry: FoldingEntry, width: Int,
    into term: UnsafeMutablePointer<UInt8>
  ) {
    word = ScannedWord(start: offset, end: offset + width, gap: gap)
    var fold = Fold(term: term)
    fold.append(entry, source: text + offset, width: width, pool: table.pool)
    offset += width
    marks: while offset < count {
      let (value, width) = FoldingTable.scalar(at: offset, in: text, count: count)
      switch table.entry(of: value).scalarClass {
      case .mark: break
      case .composingMark: fold.compose(with: value, table)
      default: break marks
      }
      offset += width
      word.end = offset
    }
    word.length = fold.length
    resetGap()
  }
}
