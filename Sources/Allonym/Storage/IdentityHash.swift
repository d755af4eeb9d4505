// SPDX-License-Identifier: GPL-2.0-or-later
import CXXHash
import Xapian

/// The hash by which documents and files are distinguished: XXH3 with 128 bits (https://xxhash.com) and a seed that
/// each index draws by chance. Who only writes documents does not know the seed and cannot make one that collides
/// with another. Even so, the hash only finds what may be the same: strings are compared before anything is
/// deleted or replaced.
struct IdentityHash: Sendable, Equatable {
  private let seed: UInt64
  private let mask: UInt64

  /// A hash of two times 64 bits.
  struct Value: Sendable, Hashable {
    fileprivate var high: UInt64
    fileprivate var low: UInt64

    /// The one that stands for something else of the same hash.
    var next: Value { Value(high: high, low: low &+ 1) }

    /// 32 hexadecimal digits.
    var text: String {
      func padded(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
      }
      return padded(high) + padded(low)
    }
  }

  /// The hash with a seed.
  ///
  /// - Parameter bits: how many count of each half. Tests let few do, so that many things collide.
  init(seed: UInt64, bits: Int = 64) {
    self.seed = seed
    mask = bits < 64 ? (1 << UInt64(max(bits, 0))) - 1 : .max
  }

  /// The hash for a new index.
  static func random(bits: Int = 64) -> IdentityHash {
    IdentityHash(seed: .random(in: .min ... .max), bits: bits)
  }

  /// The hash of some bytes.
  func callAsFunction(_ bytes: some Sequence<UInt8>) -> Value {
    let hash =
      bytes.withContiguousStorageIfAvailable {
        XXH3_128bits_withSeed($0.baseAddress, $0.count, seed)
      }
      ?? Array(bytes).withUnsafeBufferPointer {
        XXH3_128bits_withSeed($0.baseAddress, $0.count, seed)
      }
    return Value(high: hash.high64 & mask, low: hash.low64 & mask)
  }
}

/// In the metadata of a database, where the seed is kept with what was made with it.
extension IdentityHash {
  private static let key = "identity-seed"

  /// The hash of an index; nil where its database is none of ours.
  init?(of database: Database, bits: Int = 64) throws(XapianError) {
    let digits = String(decoding: try database.metadata(Self.key), as: UTF8.self)
    guard digits.utf8.count == 16, let seed = UInt64(digits, radix: 16) else { return nil }
    self.init(seed: seed, bits: bits)
  }

  /// Writes the seed.
  func write(to database: WritableDatabase) throws(XapianError) {
    try database.setMetadata(Self.key, String(Value(high: 0, low: seed).text.suffix(16)))
  }
}
