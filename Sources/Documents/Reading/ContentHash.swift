// SPDX-License-Identifier: GPL-2.0-or-later
import CXXHash

/// What a file holds as 128 bits (XXH3, https://xxhash.com): two files that differ have different ones,
/// but for accidents that nobody will see.
public struct ContentHash: Sendable, Hashable {
  private let high: UInt64
  private let low: UInt64

  /// How much of a file is in memory at once.
  private static let blockSize = 1 << 20

  /// The hash of a file's content.
  ///
  /// - Throws: `ReadFailure` when the file cannot be read.
  public init(of path: RawPath) throws(ReadFailure) {
    do throws(Unreadable) {
      self = try Self.hash(of: try OpenFile(path))
    } catch {
      throw error.failure(path: path)
    }
  }

  /// The hash that ``text`` wrote; nil where it is none.
  public init?(_ text: some StringProtocol) {
    guard text.utf8.count == 32, let high = UInt64(text.prefix(16), radix: 16),
      let low = UInt64(text.dropFirst(16), radix: 16)
    else { return nil }
    self.init(high: high, low: low)
  }

  private init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// The hash as 32 hexadecimal digits.
  public var text: String {
    func padded(_ number: UInt64) -> String {
      let digits = String(number, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }
    return padded(high) + padded(low)
  }

  static func hash(of file: OpenFile) throws(Unreadable) -> ContentHash {
    guard let state = XXH3_createState() else {
      throw Unreadable.noMemory
    }
    defer { XXH3_freeState(state) }
    XXH3_128bits_reset(state)
    var offset = 0
    while true {
      let block = try file.bytes(at: offset, count: blockSize)
      _ = block.withUnsafeBytes { XXH3_128bits_update(state, $0.baseAddress, $0.count) }
      offset += block.count
      if block.count < blockSize { break }
    }
    let hash = XXH3_128bits_digest(state)
    return ContentHash(high: hash.high64, low: hash.low64)
  }
}
