// SPDX-License-Identifier: GPL-2.0-or-later
internal import Spelling

/// Cuts a text into the terms that are indexed and searched for.
///
/// Documents and queries go through this one door, and highlighting with them, so that what was
/// found is what is highlighted. Its steps, for each word: segment, fold, take off the English possessive,
/// part an elision, find the article's place.
public struct Analyzer: Sendable {
  /// The longest term, in bytes; longer words are cut, at a scalar boundary, here and in queries.
  public static let maximumTermLength = Fold.maximumTermLength
  /// The most bytes of one text that are analysed; what is beyond is left out.
  public static let maximumTextLength = 1 << 29

  /// An analyzer. There is nothing to set: all texts are analysed alike.
  public init() {}

  /// Replaces the buffer's contents by the tokens of a text in UTF-8. Broken bytes separate words.
  ///
  /// - Parameters:
  ///   - utf8: the text.
  ///   - buffer: takes the tokens; what it held is gone.
  ///   - firstPosition: the position of the first word.
  /// - Returns: the position that a word after the text would have.
  @discardableResult
  public func analyze(
    _ utf8: UnsafeBufferPointer<UInt8>, into buffer: inout TokenBuffer, firstPosition: UInt32 = 1
  ) -> UInt32 {
    buffer.removeAll()
    guard let text = utf8.baseAddress else { return firstPosition }
    var segmenter = Segmenter(text: text, count: min(utf8.count, Self.maximumTextLength))
    var placement = Placement(nextPosition: firstPosition)
    var word = ScannedWord()
    var term = buffer.nextTerm()
    while segmenter.next(&word, into: term) {
      placement.assign(word, term: term, in: &buffer)
      term = buffer.nextTerm()
    }
    return placement.finish()
  }

  /// A token with its term as text.
  public typealias TextToken = (
    term: String, range: Range<Int>, position: Int, kind: Token.Kind
  )

  /// The tokens of a short text such as a query; ranges count the bytes of its UTF-8.
  public func tokens(of text: String) -> [TextToken] {
    var text = text
    var buffer = TokenBuffer()
    text.withUTF8 { _ = analyze($0, into: &buffer) }
    var found: [TextToken] = []
    for token in buffer.tokens {
      found.append((buffer.term(of: token), token.range, Int(token.position), token.kind))
    }
    return found
  }
}
