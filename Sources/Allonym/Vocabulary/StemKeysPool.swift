// SPDX-License-Identifier: GPL-2.0-or-later
import Spelling
import Synchronization

/// Stemmers for several threads, each lent to one thread at a time.
///
/// `@unchecked Sendable`: a `StemKeys` leaves `free` before it is used and comes back after, so no
/// two threads have the same one.
final class StemKeysPool: @unchecked Sendable {
  private let lock = Mutex(())
  private var free: [StemKeys] = []

  /// The stem keys of a folded word.
  func keys(_ word: UnsafeRawBufferPointer, _ script: Script) -> [UInt64] {
    let pooled = lock.withLock { _ in free.popLast() }
    guard let stems = pooled ?? (try? StemKeys()) else { return [] }
    defer { lock.withLock { _ in free.append(stems) } }
    return stems.keys(word.assumingMemoryBound(to: UInt8.self), script)
  }
}
