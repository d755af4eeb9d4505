// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Testing

/// RAR archives whose members are stored as they are, byte by byte: Debian has no free program that makes them.
/// Sources: "RAR 5.0 archive format" of rarlab.com, and libarchive's reader for the older one.
struct RARTests {
  @Test("RAR archives of both formats are read, with names beyond ASCII", arguments: [4, 5])
  func members(format: Int) throws {
    let members = [("a.txt", "Hmeimim"), ("отчёт.txt", "Хмеймим")]
    let bytes = format == 4 ? RAR.old(members) : RAR.new(members)
    let documents = try read(bytes, as: "a.rar").map { try $0.get() }
    #expect(documents.map(\.member) == ["a.txt", "отчёт.txt"])
    #expect(documents.map(\.text) == ["Hmeimim", "Хмеймим"])
    // Whatever its name.
    #expect(try read(bytes, as: "archive").count == 2)
  }

  @Test("A RAR archive that is cut off is reported", arguments: [4, 5])
  func cut(format: Int) throws {
    let members = [("a.txt", "Hmeimim"), ("b.txt", String(repeating: "Tartus ", count: 50))]
    let bytes = format == 4 ? RAR.old(members) : RAR.new(members)
    for length in stride(from: 8, to: bytes.count, by: 5) {
      _ = try read(bytes.prefix(length), as: "a.rar")
    }
    let results = try read(bytes.prefix(bytes.count - 80), as: "a.rar")
    #expect(results.contains { $0.failure?.kind == .damaged })
  }
}

private enum RAR {
  static func old(_ members: [(name: String, text: String)]) -> [UInt8] {
    var bytes = Array("Rar!".utf8) + [0x1a, 7, 0]
    bytes += head([0x73] + little(0, 2) + little(13, 2) + [UInt8](repeating: 0, count: 6))
    for (name, text) in members {
      let content = Array(text.utf8)
      let name = Array(name.utf8)
      let size = 32 + name.count
      var rest: [UInt8] = [0x74] + little(0x8000, 2) + little(size, 2)
      rest += little(content.count, 4) + little(content.count, 4) + [3]
      rest += little(Int(crc(content)), 4) + little(0x4e67_6000, 4) + [20, 0x30]
      rest += little(name.count, 2) + little(0o100644, 4) + name
      bytes += head(rest) + content
    }
    return bytes + head([0x7b] + little(0x4000, 2) + little(7, 2))
  }

  static func new(_ members: [(name: String, text: String)]) -> [UInt8] {
    var bytes = Array("Rar!".utf8) + [0x1a, 7, 1, 0]
    bytes += block([1, 0, 0])
    for (name, text) in members {
      let content = Array(text.utf8)
      let name = Array(name.utf8)
      var rest = [2, 2] + number(content.count) + [4] + number(content.count) + number(0o100644)
      rest += little(Int(crc(content)), 4) + [0, 1] + number(name.count) + name
      bytes += block(rest) + content
    }
    return bytes + block([5, 0, 0])
  }

  private static func head(_ rest: [UInt8]) -> [UInt8] { little(Int(crc(rest)) & 0xffff, 2) + rest }

  private static func block(_ rest: [UInt8]) -> [UInt8] {
    let sized = number(rest.count) + rest
    return little(Int(crc(sized)), 4) + sized
  }

  /// Seven bits a byte, the low ones first.
  private static func number(_ value: Int) -> [UInt8] {
    value < 0x80 ? [UInt8(value)] : [UInt8(value & 0x7f | 0x80)] + number(value >> 7)
  }

  private static func little(_ number: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
  }

  private static func crc(_ bytes: [UInt8]) -> UInt32 {
    var sum = UInt32.max
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 {
        let half = sum >> 1
        sum = sum & 1 == 0 ? half : half ^ 0xedb8_8320
      }
    }
    return ~sum
  }
}
