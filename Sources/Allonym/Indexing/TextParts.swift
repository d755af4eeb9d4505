// SPDX-License-Identifier: GPL-2.0-or-later

/// A long text in parts of about a megabyte, so that its words need not all be in memory at once. It
/// is cut behind an empty line if there is one, else behind a line or a space, where no word and
/// rarely an article is cut off.
struct TextParts: Sequence, IteratorProtocol {
  private let text: UnsafeBufferPointer<UInt8>
  private var start = 0
  private var isDone = false

  private static let size = 1 << 20
  /// How far before the size a place to cut is looked for.
  private static let slack = 1 << 16

  init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

  mutating func next() -> Slice<UnsafeBufferPointer<UInt8>>? {
    guard !isDone else { return nil }
    let end = start + Self.size < text.count ? cut(before: start + Self.size) : text.count
    defer { start = end }
    isDone = end == text.count
    return text[start..<end]
  }

  /// Where the part that may reach to `limit` ends.
  private func cut(before limit: Int) -> Int {
    let newline = UInt8(ascii: "\n")
    let offsets = (limit - Self.slack..<limit).reversed()
    let found =
      offsets.first { text[$0] == newline && text[$0 - 1] == newline }
      ?? offsets.first { text[$0] == newline } ?? offsets.first { text[$0] == UInt8(ascii: " ") }
    if let found { return found + 1 }
    // No scalar is cut in two.
    return offsets.first { text[$0] & 0xC0 != 0x80 } ?? limit
  }
}
