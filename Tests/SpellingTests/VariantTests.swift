// SPDX-License-Identifier: GPL-2.0-or-later
import CSpellingTables
import Testing

@testable import Spelling

/// What an archive's forms of a word are classified by.
@Suite struct VariantTests {
  @Test func weightsStandInTheOrderOfTheFeatures() {
    let names = TableFile(spelling_variant_weights()).map { $0[0].text }
    let features = VariantFeature.allCases.map { "\($0)" }
    #expect(names == features + ["intercept"])
  }

  @Test(arguments: [
    ("Cairo", "القاهره", "кар"), ("Putin", "путина", "путь"), ("Geneva", "جنيف", "جنوب"),
  ])
  func aKnownNameIsFoundAndAWordThatLooksAlikeIsNot(
    name: String, form: String, other: String
  ) throws {
    let words = ["market", "river", "город", "дорога", "مدرسه", "كتاب", form, other]
    let vocabulary = try Vocabulary(forms: words)
    let found = vocabulary.variants(
      of: TypedWord(folded: Folding.folded(name)), from: SpellingTier.strict.minScore)
    #expect(found.forms.map(\.spelling.form) == [form])
  }
}
