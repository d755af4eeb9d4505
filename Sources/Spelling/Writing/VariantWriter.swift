// SPDX-License-Identifier: GPL-2.0-or-later
import Glibc

/// A way to write a name that nothing was searched for.
public struct WrittenVariant: Sendable, Equatable {
  /// The script.
  public let script: Script
  /// The form, in small letters and without marks.
  public let form: String
  /// How likely it is: of a known name, that it is the same; of others, the share among all ways to write the name.
  public let score: Double
  /// Whether open data has it as a spelling of the name.
  public let isKnown: Bool

  /// A way to write a name.
  public init(script: Script, form: String, score: Double, isKnown: Bool) {
    self.script = script
    self.form = form
    self.score = score
    self.isKnown = isKnown
  }
}

/// Writes likely spellings of a word where there is no vocabulary to look in: what open data knows first, then
/// what the spelling model finds likeliest.
public struct VariantWriter: Sendable {
  private let model: SpellingModel
  private let knownNames: Gazetteer?

  /// A writer; nil where the program has no spelling model.
  public init?() { self.init(knownNames: .shared) }

  /// A writer with a table of known names, or with none.
  package init?(knownNames: Gazetteer?) {
    guard let model = SpellingModel.shared else { return nil }
    self.model = model
    self.knownNames = knownNames
  }

  /// Ways to write a word in a script, likeliest first, without the word itself.
  ///
  /// - Parameters:
  ///   - word: the word, folded and with what its marks say.
  ///   - script: the script to write it in.
  ///   - limit: how many ways to return at most.
  public func variants(of word: TypedWord, in script: Script, limit: Int) -> [WrittenVariant] {
    guard limit > 0 else { return [] }
    var shares: [String: Float] = [:]
    for text in [word.folded, word.writtenOut].compactMap(\.self) {
      var beam = SpellingBeam(text, to: script, model: model)
      for (form, share) in beam?.forms(limit: Self.judged) ?? [] {
        shares[form] = max(share, shares[form] ?? 0)
      }
    }
    let scores = self.scores(of: shares, for: word.folded)
    let known = self.known(word.folded, in: script, shares)
    let isKnown = Set(known.map(\.form))
    let others = scores.filter { $0.form != word.folded && !isKnown.contains($0.form) }.map {
      WrittenVariant(script: script, form: $0.form, score: Double($0.score), isKnown: false)
    }
    return Array((known + others).prefix(limit))
  }

  /// So many of the likeliest forms are judged as pairs with the word.
  private static let judged = 200
  /// How much that counts beside the beam's own score: of 1, .5 and .25 the one that finds most of the other forms of
  /// development names.
  private static let judgementShare: Float = 0.25
  /// What a form counts for that is judged to be none.
  private static let minProbability = 1e-5

  /// The forms in their order, each with its share of all: by the beam's score, and by how likely it is judged to
  /// be the word.
  private func scores(
    of shares: [String: Float], for word: String
  ) -> [(form: String, score: Float)] {
    let forms = shares.keys.sorted()
    var probabilities = [Double](repeating: 0, count: forms.count)
    if let list = try? WordList(forms, knownNames: nil) {
      for hit in list.hits(of: [word], minimumScore: 0, limit: forms.count).first ?? [] {
        probabilities[hit.index] = hit.score
      }
    }
    let weights = forms.indices.map { place in
      let least = Self.minProbability
      let probability = Float(min(max(probabilities[place], least), 1 - least))
      return (shares[forms[place]] ?? 0)
        * powf(probability / (1 - probability), Self.judgementShare)
    }
    let total = max(weights.reduce(0, +), 1e-30)
    return forms.indices.sorted { (weights[$0], $1) > (weights[$1], $0) }
      .map { (forms[$0], weights[$0] / total) }
  }

  /// The spellings in open data, those first that most entities have.
  private func known(
    _ word: String, in script: Script, _ shares: [String: Float]
  ) -> [WrittenVariant] {
    guard let knownNames else { return [] }
    return KnownSpellings(knownNames).supports(of: word)
      .filter { $0.key != word && Script(ofWordText: $0.key) == script }
      .sorted {
        ($0.value, shares[$0.key] ?? 0, $1.key) > ($1.value, shares[$1.key] ?? 0, $0.key)
      }
      .map { form, support in
        let odds = KnownSpellings.logOdds(nil, support: support)
        return WrittenVariant(
          script: script, form: form, score: 1 / (1 + exp(-Double(odds))), isKnown: true)
      }
  }
}
