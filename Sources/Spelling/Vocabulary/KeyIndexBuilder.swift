// SPDX-License-Identifier: GPL-2.0-or-later

/// Computes the skeletons and look-up keys of sorted forms on all cores and lays them out for searching.
struct KeyIndexBuilder {
  let text: UnsafeRawBufferPointer
  let offsets: [UInt32]
  /// A vocabulary of which forms that are still there are taken over with their keys.
  let former: Vocabulary?
  let extraKeys: VocabularyBuilder.ExtraKeys?

  private var count: Int { offsets.count - 1 }

  private func form(_ index: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: text[Int(offsets[index])..<Int(offsets[index + 1])])
  }

  /// What some forms are found by: skeletons with the posting that goes to each, and look-up keys.
  fileprivate struct Entries: Sendable {
    var skeletons: [UInt64] = []
    var postings: [UInt32] = []
    var lookup = LookupIndex.Entries()
  }

  func build() -> (skeletons: SkeletonIndex, lookup: LookupIndex) {
    let known = FormSet(text: text, offsets: offsets)
    if let former, let keys = keys(keeping: former, known) { return keys }
    let parts = Parallel.map(count: count) { entries(of: $0, known: known) }
    let skeletons = SkeletonIndex(
      skeletons: parts.flatMap(\.skeletons), postings: parts.flatMap(\.postings))
    return (skeletons, LookupIndex(parts.map(\.lookup), formCount: count))
  }

  /// The same, in a fraction of the time; nil where the former vocabulary is too different.
  private func keys(
    keeping vocabulary: Vocabulary, _ known: FormSet
  ) -> (skeletons: SkeletonIndex, lookup: LookupIndex)? {
    let former = FormerKeys(vocabulary, text: text, offsets: offsets)
    let parts = Parallel.map(count: former.changed.count) {
      entries(of: former.changed[$0], known: known)
    }
    guard
      let lookup = LookupIndex(
        keeping: former, adding: parts.map(\.lookup), formCount: count)
    else { return nil }
    let skeletons = SkeletonIndex(
      keeping: former, adding: parts.flatMap(\.skeletons), postings: parts.flatMap(\.postings))
    return (skeletons, lookup)
  }

  private func entries(of forms: some Sequence<Int>, known: FormSet) -> Entries {
    var result = Entries()
    var core: [UInt8] = []
    for index in forms {
      let word = form(index)
      let script = Script(ofWord: word)
      if let extraKeys {
        for key in extraKeys(word, script) { result.lookup.append(key, form: index) }
      }
      let letters = WordLetters(word)
      guard script != .other, !letters.isCut else { continue }
      let own = SoundSkeleton(letters)
      result.add(own, form: index, analysis: 0)
      AffixRules.shared.apply(to: word, in: script) { ordinal, rule, stem in
        core.removeAll(keepingCapacity: true)
        core.append(contentsOf: stem)
        core.append(contentsOf: rule.replacement)
        core.withUnsafeBytes { core in
          result.lookup.append(VocabularyLayout.coreKey(core), form: index)
          // A core that is a form itself is found as such, and its carriers through it.
          guard known.index(of: core) == nil else { return }
          let skeleton = SoundSkeleton(WordLetters(core))
          // Under the word's own skeleton it is found anyway.
          if rule.isCertain || skeleton != own {
            result.add(skeleton, form: index, analysis: ordinal)
          }
        }
      }
    }
    return result
  }
}

extension KeyIndexBuilder.Entries {
  fileprivate mutating func add(_ skeleton: SoundSkeleton, form: Int, analysis: Int) {
    skeletons.append(skeleton.bits)
    postings.append(UInt32(form << 3 | analysis))
  }
}
