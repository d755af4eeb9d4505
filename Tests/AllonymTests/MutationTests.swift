// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Foundation
import Testing
import Xapian

/// Odd input for a while: see `scripts/fuzz`.
@Suite struct MutationTests {
  private static var end: Date {
    let seconds = ProcessInfo.processInfo.environment["ALLONYM_FUZZ_SECONDS"].flatMap(Double.init)
    return Date().addingTimeInterval(seconds ?? 1)
  }

  /// Bytes with some of them changed, left out, doubled or taken from elsewhere.
  private static func mutated(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...6) where !bytes.isEmpty {
      let position = Int.random(in: 0..<bytes.count)
      switch Int.random(in: 0..<5) {
      case 0: bytes[position] = UInt8.random(in: 0...255)
      case 1: bytes.remove(at: position)
      case 2:
        bytes.insert(Array("\"()~=+-*:{}[],\\. \u{0}9e".utf8).randomElement() ?? 0, at: position)
      case 3:
        bytes.insert(contentsOf: bytes[position...].prefix(Int.random(in: 1...40)), at: position)
      default: bytes.removeSubrange(position..<min(bytes.count, position + Int.random(in: 1...40)))
      }
    }
    return bytes
  }

  @Test func aQueryIsReadOrRefused() throws {
    let fields = QueryFields([
      "title": .text, "lang": .exact, "date": .date,
    ])
    let seeds = [
      #""Ahmad al-Shara" lang:ru"#, "a AND (b OR NOT c) -d +e", "Tartus NEAR/5 base date:2024-12..",
      "khmeim* =word ~word title:\"a b\"", "date:>=2024-12-08 (a b) NEAR c", "حميميم OR Хмеймим",
    ].map { Array($0.utf8) }
    let end = Self.end
    repeat {
      var bytes = Self.mutated(seeds.randomElement() ?? [])
      if Bool.random() { bytes = Self.mutated(bytes + (seeds.randomElement() ?? [])) }
      let text = String(decoding: bytes, as: UTF8.self)
      _ = try? ParsedQuery(text, fields: fields)
    } while Date() < end
  }

  @Test func aManifestIsReadOrRefused() async throws {
    let folder = try await TestFolder(indexing: [TestDocument("a", "pelican")])
    let generation = try folder.index.currentGeneration()
    let sound = [UInt8](try Data(contentsOf: URL(filePath: generation.manifestPath)))
    let end = Self.end
    repeat {
      try Data(Self.mutated(sound)).write(to: URL(filePath: generation.manifestPath))
      do { _ = try Manifest(of: generation) } catch is AllonymError {}
    } while Date() < end
  }

  @Test func aListOfFilesIsReadAsFarAsItIsOne() async throws {
    let folder = try TestFolder()
    for number in 0..<5 { try folder.write("\(number).txt", "pelican \(number)") }
    try folder.write("lines.jsonl", "{\"text\":\"kite\"}\n{\n")
    _ = try await IndexUpdate(index: folder.index, paths: [folder.documents]).run()
    let path = try folder.index.currentGeneration().databasePath
    let end = Self.end
    repeat {
      let database = try WritableDatabase(path: path)
      for key in try database.metadataKeys(prefix: "F") where Bool.random() {
        try database.setMetadata(key, Self.mutated(try database.metadata(key)))
      }
      try database.commit()
      try database.close()
      do {
        _ = try await IndexUpdate(index: folder.index, paths: [folder.documents]).run()
      } catch is AllonymError {}
    } while Date() < end
    #expect(try folder.found("pelican").count == 5)
  }
}
