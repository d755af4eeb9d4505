// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

/// Word documents from 1997 to 2007: the pieces of the text in their order, the body first, then notes, headers,
/// comments and boxes. Source: MS-DOC.
///
/// catdoc, which reads older ones, loses comments, what stands before them, and cells at the end of tables.
enum BinaryWord {
  /// The content; nil of a document of an older version.
  static func content(of input: Input) throws(Unreadable) -> Content? {
    let file = try CompoundFile(input)
    guard let main = file["WordDocument"], main.u16(0) == 0xa5ec, let version = main.u16(2),
      version >= 0xc1, let flags = main.u16(10)
    else { return nil }
    if flags & 0x0100 != 0 {
      throw Unreadable.encrypted
    }
    guard let table = file[flags & 0x0200 == 0 ? "0Table" : "1Table"],
      let pieces = pieces(main, table)
    else { return nil }
    var text = BinaryWordText()
    for piece in pieces {
      if text.byteCount > OfficePackage.maxBytes { throw OfficePackage.bomb }
      if piece.isWide {
        for position in stride(from: piece.start, to: piece.start + piece.count * 2, by: 2) {
          guard let unit = main.u16(position) else { break }
          text.append(UInt16(unit))
        }
      } else {
        for byte in main[min(piece.start, main.count)...].prefix(piece.count) {
          text.append(western[Int(byte)])
        }
      }
    }
    let plain = text.text
    guard plain.utf8.contains(where: { $0 > 0x20 }) else {
      throw Unreadable(.textless, "holds no text")
    }
    return Content(text: plain)
  }

  private struct Piece {
    var start: Int
    /// In characters.
    var count: Int
    var isWide: Bool
  }

  /// "Clx": changes of properties, then where each piece of the text lies in the main stream.
  private static func pieces(_ main: [UInt8], _ table: [UInt8]) -> [Piece]? {
    guard var position = main.u32(0x1a2), let length = main.u32(0x1a6), length > 0 else {
      return nil
    }
    let end = min(position + length, table.count)
    while position < end, table[position] == 1 { position += 3 + (table.u16(position + 1) ?? end) }
    guard position < end, table[position] == 2, let size = table.u32(position + 1) else {
      return nil
    }
    position += 5
    let count = (min(size, end - position) - 4) / 12
    guard count > 0 else { return nil }
    var pieces: [Piece] = []
    for number in 0..<count {
      guard let first = table.u32(position + number * 4),
        let next = table.u32(position + number * 4 + 4),
        let offset = table.u32(position + (count + 1) * 4 + number * 8 + 2), next > first
      else { continue }
      let isWide = offset & 0x4000_0000 == 0
      let start = offset & 0x3fff_ffff
      pieces.append(
        Piece(start: isWide ? start : start / 2, count: next - first, isWide: isWide))
    }
    return pieces
  }

  /// Windows-1252 as UTF-16. Source: MS-DOC, "FcCompressed".
  private static let western: [UInt16] = (0...255).map { byte in
    let high: [UInt16] = [
      0x20ac, 0x81, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039,
      0x0152, 0x8d, 0x017d, 0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
      0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d, 0x017e, 0x0178,
    ]
    return 0x80...0x9f ~= byte ? high[byte - 0x80] : UInt16(byte)
  }
}

/// Makes plain text of the characters of a Word document, some of which stand for other things.
private struct BinaryWordText {
  private var units: [UInt16] = []
  /// For each field that is open, whether its result has begun.
  private var fields: [Bool] = []
  private var wasCell = false

  var byteCount: Int { units.count * 2 }
  var text: String { String(decoding: units, as: UTF16.self) }

  /// Source: MS-DOC, "Special Characters".
  mutating func append(_ unit: UInt16) {
    // Two ends of cells are the end of a row.
    let endsRow = unit == 0x07 && wasCell
    wasCell = unit == 0x07 && !endsRow
    switch unit {
    case 0x13: fields.append(false)
    case 0x14: if !fields.isEmpty { fields[fields.count - 1] = true }
    case 0x15: _ = fields.popLast()
    // What a field is made by is no text.
    case _ where fields.contains(false): break
    case 0x07: units.append(endsRow ? 0x0a : 0x09)
    case 0x0b, 0x0c, 0x0d: units.append(0x0a)
    case 0x1e: units.append(0x2d)
    // Soft hyphens; marks of pictures, notes, comments and drawings stand within words.
    case 0x1f, 0x00...0x06, 0x08: break
    case 0x09, 0x20...: units.append(unit)
    default: units.append(0x20)
    }
  }
}
