// SPDX-License-Identifier: GPL-2.0-or-later
import CDigest

/// The SHA-256 of bytes that come one piece after the other. Belongs to one task at a time.
final class SHA256 {
  private let digest: OpaquePointer

  /// - Throws: where there is no memory.
  init() throws {
    guard let digest = digest_new() else {
      throw Problem(.serviceUnavailable, "There is no memory left: try again in a moment.")
    }
    self.digest = digest
  }

  deinit { digest_free(digest) }

  func add(_ bytes: [UInt8]) { _ = digest_add(digest, bytes, bytes.count) }

  /// The hash in hexadecimal digits; what is added then begins another.
  func finish() -> String {
    var hash = [UInt8](repeating: 0, count: 32)
    _ = digest_finish(digest, &hash)
    return hash.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
