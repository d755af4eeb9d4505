// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Testing

/// Which words with the same stem are found together: forms of a word are, names of different people not.
@Suite struct NameInflectionTests {
  static let documents = [
    "Иван", "Ивана", "Иванов", "Иванову", "Петр", "Петров", "стол", "столов", "سعود", "وسعود",
    "السعودية",
    "حسن", "حسني", "معلم", "المعلمين", "William", "Williams", "mark", "marks", "wood", "woods",
    "فيصل", "يصل", "كيري", "يري", "الحديدة", "الحديد",
  ].map { (word: String) in TestDocument(word, word + ".") }

  @Test(arguments: [
    ("Иван", ["Иван", "Ивана"]), ("Иванов", ["Иванов", "Иванову"]), ("Петров", ["Петров"]),
    ("стол", ["стол", "столов"]), ("سعود", ["سعود", "وسعود"]), ("السعودية", ["السعودية"]),
    ("حسن", ["حسن"]), ("William", ["William"]),
    ("معلم", ["المعلمين", "معلم"]), ("mark", ["mark", "marks"]), ("woods", ["wood", "woods"]),
    ("فيصل", ["فيصل"]), ("كيري", ["كيري"]), ("الحديدة", ["الحديدة"]),
  ])
  func namesAreNotInflectionsOfOneAnother(query: String, expected: [String]) async throws {
    let folder = try await TestFolder(indexing: Self.documents)
    #expect(try folder.found(query).sorted() == expected.sorted())
  }
}
