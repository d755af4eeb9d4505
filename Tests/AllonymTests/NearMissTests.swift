// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Testing

/// A spelling that is nearly likely enough is named, and `~` finds it.
@Suite struct NearMissTests {
  private static let words = [
    "Shaibani", "Shaybani", "Cheibani", "Chebani", "Shabani", "Shibani", "Sabani", "Шейбани",
    "Шайбани", "Шабани", "الشيباني", "شعباني", "Lattakia", "Latakya", "Lathakia", "Латакия",
    "Латаки",
    "Hmeimim", "Humaymin", "Хмеймин", "Gaddafi", "Kadhafi", "Qadafy", "Каддафи", "القذافي", "قدافي",
  ]

  @Test func whatIsNamedIsFoundByAskingForLessCertainSpellings() async throws {
    let index = try await TestFolder(
      indexing: Self.words.enumerated().map { number, word in
        TestDocument("\(number)", "Yesterday we met \(word) by the harbour.")
      }
    ).open()
    var named = 0
    for word in Self.words {
      let result = try index.search(word)
      guard let miss = result.nearMiss else { continue }
      named += 1
      #expect(miss.word == word && miss.form.documents > 0)
      #expect(!result.hits.contains { $0.matched.contains { $0.form == miss.form.form } })
      let wide = try index.search("~\(word)")
      #expect(wide.expansions[0].forms.contains { $0.form == miss.form.form }, "\(word)")
      #expect(wide.total > result.total)
      #expect(wide.nearMiss == nil)
    }
    #expect(named > 0)
  }

  @Test func nothingIsNamedWhereNoSpellingsAreAskedFor() async throws {
    let index = try await TestFolder(
      indexing: Self.words.enumerated().map { TestDocument("\($0)", "We met \($1).") }
    ).open()
    var options = SearchOptions()
    options.exact = true
    for word in Self.words { #expect(try index.search(word, options: options).nearMiss == nil) }
  }
}
