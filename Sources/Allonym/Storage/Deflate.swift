// SPDX-License-Identifier: GPL-2.0-or-later
internal import CDeflate

/// Compresses texts by RFC 1951 (deflate). Keeps its work space from one to the next; belongs to one
/// thread.
final class Deflater {
  private let pointer: OpaquePointer?
  /// The level that zlib has too; 9 saves 1 % of space.
  private static let level: Int32 = 6

  init() { pointer = libdeflate_alloc_compressor(Self.level) }

  deinit { libdeflate_free_compressor(pointer) }

  /// Appends the compressed text; false, and nothing appended, where that saves no space.
  func append(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) -> Bool {
    guard let pointer, text.count > 0 else { return false }
    let start = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: text.count))
    let size = bytes.withUnsafeMutableBytes { bytes in
      libdeflate_deflate_compress(
        pointer, text.baseAddress, text.count, bytes.baseAddress.map { $0 + start }, text.count - 1)
    }
    bytes.removeLast(text.count - size)
    return size > 0
  }
}

/// Reads what a ``Deflater`` wrote.
enum Inflater {
  /// The text of a given length; nil when the bytes are not one of that length.
  static func text(of bytes: UnsafeBufferPointer<UInt8>, count: Int) -> String? {
    // Deflate makes nothing shorter than a thousandth.
    guard count >= 0, count / 1100 <= bytes.count, let pointer = libdeflate_alloc_decompressor()
    else { return nil }
    defer { libdeflate_free_decompressor(pointer) }
    var isWhole = false
    let text = String(unsafeUninitializedCapacity: count) { space in
      isWhole =
        libdeflate_deflate_decompress(
          pointer, bytes.baseAddress, bytes.count, space.baseAddress, count, nil)
        == LIBDEFLATE_SUCCESS
      return isWhole ? count : 0
    }
    return isWhole ? text : nil
  }
}
