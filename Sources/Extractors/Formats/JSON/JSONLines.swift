// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Glibc

/// JSON Lines: one object a line, each a document.
struct JSONLines {
  let file: SourceFile
  let fields: RecordFields

  /// Hands out the documents on the lines of `range`, in their order.
  func read(
    _ range: FilePart, of source: OpenFile,
    _ take: (Result<SourceDocument, ReadFailure>) -> Void
  ) throws(Unreadable) {
    // A range is longer than a batch only if it is a single line.
    guard range.count <= max(FileLimits.longestLine, FileLimits.batchSize) else {
      let reason = Unreadable(
        .tooLarge, "is longer than \(FileLimits.longestLine >> 20) MiB and is left out")
      return take(.failure(failure(of: range.firstLine, reason)))
    }
    let bytes = try source.bytes(
      at: range.offset, count: range.count, padding: JSONObjectReader.padding)
    // A file that grew meanwhile is read as it was; one that was rewritten shows by broken lines.
    guard bytes.count == range.count + JSONObjectReader.padding else {
      throw Unreadable(.system, "became shorter while it was being read: index it again")
    }
    guard let reader = JSONObjectReader(fields: fields) else {
      throw Unreadable.noMemory
    }
    bytes.withUnsafeBytes { buffer in
      let lines = UnsafeRawBufferPointer(rebasing: buffer[..<range.count])
      read(lines, from: range, source.status, reader, take)
    }
  }

  /// Hands out the documents of a file that was read as a whole.
  func read(
    _ bytes: [UInt8], _ status: FileStatus, _ take: (Result<SourceDocument, ReadFailure>) -> Void
  ) throws(Unreadable) {
    guard let reader = JSONObjectReader(fields: fields) else { throw Unreadable.noMemory }
    let padded = bytes + [UInt8](repeating: 0, count: JSONObjectReader.padding)
    let range = FilePart(offset: 0, count: bytes.count, firstLine: 1)
    padded.withUnsafeBytes { buffer in
      let lines = UnsafeRawBufferPointer(rebasing: buffer[..<bytes.count])
      read(lines, from: range, status, reader, take)
    }
  }

  private func read(
    _ bytes: UnsafeRawBufferPointer, from range: FilePart, _ status: FileStatus,
    _ reader: JSONObjectReader, _ take: (Result<SourceDocument, ReadFailure>) -> Void
  ) {
    var start = range.offset == 0 && bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    var line = range.firstLine
    while start < bytes.count {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[start...])
      let length = Self.lengthOfLine(rest)
      let object = UnsafeRawBufferPointer(rebasing: rest[..<length])
      if !object.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0d }) {
        do throws(Unreadable) {
          let members = try reader.members(of: object)
          take(.success(members.document(on: line, of: file, status)))
        } catch {
          let results = repaired(Array(object), line, status, reader)
          (results ?? [.failure(failure(of: line, error))]).forEach(take)
        }
      }
      start += length + 1
      line += 1
    }
  }

  /// The document on a line with bytes that are no UTF-8, which are left out and told; nil where that is not
  /// what is wrong with it.
  private func repaired(
    _ object: [UInt8], _ line: Int, _ status: FileStatus, _ reader: JSONObjectReader
  ) -> [Result<SourceDocument, ReadFailure>]? {
    guard !TextDecoding.isUTF8(object) else { return nil }
    let flawed = FlawedText(of: object[...])
    guard flawed.isSurelyUTF8 || flawed.isSlight(in: object[...]) else { return nil }
    let bytes = Array(FlawedText.repaired(object[...]).utf8)
    let padded = bytes + [UInt8](repeating: 0, count: JSONObjectReader.padding)
    let members = padded.withUnsafeBytes { buffer in
      try? reader.members(of: UnsafeRawBufferPointer(rebasing: buffer[..<bytes.count]))
    }
    guard let members else { return nil }
    let flaw = Unreadable(.brokenBytes, "has bytes that are not UTF-8: they are left out")
    return [
      .success(members.document(on: line, of: file, status)), .failure(failure(of: line, flaw)),
    ]
  }

  /// How much of a file is looked at to see what it is in.
  static let sampleSize = 64 << 10

  /// Whether a file that begins so is not in UTF-8 as a whole: it begins with the mark of another encoding, or
  /// every twentieth byte is zero, as in UTF-16, or most lines with letters beyond ASCII are no UTF-8. Bytes
  /// that spoil a few lines spoil no more.
  static func isForeign(_ beginning: [UInt8]) -> Bool {
    if TextDecoding.isUTF8(beginning) { return false }
    if let mark = TextDecoding.ByteOrderMark.of(beginning) { return mark != .utf8 }
    if beginning.count(where: { $0 == 0 }) * 20 > beginning.count { return true }
    let lines = beginning.split(separator: 0x0a).filter { $0.contains { $0 >= 0x80 } }
    return lines.count { !TextDecoding.isUTF8(Array($0)) } * 2 > lines.count
  }

  private static func lengthOfLine(_ bytes: UnsafeRawBufferPointer) -> Int {
    guard let base = bytes.baseAddress, let end = memchr(base, 0x0a, bytes.count) else {
      return bytes.count
    }
    return UnsafeRawPointer(end) - base
  }

  private func failure(of line: Int, _ error: Unreadable) -> ReadFailure {
    error.failure(path: file.path, line: line)
  }
}
