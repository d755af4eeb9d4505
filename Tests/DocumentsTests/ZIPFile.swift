// SPDX-License-Identifier: GPL-2.0-or-later

/// A ZIP archive of members that are not compressed, made for a test.
struct ZIPFile {
  private var members: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  init(_ contents: KeyValuePairs<String, String>) {
    for (name, content) in contents { add(name, Array(content.utf8)) }
  }

  mutating func add(_ name: String, _ content: [UInt8]) {
    add(Array(name.utf8), content, isUTF8: true)
  }

  /// A member whose name is in the character set of a system.
  mutating func add(_ name: [UInt8], _ content: [UInt8], isUTF8: Bool) {
    let offset = members.count
    // Version 2.0, no compression, no time.
    let common: [UInt8] =
      [20, 0, 0, isUTF8 ? 8 : 0, 0, 0, 0, 0, 0, 0] + Self.bytes(Self.checksum(content), 4)
      + Self.bytes(content.count, 4) + Self.bytes(content.count, 4) + Self.bytes(name.count, 2)
    members += [0x50, 0x4b, 3, 4] + common + [0, 0] + name + content
    directory += [0x50, 0x4b, 1, 2, 20, 0] + common + [UInt8](repeating: 0, count: 12)
    directory += Self.bytes(offset, 4) + name
    count += 1
  }

  /// The archive.
  var bytes: [UInt8] {
    let end =
      [0x50, 0x4b, 5, 6, 0, 0, 0, 0] + Self.bytes(count, 2) + Self.bytes(count, 2)
      + Self.bytes(directory.count, 4) + Self.bytes(members.count, 4) + [0, 0]
    return members + directory + end
  }

  private static func bytes(_ number: Int, _ width: Int) -> [UInt8] {
    (0..<width).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
  }

  /// CRC-32, as ISO 3309 has it.
  private static func checksum(_ content: [UInt8]) -> Int {
    var sum: UInt32 = 0xffff_ffff
    for byte in content {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xedb8_8320 : sum >> 1 }
    }
    return Int(sum ^ 0xffff_ffff)
  }
}
