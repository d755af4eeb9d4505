// SPDX-License-Identifier: GPL-2.0-or-later

/// The hash function FNV-1a with 64 bits
/// (https://datatracker.ietf.org/doc/draft-eastlake-fnv/): the same in every process, unlike
/// Swift's own.
enum FNV1a {
  static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
    bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}
