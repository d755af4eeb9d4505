// SPDX-License-Identifier: GPL-2.0-or-later
import Testing

@testable import Allonym

/// How words side by side are joined.
@Suite struct OptionalTermsTests {
  static let documents = [
    TestDocument("both apart", "A pelican rests here; far from it there is a quiet harbour."),
    TestDocument(
      "both together", "A pelican harbour rests here, far from it there is quiet water."),
    TestDocument("pelicans", "Pelican pelican pelican pelican pelican pelican pelican pelican."),
    TestDocument("function", "Where is it, where is what, where is the, where is of the where is."),
    TestDocument("speed", "A flow of high density moves at low speed in the wind tunnel."),
    TestDocument("high-speed", "High-speed flow of low density moves here in the wind tunnel."),
    TestDocument("compressible", "The gas is compressible, we found in tests of all its kinds."),
    TestDocument(
      "incompressible", "The gas is incompressible, we found by tests of all its kinds."),
  ]

  @Test(arguments: [
    ("pelican harbour", ["both together", "both apart", "pelicans"]),
    ("where is the pelican harbour", ["both together", "both apart", "pelicans"]),
    ("high-speed flow", ["high-speed", "speed"]),
  ])
  func theBestComeFirst(query: String, first: [String]) async throws {
    let folder = try await TestFolder(indexing: Self.documents)
    #expect(try Array(folder.found(query).prefix(first.count)) == first)
  }

  @Test(arguments: [
    ("high-speed", ["high-speed"]), ("\"high speed\"", ["high-speed"]),
    ("high-speed type:jsonl", ["high-speed"]),
    ("where is", ["both apart", "both together", "compressible", "function", "incompressible"]),
    ("in compressible", ["compressible", "high-speed", "speed"]),
  ])
  func onlyTheseAreFound(query: String, expected: [String]) async throws {
    let folder = try await TestFolder(indexing: Self.documents)
    #expect(try folder.found(query).sorted() == expected)
  }

  @Test func slotsOfWordsKnowTheirPlaces() {
    let words = [
      WordNode(text: "Al", range: 0..<2), WordNode(text: "Shara", range: 3..<8),
      WordNode(text: "Deir-Zor", range: 10..<18),
    ]
    let positions = QueryPosition.positions(of: words)
    #expect(positions.map(\.range) == [0..<8, 10..<14, 15..<18])
    #expect(positions.map { $0.terms.joined() } == ["shara", "deir", "zor"])
  }
}
