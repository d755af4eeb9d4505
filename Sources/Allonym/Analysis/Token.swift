// SPDX-License-Identifier: GPL-2.0-or-later
public import Spelling

/// A word of a text, as it is indexed and searched for.
@frozen public struct Token: Sendable, Equatable {
  /// What kind of term a token is.
  @frozen public enum Kind: UInt8, Sendable {
    /// A word or number, which takes a position.
    case word
    /// An article, at the position of the word it belongs to: `al` of `al-Sharaa`.
    case article
    /// The whole of what is also indexed in part, at the same position: `dassad` of `d’Assad`, `c++`.
    case joined
  }

  /// Where the term begins in the buffer's bytes.
  public var termOffset: UInt32
  /// Where the word as written begins in the text, in bytes.
  public var start: UInt32
  /// Where the word as written ends in the text, in bytes.
  public var end: UInt32
  /// The term's position; the word after has the next one.
  public var position: UInt32
  /// How many bytes the term has, at most `Analyzer.maximumTermLength`.
  public var termLength: UInt8
  /// What kind of term this is.
  public var kind: Kind
  /// The script of the word's first letter; `other` when it has none.
  public var script: Script

  /// The word as written, as a range of bytes of the text.
  public var range: Range<Int> { Int(start)..<Int(end) }

  /// The term's bytes in those of its buffer.
  func term(in terms: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: terms[Int(termOffset)..<Int(termOffset) + Int(termLength)])
  }
}
