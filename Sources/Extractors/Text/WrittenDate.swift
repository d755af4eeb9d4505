// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

/// Days as people write them into tables and records.
enum WrittenDate {
  /// The day as YYYYMMDD of `2024-12-08`, `08.12.2024`, `8/12/2024 10:30`, `8 декабря 2024`,
  /// `Dec 8, 2024` and the like; nil of anything else.
  ///
  /// Of two numbers that may both be months the first is the day, as most of the world writes; the year is
  /// certain.
  static func compact(_ text: String) -> String? {
    if let date = PublicationDate.compact(text) { return date }
    let words = text.prefix(60).split { !$0.isLetter && !$0.isNumber }
    guard words.count >= 3 else { return nil }
    return inNumbers(words) ?? inWords(words)
  }

  /// The day of a number of seconds or milliseconds since 1970; nil of other numbers.
  static func compactEpoch(_ text: String) -> String? {
    guard let number = Double(text), number > 1e8 else { return nil }
    let seconds = number > 1e11 ? number / 1000 : number
    // Until the year 2500.
    return seconds < 1.7e10 ? Day(sinceEpoch: Int(seconds / 86_400)).compact : nil
  }

  private static func inNumbers(_ words: [Substring]) -> String? {
    // A sign for "year" may stand close behind it.
    let digits = words.prefix(3).map { $0.prefix { $0.isASCII && $0.isNumber } }
    let numbers = digits.map { 1...4 ~= $0.utf8.count ? Int($0) : nil }
    guard let first = numbers[0], let second = numbers[1], let third = numbers[2],
      digits[1].utf8.count <= 2
    else { return nil }
    if digits[0].utf8.count == 4 { return day(third, second, of: first) }
    guard digits[0].utf8.count <= 2, let year = year(third, digits[2]) else { return nil }
    return day(first, second, of: year) ?? day(second, first, of: year)
  }

  private static func inWords(_ words: [Substring]) -> String? {
    guard let index = words.firstIndex(where: { month($0) != nil }), var month = month(words[index])
    else { return nil }
    // In the Levant December and January are the first and the second Kanun, October and November the
    // first and second Tishrin.
    let second = words.dropFirst(index + 1).first?.hasPrefix("الثان") == true
    if words[index] == "كانون" { month = second ? 1 : 12 }
    if words[index] == "تشرين" { month = second ? 11 : 10 }
    let others = words.enumerated().filter { $0.offset != index && abs($0.offset - index) <= 3 }
    let digits = others.map { $0.element.prefix { $0.isNumber } }
    let short = digits.filter { 1...2 ~= $0.count }
    guard let day = short.first.flatMap({ Int($0) }) else { return nil }
    if let year = digits.first(where: { $0.count == 4 }).flatMap({ Int($0) }) {
      return self.day(day, month, of: year)
    }
    // 06-Jan-20
    guard short.count == 2, let number = Int(short[1]), let year = year(number, short[1]) else {
      return nil
    }
    return self.day(day, month, of: year)
  }

  private static func year(_ number: Int, _ word: Substring) -> Int? {
    switch word.utf8.count {
    case 4: number
    case 2: number < 70 ? 2000 + number : 1900 + number
    default: nil
    }
  }

  private static func day(_ day: Int, _ month: Int, of year: Int) -> String? {
    guard 1...12 ~= month, 1000...9999 ~= year, 1...Day.count(inMonth: month, of: year) ~= day
    else {
      return nil
    }
    return String(year * 10_000 + month * 100 + day)
  }

  /// The month that a word names, by its beginning. Sources: Unicode CLDR, "Months", for English, Russian,
  /// Ukrainian, French, German and Arabic, whose Levantine names are others.
  private static func month(_ word: Substring) -> Int? {
    let word = word.lowercased()
    guard word.count >= 3 else { return nil }
    return months.firstIndex { $0.contains { word.hasPrefix($0) } }.map { $0 + 1 }
  }

  private static let months: [[String]] = [
    ["jan", "янв", "січ", "janv", "يناير", "كانون", "جانفي"],
    ["feb", "фев", "лют", "fév", "fev", "فبراير", "شباط", "فيفري"],
    ["mar", "мар", "бер", "mär", "مارس", "آذار"],
    ["apr", "апр", "кві", "avr", "أبريل", "ابريل", "إبريل", "نيسان", "أفريل"],
    ["may", "мая", "май", "тра", "mai", "مايو", "أيار", "ماي"],
    ["jun", "июн", "чер", "juin", "يونيو", "حزيران", "جوان"],
    ["jul", "июл", "лип", "juil", "يوليو", "تموز", "جويلية"],
    ["aug", "авг", "сер", "aoû", "aou", "أغسطس", "اغسطس", "آب", "أوت"],
    ["sep", "сен", "вер", "سبتمبر", "أيلول"],
    ["oct", "окт", "жов", "okt", "أكتوبر", "اكتوبر", "تشرين"],
    ["nov", "ноя", "лис", "نوفمبر"],
    ["dec", "дек", "гру", "déc", "dez", "ديسمبر"],
  ]
}
