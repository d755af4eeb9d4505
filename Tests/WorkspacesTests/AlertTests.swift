// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Foundation
import Testing
import Workspaces

struct AlertTests {
  @Test func findsWhatIsNewAndNothingTwice() async throws {
    let folder = try await AlertFolder(["old.txt": "Hmeimim was mentioned before."])
    let workspace = try Workspace(of: folder.index)
    try await workspace.add("base", .search(SavedSearch("Hmeimim")))
    try await workspace.add("list", .names([(1, "Vladimir Putin"), (2, "Nobody Here")]))
    try folder.write([
      "a.txt": "حميميم قاعدة", "b.txt": "Путин, Владимир", "c.txt": "nothing of the sort",
    ])
    try await folder.update()
    let outcome = try #require(try await AlertRun(workspace).run())
    #expect(outcome.added == 3)
    #expect(outcome.hits == 2)
    #expect(try folder.found(workspace) == ["a.txt", "b.txt"])
    let putin = try #require(try workspace.hits().first { $0.alert == "list" })
    #expect(putin.name == "Vladimir Putin" && putin.line == 1 && !putin.isChange)
    #expect(putin.content.passage.contains("Путин"))
    #expect(try await AlertRun(workspace).run()?.hits == 0)
    #expect(try folder.found(workspace).count == 2)
  }

  @Test func whatIsThereWhenAnAlertIsSavedIsNoNewsToItButToOthers() async throws {
    let folder = try await AlertFolder(["old.txt": "gardens"])
    let workspace = try Workspace(of: folder.index)
    try await workspace.add("first", .search(SavedSearch("pelican")))
    try folder.write(["a.txt": "a pelican"])
    try await folder.update()
    try await workspace.add("second", .search(SavedSearch("pelican")))
    try await AlertRun(workspace).run()
    #expect(try workspace.hits().map(\.alert) == ["first"])
  }

  @Test func aChangedDocumentIsNewsWhereItsPassageIs() async throws {
    let folder = try await AlertFolder(["old.txt": "gardens"])
    let workspace = try Workspace(of: folder.index)
    try await workspace.add("birds", .search(SavedSearch("pelican")))
    try folder.write(["a.txt": "A pelican was seen.\n\nMore is not known."])
    try await folder.update()
    try await AlertRun(workspace).run()
    #expect(try workspace.hits().count == 1)
    try folder.write(["a.txt": "A pelican was seen, and then another pelican came by."])
    try await folder.update()
    #expect(try await AlertRun(workspace).run()?.changed == 1)
    #expect(try workspace.hits().map(\.isChange) == [true, false])
  }

  @Test func aRenamedFileAndANewGenerationAreNoNews() async throws {
    let folder = try await AlertFolder(["old.txt": "gardens"])
    let workspace = try Workspace(of: folder.index)
    try await workspace.add("birds", .search(SavedSearch("pelican")))
    try folder.write(["a.txt": "A pelican was seen."])
    try await folder.update()
    try await AlertRun(workspace).run()
    let former = try #require(try workspace.hits().first)
    try folder.remove("a.txt")
    try folder.write(["b.txt": "A pelican was seen."])
    _ = try await IndexBuilder(index: folder.index, sources: [folder.path + "/documents"]).build()
    let outcome = try #require(try await AlertRun(workspace).run())
    #expect(outcome.added == 0 && outcome.changed == 0 && outcome.hits == 0)
    let hit = try #require(try workspace.hits().first)
    #expect(hit.id == former.id && hit.document != former.document, "the hit follows the file")
    #expect(try workspace.hits().count == 1)
  }

  @Test func runsAtOnceFindEachHitOnce() async throws {
    let folder = try await AlertFolder(["old.txt": "gardens"])
    let workspace = try Workspace(of: folder.index)
    try await workspace.add("birds", .search(SavedSearch("pelican")))
    try folder.write(["a.txt": "A pelican.", "b.txt": "Two pelicans."])
    try await folder.update()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<4 {
        group.addTask { _ = try await AlertRun(try Workspace(of: folder.index)).run() }
      }
      try await group.waitForAll()
    }
    #expect(try folder.found(workspace) == ["a.txt", "b.txt"])
  }

  @Test func refusesWhatCannotBeLookedFor() async throws {
    let folder = try await AlertFolder(["old.txt": "gardens"])
    let workspace = try Workspace(of: folder.index)
    await #expect(throws: QueryError.self) {
      try await workspace.add("bad", .search(SavedSearch("date:never")))
    }
    await #expect(throws: AllonymError.self) { try await workspace.add(" ", .names([(1, "A")])) }
    await #expect(throws: AllonymError.self) { try await workspace.add("none", .names([])) }
    await #expect(throws: AllonymError.self) {
      try await workspace.add("hook", .names([(1, "Ann")]), webhook: "file:///etc/passwd")
    }
    try await workspace.add("birds", .names([(1, "Ann")]))
    await #expect(throws: AllonymError.self) {
      try await workspace.add("BIRDS", .names([(1, "Ann")]))
    }
    #expect(throws: AllonymError.self) { try workspace.removeAlert(named: "none") }
  }

  @Test func aPersonSeesWhatSheHasNotLookedAt() async throws {
    let folder = try await AlertFolder(["old.txt": "gardens"])
    let workspace = try Workspace(of: folder.index)
    let alert = try await workspace.add("birds", .search(SavedSearch("pelican")))
    try folder.write(["a.txt": "A pelican."])
    try await folder.update()
    try await AlertRun(workspace).run()
    let hit = try #require(try workspace.hits().first)
    #expect(try workspace.newHits(for: "ann") == [alert.id: 1])
    try workspace.noteLook(at: alert.id, by: "ann", upTo: hit.id)
    #expect(try workspace.newHits(for: "ann") == [:])
    #expect(try workspace.newHits(for: "ben") == [alert.id: 1])
    try workspace.removeAlert(named: "birds")
    #expect(try workspace.hits().isEmpty)
  }
}
