// SPDX-License-Identifier: GPL-2.0-or-later

/// What was found for the words of former queries, so that a process that asks many looks each word
/// up once.
final class ExpansionCache {
  /// A word with all that its forms depend on, besides the index.
  struct Key: Hashable {
    var term: String
    var reach: GroupExpansion.Reach
  }

  private var forms: [Key: [GroupForm]] = [:]
  /// Some tens of megabytes where every word has dozens of forms.
  private static let mostWords = 4096

  /// The forms of a word, found by `find` the first time.
  func forms(of key: Key, find: () -> [GroupForm]) -> [GroupForm] {
    if let known = forms[key] { return known }
    let found = find()
    if forms.count >= Self.mostWords { forms.removeAll() }
    forms[key] = found
    return found
  }
}
