// SPDX-License-Identifier: GPL-2.0-or-later

extension QueryCompiler {
  /// Other ways to write the numbers of a query: 3 000 for 3000 and for 3,000, and the other way
  /// round; Su-27 for Su27.
  func numbers(
    in positions: [QueryPosition], reach: QueryExpansion.Reach
  ) throws -> [Alternative] {
    try thousands(in: positions, reach) + expansions(of: positions)
  }

  /// Long numbers in other groups of digits than typed, or solid: telephone numbers and the like.
  private func expansions(of positions: [QueryPosition]) throws -> [Alternative] {
    var found: [Alternative] = []
    var start = positions.startIndex
    while start < positions.endIndex {
      let run = positions[start...].prefix { $0.terms[0].utf8.allSatisfy(NumberReading.isDigit) }
      defer { start = max(run.endIndex, start + 1) }
      let digits = run.map { $0.terms[0] }
      let count = digits.reduce(0) { $0 + $1.utf8.count }
      guard (DigitGroups.minimum...DigitGroups.maximum).contains(count), !DigitGroups.areDay(digits)
      else {
        continue
      }
      for way in DigitGroups.ways(of: digits) {
        let expansions = way.map { expansion.forms(of: $0, reach: .exact) }
        let other = try Alternative(
          run.startIndex..<run.endIndex, expansions, .compound, way.joined(separator: " "),
          in: database
        )
        if let other { found.append(other) }
      }
    }
    return found
  }

  private func thousands(
    in positions: [QueryPosition], _ reach: QueryExpansion.Reach
  ) throws -> [Alternative] {
    try positions.indices.compactMap { start in
      if let parts = NumberReading.apart(positions[start].terms[0]) {
        return try number(parts, start..<start + 1, parts.joined(separator: " "))
      }
      if let parts = NumberReading.designation(positions[start].terms[0]) {
        return try designation(parts, at: start, reach)
      }
      let end = positions[(start + 1)...].firstIndex { !NumberReading.isThousands($0.terms[0]) }
      let range = start..<(end ?? positions.endIndex)
      let digits = positions[range].map { $0.terms[0] }
      guard range.count > 1, NumberReading.isBeginning(digits[0]) else { return nil }
      return try number([digits.joined()], range, digits.joined())
    }
  }

  /// Letters and a number that are written as one word, apart.
  private func designation(
    _ parts: (letters: String, number: String), at index: Int, _ reach: QueryExpansion.Reach
  ) throws -> Alternative? {
    // Of two letters less is no spelling here: Su-27 is not what happens "с 27 марта".
    let length = parts.letters.unicodeScalars.count
    let letters = expansion.forms(of: parts.letters, reach: length > 1 ? reach.vouchedFor : .exact)
      .filter { $0.form.unicodeScalars.count >= min(length, 2) }
    let number = expansion.forms(of: parts.number, reach: .inflections)
    return try Alternative(
      index..<index + 1, [letters, number], .compound, "\(parts.letters) \(parts.number)",
      in: database)
  }

  private func number(
    _ parts: [String], _ range: Range<Int>, _ text: String
  ) throws -> Alternative? {
    let reach = parts.count == 1 ? QueryExpansion.Reach.inflections : .exact
    let expansions = parts.map { expansion.forms(of: $0, reach: reach) }
    return try Alternative(range, expansions, .compound, text, in: database)
  }
}
