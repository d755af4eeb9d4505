// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Testing

@Suite struct StoredDocumentTests {
  @Test(
    "What was stored comes back",
    arguments: [
      ("plain", "text"), ("a=b=c", "x=y\n\nz=1"), ("back\\slash\\n", "\\n\n\\"),
      ("new\nline", "\n\nstarts with lines\n"), ("ab\u{1F}c", "tab\tand\u{1}control"),
      ("title=x", "title=not\nlanguage=not\n\n"), ("عربي", "الشرع ✓ 😀"), ("empty", ""),
      (String(repeating: "long", count: 200), "text"),
    ])
  func roundTrip(id: String, text: String) async throws {
    let folder = try await TestFolder(indexing: [
      TestDocument(id, text, title: "pelican \\n = \(id.first ?? "x")"),
      TestDocument("other", "something else"),
    ])
    let hits = try folder.open().search("pelican").hits
    #expect(hits.map(\.id) == [id])
    #expect(hits.first?.title == "pelican \\n = \(id.first ?? "x")")
    #expect(
      try Manifest(of: folder.index.currentGeneration()).counts.textBytes == text.utf8.count + 14)
  }
}
