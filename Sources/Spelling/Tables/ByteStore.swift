// SPDX-License-Identifier: GPL-2.0-or-later
import Glibc

/// Owns a run of bytes that never changes: a mapped file, a copy in memory, or a table in the program.
///
/// `@unchecked Sendable`: the bytes are written before `init` returns and never after, and the
/// pointer is freed only by `deinit`, when no reader is left.
final class ByteStore: @unchecked Sendable {
  let bytes: UnsafeRawBufferPointer
  private enum Owner {
    case mapped, allocated, program
    case another(ByteStore)
  }
  private let owner: Owner

  /// Maps a whole file for reading.
  init(path: String) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw VocabularyError.system(call: "open", path: path, code: errno)
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw VocabularyError.system(call: "fstat", path: path, code: errno)
    }
    let size = Int(status.st_size)
    guard size > 0 else { throw VocabularyError.damaged("the file is empty") }
    guard
      let address = mmap(nil, size, PROT_READ, MAP_SHARED, descriptor, 0), address != MAP_FAILED
    else { throw VocabularyError.system(call: "mmap", path: path, code: errno) }
    // What is read of it lies all over it: the kernel maps it in a tenth of the steps where it may read it from the
    // disk in large pieces. Where it cannot, nothing changes.
    madvise(address, size, MADV_HUGEPAGE)
    bytes = UnsafeRawBufferPointer(start: address, count: size)
    owner = .mapped
  }

  /// Copies bytes.
  init(copying source: [UInt8]) {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: source.count, alignment: 64)
    copy.copyBytes(from: source)
    bytes = UnsafeRawBufferPointer(copy)
    owner = .allocated
  }

  /// Refers to a table compiled into the program.
  init(program start: UnsafeRawPointer, count: Int) {
    bytes = UnsafeRawBufferPointer(start: start, count: count)
    owner = .program
  }

  /// Refers to a part of another store, which lives as long as this one.
  init(part range: Range<Int>, of whole: ByteStore) {
    bytes = UnsafeRawBufferPointer(rebasing: whole.bytes[range])
    owner = .another(whole)
  }

  deinit {
    switch owner {
    case .mapped: munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
    case .allocated: bytes.deallocate()
    case .program, .another: break
    }
  }
}
