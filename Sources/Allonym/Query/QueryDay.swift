// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Glibc

/// A day of the Gregorian calendar, years 1 to 9999.
struct QueryDay: Comparable {
  var year: Int
  var month: Int
  var day: Int

  init(year: Int, month: Int, day: Int) {
    (self.year, self.month, self.day) = (year, month, day)
  }

  static let first = QueryDay(year: 1, month: 1, day: 1)
  static let last = QueryDay(year: 9999, month: 12, day: 31)

  static func < (a: Self, b: Self) -> Bool {
    (a.year, a.month, a.day) < (b.year, b.month, b.day)
  }

  /// The day after; nil after the last.
  var next: QueryDay? {
    if day < Day.count(inMonth: month, of: year) {
      return QueryDay(year: year, month: month, day: day + 1)
    }
    if month < 12 { return QueryDay(year: year, month: month + 1, day: 1) }
    return year < 9999 ? QueryDay(year: year + 1, month: 1, day: 1) : nil
  }

  /// The day before; nil before the first.
  var previous: QueryDay? {
    if day > 1 { return QueryDay(year: year, month: month, day: day - 1) }
    if month > 1 {
      return QueryDay(year: year, month: month - 1, day: Day.count(inMonth: month - 1, of: year))
    }
    return year > 1 ? QueryDay(year: year - 1, month: 12, day: 31) : nil
  }

  /// The day that a word names: `today` or `yesterday`, by the clock and the time zone of the machine.
  init?(named name: String) {
    guard name == "today" || name == "yesterday" else { return nil }
    var now = time(nil)
    var parts = tm()
    guard localtime_r(&now, &parts) != nil else { return nil }
    self.init(
      year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))
    if name == "yesterday", let previous { self = previous }
  }

  /// `YYYYMMDD`.
  var text: String {
    let digits = String(year * 10_000 + month * 100 + day)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}
