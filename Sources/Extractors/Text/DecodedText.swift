// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

/// Text out of bytes, and what of the bytes is not in it.
struct DecodedText: Equatable {
  var text: String
  /// The bytes that were left out, told as parts that failed.
  var flaws: [BrokenPart] = []
}

/// Text in UTF-8 with some bytes that are none: cut off in the midst of a character, put together from
/// pieces, padded with zeros.
struct FlawedText {
  /// Characters of more than one byte that are whole.
  private(set) var sound = 0
  /// Bytes that belong to no character.
  private(set) var broken = 0
  /// Where the first of these is.
  private(set) var first = 0

  /// Counts what there is, without making a text of it.
  init(of bytes: ArraySlice<UInt8>) {
    var rest = bytes
    while !rest.isEmpty {
      let end: Int
      do throws(UTF8.ValidationError) {
        _ = try UTF8Span(validating: rest.span)
        end = rest.endIndex
      } catch {
        let range = error.byteOffsets
        end = rest.startIndex + range.lowerBound
        if broken == 0 { first = end }
        broken += max(range.count, 1)
        sound += Self.beginnings(rest[..<end])
        rest = rest[min(end + max(range.count, 1), rest.endIndex)...]
        continue
      }
      sound += Self.beginnings(rest[..<end])
      break
    }
  }

  private static func beginnings(_ bytes: ArraySlice<UInt8>) -> Int { bytes.count { $0 >= 0xc0 } }

  /// Whether it can be nothing but UTF-8: in other character sets next to nothing looks like it.
  var isSurelyUTF8: Bool { sound >= 10 * broken }

  /// Whether so little is broken that hardly a word is lost with it.
  func isSlight(in bytes: ArraySlice<UInt8>) -> Bool {
    // Of a line or two a few bytes are not much, either.
    broken * 200 <= bytes.count || broken <= 3 && broken * 8 <= bytes.count
  }

  /// The text with U+FFFD for what is broken.
  static func repaired(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self)
  }

  /// What is reported of the broken bytes.
  func flaw(in bytes: ArraySlice<UInt8>) -> BrokenPart {
    let what =
      broken == 1 ? "has a byte that is not UTF-8" : "has \(broken) bytes that are not UTF-8"
    return BrokenPart(
      line: 1 + bytes[..<first].count { $0 == 0x0a },
      reason: Unreadable(
        .brokenBytes,
        what + (broken == 1 ? ": it is left out" : ", the first of them here: they are left out")))
  }
}

/// Zeros in text: of padding, or noise of a line.
enum TextZeros {
  /// The bytes without zeros, where they stand in few places, however many they are there: a system that breaks
  /// down leaves holes in its records. Nil where it is no text.
  static func removed(from bytes: ArraySlice<UInt8>) -> (bytes: [UInt8], flaw: BrokenPart)? {
    let end = bytes.lastIndex { $0 != 0 }.map { $0 + 1 } ?? bytes.startIndex
    let body = bytes[..<end]
    var zeros = 0
    var holes = 0
    var before: UInt8 = 1
    for byte in body {
      if byte == 0 {
        zeros += 1
        if before != 0 { holes += 1 }
      }
      before = byte
    }
    let isFew = holes * 100 <= body.count - zeros || holes <= 3 && holes * 8 <= body.count - zeros
    guard !body.isEmpty, isFew, let first = bytes.firstIndex(of: 0) else { return nil }
    let all = zeros + bytes.count - body.count
    let flaw = BrokenPart(
      line: 1 + bytes[..<first].count { $0 == 0x0a },
      reason: Unreadable(
        .brokenBytes,
        all == 1
          ? "has a byte that is zero: it is left out"
          : "has \(all) bytes that are zero, the first of them here: they are left out"))
    var plain: [UInt8] = []
    plain.reserveCapacity(body.count)
    for byte in body where byte != 0 || plain.last != 0x20 { plain.append(byte == 0 ? 0x20 : byte) }
    return (plain, flaw)
  }
}
