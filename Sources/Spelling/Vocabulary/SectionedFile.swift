// SPDX-License-Identifier: GPL-2.0-or-later

/// The common frame of our flat files: magic, version, a checksum of the content, then numbered
/// sections, each at a multiple of 8 bytes, little endian, used where they lie.
///
///     0  magic, 8 bytes      8  version      12  number of sections      16  checksum
///     24 the sections' offsets and byte counts, 2 × UInt64 each          … the sections
package struct SectionedFile: Sendable {
  let store: ByteStore
  let checksum: UInt64
  private let sections: [Range<Int>]

  /// Checks the frame; the content is not read.
  init(_ store: ByteStore, magic: String, version supported: UInt32, sectionCount: Int) throws {
    let bytes = store.bytes
    let headerCount = 24 + 16 * sectionCount
    guard bytes.count >= 24, bytes.prefix(8).elementsEqual(magic.utf8) else {
      throw VocabularyError.damaged("it does not begin with \(magic)")
    }
    let version = bytes.loadUnaligned(fromByteOffset: 8, as: UInt32.self)
    guard version == supported else {
      throw VocabularyError.version(found: version, supported: supported)
    }
    let count = bytes.loadUnaligned(fromByteOffset: 12, as: UInt32.self)
    guard count == sectionCount, bytes.count >= headerCount else {
      throw VocabularyError.damaged("its header is cut short")
    }
    var ranges: [Range<Int>] = []
    // Sections follow each other without gaps: a changed byte in this table does not go unnoticed.
    var expected = UInt64(headerCount)
    for section in 0..<sectionCount {
      let offset = bytes.loadUnaligned(fromByteOffset: 24 + 16 * section, as: UInt64.self)
      let length = bytes.loadUnaligned(fromByteOffset: 32 + 16 * section, as: UInt64.self)
      let end = offset.addingReportingOverflow(length)
      guard offset == expected, !end.overflow, end.partialValue <= UInt64(bytes.count) else {
        throw VocabularyError.damaged("section \(section) is not where it should be")
      }
      expected = (end.partialValue + 7) / 8 * 8
      ranges.append(Int(offset)..<Int(end.partialValue))
    }
    guard expected == UInt64(bytes.count) else {
      throw VocabularyError.damaged("it does not end where its sections end")
    }
    self.store = store
    self.checksum = bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self)
    self.sections = ranges
  }

  /// Whether the sections are those that the checksum was taken of. Reads all of them.
  var isIntact: Bool {
    let body = UnsafeRawBufferPointer(rebasing: store.bytes[(24 + 16 * sections.count)...])
    return Checksum.of(body) == checksum
  }

  /// The bytes of a section.
  func section(_ index: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: store.bytes[sections[index]])
  }

  /// Where a section lies in the store.
  func sectionRange(_ index: Int) -> Range<Int> { sections[index] }

  /// Lays sections out behind a header.
  package static func encoded(magic: String, version: UInt32, sections: [[UInt8]]) -> [UInt8] {
    encoded(magic: magic, version: version, sections: sections.map { FileSection.bytes($0) })
  }

  /// Lays sections out behind a header.
  static func encoded(magic: String, version: UInt32, sections: [FileSection]) -> [UInt8] {
    var result: [UInt8] = []
    write(magic: magic, version: version, sections: sections) { result.append(contentsOf: $0) }
    return result
  }

  /// Hands a header and the sections to a writer, piece by piece: they are not copied.
  static func write(
    magic: String, version: UInt32, sections: [FileSection],
    to writer: (UnsafeRawBufferPointer) throws -> Void
  ) rethrows {
    var header = Array(magic.utf8)
    precondition(header.count == 8, "a magic word has 8 bytes")
    header.append(littleEndian: version)
    header.append(littleEndian: UInt32(sections.count))
    var offset = 24 + 16 * sections.count
    var table: [UInt8] = []
    for section in sections {
      table.append(littleEndian: UInt64(offset))
      table.append(littleEndian: UInt64(section.count))
      offset += section.paddedCount
    }
    var checksum = Checksum(byteCount: sections.reduce(0) { $0 + $1.paddedCount })
    for section in sections { section.withBytes { checksum.add($0) } }
    header.append(littleEndian: checksum.value)
    try (header + table).withUnsafeBytes(writer)
    let padding = [UInt8](repeating: 0, count: 8)
    for section in sections {
      try section.withBytes(writer)
      try padding.withUnsafeBytes {
        try writer(UnsafeRawBufferPointer(rebasing: $0[..<(section.paddedCount - section.count)]))
      }
    }
  }
}

/// A section of a file on its way.
enum FileSection {
  case bytes([UInt8])
  case numbers([UInt32])

  /// The number of its bytes.
  var count: Int {
    switch self {
    case .bytes(let bytes): bytes.count
    case .numbers(let numbers): 4 * numbers.count
    }
  }

  /// The same with the zeros that follow it.
  var paddedCount: Int { (count + 7) / 8 * 8 }

  func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    switch self {
    case .bytes(let bytes): try bytes.withUnsafeBytes(body)
    case .numbers(let numbers): try numbers.withUnsafeBytes(body)
    }
  }
}

extension Array where Element == UInt8 {
  /// Appends an integer, least significant byte first.
  package mutating func append<T: FixedWidthInteger>(littleEndian value: T) {
    Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
  }

  /// The bytes of integers as they lie in memory.
  package init<T: FixedWidthInteger & BitwiseCopyable>(bytesOf values: [T]) {
    self = values.withUnsafeBytes { Array($0) }
  }
}

/// A quick 64-bit checksum over whole words, for staleness rather than for safety.
struct Checksum {
  private(set) var value: UInt64

  /// The checksum of so many bytes, to which they are added in pieces.
  init(byteCount: Int) { value = 0xcbf2_9ce4_8422_2325 ^ UInt64(byteCount) }

  /// Adds a piece: a last word that is not whole counts with the zeros that follow it.
  mutating func add(_ raw: UnsafeRawBufferPointer) {
    var hash = value
    var offset = 0
    while offset + 8 <= raw.count {
      hash = (hash ^ raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) &* 0x100_0000_01b3
      hash ^= hash >> 29
      offset += 8
    }
    if offset < raw.count {
      var word: UInt64 = 0
      for position in offset..<raw.count {
        word |= UInt64(raw[position]) << UInt64(8 * (position - offset))
      }
      hash = (hash ^ word) &* 0x100_0000_01b3
      hash ^= hash >> 29
    }
    value = hash
  }

  static func of(_ raw: UnsafeRawBufferPointer) -> UInt64 {
    var checksum = Checksum(byteCount: raw.count)
    checksum.add(raw)
    return checksum.value
  }
}
