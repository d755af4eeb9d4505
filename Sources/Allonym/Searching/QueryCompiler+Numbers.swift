// SPDX-License-Identifier: GPL-2.0-or-later

extension QueryCompiler {
  /// Other ways to write the numbers of a query: 3 000 for 3000 and for 3,000, and the other way
  /// round.
  func numbers(in slots: [QuerySlot]) -> [Alternative] {
    slots.indices.compactMap { start in
      if let parts = NumberReading.apart(slots[start].terms[0]) {
        return number(parts, start..<start + 1, parts.joined(separator: " "))
      }
      let end = slots[(start + 1)...].firstIndex { !NumberReading.isThousands($0.terms[0]) }
      let range = start..<(end ?? slots.endIndex)
      let digits = slots[range].map { $0.terms[0] }
      guard range.count > 1, NumberReading.isBeginning(digits[0]) else { return nil }
      return number([digits.joined()], range, digits.joined())
    }
  }

  private func number(
    _ parts: [String], _ range: Range<Int>, _ text: String
  ) -> Alternative? {
    let reach = parts.count == 1 ? GroupExpansion.Reach.inflections : .exact
    let groups = parts.map { term in
      expansion.forms(of: term, reach: reach).filter { $0.documents > 0 }
    }
    guard groups.allSatisfy({ !$0.isEmpty }) else { return nil }
    return Alternative(range: range, groups: groups, kind: .compound, text: text)
  }
}
