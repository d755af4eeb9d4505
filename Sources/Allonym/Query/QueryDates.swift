// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

/// The days a date value stands for: a day, a month, a year, `A..B` with either end open, or a
/// comparison such as `>=A`.
struct QueryDates {
  let first: QueryDay
  let last: QueryDay

  init(_ value: String, field: String, at range: Range<Int>) throws(QueryError) {
    let value = String(value.filter { !$0.isWhitespace })
    if let days = try Self.comparison(value, at: range) {
      (first, last) = days
    } else {
      (first, last) = try Self.range(value, at: range)
    }
    guard first <= last else {
      let parts = Self.ends(of: value) ?? ("", "")
      throw QueryError(
        "This range ends before it begins: write \(field):\(parts.1)..\(parts.0).", at: range)
    }
  }

  private typealias Days = (first: QueryDay, last: QueryDay)

  private static func comparison(_ value: String, at range: Range<Int>) throws(QueryError) -> Days?
  {
    let signs = value.prefix { "<>=≤≥".contains($0) }
    let rest = value.dropFirst(signs.count)
    switch signs {
    case "": return nil
    case "=": return try period(rest, at: range)
    case ">=", "≥": return (try period(rest, at: range).first, .last)
    case "<=", "≤": return (.first, try period(rest, at: range).last)
    case ">":
      guard let first = try period(rest, at: range).last.next else {
        throw QueryError("No date comes after 9999.", at: range)
      }
      return (first, .last)
    case "<":
      guard let last = try period(rest, at: range).first.previous else {
        throw QueryError("No date comes before year 0001.", at: range)
      }
      return (.first, last)
    default: throw malformed(value, at: range)
    }
  }

  private static func range(_ value: String, at range: Range<Int>) throws(QueryError) -> Days {
    guard let ends = ends(of: value) else { return try period(value[...], at: range) }
    guard !ends.0.isEmpty || !ends.1.isEmpty else { throw malformed(value, at: range) }
    let first = ends.0.isEmpty ? QueryDay.first : try period(ends.0, at: range).first
    let last = ends.1.isEmpty ? QueryDay.last : try period(ends.1, at: range).last
    return (first, last)
  }

  /// What stands on the two sides of `..`, which typing aids may have turned into one sign.
  private static func ends(of value: String) -> (Substring, Substring)? {
    let scalars = value.unicodeScalars
    if let sign = scalars.firstIndex(of: "…") {
      return (value[..<sign], value[scalars.index(after: sign)...])
    }
    var from = scalars.startIndex
    while let dot = scalars[from...].firstIndex(of: ".") {
      let next = scalars.index(after: dot)
      if next < scalars.endIndex, scalars[next] == "." {
        return (value[..<dot], value[scalars.index(after: next)...])
      }
      from = next
    }
    return nil
  }

  /// The days of `2024`, `2024-06`, `2024-06-30`, `20240630`; `/` does for `-`, and any digits do. Also `30.6.2024`,
  /// `today` and `yesterday`.
  private static func period(_ text: Substring, at range: Range<Int>) throws(QueryError) -> Days {
    if let day = QueryDay(named: text.lowercased()) { return (day, day) }
    guard let numbers = numbers(in: text) ?? dayFirst(text) else {
      throw malformed(String(text), at: range)
    }
    let year = numbers[0]
    guard year > 0 else { throw QueryError("Years go from 0001 to 9999.", at: range) }
    guard numbers.count > 1 else {
      return (
        QueryDay(year: year, month: 1, day: 1), QueryDay(year: year, month: 12, day: 31)
      )
    }
    let month = numbers[1]
    guard (1...12).contains(month) else {
      throw QueryError("There is no month \(month): months go from 01 to 12.", at: range)
    }
    let length = Day.count(inMonth: month, of: year)
    guard numbers.count > 2 else {
      return (
        QueryDay(year: year, month: month, day: 1),
        QueryDay(year: year, month: month, day: length)
      )
    }
    let day = numbers[2]
    guard (1...length).contains(day) else {
      throw QueryError(
        "There is no day \(day) in that month: its days go from 01 to \(length).", at: range)
    }
    let exact = QueryDay(year: year, month: month, day: day)
    return (exact, exact)
  }

  /// Year, month and day, as far as they are given; nil when the text is not shaped like a date.
  private static func numbers(in text: Substring) -> [Int]? {
    guard text.utf8.count <= 64 else { return nil }
    var parts: [[Int]] = [[]]
    for scalar in text.unicodeScalars {
      if scalar == "-" || scalar == "/" {
        parts.append([])
      } else if scalar.properties.numericType == .decimal,
        let digit = scalar.properties.numericValue
      {
        parts[parts.count - 1].append(Int(digit))
      } else {
        return nil
      }
    }
    if parts.count == 1, parts[0].count == 8 {
      parts = [Array(parts[0][..<4]), Array(parts[0][4..<6]), Array(parts[0][6...])]
    }
    guard parts.count <= 3, parts[0].count == 4,
      parts.dropFirst().allSatisfy({ (1...2).contains($0.count) })
    else { return nil }
    return parts.map { $0.reduce(0) { $0 * 10 + $1 } }
  }

  /// The numbers of `30.6.2024`, year first.
  private static func dayFirst(_ text: Substring) -> [Int]? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, (1...2).contains(parts[0].count), (1...2).contains(parts[1].count),
      parts[2].count == 4
    else { return nil }
    return numbers(in: Substring(parts.reversed().joined(separator: "-")))
  }

  private static func malformed(_ text: String, at range: Range<Int>) -> QueryError {
    QueryError(
      "“\(text.prefix(40))” is no date: write 2024, 2024-06, 2024-06-30, today, 2023..2024 or >=2024-06.",
      at: range)
  }
}
