// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

/// UTF-16 and UTF-32 without a byte order mark.
///
/// Told by structure: text of the scripts of Europe and the Near East has one of few values in each
/// second byte, or zeros in two of four. Text in other scripts needs its mark.
enum WideText {
  /// Most of the units of a text are letters and signs of those scripts.
  private static let minShare = 0.9
  /// Read the other way round, next to none are.
  private static let maxOfOther = 0.5

  /// The text, where it can be detected.
  static func text(of bytes: [UInt8]) -> String? {
    if bytes.count.isMultiple(of: 4), let text = text(of: bytes, UTF32.self) { return text }
    return text(of: bytes, UTF16.self)
  }

  private static func text<Encoding: Unicode.Encoding>(
    of bytes: [UInt8], _ encoding: Encoding.Type
  ) -> String? where Encoding.CodeUnit: FixedWidthInteger & Sendable {
    let little = share(of: bytes, Encoding.CodeUnit.self, bigEndian: false)
    let big = share(of: bytes, Encoding.CodeUnit.self, bigEndian: true)
    guard max(little, big) >= minShare, min(little, big) < maxOfOther else { return nil }
    let decoded = try? TextDecoding.wide(
      bytes[...], encoding, name: "UTF-\(Encoding.CodeUnit.bitWidth)", bigEndian: big > little)
    return decoded?.text
  }

  /// The share of units that are common in text, of the beginning.
  private static func share<Unit: FixedWidthInteger>(
    of bytes: [UInt8], _ unit: Unit.Type, bigEndian: Bool
  ) -> Double {
    let width = Unit.bitWidth / 8
    let beginning = bytes.prefix(64 << 10)
    return beginning.withUnsafeBytes { buffer in
      var units = 0
      var common = 0
      for offset in stride(from: 0, to: buffer.count - width + 1, by: width) {
        let unit = buffer.loadUnaligned(fromByteOffset: offset, as: Unit.self)
        units += 1
        if isCommon(UInt32(truncatingIfNeeded: bigEndian ? unit.bigEndian : unit.littleEndian)) {
          common += 1
        }
      }
      return units == 0 ? 0 : Double(common) / Double(units)
    }
  }

  /// Source: Unicode blocks, Blocks.txt.
  private static func isCommon(_ unit: UInt32) -> Bool {
    switch unit {
    case 0x09, 0x0a, 0x0d, 0x20...0x7e, 0xa0...0x24f: true
    case 0x370...0x3ff, 0x400...0x52f, 0x590...0x5ff, 0x600...0x6ff: true
    case 0x2010...0x203a: true
    default: false
    }
  }
}
