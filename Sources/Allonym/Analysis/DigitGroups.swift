// SPDX-License-Identifier: GPL-2.0-or-later

/// The ways in which a long number is written: telephone numbers, accounts, passports, cards.
enum DigitGroups {
  /// Fewer digits are dates, years and sums.
  static let minimum = 7
  /// More are no number that anyone writes.
  static let maximum = 34

  /// The groups in which such numbers are written, by their count of digits. Sources: ITU-T E.123 and the
  /// national habits of Russia, Ukraine, Arab countries, France and North America; Russian passports (10),
  /// insurance numbers (11) and accounts (20).
  private static let habits: [Int: [[Int]]] = [
    7: [[3, 2, 2], [3, 4], [1, 3, 3]],
    9: [[2, 3, 2, 2], [2, 3, 4], [3, 3, 3], [3, 2, 2, 2], [2, 7], [1, 2, 2, 2, 2]],
    10: [
      [3, 3, 2, 2], [3, 3, 4], [3, 7], [4, 6], [2, 2, 6], [4, 2, 2, 2], [5, 5], [4, 3, 3],
      [3, 2, 2, 3], [2, 4, 4], [2, 2, 2, 2, 2],
    ],
    11: [
      [1, 3, 3, 2, 2], [1, 3, 3, 4], [1, 3, 7], [1, 10], [3, 3, 3, 2], [1, 4, 2, 2, 2], [3, 4, 4],
      [5, 6],
    ],
    12: [
      [3, 2, 3, 2, 2], [3, 2, 3, 4], [3, 3, 3, 3], [3, 2, 7], [3, 9], [4, 4, 4], [2, 10],
    ],
    20: [[5, 3, 1, 4, 7], [5, 3, 1, 11]],
  ]

  /// All ways to write the number that digits are, solid ones first, without that in which they are.
  static func ways(of digits: [String]) -> [[String]] {
    let whole = digits.joined()
    var ways: [[String]] = []
    for solid in numbers(meantBy: whole) { ways.append([solid]) }
    for number in numbers(meantBy: whole) {
      let count = number.utf8.count
      var habits = habits[count] ?? []
      // Cards and accounts of any length are written in groups of four.
      for size in [4, 5] where count > size + 2 { habits.append(even(count, by: size)) }
      ways += habits.map { cut(number, into: $0) }
    }
    var seen: Set<[String]> = [digits]
    return ways.filter { seen.insert($0).inserted }
  }

  /// The number with and without the code of its country, or what stands for it at home.
  private static func numbers(meantBy digits: String) -> [String] {
    let count = digits.utf8.count
    switch (count, digits.utf8.first) {
    case (11, UInt8(ascii: "7")), (11, UInt8(ascii: "8")):
      let rest = String(digits.dropFirst())
      return [digits, rest, (digits.hasPrefix("7") ? "8" : "7") + rest]
    case (11, UInt8(ascii: "1")): return [digits, String(digits.dropFirst())]
    case (10, UInt8(ascii: "0")):
      let rest = String(digits.dropFirst())
      return [digits, rest] + codes.map { $0 + rest }
    case (10, _): return [digits, "7" + digits, "8" + digits, "1" + digits]
    case (12, _):
      guard codes.contains(String(digits.prefix(3))) else { return [digits] }
      let rest = String(digits.dropFirst(3))
      return [digits, "0" + rest, rest]
    case (9, _): return [digits, "0" + digits] + codes.map { $0 + digits }
    default: return [digits]
    }
  }

  /// Codes of three digits of countries whose own numbers have nine. Source: ITU-T E.164.
  private static let codes = ["380", "375", "963", "962", "966", "971", "998", "994", "995", "961"]

  private static func even(_ count: Int, by size: Int) -> [Int] {
    var groups = [Int](repeating: size, count: count / size)
    if count % size > 0 { groups.append(count % size) }
    return groups
  }

  private static func cut(_ digits: String, into groups: [Int]) -> [String] {
    var rest = digits[...]
    return groups.map { size in
      defer { rest = rest.dropFirst(size) }
      return String(rest.prefix(size))
    }
  }

  /// Whether groups are the parts of a day: `2024 11 03`, `03 11 2024`.
  static func areDay(_ groups: [String]) -> Bool {
    groups.count >= 3
      && zip(groups.indices, groups).contains { index, group in
        (group.hasPrefix("19") || group.hasPrefix("20")) && group.utf8.count == 4
          && (index == 0 && groups[1].utf8.count <= 2 && groups[2].utf8.count <= 2
            || index == 2 && groups[0].utf8.count <= 2 && groups[1].utf8.count <= 2)
      }
  }
}
