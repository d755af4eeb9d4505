// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

/// Dates as documents write them.
enum PublicationDate {
  /// The day as YYYYMMDD of a date that begins as ISO 8601 does (2024-12-08, 20241208, 2024/12/08, with
  /// or without a time); nil of anything else. The day is as written, in the document's own time zone.
  static func compact(_ text: String) -> String? {
    var bytes = text.utf8.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0a || $0 == 0x0d }[...]
    guard let year = number(4, from: &bytes) else { return nil }
    let separator =
      bytes.first == UInt8(ascii: "-") || bytes.first == UInt8(ascii: "/")
      ? bytes.popFirst() : nil
    guard let month = number(2, from: &bytes) else { return nil }
    if let separator, bytes.popFirst() != separator { return nil }
    guard let day = number(2, from: &bytes) else { return nil }
    // 2024-12-081 is no date, 2024-12-08T10:00 is one.
    if let next = bytes.first, 0x30...0x39 ~= next { return nil }
    guard year > 0, 1...12 ~= month, 1...Day.count(inMonth: month, of: year) ~= day else {
      return nil
    }
    let compact = String(year * 10_000 + month * 100 + day)
    return String(repeating: "0", count: 8 - compact.utf8.count) + compact
  }

  private static func number(_ digits: Int, from bytes: inout Substring.UTF8View) -> Int? {
    var value = 0
    for _ in 0..<digits {
      guard let byte = bytes.popFirst(), 0x30...0x39 ~= byte else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    return value
  }
}
