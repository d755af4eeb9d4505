// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

/// The day that a path names, as archives sorted by date do: `2024-12-08 talks.pdf`, `2024/12/08/a.eml`,
/// `IMG_20241208.txt`.
enum PathDate {
  /// The day as YYYYMMDD; of several the last, which is the nearest to the file.
  static func compact(_ path: String) -> String? {
    let bytes = Array(path.utf8)
    var found: String?
    var offset = 0
    while offset < bytes.count {
      guard isDigit(bytes[offset]), offset == 0 || !isDigit(bytes[offset - 1]) else {
        offset += 1
        continue
      }
      if let date = date(in: bytes[offset...].prefix(10)) { found = date }
      offset += 1
    }
    return found
  }

  private static func date(in bytes: ArraySlice<UInt8>) -> String? {
    let text = String(
      decoding: bytes.map { $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ".") ? 0x2d : $0 },
      as: UTF8.self)
    // Years beyond these are other numbers.
    guard text.hasPrefix("19") || text.hasPrefix("20") else { return nil }
    return PublicationDate.compact(text)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }
}
