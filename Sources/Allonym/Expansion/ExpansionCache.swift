// SPDX-License-Identifier: GPL-2.0-or-later
import Spelling

/// What was found for the words of former queries, so that a process that asks many looks each word
/// up once. Thrown away when the index moves on.
final class ExpansionCache {
  /// A word with all that its forms depend on, besides the index.
  struct Key: Hashable {
    var word: TypedWord
    var reach: QueryExpansion.Reach
  }

  /// Words side by side with all that stands for them depends on.
  struct RowKey: Hashable {
    var words: [[TypedWord]]
    var reach: QueryExpansion.Reach
  }

  /// So many entries that some tens of megabytes are kept where every word has dozens of forms.
  private struct Kept<Key: Hashable, Value> {
    private var values: [Key: Value] = [:]
    private static var maximum: Int { 4096 }

    mutating func value(of key: Key, find: () throws -> Value) rethrows -> Value {
      if let known = values[key] { return known }
      let found = try find()
      if values.count >= Self.maximum { values.removeAll() }
      values[key] = found
      return found
    }
  }

  /// The likeliest spelling of each word that was not sure enough to stand for it.
  private(set) var nearMisses: [String: TermVariant] = [:]

  /// Whose forms are taken; nil for its own.
  private let source: ExpansionCache?
  private var forms = Kept<Key, [TermVariant]>()
  private var expansions = Kept<RowKey, ExpandedPosition>()
  private var alternatives = Kept<RowKey, [Alternative]>()

  /// Keeps the likeliest spelling that is not sure enough to stand for a word.
  func note(nearMiss form: TermVariant, of word: String) {
    if nearMisses.count >= 4096 { nearMisses.removeAll() }
    nearMisses[word] = form
  }
  /// A cache that takes the forms of single words from another: what is made of them depends on more.
  init(formsOf source: ExpansionCache? = nil) { self.source = source }

  /// The forms of a word, found by `find` the first time.
  func forms(of key: Key, find: () -> [TermVariant]) -> [TermVariant] {
    source?.forms(of: key, find: find) ?? forms.value(of: key, find: find)
  }

  /// The terms of a word of one or several readings, found by `find` the first time.
  func expandedPosition(of key: RowKey, find: () throws -> ExpandedPosition) rethrows
    -> ExpandedPosition
  {
    try expansions.value(of: key, find: find)
  }

  /// Other ways to write words side by side, found by `find` the first time.
  func alternatives(
    of key: RowKey, find: () throws -> [Alternative]
  ) rethrows -> [Alternative] {
    try alternatives.value(of: key, find: find)
  }
}
