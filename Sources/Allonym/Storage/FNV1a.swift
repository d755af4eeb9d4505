// SPDX-License-Identifier: GPL-2.0-or-later

/// The hash function FNV-1a with 64 bits
/// (https://datatracker.ietf.org/doc/draft-eastlake-fnv/): the same in every process, unlike
/// Swift's own.
package enum FNV1a {
  /// The hash of nothing.
  package static let start: UInt64 = 0xcbf2_9ce4_8422_2325

  /// The hash of bytes, or of more bytes after those that `start` is the hash of.
  package static func hash(_ bytes: some Sequence<UInt8>, _ start: UInt64 = start) -> UInt64 {
    bytes.reduce(start) { hash($0, adding: UInt64($1)) }
  }

  /// The hash of one thing more, of eight bits or of 64 at once.
  @inline(__always)
  package static func hash(_ former: UInt64, adding more: UInt64) -> UInt64 {
    (former ^ more) &* 0x100_0000_01b3
  }
}
