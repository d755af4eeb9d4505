// SPDX-License-Identifier: GPL-2.0-or-later

/// Computes the keys of sorted forms on all cores and lays them out by bucket.
struct KeyIndexBuilder {
  /// `buckets[b]..<buckets[b + 1]` are the postings of bucket b.
  struct Index<Posting> {
    var buckets: [UInt32]
    var postings: [Posting]
  }

  let text: UnsafeRawBufferPointer
  let offsets: [UInt32]
  let frequencies: [UInt32]
  let base: Vocabulary?
  let extraKeys: VocabularyBuilder.ExtraKeys?

  private var count: Int { offsets.count - 1 }

  private func form(_ index: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: text[Int(offsets[index])..<Int(offsets[index + 1])])
  }

  /// Buckets with the posting that goes into each.
  fileprivate struct Entries: Sendable {
    var spellingBuckets: [UInt32] = []
    var spellingPostings: [UInt32] = []
    var lookupKeys: [UInt64] = []
    var lookupForms: [UInt32] = []
  }

  func build() -> (spelling: Index<UInt32>, lookup: Index<UInt64>) {
    let known = FormSet(text: text, offsets: offsets)
    let bucketCount = Self.powerOfTwo(atLeast: count)
    let parts = Parallel.map(count: count) { range in
      entries(of: range, known: known, buckets: bucketCount)
    }
    let spelling = Self.scattered(
      buckets: bucketCount, parts: parts.map { ($0.spellingBuckets, $0.spellingPostings) })
    let lookupCount = Self.powerOfTwo(atLeast: parts.reduce(0) { $0 + $1.lookupKeys.count })
    let lookup = Self.scattered(
      buckets: lookupCount,
      parts: parts.map { part in
        (
          part.lookupKeys.map { UInt32(VocabularyLayout.bucket($0, of: lookupCount)) },
          zip(part.lookupKeys, part.lookupForms).map(VocabularyLayout.lookupPosting)
        )
      })
    return (spelling, lookup)
  }

  private func entries(of range: Range<Int>, known: FormSet, buckets: Int) -> Entries {
    var result = Entries()
    var keys = SpellingKeys(for: .index)
    var core: [UInt8] = []
    for index in range {
      let word = form(index)
      let script = Script(ofWord: word)
      if let extraKeys {
        for key in extraKeys(word, script) { result.addLookup(key, index) }
      }
      let letters = WordLetters(word)
      guard script != .other, !letters.isCut else { continue }
      result.addSpelling(letters, &keys, form: index, reading: 0, buckets: buckets)
      let own = keys.keys
      ReadingRules.shared.apply(to: word, in: script) { ordinal, rule, stem in
        core.removeAll(keepingCapacity: true)
        core.append(contentsOf: stem)
        core.append(contentsOf: rule.replacement)
        core.withUnsafeBytes { core in
          let known =
            known.index(of: core).map { Int(frequencies[$0]) }
            ?? base.flatMap { base in base.index(of: core).map { base.frequency(at: $0) } }
          if let known, !rule.isCertain, !isSupported(known, for: index) { return }
          result.addLookup(VocabularyLayout.coreKey(core), index)
          // A core that is a form itself is found as such, and its carriers through it.
          guard known == nil else { return }
          result.addSpelling(
            WordLetters(core), &keys, form: index, reading: ordinal, buckets: buckets,
            unless: rule.isCertain ? [] : own)
        }
      }
    }
    return result
  }

  /// A core that is far rarer than the form is rather another word: Мария is no case of Мари.
  private func isSupported(_ coreFrequency: Int, for form: Int) -> Bool {
    coreFrequency * 4 >= Int(frequencies[form])
  }

  private static func powerOfTwo(atLeast count: Int) -> Int {
    var size = 1024
    while size < count { size *= 2 }
    return size
  }

  /// Counts, then places: postings of a bucket keep the order of the parts.
  private static func scattered<Posting: FixedWidthInteger>(
    buckets bucketCount: Int, parts: [(buckets: [UInt32], postings: [Posting])]
  ) -> Index<Posting> {
    var starts = [UInt32](repeating: 0, count: bucketCount + 1)
    for part in parts { for bucket in part.buckets { starts[Int(bucket) + 1] += 1 } }
    for bucket in 0..<bucketCount { starts[bucket + 1] += starts[bucket] }
    var next = starts
    var postings = [Posting](repeating: 0, count: Int(starts[bucketCount]))
    for part in parts {
      for entry in part.buckets.indices {
        let bucket = Int(part.buckets[entry])
        postings[Int(next[bucket])] = part.postings[entry]
        next[bucket] += 1
      }
    }
    return Index(buckets: starts, postings: postings)
  }
}

extension KeyIndexBuilder.Entries {
  /// Adds the keys of a reading, unless the first is among those under which the form is found anyway.
  fileprivate mutating func addSpelling(
    _ letters: WordLetters, _ keys: inout SpellingKeys, form: Int, reading: Int, buckets: Int,
    unless own: [UInt64] = []
  ) {
    letters.withLetters { keys.compute($0) }
    if let first = keys.keys.first, own.contains(first) { return }
    for key in keys.keys {
      spellingBuckets.append(UInt32(VocabularyLayout.bucket(key, of: buckets)))
      spellingPostings.append(UInt32(form << 3 | reading))
    }
  }

  fileprivate mutating func addLookup(_ key: UInt64, _ form: Int) {
    lookupKeys.append(key)
    lookupForms.append(UInt32(form))
  }
}
