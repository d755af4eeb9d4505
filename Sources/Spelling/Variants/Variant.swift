// SPDX-License-Identifier: GPL-2.0-or-later

/// A form of an archive that stands for a word searched for.
public struct Variant: Sendable, Equatable {
  /// How it stands for the word.
  public enum Kind: Sendable {
    /// It is the word itself with another article, clitic or ending.
    case inflection
    /// It is another spelling of the same name.
    case spelling
    /// It is another name of the same thing, by open data.
    case alias
  }

  /// The form's number in its vocabulary.
  public let index: Int
  /// How it stands for the word.
  public let kind: Kind
  /// The form with its score, the probability that it stands for the word, and the reason.
  public let spelling: WordSpelling
}

/// What an archive holds for a word.
public struct Variants: Sendable {
  /// Which words of its stem stand for it, too.
  public enum Stems: Sendable {
    /// None: it is a name.
    case none
    /// Those that are the word with something added, and the singular of a plural in -s: it may be a name, from which
    /// nothing else is taken.
    case longer
    /// All: it is an ordinary word, or nothing is known of it.
    case all
  }

  /// Which words of its stem stand for it, too.
  public let stems: Stems
  /// The forms that stand for it, best first, without the word itself.
  public let forms: [Variant]
  /// The likeliest of the spellings that are not sure enough, but would be for the wide tier.
  public var nearMiss: Variant?
}
