// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Foundation
import Testing

/// A way to damage a file.
enum Damage: String, CaseIterable, Sendable {
  case deleted, emptied, halved, overwritten, scrambled

  func apply(to path: String, seed: UInt64 = 1) throws {
    let url = URL(filePath: path)
    var data = try Data(contentsOf: url)
    switch self {
    case .deleted: return try FileManager.default.removeItem(at: url)
    case .emptied: data = Data()
    case .halved: data = data.prefix(data.count / 2)
    case .overwritten: data = Data(repeating: 0xA5, count: data.count)
    case .scrambled:
      var random = SeededRandom(seed: seed)
      for position in data.indices where random.next() % 64 == 0 {
        data[position] = UInt8(truncatingIfNeeded: random.next())
      }
    }
    // A new file: the old one may be mapped.
    try FileManager.default.removeItem(at: url)
    try data.write(to: url)
  }
}

@Suite struct DamageTests {
  private static let tables = [
    "iamglass", "postlist.glass", "docdata.glass", "termlist.glass",
  ]

  private static func folder() async throws -> TestFolder {
    try await TestFolder(
      indexing: (0..<60).map { number in
        TestDocument("d\(number)", "pelican harbour word\(number) more\(number) Тартус", lang: "en")
      })
  }

  @Test(arguments: tables, Damage.allCases)
  func aDamagedDatabaseIsAnErrorAndNeverACrash(table: String, damage: Damage) async throws {
    let folder = try await Self.folder()
    let generation = try folder.index.currentGeneration()
    try damage.apply(to: "\(generation.databasePath)/\(table)")
    var errors = 0
    func attempt(_ body: () throws -> Void) {
      do {
        try body()
      } catch {
        errors += 1
        guard case AllonymError.indexDamaged = error else {
          Issue.record("\(error) is not indexDamaged")
          return
        }
      }
    }
    // Queries that read postings, values and documents.
    for query in [
      "pelican", "\"pelican harbour\"", "word7*", "-pelican", "lang:en", "date:2024", "=zzz",
    ] {
      attempt { _ = try folder.open().search(query) }
    }
    attempt { _ = try folder.open().statistics() }
    attempt { _ = try folder.open().spellings(of: "pelican") }
    let findings = try IndexCheck(folder.index).findings()
    let isSound = findings.allSatisfy(\.isSound)
    // What no search noticed, the check does: only the term lists are not read by any search.
    #expect(!isSound || errors == 0)
    if damage != .scrambled { #expect(!isSound, "\(findings)") }
  }

  @Test(arguments: 1...12)
  func aByteHereAndThereIsNeverACrash(seed: Int) async throws {
    let folder = try await Self.folder()
    let generation = try folder.index.currentGeneration()
    for table in Self.tables.dropFirst() {
      try Damage.scrambled.apply(to: "\(generation.databasePath)/\(table)", seed: UInt64(seed))
    }
    for query in ["pelican", "\"pelican harbour\"", "w*", "-pelican", "pelican NEAR word3"] {
      do { _ = try folder.open().search(query) } catch is AllonymError {}
    }
    _ = try IndexCheck(folder.index).findings()
  }

  @Test(arguments: ["", "{", "[]", "{\"format\":\"x\"}", "\u{0}\u{1}"])
  func aBrokenManifestIsReportedAndANewBuildReplacesIt(manifest: String) async throws {
    let folder = try await Self.folder()
    let path = try folder.index.currentGeneration().manifestPath
    try Data(manifest.utf8).write(to: URL(filePath: path))
    #expect(throws: AllonymError.self) { try folder.open().statistics() }
    #expect(try IndexCheck(folder.index).findings().contains { !$0.isSound })
    try await folder.build()
    #expect(try folder.found("pelican").count == 60)
  }

  @Test(arguments: [1, 2, 7])
  func anIndexOfAnotherFormatIsRefused(format: Int) async throws {
    let folder = try await Self.folder()
    let path = try folder.index.currentGeneration().manifestPath
    try Data("{\"format\": \(format), \"whatever\": {}}".utf8).write(to: URL(filePath: path))
    let error = AllonymError.indexOfOtherFormat(path: folder.index.path, format: format)
    #expect(throws: error) { try folder.open() }
    #expect(throws: error) { _ = try IndexCheck(folder.index) }
    #expect("\(error)".contains("format \(format)"))
    #expect("\(error)".contains("allonym rebuild"))
  }

  @Test func anIndexOfAnOlderFormatIsMadeAnewByAnUpdate() async throws {
    let folder = try await Self.folder()
    let path = try folder.index.currentGeneration().manifestPath
    let manifest = try String(contentsOfFile: path, encoding: .utf8)
    let older = manifest.replacingOccurrences(
      of: "\"format\" : \(Manifest.currentFormat)", with: "\"format\" : 2")
    #expect(older != manifest)
    try Data(older.utf8).write(to: URL(filePath: path))
    #expect(try await folder.update().isRebuild)
    #expect(try folder.found("\"pelican harbour\"").count == 60)
  }

  @Test(arguments: ["generation-000077", "elsewhere", "../../etc", "generation-"])
  func aPointerThatLeadsNowhereIsReported(target: String) async throws {
    let folder = try await Self.folder()
    let pointer = folder.index.path + "/current"
    try FileManager.default.removeItem(atPath: pointer)
    try FileManager.default.createSymbolicLink(
      atPath: pointer, withDestinationPath: target)
    #expect {
      try folder.open()
    } throws: { error in
      guard case AllonymError.indexDamaged = error else { return false }
      return true
    }
    try await folder.build()
    #expect(try folder.found("pelican").count == 60)
  }
}

@Suite struct VocabularyFileTests {
  private static func folder() async throws -> TestFolder {
    try await TestFolder(indexing: [TestDocument("a", "pelican harbours Тартуса")])
  }

  @Test(arguments: Damage.allCases.filter { $0 != .scrambled })
  func aVocabularyThatIsDamagedIsMadeAnew(damage: Damage) async throws {
    let folder = try await Self.folder()
    let path = try folder.index.currentGeneration().vocabularyPath
    let sound = try Data(contentsOf: URL(filePath: path))
    try damage.apply(to: path)
    let findings = try IndexCheck(folder.index).findings()
    #expect(findings.first { $0.part == "vocabulary" }?.isSound == false)
    #expect(try folder.found("harbour") == ["a"])
    #expect(try Data(contentsOf: URL(filePath: path)) == sound)
    #expect(try IndexCheck(folder.index).findings().allSatisfy(\.isSound))
  }

  @Test func aVocabularyOfAnotherDatabaseIsMadeAnew() async throws {
    let folder = try await Self.folder()
    let other = try await TestFolder(indexing: [TestDocument("b", "heron")])
    let path = try folder.index.currentGeneration().vocabularyPath
    let strange = try other.index.currentGeneration().vocabularyPath
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.copyItem(atPath: strange, toPath: path)
    #expect(try folder.open().statistics().words == 4)
    #expect(try folder.found("harbour") == ["a"])
    #expect(try IndexCheck(folder.index).findings().allSatisfy(\.isSound))
  }

  @Test(arguments: 1...40)
  func bytesHereAndThereNeverCrashAndTheCheckTells(seed: Int) async throws {
    let folder = try await Self.folder()
    let path = try folder.index.currentGeneration().vocabularyPath
    var data = try Data(contentsOf: URL(filePath: path))
    var random = SeededRandom(seed: UInt64(seed))
    for _ in 0..<8 { data[Int(random.next() % UInt64(data.count))] ^= 0x5A }
    try FileManager.default.removeItem(atPath: path)
    try data.write(to: URL(filePath: path))
    let findings = try IndexCheck(folder.index).findings()
    #expect(findings.first { $0.part == "vocabulary" }?.isSound == false)
    for query in ["harbour", "har*", "\"pelican harbour\"", "тартус"] {
      _ = try folder.found(query)
      _ = try folder.open().search(query)
    }
  }

  @Test(.enabled(if: getuid() != 0, "root may write everywhere"))
  func whereTheFolderCannotBeWrittenItLivesInMemory() async throws {
    let folder = try await Self.folder()
    let generation = try folder.index.currentGeneration()
    try FileManager.default.removeItem(atPath: generation.vocabularyPath)
    chmod(generation.path, 0o555)
    defer { chmod(generation.path, 0o755) }
    #expect(try folder.found("harbour") == ["a"])
    #expect(!FileManager.default.fileExists(atPath: generation.vocabularyPath))
  }
}
