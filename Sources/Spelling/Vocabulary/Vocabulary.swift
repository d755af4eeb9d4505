// SPDX-License-Identifier: GPL-2.0-or-later

/// The words of a collection with their document frequencies, and the keys by which words that may
/// be the same name find each other. One flat file, used where it is mapped; nothing is parsed.
///
/// Forms are folded words in byte order, numbered from 0. A damaged file may give wrong answers
/// but cannot make a reader leave the file: every number read from it is checked where it is used.
public struct Vocabulary: Sendable {
  private let file: SectionedFile
  private let offsets: PackedNumbers<UInt32>
  private let text: PackedNumbers<UInt8>
  private let frequencies: PackedNumbers<UInt32>
  private let capitalShares: PackedNumbers<UInt8>
  private let skeletons: SkeletonTrie
  private let skeletonPostings: PackedNumbers<UInt32>
  private let lookupBuckets: PackedNumbers<UInt32>
  private let lookupPostings: PackedNumbers<UInt32>
  private let lookupMarks: PackedNumbers<UInt8>
  private let marking: VocabularyLayout.LookupMarks

  /// What the writer stamped the file with.
  public let stamp: String
  /// The number of forms.
  public let count: Int

  /// Opens a vocabulary file: maps it and checks its header.
  public init(path: String) throws {
    try self.init(ByteStore(path: path))
  }

  /// Opens a vocabulary held in memory, such as `VocabularyBuilder.encoded(stamp:)` gives.
  public init(bytes: [UInt8]) throws {
    try self.init(ByteStore(copying: bytes))
  }

  /// Builds a vocabulary of folded words in memory.
  public init(forms: some Sequence<String>) throws {
    var builder = VocabularyBuilder()
    for form in forms { builder.add(form) }
    try self.init(bytes: builder.encoded(stamp: ""))
  }

  /// Uses a vocabulary where it lies.
  init(_ store: ByteStore) throws {
    let file = try SectionedFile(
      store, magic: VocabularyLayout.magic, version: VocabularyLayout.version,
      sectionCount: VocabularyLayout.Section.allCases.count)
    self.file = file
    func section<T>(_ section: VocabularyLayout.Section) -> PackedNumbers<T> {
      PackedNumbers(file.section(section.rawValue))
    }
    offsets = section(.offsets)
    text = section(.text)
    frequencies = section(.frequencies)
    capitalShares = section(.capitalShares)
    skeletons = try SkeletonTrie(section(.skeletons))
    skeletonPostings = section(.skeletonPostings)
    lookupBuckets = section(.lookupBuckets)
    lookupPostings = section(.lookupPostings)
    lookupMarks = section(.lookupMarks)
    stamp = String(
      decoding: file.section(VocabularyLayout.Section.stamp.rawValue), as: UTF8.self)
    count = frequencies.count
    marking = VocabularyLayout.LookupMarks(formCount: count)
    guard offsets.count == count + 1, capitalShares.count == count,
      count < VocabularyLayout.maxForms
    else {
      throw VocabularyError.damaged(
        "\(offsets.count) offsets and \(capitalShares.count) shares for \(count) forms")
    }
    let buckets = lookupBuckets.count - 1
    guard buckets > 0, buckets & (buckets - 1) == 0 else {
      throw VocabularyError.damaged("\(buckets) buckets are no power of two")
    }
  }

  /// Whether the content is what was written, by its checksum. Reads the whole file.
  public var isIntact: Bool { file.isIntact }

  /// The UTF-8 of a form; empty when there is no such form. Valid while the vocabulary lives.
  func bytes(at index: Int) -> UnsafeRawBufferPointer {
    guard index >= 0, index < count else {
      return UnsafeRawBufferPointer(start: nil, count: 0)
    }
    let end = min(Int(offsets[index + 1]), text.count)
    let start = min(Int(offsets[index]), end)
    return UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: text.values[start..<end]))
  }

  /// The form of a number; empty when there is no such form.
  public func form(at index: Int) -> String {
    String(decoding: bytes(at: index), as: UTF8.self)
  }

  /// In how many documents a form occurs.
  public func frequency(at index: Int) -> Int {
    index >= 0 && index < count ? Int(frequencies[index]) : 0
  }

  /// Which share of the documents that show it writes a form with a capital inside sentences: near 1 of a name, near 0
  /// of another word.
  ///
  /// A document that has the form in lower case, too, does not. Documents that have it in titles and at the beginning
  /// of sentences alone do not show it.
  ///
  /// - Returns: nil where no document shows it, and in scripts without capitals.
  public func capitalShare(at index: Int) -> Float? {
    index >= 0 && index < count ? CapitalShare.share(capitalShares[index]) : nil
  }

  /// The number of a folded word, or nil when the vocabulary does not have it.
  public func index(of word: String) -> Int? {
    var word = word
    return word.withUTF8 { index(of: UnsafeRawBufferPointer($0)) }
  }

  func index(of word: UnsafeRawBufferPointer) -> Int? {
    let position = firstIndex(notBefore: word)
    return position < count && FormOrder.compare(bytes(at: position), word) == 0 ? position : nil
  }

  /// Whether a word occurs in at least as many documents as another.
  func isAtLeastAsCommon(_ word: UnsafeRawBufferPointer, as other: UnsafeRawBufferPointer) -> Bool {
    guard let index = index(of: word) else { return false }
    return frequency(at: index) >= (self.index(of: other).map(frequency(at:)) ?? 0)
  }

  /// The numbers of the forms that begin with a folded prefix.
  public func indices(withPrefix prefix: String) -> [Int] {
    range(withPrefix: prefix).filter { !bytes(at: $0).isEmpty }
  }

  private func range(withPrefix prefix: String) -> Range<Int> {
    var prefix = prefix
    return prefix.withUTF8 { utf8 in
      let wanted = UnsafeRawBufferPointer(utf8)
      let start = firstIndex(notBefore: wanted)
      let end = partition(from: start) { form in
        form.count >= wanted.count
          && form.prefix(wanted.count).elementsEqual(wanted)
      }
      return start..<end
    }
  }

  /// The first form that does not come before a word.
  func firstIndex(notBefore word: UnsafeRawBufferPointer) -> Int {
    partition(from: 0) { FormOrder.precedes($0, word) }
  }

  /// The first form from `start` on that a monotonous property no longer holds for.
  private func partition(
    from start: Int, where holds: (UnsafeRawBufferPointer) -> Bool
  ) -> Int {
    var low = start
    var high = count
    while low < high {
      let middle = low + (high - low) / 2
      if holds(bytes(at: middle)) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The forms that the writer's extra keys, or the words' analyses, put under a key.
  public func forms(sharingKey key: UInt64) -> [Int] {
    let bucket = VocabularyLayout.bucket(key, of: lookupBuckets.count - 1)
    let range = Self.range(of: bucket, in: lookupBuckets, limit: lookupPostings.count)
    let mark = marking.mark(key)
    return range.clamped(to: 0..<lookupMarks.count).compactMap { position in
      guard lookupMarks[position] == mark.beside,
        let form = marking.form(lookupPostings[position], above: mark.above)
      else { return nil }
      // Only a damaged file has empty forms; they are no words to search for.
      return form < count && !bytes(at: form).isEmpty ? form : nil
    }
  }

  /// For each goal the postings, `form << 3 | analysis`, whose skeletons can be taken for it at little cost: about as
  /// many as `limit`, the cheapest.
  func postings(near goals: [SkeletonWalk.Goal], limit: Int, threads: Int = 1) -> [[UInt32]] {
    func found(_ part: SkeletonWalk.Part) -> [SkeletonWalk.Found] {
      goals.map { SkeletonWalk.found(near: $0, limit: limit, in: skeletons, part) }
    }
    let parts: [[SkeletonWalk.Found]]
    if threads > 1, skeletons.count >= Self.minShared {
      let (even, odd) = Parallel.both({ found(.even) }, { found(.odd) })
      parts = [even, odd]
    } else {
      parts = [found(.all)]
    }
    return goals.indices.map { goal in
      var postings: [UInt32] = []
      for hit in SkeletonWalk.hits(of: parts.map { $0[goal] }, limit: limit) {
        let range = skeletons.postings(of: hit.node).clamped(to: 0..<skeletonPostings.count)
        postings += skeletonPostings.values[range]
      }
      return postings
    }
  }

  /// Calls back with the skeleton of each posting, in the order of the skeletons.
  func forEachSkeleton(_ body: (_ skeleton: UInt64, _ posting: UInt32) -> Void) {
    skeletons.forEachSkeleton { skeleton, range in
      for posting in skeletonPostings.values[range.clamped(to: 0..<skeletonPostings.count)]
      where posting >> 3 < count { body(skeleton, posting) }
    }
  }

  /// The number of buckets of look-up keys.
  var lookupBucketCount: Int { lookupBuckets.count - 1 }

  /// Calls back with each look-up key, as far as it is known, and the form under it, in the order of the buckets.
  func forEachLookup(_ body: (_ key: UInt64, _ form: Int) -> Void) {
    for bucket in 0..<lookupBucketCount {
      let range = Self.range(of: bucket, in: lookupBuckets, limit: lookupPostings.count)
      for position in range.clamped(to: 0..<lookupMarks.count) {
        let posting = lookupPostings[position]
        let form = Int(marking.form(of: posting))
        if form < count {
          body(marking.key(bucket: bucket, posting: posting, beside: lookupMarks[position]), form)
        }
      }
    }
  }

  /// Smaller tries are walked in less time than a thread takes to come up.
  private static let minShared = 20_000

  private static func range(
    of bucket: Int, in buckets: PackedNumbers<UInt32>, limit: Int
  ) -> Range<Int> {
    let end = min(Int(buckets[bucket + 1]), limit)
    return min(Int(buckets[bucket]), end)..<end
  }
}
