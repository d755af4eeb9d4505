// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Foundation
import Testing
import Workspaces

/// A folder with documents, an index and a workspace; gone with the value.
final class AlertFolder: Sendable {
  let path: String
  let index: IndexDirectory

  init(_ files: [String: String]) async throws {
    path = "/tmp/allonym-alerts-\(UUID().uuidString)"
    index = IndexDirectory(path: path + "/index")
    try FileManager.default.createDirectory(
      atPath: path + "/documents", withIntermediateDirectories: true)
    try write(files)
    _ = try await IndexBuilder(index: index, sources: [path + "/documents"]).build()
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ files: [String: String]) throws {
    for (name, text) in files {
      try Data(text.utf8).write(to: URL(filePath: path + "/documents/" + name))
    }
  }

  func remove(_ name: String) throws {
    try FileManager.default.removeItem(atPath: path + "/documents/" + name)
  }

  func update() async throws { _ = try await IndexUpdate(index: index, paths: []).run() }

  /// The titles of what a workspace has found.
  func found(_ workspace: Workspace) throws -> [String] {
    try workspace.hits().map { URL(filePath: $0.content.path).lastPathComponent }.sorted()
  }
}

struct PercolationTests {
  private static let names = [
    "Bashar al-Assad", "Assad, Bashar al-", "Hmeimim", "Abdulrahman Sharaa", "Abd al-Rahman Sharaa",
    "Vladimir Putin", "Путин", "Putin, Vladimir Vladimirovich", "Deir ez-Zor", "Dayr al-Zawr",
    "Kobani", "Tartus", "Tartous port", "Nobody Whatsoever", "Ahmad Sharaa", "احمد الشرع", "Su-27",
    "Su27", "3000", "Moscow", "Sergei Ivanov", "Muhammad Ali Hassan Omar Khalid", "O'Brien",
    "Kim Ch'o'l",
  ]

  private static let texts = [
    "The base at Hmeimim (Khmeimim) was opened. Bashar al-Assad came with Vladimir Putin.",
    "Путин приехал на базу Хмеймим, где его встретил Башар Асад.",
    "قاعدة حميميم في سوريا. الرئيس بشار الأسد والرئيس بوتين.",
    "Abdulrahman al-Sharaa spoke in Dayr az Zawr; Abd al Rahman Shara did not.",
    "أحمد الشرع في دمشق وطرطوس.", "A Su-27 flew over the port of Tartous, 3,000 metres up.",
    "Su 27 and Su27 are one aircraft. Sergey Ivanov said so in Moscow.",
    "Nothing of interest is in this text about gardens.",
    "Kim Ch'o'l came. Conor O’Brien and Mohammed Ali Hassan.",
    "عين العرب كوباني", "Айн-эль-Араб (Кобани)",
  ]

  @Test func findsWhatSearchesOfTheWholeIndexFindAmongTheNewDocuments() async throws {
    var files: [String: String] = [:]
    for (number, text) in Self.texts.enumerated() {
      files["old\(number).txt"] = "An earlier report. " + text
      files["new\(number).txt"] = text
    }
    let folder = try await AlertFolder(files)
    let index = try SearchIndex(folder.index)
    let marks = try index.marks().filter {
      try index.key(of: $0).flatMap { try index.document($0)?.stored.path }?.contains("/new")
        == true
    }
    #expect(marks.count == Self.texts.count)
    let percolation = NamePercolation(try index.selection(of: marks), of: index)
    let keys = Set(try marks.compactMap { try index.key(of: $0) })
    var count = 0
    for name in Self.names {
      var options = SearchOptions()
      options.syntax = .name
      options.limit = 1000
      let wanted = try index.search(name, options: options).hits
        .compactMap { try index.key(of: $0) }.filter(keys.contains)
      let found = try percolation.hits(of: name)
      #expect(Set(found.map(\.key)) == Set(wanted), "\(name)")
      #expect(found.count == wanted.count, "\(name)")
      #expect(found.allSatisfy { !$0.hit.passage.highlights.isEmpty }, "\(name)")
      count += found.count
    }
    #expect(count > 25, "the names are found at all: \(count)")
  }
}
