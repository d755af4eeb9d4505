// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Glibc

/// The messages of a mailbox, cut out of it one after another.
///
/// A line "From " begins a message only where it gives a time and a header follows: many programs write
/// messages with such lines in their text. Where a message gives its length and it fits, the length
/// decides.
struct Mailbox {
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  /// Where the next message begins.
  private var start = 0
  private var isAtEnd = false

  private static let blockSize = 1 << 20
  /// So much behind a line "From " shows whether a header follows.
  private static let sample = 2048

  /// Reads from a descriptor that stands at the beginning of the mailbox.
  init(descriptor: Int32) {
    self.descriptor = descriptor
  }

  /// The next message without the line that begins it, nil after the last.
  mutating func next() throws(Unreadable) -> [UInt8]? {
    try skipBlankLines()
    guard start < buffer.count else { return nil }
    if buffer[start...].starts(with: MailShape.separatorMark) {
      while try lineEnd(from: start) == nil, try fill() {}
      start = (try lineEnd(from: start)).map { $0 + 1 } ?? buffer.count
    }
    let end = try end()
    defer { start = end }
    return Array(buffer[start..<end])
  }

  private mutating func skipBlankLines() throws(Unreadable) {
    while true {
      while start < buffer.count, buffer[start] == 0x0a || buffer[start] == 0x0d { start += 1 }
      if start < buffer.count - 8 { return }
      guard try fill() else { return }
    }
  }

  private func lineEnd(from offset: Int) throws(Unreadable) -> Int? {
    buffer[offset...].firstIndex(of: 0x0a)
  }

  /// Where the message ends that begins at ``start``.
  private mutating func end() throws(Unreadable) -> Int {
    if let end = try declaredEnd() { return end }
    var offset = start
    while true {
      guard let line = separator(from: offset) else {
        // A mark may lie across the end of what has been read.
        let checked = max(buffer.count - MailShape.separatorMark.count, start) - start
        guard try fill() else { return buffer.count }
        offset = start + checked
        continue
      }
      while line + Self.sample > buffer.count, try fillKeeping() {}
      if MailShape.isSeparator(buffer[line...].prefix(Self.sample)) { return line }
      offset = line
    }
  }

  /// The end by the header Content-Length, where the next message begins there, or the mailbox ends.
  private mutating func declaredEnd() throws(Unreadable) -> Int? {
    while buffer.count < start + Self.sample * 4, try fillKeeping() {}
    let head = buffer[start...].prefix(Self.sample * 4)
    guard let (length, body) = Self.declared(in: head), length < Unpacking.largestMember else {
      return nil
    }
    let end = body + length
    while buffer.count < end + Self.sample, try fillKeeping() {}
    guard end <= buffer.count else { return nil }
    let next = buffer[end...].drop { $0 == 0x0a || $0 == 0x0d }
    if next.isEmpty && isAtEnd { return buffer.count }
    guard end > 0, buffer[end - 1] == 0x0a || next.startIndex > end,
      next.starts(with: MailShape.separatorMark),
      MailShape.isSeparator(next.prefix(Self.sample))
    else { return nil }
    return next.startIndex
  }

  /// The length that a header tells, and where the text begins.
  private static func declared(in head: ArraySlice<UInt8>) -> (length: Int, body: Int)? {
    let name = Array("content-length:".utf8)
    var length: Int?
    var rest = head
    while let end = rest.firstIndex(of: 0x0a) {
      let line = rest[..<end].drop(while: { _ in false })
      rest = rest[(end + 1)...]
      if line.isEmpty || line.elementsEqual([0x0d]) {
        return length.map { ($0, rest.startIndex) }
      }
      guard line.count > name.count,
        line.prefix(name.count).map({ $0 | 0x20 }).elementsEqual(name.map { $0 | 0x20 })
      else { continue }
      let digits = line.dropFirst(name.count).filter { $0 > 0x20 }
      length = Int(String(decoding: digits, as: UTF8.self))
    }
    return nil
  }

  /// Where the next line is that begins as a separator does.
  private func separator(from offset: Int) -> Int? {
    var offset = offset
    return buffer.withUnsafeBytes { bytes -> Int? in
      guard let base = bytes.baseAddress else { return nil }
      while offset < bytes.count, let end = memchr(base + offset, 0x0a, bytes.count - offset) {
        offset = UnsafeRawPointer(end) - base + 1
        if bytes[offset...].starts(with: MailShape.separatorMark) { return offset }
      }
      return nil
    }
  }

  /// Reads more; what lies before ``start`` is let go. False at the end.
  private mutating func fill() throws(Unreadable) -> Bool {
    if start > Self.blockSize {
      buffer.removeFirst(start)
      start = 0
    }
    return try fillKeeping()
  }

  /// Reads more; places in the buffer stay what they are. False at the end.
  private mutating func fillKeeping() throws(Unreadable) -> Bool {
    if isAtEnd { return false }
    guard buffer.count - start <= Unpacking.largestMember else {
      throw Unreadable(
        .tooLarge,
        "has a message of more than \(Unpacking.largestMember >> 20) MiB: it and what follows are left out"
      )
    }
    var count = 0
    let block = [UInt8](unsafeUninitializedCapacity: Self.blockSize) { space, initialized in
      repeat {
        count = read(descriptor, space.baseAddress, Self.blockSize)
      } while count < 0
        && errno == EINTR
      initialized = max(count, 0)
    }
    if count < 0 { throw Unreadable(errno: errno) }
    buffer += block
    isAtEnd = count == 0
    return count > 0
  }
}
