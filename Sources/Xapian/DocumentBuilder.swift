// SPDX-License-Identifier: GPL-2.0-or-later
internal import CXapian

/// How a word is written in a text.
public enum WrittenCase: UInt32, Sendable {
  /// In a script without capitals, or it is no word of a text.
  case none = 0
  /// In lower case.
  case lower = 1
  /// With a capital where no sentence begins.
  case capital = 2
  /// With a capital that any word would have there.
  case unclear = 4
}

/// A document on its way into a database.
///
/// It gathers terms, values and data as plain bytes, and all of it crosses to Xapian in one call.
/// Use one builder for many documents to keep its memory: ``removeAll()`` between them.
public struct DocumentBuilder {
  private var terms: [UInt8] = []
  private var postings: [xap_posting] = []
  private var valueBytes: [UInt8] = []
  private var values: [xap_value] = []
  private var data: [UInt8] = []
  private var skipsCompression = false

  /// What a ``SegmentWriter`` puts before the words that a document has with a capital and never in lower case, and
  /// before those of which it has neither, to make boolean terms of them. `nil` makes none.
  public var casePrefixes: (capital: UInt8, unclear: UInt8)?

  /// A document with nothing in it.
  public init() {}

  /// How many postings were appended.
  public var postingCount: Int { postings.count }

  /// Appends an occurrence of a term at a position, counted `wdf` times.
  ///
  /// - Parameters:
  ///   - term: one that is empty or longer than ``XapianLibrary/longestTerm`` makes adding the document fail.
  ///   - position: where it stands; 0 for a term that is only counted.
  ///   - sequence: the value slot of the position list that holds the position: see
  ///     ``Query/init(phraseOf:in:)``. All occurrences of a term have the same. `nil` puts the position into
  ///     Xapian's own table, which takes ten times the space.
  ///   - wdf: how often it counts.
  ///   - written: how it is written there.
  public mutating func append(
    term: UnsafeBufferPointer<UInt8>, position: Position = 0, in positionsSlot: ValueSlot? = nil,
    wdf: UInt32 = 1, written: WrittenCase = .none
  ) {
    // Lengths are counted in 32 bits. What is cut off here is far too long for any term and is
    // refused all the same.
    let kept = UnsafeBufferPointer(rebasing: term.prefix(64 * 1024))
    terms.append(contentsOf: kept)
    postings.append(
      xap_posting(
        length: UInt32(kept.count), position: position,
        positions_slot: positionsSlot ?? Self.noPositionList,
        wdf: wdf, written: written.rawValue))
  }

  private static let noPositionList = ValueSlot(XAP_NO_POSITION_LIST)

  /// Appends an occurrence of a term at a position, counted `wdf` times.
  public mutating func append(
    term: some ByteString, position: Position = 0, in positionsSlot: ValueSlot? = nil,
    wdf: UInt32 = 1
  ) {
    term.withBytes { append(term: $0, position: position, in: positionsSlot, wdf: wdf) }
  }

  /// Appends a term that only selects: it has no position and does not count for the length.
  public mutating func appendBoolean(_ term: some ByteString) {
    term.withBytes { append(term: $0, position: 0, wdf: 0) }
  }

  /// Sets the value in a slot. An empty one takes the value away.
  public mutating func setValue(_ value: some ByteString, in slot: ValueSlot) {
    value.withBytes {
      let kept = UnsafeBufferPointer(rebasing: $0.prefix(Int(UInt32.max)))
      valueBytes.append(contentsOf: kept)
      values.append(xap_value(slot: slot, length: UInt32(kept.count)))
    }
  }

  /// Sets the bytes stored with the document.
  public mutating func setData(_ data: some ByteString) {
    self.data.removeAll(keepingCapacity: true)
    data.withBytes { self.data.append(contentsOf: $0) }
    skipsCompression = false
  }

  /// Sets the bytes stored with the document, most of which are compressed: a ``SegmentWriter`` does
  /// not try to compress them again.
  public mutating func setData(packed data: [UInt8]) {
    self.data = data
    skipsCompression = true
  }

  /// Makes the builder empty, its memory kept for the next document.
  public mutating func removeAll() {
    terms.removeAll(keepingCapacity: true)
    postings.removeAll(keepingCapacity: true)
    valueBytes.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
    data.removeAll(keepingCapacity: true)
  }

  func withContent(_ body: (UnsafePointer<xap_content>) -> Bool) -> Bool {
    terms.withUnsafeBufferPointer { terms in
      postings.withUnsafeBufferPointer { postings in
        valueBytes.withUnsafeBufferPointer { valueBytes in
          values.withUnsafeBufferPointer { values in
            data.withView { data in
              var content = xap_content(
                terms: terms.baseAddress, postings: postings.baseAddress,
                posting_count: postings.count, value_bytes: valueBytes.baseAddress,
                values: values.baseAddress, value_count: values.count, data: data,
                skip_compression: skipsCompression, capital_prefix: casePrefixes?.capital ?? 0,
                unclear_prefix: casePrefixes?.unclear ?? 0)
              return body(&content)
            }
          }
        }
      }
    }
  }
}
