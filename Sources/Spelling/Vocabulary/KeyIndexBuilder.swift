// SPDX-License-Identifier: GPL-2.0-or-later

/// Computes the skeletons and look-up keys of sorted forms on all cores and lays them out for searching.
struct KeyIndexBuilder {
  /// `buckets[b]..<buckets[b + 1]` are the postings of bucket b.
  struct LookupIndex {
    var buckets: [UInt32]
    var postings: [UInt32]
    var marks: [UInt8]
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
    var skeletons: [UInt64] = []
    var postings: [UInt32] = []
    var lookupKeys: [UInt64] = []
    var lookupForms: [UInt32] = []
  }

  func build() -> (skeletons: SkeletonIndex, lookup: LookupIndex) {
    let known = FormSet(text: text, offsets: offsets)
    let parts = Parallel.map(count: count) { entries(of: $0, known: known) }
    let skeletons = SkeletonIndex(
      skeletons: parts.flatMap(\.skeletons), postings: parts.flatMap(\.postings))
    return (skeletons, Self.lookupIndex(parts, formCount: count))
  }

  private func entries(of range: Range<Int>, known: FormSet) -> Entries {
    var result = Entries()
    var core: [UInt8] = []
    for index in range {
      let word = form(index)
      let script = Script(ofWord: word)
      if let extraKeys {
        for key in extraKeys(word, script) { result.addLookup(key, index) }
      }
      let letters = WordLetters(word)
      guard script != .other, !letters.isCut else { continue }
      let own = SoundSkeleton(letters)
      result.add(own, form: index, reading: 0)
      ReadingRules.shared.apply(to: word, in: script) { ordinal, rule, stem in
        core.removeAll(keepingCapacity: true)
        core.append(contentsOf: stem)
        core.append(contentsOf: rule.replacement)
        core.withUnsafeBytes { core in
          let isKnown = known.index(of: core) != nil || base?.index(of: core) != nil
          result.addLookup(VocabularyLayout.coreKey(core), index)
          // A core that is a form itself is found as such, and its carriers through it.
          guard !isKnown else { return }
          let skeleton = SoundSkeleton(WordLetters(core))
          // Under the word's own skeleton it is found anyway.
          if rule.isCertain || skeleton != own {
            result.add(skeleton, form: index, reading: ordinal)
          }
        }
      }
    }
    return result
  }

  /// A bucket of eight is half a line of the cache, and takes a tenth of its postings' room.
  private static let postingsPerBucket = 8

  private static func powerOfTwo(atLeast count: Int) -> Int {
    var size = 256
    while size < count { size *= 2 }
    return size
  }

  /// Counts, then places: postings of a bucket keep the order of the parts.
  private static func lookupIndex(_ parts: [Entries], formCount: Int) -> LookupIndex {
    let count = parts.reduce(0) { $0 + $1.lookupKeys.count }
    let bucketCount = powerOfTwo(atLeast: count / postingsPerBucket)
    var starts = [UInt32](repeating: 0, count: bucketCount + 1)
    for part in parts {
      for key in part.lookupKeys { starts[VocabularyLayout.bucket(key, of: bucketCount) + 1] += 1 }
    }
    for bucket in 0..<bucketCount { starts[bucket + 1] += starts[bucket] }
    var next = starts
    var postings = [UInt32](repeating: 0, count: Int(starts[bucketCount]))
    var marks = [UInt8](repeating: 0, count: postings.count)
    let marking = VocabularyLayout.LookupMarks(formCount: formCount)
    for part in parts {
      for (key, form) in zip(part.lookupKeys, part.lookupForms) {
        let bucket = VocabularyLayout.bucket(key, of: bucketCount)
        let mark = marking.mark(key)
        postings[Int(next[bucket])] = mark.above | form
        marks[Int(next[bucket])] = mark.beside
        next[bucket] += 1
      }
    }
    return LookupIndex(buckets: starts, postings: postings, marks: marks)
  }
}

extension KeyIndexBuilder.Entries {
  fileprivate mutating func add(_ skeleton: SoundSkeleton, form: Int, reading: Int) {
    skeletons.append(skeleton.bits)
    postings.append(UInt32(form << 3 | reading))
  }

  fileprivate mutating func addLookup(_ key: UInt64, _ form: Int) {
    lookupKeys.append(key)
    lookupForms.append(UInt32(form))
  }
}
