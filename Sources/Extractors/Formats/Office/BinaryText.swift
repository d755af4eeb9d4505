// SPDX-License-Identifier: GPL-2.0-or-later

/// Strings in a record of a workbook, which may go on in the next. Source: MS-XLS, "XLUnicodeRichExtendedString".
struct BinaryText {
  private let stream: [UInt8]
  private var pieces: ArraySlice<Range<Int>>
  private var offset: Int
  private var end: Int

  init(_ stream: [UInt8], _ pieces: [Range<Int>], skipping count: Int = 0) {
    self.stream = stream
    self.pieces = pieces.dropFirst()
    end = pieces[0].upperBound
    offset = min(pieces[0].lowerBound + count, end)
  }

  /// The next string, nil after the last.
  mutating func string(isShort: Bool = false) -> String? {
    guard let low = byte(), let high = isShort ? 0 : byte(), let flags = byte() else { return nil }
    let runs = flags & 8 != 0 ? number(2) ?? 0 : 0
    let extra = flags & 4 != 0 ? number(4) ?? 0 : 0
    let text = characters(Int(low) | Int(high) << 8, isWide: flags & 1 != 0)
    skip(runs * 4 + extra)
    return text
  }

  /// So many characters, of which a byte says how they are written.
  mutating func characters(_ count: Int) -> String? {
    guard let flags = byte() else { return nil }
    return characters(count, isWide: flags & 1 != 0)
  }

  private mutating func characters(_ count: Int, isWide: Bool) -> String {
    var isWide = isWide
    var units: [UInt16] = []
    while units.count < count {
      if offset >= end {
        // Where a string goes on, its encoding is given anew.
        guard let flags = byte() else { break }
        isWide = flags & 1 != 0
      }
      guard let low = byte() else { break }
      let high = isWide ? byte() ?? 0 : 0
      units.append(UInt16(low) | UInt16(high) << 8)
    }
    return String(decoding: units, as: UTF16.self)
  }

  private mutating func byte() -> UInt8? {
    while offset >= end {
      guard let next = pieces.popFirst() else { return nil }
      (offset, end) = (next.lowerBound, next.upperBound)
    }
    defer { offset += 1 }
    return stream[offset]
  }

  private mutating func number(_ bytes: Int) -> Int? {
    var number = 0
    for shift in 0..<bytes {
      guard let byte = byte() else { return nil }
      number |= Int(byte) << (shift * 8)
    }
    return number
  }

  private mutating func skip(_ count: Int) {
    var left = count
    while left > 0 {
      let step = min(left, end - offset)
      offset += step
      left -= step
      if left > 0, byte() == nil { return }
      if left > 0 { left -= 1 }
    }
  }
}
