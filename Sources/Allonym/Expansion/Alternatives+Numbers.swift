// SPDX-License-Identifier: GPL-2.0-or-later

extension Alternatives {
  /// Other ways to write the numbers of a query: 3 000 for 3000 and for 3,000, and the other way
  /// round; Su-27 for Su27.
  func numbers(
    in slots: [QueryPosition], reach: QueryExpansion.Reach
  ) -> [OtherWriting] {
    thousands(in: slots, reach) + groups(of: slots)
  }

  /// Long numbers in other groups of digits than typed, or solid: telephone numbers and the like.
  private func groups(of slots: [QueryPosition]) -> [OtherWriting] {
    var found: [OtherWriting] = []
    var start = slots.startIndex
    while start < slots.endIndex {
      let run = slots[start...].prefix { $0.terms[0].utf8.allSatisfy(NumberReading.isDigit) }
      defer { start = max(run.endIndex, start + 1) }
      let digits = run.map { $0.terms[0] }
      let count = digits.reduce(0) { $0 + $1.utf8.count }
      guard (DigitGroups.minimum...DigitGroups.maximum).contains(count), !DigitGroups.areDay(digits)
      else {
        continue
      }
      for way in DigitGroups.ways(of: digits) {
        let groups = way.map { expansion.forms(of: $0, reach: .exact) }
        let other = OtherWriting(
          run.startIndex..<run.endIndex, groups, .compound, way.joined(separator: " "))
        if let other { found.append(other) }
      }
    }
    return found
  }

  private func thousands(
    in slots: [QueryPosition], _ reach: QueryExpansion.Reach
  ) -> [OtherWriting] {
    slots.indices.compactMap { start in
      if let parts = NumberReading.apart(slots[start].terms[0]) {
        return number(parts, start..<start + 1, parts.joined(separator: " "))
      }
      if let parts = NumberReading.designation(slots[start].terms[0]) {
        return designation(parts, at: start, reach)
      }
      let end = slots[(start + 1)...].firstIndex { !NumberReading.isThousands($0.terms[0]) }
      let range = start..<(end ?? slots.endIndex)
      let digits = slots[range].map { $0.terms[0] }
      guard range.count > 1, NumberReading.isBeginning(digits[0]) else { return nil }
      return number([digits.joined()], range, digits.joined())
    }
  }

  /// Letters and a number that are written as one word, apart.
  private func designation(
    _ parts: (letters: String, number: String), at place: Int, _ reach: QueryExpansion.Reach
  ) -> OtherWriting? {
    // Of two letters less is no spelling here: Su-27 is not what happens "с 27 марта".
    let length = parts.letters.unicodeScalars.count
    let letters = expansion.forms(of: parts.letters, reach: length > 1 ? reach.vouchedFor : .exact)
      .filter { $0.form.unicodeScalars.count >= min(length, 2) }
    let number = expansion.forms(of: parts.number, reach: .inflections)
    return OtherWriting(
      place..<place + 1, [letters, number], .compound, "\(parts.letters) \(parts.number)")
  }

  private func number(
    _ parts: [String], _ range: Range<Int>, _ text: String
  ) -> OtherWriting? {
    let reach = parts.count == 1 ? QueryExpansion.Reach.inflections : .exact
    let groups = parts.map { expansion.forms(of: $0, reach: reach) }
    return OtherWriting(range, groups, .compound, text)
  }
}
