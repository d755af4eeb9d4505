// SPDX-License-Identifier: GPL-2.0-or-later

/// A word that is compared with others in context.
package struct ContextWord {
  private let letters: WordLetters
  private let script: Script
  private let scorer: SpellingScorer

  /// Nil when the word is too long to be a name or in no script of the model.
  package init?(_ letters: WordLetters, in script: Script, model: SpellingModel) {
    guard let scorer = SpellingScorer(letters, in: script, model: model) else { return nil }
    self.letters = letters
    self.script = script
    self.scorer = scorer
  }

  /// Calls back with the segments that correspond in another word; nil when the two cannot be compared.
  package func withPair<R>(
    _ form: WordLetters, in target: Script, _ body: (RewritePair) -> R
  ) -> R? {
    guard target != .other else { return nil }
    return letters.withLetters { letters in
      form.withLetters { form in
        scorer.path(of: form, in: target).map { path in
          body(RewritePair(letters, script, form, target, path: path))
        }
      }
    }
  }
}
