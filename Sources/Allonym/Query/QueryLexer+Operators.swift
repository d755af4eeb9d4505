// SPDX-License-Identifier: GPL-2.0-or-later

extension QueryLexer {
  /// Skips `~5` and `^2` behind a phrase, which other programs have.
  mutating func skipDistance(of run: ArraySlice<Unicode.Scalar>) -> Bool {
    guard case .phrase? = touching, run.elementsEqual(["~"]) else { return false }
    let end = endOfPlainWord(from: position)
    guard source.scalars[(position + 1)..<end].allSatisfy({ $0.properties.numericType == .decimal })
    else { return false }
    notes.add(
      "Left out “\(source.text(position..<end))”: for words some way apart write a NEAR/5 b.",
      at: source.byteRange(position..<end))
    position = end
    return true
  }

  /// Reads `W/5` and `near/5` between two words as NEAR/5, and `not` between the two words of a query
  /// as NOT.
  mutating func foreignOperator(_ indices: Range<Int>) -> Bool {
    let text = source.text(indices)
    guard let last = tokens.last, last.kind != .open, indices.upperBound < source.count else {
      return false
    }
    if text == "not", last.kind == .and {
      noteSmallNot(indices)
      return true
    }
    switch last.kind {
    case .word, .phrase, .close: break
    default: return false
    }
    if let distance = QueryForeignSigns.distance(text) {
      notes.add("Read “\(text)” as NEAR/\(distance).", at: source.byteRange(indices))
      add(.near(distance), indices)
      return true
    }
    guard text == "not", isLastWord(after: indices.upperBound) else {
      noteSmallOperator(text, indices)
      return false
    }
    if tokens.count == 2, tokens[1].kind == .word("and") {
      notes.remove(at: tokens[1].range)
      tokens.removeLast()
    }
    guard tokens.count == 1 else {
      noteSmallOperator(text, indices)
      return false
    }
    noteSmallNot(indices)
    return true
  }

  /// Says of `and`, `or` and `not` between words that they are words.
  private mutating func noteSmallOperator(_ text: String, _ indices: Range<Int>) {
    guard ["and", "or", "not"].contains(text),
      !source.trimmed(indices.upperBound..<source.count).isEmpty
    else { return }
    notes.add(
      "Read “\(text)” as a word: for the operator write \(text.uppercased()).",
      at: source.byteRange(indices))
  }

  private mutating func noteSmallNot(_ indices: Range<Int>) {
    notes.add(
      "Read “not” as NOT: operators are written in capitals; for the word write =not.",
      at: source.byteRange(indices))
    add(.not, indices)
  }

  private func isLastWord(after index: Int) -> Bool {
    let rest = source.trimmed(index..<source.count)
    return !rest.isEmpty && endOfPlainWord(from: rest.lowerBound) >= rest.upperBound
  }

  mutating func operatorToken(_ indices: Range<Int>) throws(QueryError) -> Bool {
    guard source.isBoundary(indices.lowerBound - 1), source.isBoundary(indices.upperBound) else {
      return false
    }
    guard QueryToken.Kind.mayBeOperator(source.scalars[indices.lowerBound]),
      let kind = QueryToken.Kind(operator: source.text(indices))
    else {
      guard source.text(indices).hasPrefix("NEAR/-") else { return foreignOperator(indices) }
      throw Self.impossibleDistance(at: source.byteRange(indices))
    }
    if case .near(let window) = kind, !(1...QueryLimits.window).contains(window) {
      throw Self.impossibleDistance(at: source.byteRange(indices))
    }
    add(kind, indices)
    return true
  }

  private static func impossibleDistance(at range: Range<Int>) -> QueryError {
    QueryError(
      "Write a distance from 1 to \(QueryLimits.window) after NEAR/, such as NEAR/5.", at: range)
  }
}
