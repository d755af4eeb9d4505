// SPDX-License-Identifier: GPL-2.0-or-later

/// Text that was put together of lines in two character sets: notes that went on on another computer, logs of two
/// programs.
enum MixedLines {
  /// The text, where the lines that are not UTF-8 are in one other set that can be detected; nil where they are not, or
  /// no line is UTF-8.
  static func text(of bytes: [UInt8]) -> String? {
    let lines = bytes.split(separator: 0x0a, omittingEmptySubsequences: false)
    var isForeign: [Bool] = []
    isForeign.reserveCapacity(lines.count)
    var hasOwn = false
    for line in lines {
      let isUTF8 = (try? UTF8Span(validating: line.span)) != nil
      isForeign.append(!isUTF8)
      hasOwn = hasOwn || isUTF8 && line.contains { $0 >= 0x80 }
    }
    guard hasOwn else { return nil }
    let foreign = zip(lines, isForeign).filter(\.1).map(\.0)
    let sample = Array(foreign.joined(separator: [0x0a]).prefix(64 << 10))
    // A character that is cut is no line of another set.
    guard let charset = CharsetGuess.charset(of: sample), CharsetGuess.fits(sample, charset) else {
      return nil
    }
    var texts: [String] = []
    texts.reserveCapacity(lines.count)
    for (line, isForeign) in zip(lines, isForeign) {
      guard isForeign else {
        texts.append(String(decoding: line, as: UTF8.self))
        continue
      }
      guard let text = CharsetDecoder.text(of: Array(line), in: charset) else { return nil }
      texts.append(text)
    }
    return texts.joined(separator: "\n")
  }
}
