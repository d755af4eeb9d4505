// SPDX-License-Identifier: GPL-2.0-or-later

/// The letters of a folded word as 16-bit scalars in a fixed place, ready for tables by scalar.
///
/// The three scripts lie below U+0800 but for a few rare letters; what lies outside is letter 0,
/// which no table knows. Words of more than `capacity` letters are no names: they are cut.
package struct WordLetters {
  static let capacity = 40
  package private(set) var count = 0
  private(set) var isCut = false
  /// Stands for the digits and signs in their order and which of them follow a letter, 0 for none: no
  /// spelling changes these, and Su27 is no 27th.
  private(set) var signs: UInt64 = 0
  private var storage:
    (
      SIMD16<UInt16>, SIMD16<UInt16>, SIMD8<UInt16>
    ) = (.zero, .zero, .zero)

  /// An empty word.
  package init() {}

  /// Decodes a word; malformed UTF-8 gives letter 0 and never fails.
  init(_ bytes: UnsafeRawBufferPointer) { append(bytes) }

  package init(_ word: String) {
    var word = word
    self = word.withUTF8 { WordLetters(UnsafeRawBufferPointer($0)) }
  }

  /// Adds the letters of another word.
  mutating func append(_ bytes: UnsafeRawBufferPointer) {
    var count = self.count
    var cut = false
    var signs = self.signs
    withUnsafeMutableBytes(of: &storage) { raw in
      let letters = raw.assumingMemoryBound(to: UInt16.self)
      var offset = 0
      while offset < bytes.count {
        let lead = bytes[offset]
        var scalar: UInt16 = 0
        if lead < 0x80 {
          scalar = UInt16(lead)
          offset += 1
          if lead < UInt8(ascii: "a") {
            let followsLetter = count > 0 && letters[count - 1] >= UInt16(UInt8(ascii: "a"))
            let sign = UInt64(lead) | (followsLetter ? 0x100 : 0)
            signs = signs &* 0x100_0000_01b3 &+ sign
          }
        } else if lead < 0xe0, offset + 1 < bytes.count {
          scalar = UInt16(lead & 0x1f) << 6 | UInt16(bytes[offset + 1] & 0x3f)
          offset += 2
        } else {
          offset += 1
          while offset < bytes.count, bytes[offset] & 0xc0 == 0x80 { offset += 1 }
        }
        guard count < WordLetters.capacity else {
          cut = true
          break
        }
        letters[count] = scalar
        count += 1
      }
    }
    self.count = count
    self.signs = signs
    if cut { isCut = true }
  }

  /// Reads the letters.
  @inline(__always)
  package func withLetters<R>(_ body: (UnsafeBufferPointer<UInt16>) -> R) -> R {
    withUnsafeBytes(of: storage) { raw in
      let letters = raw.assumingMemoryBound(to: UInt16.self)
      return body(UnsafeBufferPointer(rebasing: letters[0..<count]))
    }
  }
}
