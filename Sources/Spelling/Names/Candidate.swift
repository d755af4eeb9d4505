// SPDX-License-Identifier: GPL-2.0-or-later

/// A name of a list that shares words with a name looked for.
struct Candidate {
  /// The name's number in the list.
  let name: Int
  /// The words that may be the same.
  let pairs: [TokenPair]
}

extension WordPairs {
  /// A word of a name, and a word of a candidate that may be the same.
  private struct Question {
    let own: Int
    let other: ListedToken
    let candidate: Int
  }

  /// The candidates that can be the name. Where one word of a name is seen in a candidate and both have others left, one of
  /// these must look like another, or the two are no match: most candidates fall here, before the list's name is read.
  mutating func plausible(
    _ candidates: [Candidate], for sought: SoughtName, in list: NameList
  ) -> [Candidate] {
    guard hasModel, !sought.name.tokens.contains(where: { $0.kind == .initial }) else {
      return candidates
    }
    var isKept = [Bool](repeating: true, count: candidates.count)
    var questions: [Question] = []
    for (number, candidate) in candidates.enumerated() {
      let own = self.questions(candidate, number, sought, list)
      isKept[number] = own.isEmpty
      questions += own
    }
    // Words in byte order are scored sooner.
    questions.sort { ($0.own, $0.other.form) < ($1.own, $1.other.form) }
    var start = 0
    while start < questions.count {
      let own = questions[start].own
      let end = questions[start...].firstIndex { $0.own != own } ?? questions.count
      ask(
        questions[start..<end], of: sought.name.tokens[own], list.words.vocabulary, &isKept)
      start = end
    }
    return zip(candidates, isKept).filter(\.1).map(\.0)
  }

  /// Asks which words may be a word, and keeps their candidates.
  private mutating func ask(
    _ questions: ArraySlice<Question>, of token: NameToken, _ vocabulary: Vocabulary,
    _ isKept: inout [Bool]
  ) {
    let word = TypedWord(folded: token.text, typed: token.typed)
    guard let comparison = comparison(of: word) else { return }
    var last: (form: Int, mayBe: Bool) = (-1, false)
    for question in questions where !isKept[question.candidate] {
      if question.other.form != last.form {
        last = (
          question.other.form, mayBe(token, comparison, question.other, in: vocabulary)
        )
      }
      isKept[question.candidate] = last.mayBe
    }
  }

  /// The words of which one must look like another; none where the candidate is a match without.
  private func questions(
    _ candidate: Candidate, _ number: Int, _ sought: SoughtName, _ list: NameList
  ) -> [Question] {
    let seen = candidate.pairs.reduce(UInt32(0)) { $0 | $1.left.bits }
    guard (seen & sought.distinctive).nonzeroBitCount == 1 else { return [] }
    let own = sought.name.tokens.indices.filter {
      sought.name.tokens[$0].isOpen && seen >> UInt32($0) & 1 == 0
    }
    let tokens = list.tokens(ofName: candidate.name).map(ListedToken.init(packed:))
    guard !own.isEmpty, !tokens.contains(where: \.isInitial) else { return [] }
    let used = candidate.pairs.reduce(UInt32(0)) { $0 | $1.right.bits }
    let others = tokens.indices.filter { tokens[$0].isOpen && used >> UInt32($0) & 1 == 0 }
    return own.flatMap { own in
      others.map { Question(own: own, other: tokens[$0], candidate: number) }
    }
  }
}
