// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Glibc

/// Words that are divided at the ends of lines, as books and scanned pages have them.
enum DividedWords {
  /// The text with these words whole; the line ends after them.
  ///
  /// A hyphen divides a word where a letter stands before it and the next line goes on with a small one.
  /// Where the text has the word with the hyphen elsewhere, within a line, the hyphen stays.
  static func joined(_ text: String) -> String {
    var text = text
    let divisions = text.withUTF8 { Self.divisions(in: $0) }
    guard !divisions.isEmpty else { return text }
    return text.withUTF8 { (bytes: UnsafeBufferPointer<UInt8>) -> String in
      let hyphenated = hyphenated(in: bytes)
      var joined: [UInt8] = []
      joined.reserveCapacity(bytes.count)
      var offset = 0
      for division in divisions where division.lowerBound >= offset {
        joined += bytes[offset..<division.lowerBound]
        let before = bytes[..<division.lowerBound].suffix(while: { isWordByte($0) })
        let after = bytes[division.upperBound...].prefix(while: { isWordByte($0) })
        let word = Array(before) + [hyphen] + Array(after)
        if hyphenated.contains(word) { joined.append(hyphen) }
        joined += after
        offset = division.upperBound + after.count
        // Signs that end a sentence stay with the word.
        while offset < bytes.count, bytes[offset] > 0x20 {
          joined.append(bytes[offset])
          offset += 1
        }
        if offset < bytes.count, bytes[offset] == 0x20 { offset += 1 }
        if offset < bytes.count, bytes[offset] != 0x0a { joined.append(0x0a) }
      }
      joined += bytes[offset...]
      return String(decoding: joined, as: UTF8.self)
    }
  }

  private static let hyphen = UInt8(ascii: "-")
  /// Hyphen-minus, the hyphen of Unicode, the soft hyphen, and what old programs write for it.
  private static let hyphens: [[UInt8]] = [
    [hyphen], [0xe2, 0x80, 0x90], [0xc2, 0xad], [0xc2, 0xac],
  ]

  /// The hyphens with the line ends after them and the space that the next line begins with.
  private static func divisions(in bytes: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
    guard let base = bytes.baseAddress else { return [] }
    var found: [Range<Int>] = []
    var offset = 0
    while offset < bytes.count, let next = memchr(base + offset, 0x0a, bytes.count - offset) {
      let end = UnsafeRawPointer(next) - UnsafeRawPointer(base)
      offset = end + 1
      var last = end
      while last > 0, bytes[last - 1] == 0x0d || bytes[last - 1] == 0x20 { last -= 1 }
      guard last > 0, [hyphen, 0x90, 0xad, 0xac].contains(bytes[last - 1]),
        let mark = hyphens.first(where: { bytes[..<last].suffix($0.count).elementsEqual($0) })
      else { continue }
      let start = last - mark.count
      var after = offset
      while after < bytes.count, bytes[after] == 0x20 || bytes[after] == 0x09 { after += 1 }
      if start > 0, isWordByte(bytes[start - 1]), beginsSmall(bytes[after...]) {
        found.append(start..<after)
      }
    }
    return found
  }

  /// Letters, and bytes of letters beyond ASCII.
  private static func isWordByte(_ byte: UInt8) -> Bool {
    byte >= 0x80 || 0x61...0x7a ~= byte || 0x41...0x5a ~= byte
  }

  private static func beginsSmall(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    guard let first = bytes.first, isWordByte(first) else { return false }
    if first < 0x80 { return first >= 0x61 }
    let scalar = String(decoding: bytes.prefix(4), as: UTF8.self).unicodeScalars.first
    return scalar?.properties.isLowercase == true
  }

  /// The words with a hyphen between two letters within a line.
  private static func hyphenated(in bytes: UnsafeBufferPointer<UInt8>) -> Set<[UInt8]> {
    var words: Set<[UInt8]> = []
    for offset in bytes.indices.dropFirst().dropLast() where bytes[offset] == hyphen {
      guard isWordByte(bytes[offset - 1]), isWordByte(bytes[offset + 1]) else { continue }
      let before = bytes[..<offset].suffix(while: { isWordByte($0) })
      let after = bytes[(offset + 1)...].prefix(while: { isWordByte($0) })
      words.insert(Array(before) + [hyphen] + Array(after))
    }
    return words
  }
}

extension Slice<UnsafeBufferPointer<UInt8>> {
  /// The last bytes that fulfil a condition, at most so many as a word has.
  fileprivate func suffix(while condition: (UInt8) -> Bool) -> Self {
    var start = endIndex
    while start > startIndex, endIndex - start < 256, condition(self[start - 1]) { start -= 1 }
    return self[start...]
  }
}
