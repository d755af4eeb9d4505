// SPDX-License-Identifier: GPL-2.0-or-later
import Glibc

/// Lists of names in a file, made once and opened in a moment: nothing is read but its table.
///
/// The file: a magic word, the lists one behind the other, each at a multiple of 64 bytes, their offsets and byte
/// counts (2 × UInt64 each), and at the end the table's offset, the number of lists and the magic word again.
public struct PreparedList: Sendable {
  /// The lists, in the order in which they were added.
  public let lists: [NameList]

  fileprivate static let magic = Array("ALLOPREP".utf8)
  fileprivate static let footerCount = 24
  fileprivate static let alignment = 64

  /// Opens a file.
  public init(path: String) throws {
    let store = try ByteStore(path: path)
    let bytes = store.bytes
    let damaged = VocabularyError.damaged("it is no prepared list of names, or it is cut short")
    guard bytes.count >= Self.magic.count + Self.footerCount,
      bytes.prefix(8).elementsEqual(Self.magic), bytes.suffix(8).elementsEqual(Self.magic)
    else { throw damaged }
    func number(at offset: Int) -> Int {
      Int(truncatingIfNeeded: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
    let footer = bytes.count - Self.footerCount
    let (table, count) = (number(at: footer), number(at: footer + 8))
    guard count >= 0, count <= footer / 16, table >= 0, table + 16 * count == footer else {
      throw damaged
    }
    lists = try (0..<count).map { list in
      let (offset, size) = (number(at: table + 16 * list), number(at: table + 16 * list + 8))
      guard offset >= 0, size >= 0, offset <= table, size <= table - offset else { throw damaged }
      return try NameList(ByteStore(part: offset..<offset + size, of: store))
    }
  }

  /// Whether a file begins as a prepared list does.
  public static func isPrepared(path: String) -> Bool {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var start = [UInt8](repeating: 0, count: magic.count)
    // Of a pipe nothing may be read that its reader needs.
    return pread(descriptor, &start, start.count, 0) == start.count && start == magic
  }

  /// Writes a file, list by list; it appears under its name when it is complete.
  public struct Writer: ~Copyable {
    private let path: String
    private let temporary: String
    private let descriptor: Int32
    private var offset = 0
    private var ranges: [Range<Int>] = []
    private var isFinished = false

    /// Begins a file.
    public init(path: String) throws {
      self.path = path
      temporary = "\(path).\(getpid()).partial"
      descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
      guard descriptor >= 0 else {
        throw VocabularyError.system(call: "open", path: temporary, code: errno)
      }
      try write(PreparedList.magic)
    }

    deinit {
      close(descriptor)
      if !isFinished { unlink(temporary) }
    }

    /// Adds a list of rows.
    public mutating func add(_ rows: [NameRow]) throws {
      try pad()
      let bytes = try NameListBuilder.encoded(rows)
      ranges.append(offset..<offset + bytes.count)
      try write(bytes)
    }

    /// Completes the file.
    public mutating func finish() throws {
      try pad()
      var footer: [UInt8] = []
      for range in ranges {
        footer.append(littleEndian: UInt64(range.lowerBound))
        footer.append(littleEndian: UInt64(range.count))
      }
      footer.append(littleEndian: UInt64(offset))
      footer.append(littleEndian: UInt64(ranges.count))
      try write(footer + PreparedList.magic)
      guard fsync(descriptor) == 0 else {
        throw VocabularyError.system(call: "fsync", path: temporary, code: errno)
      }
      guard rename(temporary, path) == 0 else {
        throw VocabularyError.system(call: "rename", path: path, code: errno)
      }
      isFinished = true
    }

    private mutating func pad() throws {
      let excess = offset % PreparedList.alignment
      if excess > 0 { try write([UInt8](repeating: 0, count: PreparedList.alignment - excess)) }
    }

    private mutating func write(_ bytes: [UInt8]) throws {
      try bytes.withUnsafeBytes {
        try AtomicFile.writeAll($0, to: descriptor, path: temporary)
      }
      offset += bytes.count
    }
  }
}
