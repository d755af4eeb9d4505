// SPDX-License-Identifier: GPL-2.0-or-later
public import Spelling

/// Writes likely spellings of a name where there is nothing to search them in.
public struct NameVariants {
  private let writer: VariantWriter

  /// A writer.
  ///
  /// - Throws: `AllonymError` where the program has no spelling model.
  public init() throws {
    try self.init(knownNames: .shared)
  }

  /// A writer with a table of known names, or with none.
  package init(knownNames: Gazetteer?) throws {
    try AllonymError.checkModel()
    guard let writer = VariantWriter(knownNames: knownNames) else {
      throw AllonymError.invalidArgument("The program has no spelling model.")
    }
    self.writer = writer
  }

  /// How much of a name that was typed with an article is given to its ways with one.
  private static let articleShare = 0.6
  /// The Arabic article as it is mostly written.
  private static let articles: [Script: [String]] = [
    .latin: ["al-", "el-"], .cyrillic: ["аль-", "эль-"], .arabic: [Gazetteer.article],
  ]

  /// Ways to write a name in a script, likeliest first, without the name as typed.
  ///
  /// - Throws: `AllonymError` where the name has no word.
  public func variants(
    of name: String, in script: Script, limit: Int
  ) throws -> [WrittenVariant] {
    let slots = QueryPosition.positions(of: name, at: 0)
    guard !slots.isEmpty else {
      throw AllonymError.invalidArgument(
        "There is no word in this name: write letters or digits.")
    }
    let words = slots.map { variants(of: $0, in: script, limit: limit, isAlone: slots.count == 1) }
    let typed = slots.map { $0.terms[0] }.joined(separator: " ")
    return Self.combined(words, limit: limit + 1).filter { $0.form != typed }.prefix(limit)
      .map { WrittenVariant(script: script, form: $0.form, score: $0.score, isKnown: $0.isKnown) }
  }

  private typealias Way = (form: String, score: Double, isKnown: Bool)

  /// Ways to write a word of a name; beside other words itself, too, where it is of the script.
  private func variants(
    of slot: QueryPosition, in script: Script, limit: Int, isAlone: Bool
  ) -> [Way] {
    let typed = slot.words[0]
    let core = Gazetteer.withoutArticle(typed.folded)
    let isArabicWithArticle = core != typed.folded && script != .arabic
    let word = isArabicWithArticle ? TypedWord(folded: core) : typed
    var ways: [Way] = writer.variants(of: word, in: script, limit: limit).map {
      ($0.form, $0.score, $0.isKnown)
    }
    if !isAlone, Script(of: word.folded) == script { ways.insert((word.folded, 1, true), at: 0) }
    guard slot.hasArticle || isArabicWithArticle else { return ways }
    let articles = Self.articles[script] ?? []
    let all = ways.flatMap { way -> [Way] in
      let with = articles.filter { !way.form.hasPrefix($0) }
      return with.enumerated().map { number, article in
        (article + way.form, way.score * Self.articleShare / Double(1 << number), way.isKnown)
      } + [(way.form, way.score * (with.isEmpty ? 1 : 1 - Self.articleShare), way.isKnown)]
    }
    return Self.ordered(all, limit: limit)
  }

  /// The likeliest ways to write all words of a name.
  private static func combined(_ words: [[Way]], limit: Int) -> [Way] {
    guard let first = words.first else { return [] }
    return words.dropFirst().reduce(first) { names, ways in
      let longer = names.flatMap { name in
        ways.map {
          ("\(name.form) \($0.form)", name.score * $0.score, name.isKnown && $0.isKnown)
        }
      }
      return ordered(longer, limit: limit)
    }
  }

  private static func ordered(_ ways: [Way], limit: Int) -> [Way] {
    ways.enumerated().sorted {
      ($0.element.isKnown ? 1 : 0, $0.element.score, $1.offset)
        > ($1.element.isKnown ? 1 : 0, $1.element.score, $0.offset)
    }.prefix(limit).map(\.element)
  }
}
