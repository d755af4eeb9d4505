// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Foundation
import Testing

/// Names that are written solid or apart, and names from the user's own list.
@Suite struct CompoundTests {
  static let documents = [
    TestDocument("apart", "Abd al-Rahman met Abu Kamal in Deir ez-Zor."),
    TestDocument("solid", "Abdulrahman went to Abukamal and Deirezzor."),
    TestDocument("arabic apart", "التقى عبد الرحمن في دير الزور"),
    TestDocument("arabic solid", "عبدالرحمن في ديرالزور"),
    TestDocument("nasr", "Nasr Allah came, and Saif al-Din."),
    TestDocument("nasrallah", "Nasrallah came, and Saifuddin."),
    TestDocument("kobani", "Fighting in Kobani went on."),
    TestDocument("ayn", "القتال في عين العرب"),
  ]

  @Test(arguments: [
    ("\"Abd al-Rahman\"", ["apart", "solid"]), ("Abdulrahman", ["apart", "solid"]),
    ("Abd al-Rahman", ["apart", "solid"]), ("\"عبد الرحمن\"", ["arabic apart", "arabic solid"]),
    ("عبدالرحمن", ["arabic apart", "arabic solid"]), ("Abukamal", ["apart", "solid"]),
    ("\"Deir ez-Zor\"", ["apart", "solid"]), ("Nasrallah", ["nasr", "nasrallah"]),
    ("\"Saif al-Din\"", ["nasr", "nasrallah"]), ("Saifuddin", ["nasr", "nasrallah"]),
  ])
  func solidAndApartFindEachOther(query: String, expected: [String]) async throws {
    let folder = try await TestFolder(indexing: Self.documents)
    let found = Set(try folder.found(query))
    #expect(found.isSuperset(of: expected), "\(query) found \(found)")
  }

  @Test func exactSearchLeavesCompoundsAlone() async throws {
    let folder = try await TestFolder(indexing: Self.documents)
    #expect(try folder.found("=Abdulrahman") == ["solid"])
    #expect(try folder.found("=\"Abd al-Rahman\"") == ["apart"])
  }

  @Test func aliasesAreReadWithoutARebuild() async throws {
    let folder = try await TestFolder(indexing: Self.documents)
    #expect(!(try folder.found("Kobani").contains("ayn")))
    let aliases = "# names of one town\nKobani\tAyn al-Arab\tعين العرب\n"
    try aliases.write(
      toFile: folder.index.path + "/aliases.tsv", atomically: true, encoding: .utf8)
    for query in ["Kobani", "\"Ayn al-Arab\"", "Ayn al-Arab", "\"عين العرب\""] {
      #expect(Set(try folder.found(query)).isSuperset(of: ["kobani", "ayn"]), "\(query)")
    }
    let forms = try folder.open().search("Kobani").expansions[0].forms
    #expect(forms.contains { $0.kind == .alias && $0.form == "عين العرب" && $0.documents == 1 })
    #expect(try folder.found("=Kobani") == ["kobani"])
  }

  @Test(arguments: [
    ("\"battle of Kobani\"", ["k", "a", "r"]), ("\"battle of Ayn al-Arab\"", ["k", "a", "r"]),
    ("battle Kobani", ["k", "a", "r"]), ("Kobani", ["k", "a", "r", "i"]),
    ("\"Ayn al-Arab\"", ["k", "a", "r", "i"]), ("Кобани", ["k", "a", "r", "i"]),
    ("\"Кобани\"", ["k", "a", "r", "i"]), ("=Kobani", ["k"]), ("=\"Ayn al-Arab\"", ["a"]),
  ])
  func aliasesOfSeveralWordsStandInPhrases(query: String, expected: [String]) async throws {
    let folder = try await TestFolder(indexing: [
      TestDocument("k", "The battle of Kobani went on."),
      TestDocument("a", "The battle of Ayn al-Arab went on."),
      TestDocument("r", "The battle of Кобани went on."),
      TestDocument("i", "عادوا إلى عين العرب"), TestDocument("n", "The battle of Ayn went on."),
    ])
    try "Kobani\tAyn al-Arab\tعين العرب\tКобани\n".write(
      toFile: folder.index.path + "/aliases.tsv", atomically: true, encoding: .utf8)
    #expect(Set(try folder.found(query)).isSuperset(of: expected), "\(query)")
    #expect(!(try folder.found(query).contains("n")) || query == "battle Kobani")
  }

  @Test func brokenLinesOfAliasesAreReportedByNumberAndTheRestCounts() async throws {
    let folder = try await TestFolder(indexing: Self.documents)
    let lines: [[UInt8]] = [
      Array("# names".utf8), [], Array("Kobani\tعين العرب\r".utf8), Array("lonely".utf8),
      [0x41, 0xFF, 0x09, 0x42], Array("Damascus\t...".utf8), Array("  \t ".utf8),
    ]
    try Data(lines.joined(separator: [0x0A])).write(
      to: URL(filePath: folder.index.path + "/aliases.tsv"))
    let index = try folder.open()
    #expect(index.aliasRemarks.count == 3)
    for (remark, line) in zip(index.aliasRemarks, ["line 4", "line 5", "line 6"]) {
      #expect(remark.contains("aliases.tsv, \(line): "))
    }
    #expect(Set(try folder.found("Kobani")).isSuperset(of: ["kobani", "ayn"]))
  }
}
