// SPDX-License-Identifier: GPL-2.0-or-later

/// The forms of a vocabulary by the keys under which they are looked up, in buckets: the postings of bucket b are
/// `buckets[b]..<buckets[b + 1]`, in the order of their forms.
struct LookupIndex {
  private(set) var buckets: [UInt32]
  private(set) var postings: [UInt32]
  private(set) var marks: [UInt8]

  /// Keys and the forms that stand under them, in the order of the forms.
  struct Entries: Sendable {
    private(set) var keys: [UInt64] = []
    private(set) var forms: [UInt32] = []

    mutating func append(_ key: UInt64, form: Int) {
      keys.append(key)
      forms.append(UInt32(form))
    }
  }

  /// A bucket of eight is half a line of the cache, and takes a tenth of its postings' room.
  private static let postingsPerBucket = 8

  /// How many buckets so many postings take.
  static func bucketCount(ofPostings count: Int) -> Int {
    var size = 256
    while size < count / postingsPerBucket { size *= 2 }
    return size
  }

  /// Counts, then places: postings of a bucket keep the order of the parts.
  init(_ parts: [Entries], formCount: Int) {
    let count = parts.reduce(0) { $0 + $1.keys.count }
    let bucketCount = Self.bucketCount(ofPostings: count)
    buckets = [UInt32](repeating: 0, count: bucketCount + 1)
    for part in parts {
      for key in part.keys { buckets[VocabularyLayout.bucket(key, of: bucketCount) + 1] += 1 }
    }
    for bucket in 0..<bucketCount { buckets[bucket + 1] += buckets[bucket] }
    var next = buckets
    postings = [UInt32](repeating: 0, count: count)
    marks = [UInt8](repeating: 0, count: count)
    let marking = VocabularyLayout.LookupMarks(formCount: formCount)
    for part in parts {
      for (key, form) in zip(part.keys, part.forms) {
        let bucket = VocabularyLayout.bucket(key, of: bucketCount)
        let mark = marking.mark(key)
        postings[Int(next[bucket])] = mark.above | form
        marks[Int(next[bucket])] = mark.beside
        next[bucket] += 1
      }
    }
  }

  /// The postings of a former vocabulary whose keys are kept, and others.
  ///
  /// Nil where a form or a bucket takes another number of bits than in the former one, which holds no more of a key
  /// than it needs.
  init?(keeping former: FormerKeys, adding parts: [Entries], formCount: Int) {
    var kept = Entries()
    former.vocabulary.forEachLookup { key, form in
      let number = former.numbers[form]
      if number != FormerKeys.none { kept.append(key, form: Int(number)) }
    }
    let count = parts.reduce(kept.keys.count) { $0 + $1.keys.count }
    let bucketCount = Self.bucketCount(ofPostings: count)
    let marking = VocabularyLayout.LookupMarks(formCount: formCount)
    guard bucketCount == former.vocabulary.lookupBucketCount,
      marking == VocabularyLayout.LookupMarks(formCount: former.vocabulary.count)
    else { return nil }
    self.init([kept] + parts, formCount: formCount)
    var isSorted = [Bool](repeating: true, count: bucketCount)
    for part in parts {
      for key in part.keys { isSorted[VocabularyLayout.bucket(key, of: bucketCount)] = false }
    }
    for bucket in isSorted.indices where !isSorted[bucket] { sort(bucket, by: marking) }
  }

  /// Puts the postings of a bucket into the order of their forms; those of a form keep theirs.
  private mutating func sort(_ bucket: Int, by marking: VocabularyLayout.LookupMarks) {
    let range = Int(buckets[bucket])..<Int(buckets[bucket + 1])
    let order = range.sorted {
      let (one, other) = (marking.form(of: postings[$0]), marking.form(of: postings[$1]))
      return (one, $0) < (other, $1)
    }
    let sorted = order.map { (postings[$0], marks[$0]) }
    for (index, (posting, mark)) in zip(range, sorted) {
      postings[index] = posting
      marks[index] = mark
    }
  }
}
