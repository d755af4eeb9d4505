// SPDX-License-Identifier: GPL-2.0-or-later

/// How sure the search for spellings must be.
public enum SpellingTier: String, Sendable, CaseIterable {
  /// What is the same name more likely than not.
  case strict
  /// What may be the same name.
  case wide
}

/// A form of the vocabulary that is taken for the same name as the word searched for.
public struct Spelling: Sendable {
  /// The form's number in its vocabulary.
  public let index: Int
  /// The form, folded.
  public let form: String
  /// The script it is written in.
  public let script: Script
  /// The probability that it is the same name, 0 to 1, as calibrated in training.
  public let score: Double
  /// The word searched for, as folded.
  public let word: String
}
