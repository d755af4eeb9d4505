// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Testing

@Suite struct SearchPagesTests {
  private static func folder() async throws -> TestFolder {
    let folder = try TestFolder()
    for number in 0..<40 {
      // Every fifth text is there twice, others nearly repeat each other, many weigh the same.
      let text = String(repeating: "The pelican rests in the harbour. ", count: 1 + number % 4)
      try folder.write("\(number).txt", text + (number % 5 == 0 ? "" : "number \(number)"))
    }
    try await folder.update()
    return folder
  }

  private static let options: [@Sendable (inout SearchOptions) -> Void] = [
    { _ in }, { $0.groupsDuplicates = true }, { $0.order = ResultOrder(.title) }, { $0.limit = 17 },
    { ($0.offset, $0.limit) = (3, 30) }, { $0.offset = 100 }, { $0.showsPassages = false },
    { $0.explain = true },
  ]

  @Test(
    "Pages hold no more hits than they may, and all together are the answer",
    arguments: [1, 7, 20, 1000])
  func pages(size: Int) async throws {
    let folder = try await Self.folder()
    let index = try SearchIndex(folder.index)
    for change in Self.options {
      var options = SearchOptions()
      options.limit = .max
      change(&options)
      let whole = try index.search("pelican harbour", options: options)
      var pages = SearchPages(of: "pelican harbour", in: index, options: options, size: size)
      var hits: [Hit] = []
      while let page = try pages.next() {
        #expect(page.hits.count <= size)
        #expect(page.total == whole.total && page.hitCount == whole.hitCount)
        #expect(page.expansions == whole.expansions)
        hits += page.hits
      }
      #expect(hits.map(\.rank) == whole.hits.map(\.rank))
      #expect(hits.map(\.path) == whole.hits.map(\.path))
      #expect(hits.map(\.duplicates) == whole.hits.map(\.duplicates))
      #expect(hits.map(\.nearlySameAs) == whole.hits.map(\.nearlySameAs))
      #expect(hits.map(\.passage) == whole.hits.map(\.passage))
      #expect(hits.map(\.weights) == whole.hits.map(\.weights))
    }
  }

  @Test("A query that finds nothing has one page, and one that cannot be read has none")
  func nothing() async throws {
    let folder = try await Self.folder()
    let index = try SearchIndex(folder.index)
    var options = SearchOptions()
    options.limit = .max
    var pages = SearchPages(of: "unheardof", in: index, options: options, size: 5)
    let page = try #require(try pages.next())
    #expect(page.total == 0 && page.hits.isEmpty)
    #expect(try pages.next() == nil)
    var broken = SearchPages(of: "\"\"", in: index, options: options, size: 5)
    #expect(throws: QueryError.self) { try broken.next() }
  }
}
