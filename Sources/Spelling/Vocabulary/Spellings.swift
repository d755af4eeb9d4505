// SPDX-License-Identifier: GPL-2.0-or-later
#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension Vocabulary {
  /// The forms that are taken for the same name as a folded word, best first, without the word.
  public func spellings(
    of word: String, tier: SpellingTier = .strict, limit: Int = 100
  ) -> [Spelling] {
    guard let model = SpellingModel.shared else { return [] }
    var search = SpellingSearch(self, model: model, floor: tier.leastRaw)
    let candidates = search.candidates(of: word)
    let odds = SpellingJudge(self, model: model).logOdds(candidates, of: word)
    let own = index(of: word)
    return zip(candidates, odds).filter { $1 >= tier.leastLogOdds && $0.index != own }
      .sorted { ($0.1, $1.0.index) > ($1.1, $0.0.index) }.prefix(limit)
      .map { candidate, odds in
        Spelling(
          index: candidate.index, form: form(at: candidate.index),
          script: Script(ofWord: bytes(at: candidate.index)), score: 1 / (1 + exp(-Double(odds))),
          word: word, reading: candidate.reading, queryReading: candidate.queryReading)
      }
  }
}
