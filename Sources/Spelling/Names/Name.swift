// SPDX-License-Identifier: GPL-2.0-or-later

/// A whole name, of a person, place or organisation, as its words and their parts in it.
///
/// The text is taken literally: nothing in it is syntax but a comma, which turns "Putin, Vladimir"
/// around.
public struct Name: Sendable {
  /// The name as given.
  public let text: String
  /// The words in the order in which they are spoken.
  let tokens: [NameToken]
  /// A comma said that the order is another than spoken.
  let isInverted: Bool

  /// Words beyond this many are not looked at.
  static let maxTokens = 24

  /// Reads a name.
  public init(_ text: String) {
    self.text = text
    let (words, isInverted) = NameScanner.words(of: text)
    self.isInverted = isInverted
    tokens = NameTokens.tokens(of: Array(words.prefix(Name.maxTokens)))
  }

  /// The text of some tokens as written, articles included.
  func written(_ range: Range<Int>) -> String {
    let tokens = tokens[range]
    let start = tokens.map(\.start).min() ?? 0
    let end = tokens.map(\.end).max() ?? 0
    guard start < end else { return "" }
    return String(decoding: Array(text.utf8)[start..<end], as: UTF8.self)
  }
}
