// SPDX-License-Identifier: GPL-2.0-or-later

/// Collects the words of a collection and writes them as a `Vocabulary` file.
///
/// ```swift
/// var builder = VocabularyBuilder()
/// builder.add("хмеймиме", frequency: 3)
/// builder.add("tartus", frequency: 12)
/// try builder.write(to: path, stamp: "revision 7")
/// ```
public struct VocabularyBuilder: Sendable {
  /// Keys of the caller under which forms can be looked up, such as a hash of the stem.
  public typealias ExtraKeys = @Sendable (_ form: UnsafeRawBufferPointer, Script) -> [UInt64]

  private let extraKeys: ExtraKeys?
  private let former: Vocabulary?
  private var text: [UInt8] = []
  private var offsets: [UInt32] = [0]
  private var frequencies: [UInt32] = []
  private var capitalShares: [UInt8] = []
  private var isSorted = true
  private var isTooLarge = false

  /// Starts an empty vocabulary.
  ///
  /// - Parameters:
  ///   - former: a vocabulary that was made with the same extra keys of a former state of the collection. What is made
  ///     is the same with it as without, but in a fraction of the time where most words are the same.
  ///   - extraKeys: further keys under which a word is found.
  public init(updating former: Vocabulary? = nil, extraKeys: ExtraKeys? = nil) {
    self.former = former
    self.extraKeys = extraKeys
  }

  /// The number of words added so far.
  public var count: Int { frequencies.count }

  /// Adds a folded word. Words may come in any order (byte order is quickest) and repeatedly:
  /// their frequencies add up, and the first share of capitals counts.
  ///
  /// - Parameters:
  ///   - form: the word.
  ///   - frequency: in how many documents it occurs.
  ///   - capitalShare: what ``Vocabulary/capitalShare(at:)`` reports of it.
  public mutating func add(_ form: String, frequency: Int = 1, capitalShare: Float? = nil) {
    var form = form
    form.withUTF8 {
      add(UnsafeRawBufferPointer($0), frequency: frequency, capitalShare: capitalShare)
    }
  }

  /// Adds a folded word given as UTF-8.
  public mutating func add(
    _ form: UnsafeRawBufferPointer, frequency: Int, capitalShare: Float? = nil
  ) {
    guard !form.isEmpty else { return }
    guard text.count + form.count < Int(UInt32.max), count < VocabularyLayout.maxForms else {
      isTooLarge = true
      return
    }
    if isSorted, count > 0 {
      let last = Int(offsets[count - 1])
      isSorted = text.withUnsafeBytes {
        FormOrder.precedes(UnsafeRawBufferPointer(rebasing: $0[last...]), form)
      }
    }
    text.append(contentsOf: form)
    offsets.append(UInt32(text.count))
    frequencies.append(UInt32(clamping: frequency))
    capitalShares.append(CapitalShare.byte(capitalShare))
  }

  /// The vocabulary as the bytes of its file.
  public func encoded(stamp: String) throws -> [UInt8] {
    SectionedFile.encoded(
      magic: VocabularyLayout.magic, version: VocabularyLayout.version,
      sections: try sections(stamp))
  }

  /// Writes the vocabulary under a temporary name, syncs it and renames it into place.
  public func write(to path: String, stamp: String) throws {
    let sections = try sections(stamp)
    try AtomicFile.write(to: path) {
      try SectionedFile.write(
        magic: VocabularyLayout.magic, version: VocabularyLayout.version, sections: sections,
        to: $0)
    }
  }

  /// The sections in the order of `VocabularyLayout.Section`.
  private func sections(_ stamp: String) throws -> [FileSection] {
    guard !isTooLarge else { throw VocabularyError.tooLarge }
    let forms = isSorted ? self : sorted().0
    let keys = forms.text.withUnsafeBytes {
      KeyIndexBuilder(text: $0, offsets: forms.offsets, former: former, extraKeys: extraKeys)
        .build()
    }
    return [
      .bytes(Array(stamp.utf8)), .numbers(forms.offsets), .bytes(forms.text),
      .numbers(forms.frequencies), .bytes(forms.capitalShares), .numbers(keys.skeletons.nodes),
      .numbers(keys.skeletons.postings), .numbers(keys.lookup.buckets),
      .numbers(keys.lookup.postings), .bytes(keys.lookup.marks),
    ]
  }

  /// Puts the words in byte order, each once, and reports the number of its form for each in the order of adding.
  mutating func sort() -> [UInt32] {
    let (result, numbers) = sorted()
    self = result
    return numbers
  }

  /// The same words in byte order, each once, and the number there of each word added.
  private func sorted() -> (VocabularyBuilder, numbers: [UInt32]) {
    var result = VocabularyBuilder(updating: former, extraKeys: extraKeys)
    result.isTooLarge = isTooLarge
    result.text.reserveCapacity(text.count)
    var numbers = [UInt32](repeating: 0, count: count)
    text.withUnsafeBytes { bytes in
      func form(_ index: UInt32) -> UnsafeRawBufferPointer {
        let index = Int(index)
        return UnsafeRawBufferPointer(
          rebasing: bytes[Int(offsets[index])..<Int(offsets[index + 1])])
      }
      let order = self.order(form)
      var position = 0
      while position < order.count {
        let word = form(order[position])
        var frequency = 0
        var next = position
        while next < order.count, FormOrder.compare(form(order[next]), word) == 0 {
          frequency += Int(frequencies[Int(order[next])])
          numbers[Int(order[next])] = UInt32(result.count)
          next += 1
        }
        result.text.append(contentsOf: word)
        result.offsets.append(UInt32(result.text.count))
        result.frequencies.append(UInt32(clamping: frequency))
        result.capitalShares.append(
          order[position..<next].lazy.map { capitalShares[Int($0)] }.first { $0 > 0 } ?? 0)
        position = next
      }
    }
    return (result, numbers)
  }

  /// The places of the words in byte order. Their first eight bytes distinguish most words, and numbers are sorted
  /// several times as fast as words.
  private func order(_ form: (UInt32) -> UnsafeRawBufferPointer) -> [UInt32] {
    let heads = (0..<UInt32(count)).map { number in
      let word = form(number)
      return (0..<8).reduce(UInt64(0)) { head, offset in
        head << 8 | (offset < word.count ? UInt64(word[offset]) : 0)
      }
    }
    var order = RadixSort.order(of: heads)
    var start = 0
    while start < order.count {
      let head = heads[Int(order[start])]
      var end = start + 1
      while end < order.count, heads[Int(order[end])] == head { end += 1 }
      if end - start > 1 {
        // Equal words keep their order.
        order[start..<end].sort {
          let comparison = FormOrder.compare(form($0), form($1))
          return comparison < 0 || comparison == 0 && $0 < $1
        }
      }
      start = end
    }
    return order
  }
}
