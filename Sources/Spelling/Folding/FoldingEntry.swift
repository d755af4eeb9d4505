// SPDX-License-Identifier: GPL-2.0-or-later

/// What part a scalar plays in a word. The numbers are those of `scripts/generate-folding-tables`.
@frozen public enum ScalarClass: UInt8, Sendable {
  /// Separates words; broken UTF-8 counts as this.
  case separator = 0
  /// White space within a line.
  case space = 1
  /// The end of a line.
  case newline = 2
  /// A hyphen or dash of any kind.
  case dash = 3
  /// A letter whose fold is in its entry, or which folds to itself.
  case letter = 4
  /// A letter whose fold is longer than an entry holds.
  case pooledLetter = 5
  /// A digit of any script.
  case digit = 6
  /// A mark that is dropped after a letter.
  case mark = 7
  /// A mark that is dropped, unless it makes a letter of its own with the one before: и + ̆ = й.
  case composingMark = 8
  /// An apostrophe, or a quotation mark or accent typed for one: dropped inside a word.
  case apostrophe = 9
  /// A sign for ayn, hamza or stress: dropped, but part of the word at its edge too.
  case silent = 10
  /// Not there: bidi marks, joiners, soft hyphens, variation selectors.
  case ignorable = 11
  /// A full stop or comma, which stays between two digits.
  case point = 12
  /// An ideograph or kana: a word by itself.
  case ideograph = 13
  /// An ideograph whose fold is longer than an entry holds.
  case pooledIdeograph = 14

  /// Whether this is a letter or an ideograph.
  @inlinable public var isLetter: Bool {
    switch self {
    case .letter, .pooledLetter, .ideograph, .pooledIdeograph: true
    default: false
    }
  }
}

/// One scalar's row of the folding table: its class, its script and what it folds to.
///
/// From the low end: four bits of class, two of script, two with the length of the fold, 24 with its
/// UTF-8 bytes. A length of zero means the scalar folds to itself. In a pooled class the 24 bits are
/// an offset into the pool (18) and a length (6).
@frozen public struct FoldingEntry: Sendable {
  /// The row as stored.
  public let rawValue: UInt32

  /// A row as stored in the table.
  @inlinable public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// What part the scalar plays in a word.
  @inlinable public var scalarClass: ScalarClass {
    ScalarClass(rawValue: UInt8(truncatingIfNeeded: rawValue & 15)) ?? .separator
  }

  /// The script of what the scalar folds to.
  @inlinable public var script: Script {
    Script(rawValue: UInt8(truncatingIfNeeded: rawValue >> 4 & 3)) ?? .other
  }

  /// How many bytes of fold the entry holds; zero when the scalar folds to itself or to the pool.
  @inlinable public var inlineLength: Int { Int(rawValue >> 6 & 3) }

  /// The bytes of the fold, the first in the lowest eight bits.
  @inlinable public var inlineBytes: UInt32 { rawValue >> 8 }

  /// Where the fold lies in the pool.
  @inlinable public var pooledOffset: Int { Int(rawValue >> 8 & 0x3FFFF) }

  /// How long the fold in the pool is.
  @inlinable public var pooledLength: Int { Int(rawValue >> 26) }
}
