// SPDX-License-Identifier: GPL-2.0-or-later

extension Vocabulary {
  /// The forms that are taken for the same name as a folded word, best first, without the word.
  public func spellings(
    of word: String, tier: SpellingTier = .strict, limit: Int = 100
  ) -> [Spelling] {
    var keys = SpellingKeys(for: .query)
    WordLetters(word).withLetters { keys.compute($0) }
    var shared: [Int: Int] = [:]
    for key in keys.keys {
      for posting in spellingPostings(of: key) { shared[Int(posting >> 3), default: 0] += 1 }
    }
    let own = index(of: word)
    let least = tier == .strict ? 0.5 : 0.2
    return shared.filter { $0.key != own && $0.key < count }.map { index, count in
      Spelling(
        index: index, form: form(at: index), script: Script(ofWord: bytes(at: index)),
        score: Double(count) / Double(keys.keys.count), word: word)
    }.filter { $0.score >= least }.sorted { ($0.score, $1.index) > ($1.score, $0.index) }.prefix(limit)
      .map { $0 }
  }
}
