// SPDX-License-Identifier: GPL-2.0-or-later
import CDeflate

/// A picture in memory, red, green and blue in a byte each.
struct Pixmap {
  private(set) var width: Int
  private(set) var height: Int
  private var pixels: [UInt8]

  /// Larger pictures are none of ours.
  private static let maxPixels = 40_000_000

  /// Reads a portable pixmap (P6); nil where it is none.
  init?(_ bytes: [UInt8]) {
    guard bytes.starts(with: [UInt8(ascii: "P"), UInt8(ascii: "6")]) else { return nil }
    var offset = 2
    var numbers: [Int] = []
    while numbers.count < 3, offset < bytes.count {
      while offset < bytes.count, bytes[offset] <= 0x20 { offset += 1 }
      let end = bytes[offset...].firstIndex { !(0x30...0x39).contains($0) } ?? bytes.count
      guard let number = Int(String(decoding: bytes[offset..<end], as: UTF8.self)) else {
        return nil
      }
      numbers.append(number)
      offset = end
    }
    guard numbers.count == 3, numbers[2] == 255, numbers[0] > 0, numbers[1] > 0,
      numbers[0] <= Self.maxPixels / numbers[1],
      offset + 1 + numbers[0] * numbers[1] * 3 <= bytes.count
    else { return nil }
    (width, height) = (numbers[0], numbers[1])
    pixels = Array(bytes[(offset + 1)..<(offset + 1 + numbers[0] * numbers[1] * 3)])
  }

  /// Marks a box: the paper turns yellow, what is written stays dark, and a line goes around.
  mutating func mark(left: Double, top: Double, right: Double, bottom: Double) {
    let columns = Self.range(left - 2, right + 2, below: width)
    let rows = Self.range(top - 1, bottom + 1, below: height)
    let line = max(2, height / 700)
    for row in rows {
      for column in columns {
        let isLine =
          row < rows.lowerBound + line || row >= rows.upperBound - line
          || column < columns.lowerBound + line || column >= columns.upperBound - line
        let offset = (row * width + column) * 3
        if isLine {
          (pixels[offset], pixels[offset + 1], pixels[offset + 2]) = (0xA8, 0x6F, 0x00)
        } else {
          pixels[offset + 1] = UInt8(Int(pixels[offset + 1]) * 0xE6 / 255)
          pixels[offset + 2] = UInt8(Int(pixels[offset + 2]) * 0x80 / 255)
        }
      }
    }
  }

  private static func range(_ from: Double, _ to: Double, below limit: Int) -> Range<Int> {
    guard from.isFinite, to.isFinite else { return 0..<0 }
    let start = Int(min(max(from, 0), Double(limit)))
    return start..<max(start, Int(min(max(to.rounded(.up), 0), Double(limit))))
  }

  // MARK: As PNG (https://www.w3.org/TR/png)

  /// The picture as PNG.
  var png: [UInt8] {
    var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    let header = Self.bigEndian(width) + Self.bigEndian(height) + [8, 2, 0, 0, 0]
    Self.append("IHDR", header, to: &file)
    Self.append("IDAT", Self.compressed(filtered), to: &file)
    Self.append("IEND", [], to: &file)
    return file
  }

  /// Each row as what differs from the one above (filter 2), which makes paper cost nothing.
  private var filtered: [UInt8] {
    let stride = width * 3
    var rows: [UInt8] = []
    rows.reserveCapacity((stride + 1) * height)
    for row in 0..<height {
      rows.append(2)
      for offset in row * stride..<(row + 1) * stride {
        rows.append(row == 0 ? pixels[offset] : pixels[offset] &- pixels[offset - stride])
      }
    }
    return rows
  }

  private static func compressed(_ bytes: [UInt8]) -> [UInt8] {
    guard let compressor = libdeflate_alloc_compressor(4) else { return [] }
    defer { libdeflate_free_compressor(compressor) }
    let bound = libdeflate_zlib_compress_bound(compressor, bytes.count)
    return [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
      count = libdeflate_zlib_compress(
        compressor, bytes, bytes.count, buffer.baseAddress, buffer.count)
    }
  }

  private static func append(_ type: String, _ data: [UInt8], to file: inout [UInt8]) {
    let chunk = Array(type.utf8) + data
    file += bigEndian(data.count) + chunk
    file += bigEndian(Int(libdeflate_crc32(0, chunk, chunk.count)))
  }

  private static func bigEndian(_ number: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
  }
}
