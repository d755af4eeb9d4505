// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Foundation
import Testing

/// What the program is for: names in the seed documents, found however they are typed.
@Suite struct NamesInSeedsTests {
  /// The seeds, indexed once for all tests.
  private static let folder = Task {
    let seeds = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "seeds").path
    let folder = try TestFolder()
    for name in try FileManager.default.contentsOfDirectory(atPath: seeds) {
      try folder.write(name, try Data(contentsOf: URL(filePath: "\(seeds)/\(name)")))
    }
    try await folder.build()
    return folder
  }

  @Test(arguments: [
    ("Hmeimim", 20), ("Khmeimim", 20), ("حميميم", 20), ("Хмеймим", 20), ("Tartus", 18),
    ("طرطوس", 18), ("Тартусе", 18), ("Sheibani", 9), ("الشيباني", 9), ("аш-Шейбани", 9),
    ("\"Ahmad al-Shara\"", 13),
  ])
  func aNameIsFoundInAllItsDocumentsAndHardlyOthers(query: String, documents: Int) async throws {
    let result = try await Self.folder.value.open().search(query)
    #expect((documents...documents + 2).contains(result.total))
    let scripts = Set(result.expansions[0].forms.filter { $0.documents > 0 }.map(\.script))
    #expect(scripts.isSuperset(of: [.latin, .arabic, .cyrillic]))
  }

  @Test(arguments: ["Hmeimim", "Tartus", "Sheibani", "\"Ahmad al-Shara\"", "\"أحمد الشرع\""])
  func hardlyADecoyIsFound(query: String) async throws {
    var options = SearchOptions()
    options.limit = 100
    let hits = try await Self.folder.value.open().search(query, options: options).hits
    #expect(hits.count { $0.path.contains("decoy") } <= 2)
    #expect(hits.allSatisfy { !$0.passage.highlights.isEmpty && !$0.matched.isEmpty })
  }
}
