// SPDX-License-Identifier: GPL-2.0-or-later
public import Spelling
import Xapian

/// Makes a vocabulary of a list of words with their counts, without documents: a term dump of another engine, a
/// list of words in use.
public struct TermList {
  private var builder = TermVocabularyBuilder()
  private let analyzer = Analyzer()

  /// How many terms were taken.
  public private(set) var taken = 0
  /// How many were left out: those that are several words here, and those without a letter or digit.
  public private(set) var leftOut = 0

  /// An empty list.
  public init() {}

  /// The number of different forms so far.
  public var formCount: Int { builder.count }

  /// Adds a term of the list.
  ///
  /// - Parameter documents: how many documents hold it, or how often it occurs.
  public mutating func add(_ term: String, documents: Int) {
    let tokens = analyzer.tokens(of: term)
    let forms = Set(tokens.filter { $0.kind != .article }.map(\.term)).sorted()
    guard let first = tokens.first, tokens.allSatisfy({ $0.position == first.position }),
      !(forms.isEmpty && tokens.isEmpty)
    else {
      leftOut += 1
      return
    }
    // An article by itself is a word, too.
    builder.add(term, forms: forms.isEmpty ? [first.term] : forms, documents: documents)
    taken += 1
  }

  /// Writes the vocabulary.
  ///
  /// - Throws: `AllonymError` where the file cannot be written.
  public func write(to path: String) throws {
    let pool = StemKeysPool()
    do {
      try builder.write(to: path, stamp: Self.stamp) { form, script in pool.keys(form, script) }
    } catch {
      throw AllonymError.invalidArgument("Cannot write \(path): \(error).")
    }
  }

  /// Opens a vocabulary that was written.
  ///
  /// - Throws: `AllonymError` where it is none, is damaged, or was made by another version of the program.
  public static func open(path: String) throws -> TermVocabulary {
    let terms: TermVocabulary
    do {
      terms = try TermVocabulary(path: path)
    } catch {
      throw AllonymError.invalidArgument(
        "\(path) is no vocabulary that can be used (\(error)): make it with 'allonym vocabulary LIST --output \(path)'."
      )
    }
    guard terms.vocabulary.stamp == stamp else {
      throw AllonymError.invalidArgument(
        "\(path) was made by another version of allonym: make it anew with 'allonym vocabulary LIST --output \(path)'."
      )
    }
    return terms
  }

  /// What the keys of a vocabulary depend on.
  private static var stamp: String {
    let model = SpellingModel.shared?.checksum ?? 0
    return "terms \(model) \(LightStems.checksum) \(XapianLibrary.version)"
  }
}
