// SPDX-License-Identifier: GPL-2.0-or-later
internal import CProgram
import Glibc

/// What an extractor reads: a file, or a member of one that is held in memory.
struct Input {
  /// The path of the file, or the name of the member.
  let name: RawPath
  private let content: Content

  private enum Content {
    case file(OpenFile)
    case memory([UInt8])
  }

  init(_ file: OpenFile, name: RawPath) {
    self.name = name
    content = .file(file)
  }

  init(_ bytes: [UInt8], name: RawPath) {
    self.name = name
    content = .memory(bytes)
  }

  /// How many bytes there are.
  var size: Int {
    switch content {
    case .file(let file): file.status.size
    case .memory(let bytes): bytes.count
    }
  }

  /// All bytes.
  func bytes() throws(Unreadable) -> [UInt8] {
    switch content {
    case .file(let file): try file.bytes(at: 0, count: size)
    case .memory(let bytes): bytes
    }
  }

  /// The first bytes, as many as tell what it is.
  func beginning() throws(Unreadable) -> [UInt8] {
    switch content {
    case .file(let file): try file.bytes(at: 0, count: min(size, Signature.sampleSize))
    case .memory(let bytes): Array(bytes.prefix(Signature.sampleSize))
    }
  }

  /// Calls `body` with a descriptor that stands at the beginning, for libraries and programs that read
  /// one.
  func withDescriptor<Value>(_ body: (Int32) throws(Unreadable) -> Value) throws(Unreadable)
    -> Value
  {
    switch content {
    case .file(let file):
      return try file.withDescriptor(body)
    case .memory(let bytes):
      let descriptor = bytes.withUnsafeBytes { program_memory_file($0.baseAddress, $0.count) }
      guard descriptor >= 0 else { throw Unreadable(errno: errno) }
      defer { close(descriptor) }
      return try body(descriptor)
    }
  }
}
