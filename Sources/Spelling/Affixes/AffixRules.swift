// SPDX-License-Identifier: GPL-2.0-or-later
import CSpellingTables

/// The articles, clitics and case endings that a written word may carry, from `affixes.tsv`.
struct AffixRules: Sendable {
  struct Rule: Sendable {
    let isPrefix: Bool
    let affix: [UInt8]
    let replacement: [UInt8]
    /// The fewest letters that must be left of the word itself.
    let minLetters: Int
    /// Stands without the core being seen in the vocabulary.
    let isCertain: Bool
    /// What the analysis costs, in the model's quarter units.
    let cost: Int
    /// What was taken off, for people.
    let note: String

    /// The bytes of the word that stay, when the rule applies.
    func stem(of word: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
      guard word.count > affix.count else { return nil }
      if isPrefix {
        for (offset, byte) in affix.enumerated() where word[offset] != byte { return nil }
        return UnsafeRawBufferPointer(rebasing: word[affix.count...])
      }
      let start = word.count - affix.count
      for (offset, byte) in affix.enumerated() where word[start + offset] != byte { return nil }
      return UnsafeRawBufferPointer(rebasing: word[..<start])
    }
  }

  /// A word has at most this many analyses besides itself: three bits of a posting say which.
  static let maxAnalyses = 7

  static let shared = AffixRules(TableFile(spelling_affixes()))

  /// Per script.
  private let rules: [[Rule]]

  init(_ rows: TableFile) {
    var rules: [[Rule]] = [[], [], []]
    for row in rows where row.count == 8 {
      guard let script = row[0].script else { continue }
      rules[Int(script.rawValue)].append(
        Rule(
          isPrefix: row[1].text == "prefix", affix: Array(row[2].bytes),
          replacement: Array(row[3].bytes), minLetters: row[4].number ?? 3,
          isCertain: row[5].text == "yes", cost: row[6].number ?? 0, note: row[7].text))
    }
    self.rules = rules
  }

  /// Calls back with each rule that applies to a word and the bytes that it leaves, in the table's order.
  func apply(
    to word: UnsafeRawBufferPointer, in script: Script,
    _ found: (_ ordinal: Int, Rule, _ stem: UnsafeRawBufferPointer) -> Void
  ) {
    guard script != .other, word.count > 3 else { return }
    var ordinal = 0
    let bytesPerLetter = script == .latin ? 1 : 2
    for rule in rules[Int(script.rawValue)] {
      guard let stem = rule.stem(of: word),
        stem.count + rule.replacement.count >= rule.minLetters * bytesPerLetter
      else { continue }
      ordinal += 1
      found(ordinal, rule, stem)
      if ordinal == AffixRules.maxAnalyses { return }
    }
  }

  /// Whether the rule of an ordinal stands by itself or leaves a word with an article; a word as written, 0, does.
  func isCertain(_ ordinal: Int, of word: UnsafeRawBufferPointer) -> Bool {
    let script = Script(ofWord: word)
    var isCertain = ordinal == 0
    apply(to: word, in: script) { candidate, rule, stem in
      guard candidate == ordinal else { return }
      isCertain = rule.isCertain
      guard rule.isPrefix else { return }
      apply(to: stem, in: script) { _, rule, _ in isCertain = isCertain || rule.isCertain }
    }
    return isCertain
  }

  /// The bytes of the core that the rule of an ordinal leaves.
  func core(_ ordinal: Int, of word: UnsafeRawBufferPointer, in script: Script) -> [UInt8]? {
    applied(ordinal, to: word, in: script).map { rule, stem in Array(stem) + rule.replacement }
  }

  /// The rule of an ordinal and the letters of the core it leaves.
  func analysis(
    _ ordinal: Int, of word: UnsafeRawBufferPointer, in script: Script
  ) -> (rule: Rule, core: WordLetters)? {
    applied(ordinal, to: word, in: script).map { rule, stem in
      var core = WordLetters(stem)
      rule.replacement.withUnsafeBytes { core.append($0) }
      return (rule, core)
    }
  }

  /// The rule of an ordinal and the bytes of the word that stay.
  private func applied(
    _ ordinal: Int, to word: UnsafeRawBufferPointer, in script: Script
  ) -> (rule: Rule, stem: UnsafeRawBufferPointer)? {
    var found: (Rule, UnsafeRawBufferPointer)?
    apply(to: word, in: script) { candidate, rule, stem in
      if candidate == ordinal { found = (rule, stem) }
    }
    return found
  }
}
