// SPDX-License-Identifier: GPL-2.0-or-later
internal import CXapian

/// A stemmer of one language.
///
/// It has a work space that a call uses, so a stemmer belongs to one thread at a time: make one
/// for each.
public final class Stem {
  private let pointer: OpaquePointer

  /// Makes the stemmer of a language: its English name or its two-letter code.
  public init(_ language: String) throws(XapianError) {
    pointer = try handle { error in language.withView { xap_stem_new($0, error) } }
  }

  deinit { xap_stem_free(pointer) }

  /// Hands the word's stem to the body, which is lent the bytes for the time of its call.
  ///
  /// The word should be UTF-8 in lower case. If memory runs out, the word is its own stem.
  public func withStem<Result>(
    of word: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    var stem = xap_view()
    var error = xap_error()
    let view = xap_view(data: word.baseAddress, count: word.count)
    guard xap_stem_apply(pointer, view, &stem, &error) else {
      xap_error_clear(&error)
      return body(word)
    }
    return body(UnsafeBufferPointer(start: stem.data, count: stem.count))
  }

  /// The word's stem.
  public func callAsFunction(_ word: String) -> String {
    word.withBytes { withStem(of: $0) { String(decoding: $0, as: UTF8.self) } }
  }

  /// The names of the languages there are stemmers for.
  public static var languages: [String] {
    get throws(XapianError) {
      String(decoding: try bytes { xap_stem_languages($0, $1) }, as: UTF8.self)
        .split(separator: " ").map(String.init)
    }
  }
}
