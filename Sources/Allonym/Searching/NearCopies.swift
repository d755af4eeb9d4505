// SPDX-License-Identifier: GPL-2.0-or-later

/// Which hits nearly repeat better ones.
struct NearCopies {
  private var earlier: [(rank: Int, print: [UInt8])] = []

  /// So many better hits are compared with each: whoever reads thousands does not look back further.
  private static let most = 100

  /// Takes the print of the next hit; the rank of a better one that it nearly repeats, if there is one.
  mutating func add(_ print: [UInt8], rank: Int) -> Int? {
    defer {
      earlier.append((rank, print))
      if earlier.count >= 2 * Self.most { earlier.removeFirst(Self.most) }
    }
    return earlier.suffix(Self.most).first {
      TextFingerprint.likeness($0.print, print) >= TextFingerprint.nearlySame
    }?.rank
  }
}
