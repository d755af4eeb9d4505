// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

/// What an extractor reads: a file, or a member of one that is held in memory.
struct Input {
  /// The path of the file, or the name of the member.
  let name: RawPath
  /// Who asked for it, and runs programs for us.
  let requester: Requester
  private let content: Content

  private enum Content {
    case file(OpenFile)
    case memory([UInt8])
  }

  init(_ file: OpenFile, name: RawPath, _ requester: Requester) {
    self.name = name
    self.requester = requester
    content = .file(file)
  }

  init(_ bytes: [UInt8], name: RawPath, _ requester: Requester) {
    self.name = name
    self.requester = requester
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

  /// The first bytes, as many as say what it is.
  func beginning() throws(Unreadable) -> [UInt8] {
    switch content {
    case .file(let file): try file.bytes(at: 0, count: min(size, Signature.sampleSize))
    case .memory(let bytes): Array(bytes.prefix(Signature.sampleSize))
    }
  }

  /// Calls `body` with a descriptor that stands at the beginning, for libraries that read one.
  func withDescriptor<Value>(_ body: (Int32) throws(Unreadable) -> Value) throws(Unreadable)
    -> Value
  {
    switch content {
    case .file(let file): try file.withDescriptor(body)
    case .memory(let bytes): try MemoryFile(bytes).withDescriptor(body)
    }
  }

  /// What a program makes of it, which may not be started here.
  ///
  /// - Throws: where it is not installed, takes too long or too much, or crashes.
  func output(of program: OutsideProgram) throws(Unreadable) -> ExternalProgram.Output {
    switch content {
    case .file: try requester.run(program, on: nil)
    case .memory(let bytes): try requester.run(program, on: bytes)
    }
  }
}
