// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Testing

@Suite struct EqualScoreTests {
  /// Forty documents of the same weight, in files of two.
  private static func folder() async throws -> TestFolder {
    let folder = try TestFolder()
    for number in 0..<20 {
      try folder.write(
        "\(number).txt", "pelican harbour \(number % 3 == 0 ? "alone" : "\(number)")")
    }
    try await folder.update()
    return folder
  }

  private func order(_ folder: TestFolder, limit: Int, offset: Int = 0) throws -> [String] {
    var options = SearchOptions()
    (options.limit, options.offset) = (limit, offset)
    return try SearchIndex(folder.index).search("pelican", options: options).hits.map(\.path)
  }

  @Test("Documents of the same weight come in one order, also after an update and page by page")
  func order() async throws {
    let folder = try await Self.folder()
    let before = try order(folder, limit: 40)
    #expect(before.count == 20)
    for number in [0, 7, 19] {
      try folder.write("\(number).txt", "heron")
      try await folder.update()
      try folder.write(
        "\(number).txt", "pelican harbour \(number % 3 == 0 ? "alone" : "\(number)")")
      try await folder.update()
    }
    #expect(try order(folder, limit: 40) == before)
    #expect(try order(folder, limit: 5) == Array(before.prefix(5)))
    // One hit a page shows no equals, and yet the next page has some.
    for size in [1, 3] {
      let pages = try stride(from: 0, to: 20, by: size).flatMap {
        try order(folder, limit: size, offset: $0)
      }
      #expect(pages == before)
    }
  }

  @Test("NEAR over one word many times is answered at once, and has a bound")
  func near() async throws {
    let folder = try TestFolder()
    // Eight of ten words are the one, so that nine of them never stand within ten.
    let text = String(repeating: String(repeating: "pelican ", count: 8) + "a b ", count: 5_000)
    try folder.write("a.txt", text)
    try await folder.update()
    let index = try SearchIndex(folder.index)
    func query(_ count: Int) -> String {
      Array(repeating: "=pelican", count: count).joined(separator: " NEAR/9 ")
    }
    let start = ContinuousClock.now
    let totals = try [8, 9, 16].map { try index.search(query($0)).total }
    #expect(totals == [1, 0, 0])
    #expect(ContinuousClock.now - start < .seconds(20))
    #expect(throws: QueryError.self) { try index.search(query(17)) }
  }
}
