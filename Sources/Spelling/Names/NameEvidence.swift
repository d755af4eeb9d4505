// SPDX-License-Identifier: GPL-2.0-or-later

/// What a list says of somebody beside the name: when they were born, of which country and kind they are.
public struct NameEvidence: Sendable, Equatable {
  /// Dates or years of birth, any of which may be right.
  public var births: [PartialDate]
  /// Countries, as codes or names.
  public var countries: [String]
  /// The kind, such as person, body or vessel, in the list's own word.
  public var kind: String

  /// What is known; nothing by default.
  public init(births: [PartialDate] = [], countries: [String] = [], kind: String = "") {
    self.births = births
    self.countries = countries
    self.kind = kind
  }

  /// Whether nothing is known.
  public var isEmpty: Bool { births.isEmpty && countries.isEmpty && kind.isEmpty }

  /// What agreement and conflict add to the log-odds of two names' being one. Estimates: a date of birth is shared
  /// by one in 20,000 of a generation and a year by one in fifty, while lists err by a year or two; a country is
  /// shared by many, and people have several.
  private enum Weight {
    static let sameDate = 3.0
    static let sameYear = 1.2
    static let swappedDate = 2.0
    static let nearYear = -0.7
    static let otherDay = -1.0
    static let otherYear = -6.0
    static let sameCountry = 0.6
    static let otherCountry = -1.2
    static let sameKind = 0.2
    static let otherKind = -8.0
  }

  /// What two rows' evidence adds to the log-odds, and what it says, for people.
  func comparison(with other: NameEvidence) -> (logOdds: Double, remarks: [String]) {
    var sum = 0.0
    var remarks: [String] = []
    func add(_ found: (Double, String)?) {
      guard let (odds, remark) = found else { return }
      sum += odds
      remarks.append(remark)
    }
    add(comparedBirths(with: other))
    add(comparedCountries(with: other))
    add(comparedKinds(with: other))
    return (sum, remarks)
  }

  private func comparedKinds(with other: NameEvidence) -> (Double, String)? {
    let (own, others) = (Folding.folded(kind), Folding.folded(other.kind))
    guard !own.isEmpty, !others.isEmpty else { return nil }
    if own == others { return (Weight.sameKind, "same kind \(kind)") }
    // A company is a legal entity, too, which says nothing for or against it.
    if EntitySchemata.shared.areRelated(own, others) { return nil }
    return (Weight.otherKind, "kind \(kind), in the match \(other.kind)")
  }

  private func comparedBirths(with other: NameEvidence) -> (Double, String)? {
    let pairs = births.flatMap { own in
      other.births.map { (Self.comparedBirth(own, $0), own, $0) }
    }
    guard let (odds, own, match) = pairs.max(by: { $0.0 < $1.0 }) else { return nil }
    return odds > 0
      ? (odds, "born \(match.text)") : (odds, "born \(own.text), in the match \(match.text)")
  }

  private static func comparedBirth(_ one: PartialDate, _ other: PartialDate) -> Double {
    let years = abs(one.year - other.year)
    guard years == 0 else { return years <= 2 ? Weight.nearYear : Weight.otherYear }
    guard let month = one.month, let day = one.day, let otherMonth = other.month,
      let otherDay = other.day
    else { return Weight.sameYear }
    if month == otherMonth, day == otherDay { return Weight.sameDate }
    return month == otherDay && day == otherMonth ? Weight.swappedDate : Weight.otherDay
  }

  private func comparedCountries(with other: NameEvidence) -> (Double, String)? {
    guard !countries.isEmpty, !other.countries.isEmpty else { return nil }
    for country in countries {
      for match in other.countries where Self.isSameCountry(country, match) {
        return (Weight.sameCountry, "same country \(match)")
      }
    }
    return (
      Weight.otherCountry,
      "country \(countries.joined(separator: ", ")), in the match "
        + other.countries.joined(separator: ", ")
    )
  }

  private static func isSameCountry(_ country: String, _ other: String) -> Bool {
    let (own, others) = (Folding.folded(country), Folding.folded(other))
    if own == others { return true }
    if let code = Countries.shared.code(of: own), let other = Countries.shared.code(of: others) {
      return code == other
    }
    return (Gazetteer.shared?.entities(named: own) ?? []).contains { entity in
      entity.kind == .place && entity.names.contains { $0.text == others }
    }
  }
}

/// A date of which the day, or the month and the day, may be unknown.
public struct PartialDate: Sendable, Equatable {
  /// The year.
  public let year: Int
  /// The month, 1 to 12.
  public let month: Int?
  /// The day of the month, 1 to 31.
  public let day: Int?

  /// The date as "1952-10-07", "1952-10" or "1952".
  public var text: String {
    func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return ([String(year)] + [month, month == nil ? nil : day].compactMap { $0.map(padded) })
      .joined(separator: "-")
  }

  /// Reads a date by its numbers: 1952, 1952-10-07, 7.10.1952, 10/07/1952 (the day first unless that is no date),
  /// 7 Oct 1952; words such as "circa" are passed over. Nil where there is no year.
  public init?(_ text: String) {
    var numbers: [(value: Int, digits: Int)] = []
    var month: Int?
    var rest = Folding.folded(text)[...]
    while let first = rest.unicodeScalars.first {
      let isDigit = ("0"..."9").contains(first)
      let run = rest.prefix { $0.unicodeScalars.allSatisfy { ("0"..."9").contains($0) == isDigit } }
      if isDigit {
        if let value = Int(run) { numbers.append((value, run.utf8.count)) }
      } else {
        for word in run.split(separator: " ") {
          month = month ?? Self.months.firstIndex { word.hasPrefix($0) }.map { $0 + 1 }
        }
      }
      rest = rest[run.endIndex...]
    }
    guard
      let yearIndex = numbers.firstIndex(where: {
        $0.digits == 4 && (1000...2999).contains($0.value)
      })
    else { return nil }
    year = numbers[yearIndex].value
    let others = numbers.enumerated().filter { $0.offset != yearIndex }.map(\.element.value)
    if let month {
      self.month = month
      day = others.first.flatMap { (1...31).contains($0) ? $0 : nil }
    } else if yearIndex == 0 {
      self.month = others.first.flatMap { (1...12).contains($0) ? $0 : nil }
      day =
        self.month == nil
        ? nil : others.dropFirst().first.flatMap { (1...31).contains($0) ? $0 : nil }
    } else if others.count >= 2, (1...12).contains(others[1]), (1...31).contains(others[0]) {
      self.month = others[1]
      day = others[0]
    } else if others.count >= 2, (1...12).contains(others[0]), (1...31).contains(others[1]) {
      self.month = others[0]
      day = others[1]
    } else {
      self.month = others.first.flatMap { (1...12).contains($0) ? $0 : nil }
      day = nil
    }
  }

  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]
}
