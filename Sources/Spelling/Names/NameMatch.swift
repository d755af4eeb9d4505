// SPDX-License-Identifier: GPL-2.0-or-later

/// A name of a list that is taken for the same as the one looked for.
public struct NameMatch: Sendable {
  /// The name's number in its list, from 0.
  public let index: Int
  /// How sure it is, 0 to 1; from one half on the names are more likely the same than not.
  public let score: Double
  /// Which words go together and what speaks against the match, for people.
  public let reason: String
}

extension NameList {
  /// The names of the list that may be the one given, best first, in the list's order among equals.
  public func matches(
    of name: String, minimumScore: Double = 0.5, limit: Int = 10
  ) -> [NameMatch] {
    var search = NameSearch(self)
    return search.matches(of: Name(name), minimumScore: minimumScore, limit: limit)
  }

  /// The matches of many names, in their order, found on all cores.
  public func matches(
    of names: [String], minimumScore: Double = 0.5, limit: Int = 10
  ) -> [[NameMatch]] {
    Parallel.map(count: names.count, parts: 64) { range in
      var search = NameSearch(self)
      return range.map {
        search.matches(of: Name(names[$0]), minimumScore: minimumScore, limit: limit)
      }
    }.flatMap { $0 }
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
