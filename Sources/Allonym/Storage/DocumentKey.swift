// SPDX-License-Identifier: GPL-2.0-or-later

/// What names a document of an index for good: made of its path, and of its id or line where a file holds
/// several. It stays the same when the index is made anew, and when the document changes.
public struct DocumentKey: Sendable, Hashable, CustomStringConvertible {
  /// The term of the document's identity, without its prefix.
  let identity: [UInt8]

  /// The key of an identity.
  init(identity: [UInt8]) { self.identity = identity }

  /// Reads what ``description`` wrote; nil where it is something else.
  public init?(_ text: some StringProtocol) {
    guard let bytes = Base64URL.decoded(text), !bytes.isEmpty, bytes.count <= Schema.longestTerm
    else { return nil }
    identity = bytes
  }

  /// The key as letters, digits, `-` and `_`, fit for an address.
  public var description: String { Base64URL.encoded(identity) }

  /// The term that the document alone has.
  var term: [UInt8] { Array(Schema.identityPrefix.utf8) + identity }
}

/// Base 64 for addresses (RFC 4648, section 5), without padding.
public enum Base64URL {
  private static let letters = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
  private static let values: [UInt8: UInt32] = Dictionary(
    uniqueKeysWithValues: letters.enumerated().map { ($1, UInt32($0)) })

  /// Bytes as text.
  public static func encoded(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count * 4 + 2) / 3)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      var bits: UInt32 = 0
      for byte in group { bits = bits << 8 | UInt32(byte) }
      bits <<= UInt32(8 * (3 - group.count))
      for index in 0...group.count {
        text.append(letters[Int(bits >> UInt32(18 - 6 * index) & 63)])
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The bytes of a text; nil where it is no such text.
  public static func decoded(_ text: some StringProtocol) -> [UInt8]? {
    var bytes: [UInt8] = []
    var bits: UInt32 = 0
    var count: UInt32 = 0
    for letter in text.utf8 {
      guard let value = values[letter] else { return nil }
      bits = bits << 6 | value
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> count))
        bits &= (1 << count) - 1
      }
    }
    // One way to write each key: no bits are left over.
    return count < 6 && bits == 0 ? bytes : nil
  }
}
