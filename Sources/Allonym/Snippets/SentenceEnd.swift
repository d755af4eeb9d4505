// SPDX-License-Identifier: GPL-2.0-or-later

/// The signs that end a sentence, in any script. They are so few that looking through them is quicker than a hash.
enum SentenceEnd {
  private static let signs: [Unicode.Scalar] = [
    ".", "!", "?", "…", "؟", "۔", "։", "।", "。", "！", "？", "．",
  ]
  /// Those that stand without a space behind them.
  private static let wideSigns: [Unicode.Scalar] = ["。", "！", "？"]
  /// What may stand between such a sign and the space behind it.
  private static let closing: [Unicode.Scalar] = [
    "\"", "'", ")", "]", "”", "’", "»", "“", "」", "』", "）",
  ]

  /// Whether a sentence ends right before a place, its closing quotes and brackets included.
  static func isBefore(_ offset: Int, in text: UnsafeBufferPointer<UInt8>) -> Bool {
    var end = offset
    for _ in 0..<4 {
      guard let (scalar, start) = scalar(before: end, in: text) else { return false }
      if signs.contains(scalar) { return true }
      guard closing.contains(scalar) else { return false }
      end = start
    }
    return false
  }

  /// Whether a sign that needs no space behind it stands right before a place.
  static func isWideBefore(_ offset: Int, in text: UnsafeBufferPointer<UInt8>) -> Bool {
    scalar(before: offset, in: text).map { wideSigns.contains($0.0) } ?? false
  }

  private static func scalar(
    before end: Int, in text: UnsafeBufferPointer<UInt8>
  ) -> (Unicode.Scalar, Int)? {
    var start = end - 1
    if start >= 0, text[start] < 0x80 { return (Unicode.Scalar(text[start]), start) }
    while start > 0, end - start < 4, text[start] & 0xC0 == 0x80 { start -= 1 }
    guard start >= 0 else { return nil }
    var input = text[start..<end].makeIterator()
    var decoder = UTF8()
    guard case .scalarValue(let scalar) = decoder.decode(&input) else { return nil }
    return (scalar, start)
  }
}
