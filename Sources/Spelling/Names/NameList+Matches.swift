// SPDX-License-Identifier: GPL-2.0-or-later

extension NameList {
  /// The rows of the list that may be the name given, best first, in the list's order among equals.
  public func matches(
    of name: String, minimumScore: Double = 0.5, limit: Int = 10
  ) -> [NameMatch] {
    matches(of: [name], minimumScore: minimumScore, limit: limit)[0]
  }

  /// The matches of many names, in their order, found on all cores.
  public func matches(
    of names: [String], minimumScore: Double = 0.5, limit: Int = 10
  ) -> [[NameMatch]] {
    matches(of: names.map { NameRow(names: [$0]) }, minimumScore: minimumScore, limit: limit)
  }

  /// The matches of many rows with what is known of them beside their names, in their order, found on all cores.
  public func matches(
    of rows: [NameRow], minimumScore: Double = 0.5, limit: Int = 10
  ) -> [[NameMatch]] {
    var options = NameMatchOptions()
    options.minimumScore = minimumScore
    options.limit = limit
    var matcher = NameMatcher(self, options: options)
    return matcher.matches(of: rows)
  }
}

extension Name {
  /// How sure it is that two names are one, and why; the same whichever comes first.
  public static func comparison(
    of first: String, with second: String
  ) -> (score: Double, reason: String) {
    func match(_ name: String, in other: String) -> NameMatch? {
      try? NameList([other]).matches(of: name, minimumScore: 0, limit: 1).first
    }
    let forward = match(first, in: second)
    let backward = match(second, in: first)
    guard let best = [forward, backward].compactMap({ $0 }).max(by: { $0.score < $1.score }) else {
      return (0, "nothing in common")
    }
    return (best.score, (forward ?? best).reason)
  }
}
