// SPDX-License-Identifier: GPL-2.0-or-later

/// A form that is the same word under another article, clitic or case ending.
public struct Inflection: Sendable, Equatable {
  /// The form's number in its vocabulary.
  public let index: Int
  /// What distinguishes the two, for people: "article ال", "case ending -е".
  public let reason: String

  /// A form and what distinguishes it.
  public init(index: Int, reason: String) {
    self.index = index
    self.reason = reason
  }
}

extension Vocabulary {
  /// The forms that share a core with a folded word in its own script: الشرع and والشرع,
  /// Тартус and Тартусе. The word itself is left out.
  public func inflections(of word: String) -> [Inflection] {
    var word = word
    return word.withUTF8 { inflections(of: UnsafeRawBufferPointer($0)) }
  }

  private func inflections(of word: UnsafeRawBufferPointer) -> [Inflection] {
    let script = Script(ofWord: word)
    let own = index(of: word)
    var found: [Int: String] = [:]
    func add(_ core: UnsafeRawBufferPointer, _ note: String?) {
      let coreIndex = index(of: core)
      if let note, let coreIndex, coreIndex != own { found[coreIndex] = found[coreIndex] ?? note }
      for index in forms(sharingKey: VocabularyLayout.coreKey(core)) where index != own {
        guard let analysis = analysis(of: index, leaving: core, at: coreIndex, in: script) else {
          continue
        }
        found[index] = found[index] ?? note ?? analysis.rule.note
      }
    }
    add(word, nil)
    AffixRules.shared.apply(to: word, in: script) { _, rule, stem in
      let core = Array(stem) + rule.replacement
      core.withUnsafeBytes { core in
        if rule.isCertain || index(of: core) != nil { add(core, rule.note) }
      }
    }
    return found.map { Inflection(index: $0.key, reason: $0.value) }.sorted { $0.index < $1.index }
  }

  /// The forms that carry an article, a clitic or a case ending besides a form, and their analysis.
  func carriers(of index: Int) -> [(index: Int, analysis: Int, cost: Int)] {
    let core = bytes(at: index)
    let script = Script(ofWord: core)
    return forms(sharingKey: VocabularyLayout.coreKey(core)).compactMap { carrier in
      guard carrier != index,
        let found = analysis(of: carrier, leaving: core, at: index, in: script)
      else { return nil }
      return (carrier, found.ordinal, found.rule.cost)
    }
  }

  /// What a form carries besides a core, which may be a form, too; nil when that is no analysis of it,
  /// or not a likely one.
  func analysis(
    of index: Int, leaving core: UnsafeRawBufferPointer, at coreIndex: Int?, in script: Script
  ) -> (ordinal: Int, rule: AffixRules.Rule)? {
    // A core that is far rarer than the form is rather another word: Мария is no case of Мари.
    let isSupported = coreIndex.map { frequency(at: $0) * 4 >= frequency(at: index) } ?? true
    var result: (Int, AffixRules.Rule)?
    AffixRules.shared.apply(to: bytes(at: index), in: script) { ordinal, rule, stem in
      if result == nil, rule.isCertain || isSupported,
        stem.count + rule.replacement.count == core.count,
        core.prefix(stem.count).elementsEqual(stem),
        core.suffix(rule.replacement.count).elementsEqual(rule.replacement)
      {
        result = (ordinal, rule)
      }
    }
    return result
  }
}
