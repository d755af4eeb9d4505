// SPDX-License-Identifier: GPL-2.0-or-later
import Spelling
import Testing

@Suite struct DiacriticsTests {
  private static func typed(_ word: String) -> TypedWord {
    TypedWord(folded: Folding.folded(word), typed: word)
  }

  @Test(
    "marks are written out",
    arguments: [
      ("Šešelj", "sheshelj"), ("Ždanov", "zhdanov"), ("Şırnak", "shirnak"),
      ("Çanakkale", "chanakkale"), ("Peňkovskij", "penykovskij"), ("Dvořák", "dvorzhak"),
      ("Țepeș", "tsepesh"), ("Müller", "myuller"), ("Wałęsa", "walensa"), ("Tōjō", "tohjoh"),
      ("Королёв", "корольов"), ("Ёлкин", "йолкин"), ("مصطفى", "مصطفا"), ("آدم", "اادم"),
    ])
  func marks(word: String, writtenOut: String) {
    #expect(Self.typed(word).writtenOut == writtenOut)
  }

  @Test(
    "romanized Arabic is written back in Arabic letters",
    arguments: [
      ("Ḥumaymīm", "حميميم"), ("Khālid", "خالد"), ("Ṭarṭūs", "طرطوس"), ("ʿAbbās", "عباس"),
      ("Ḩūrīyah", "حوريه"), ("Šāhīn", "شاهين"), ("Ġassān", "غسان"), ("Qirāʾah", "قراءه"),
      ("Fāṭima", "فاطمه"), ("Īmān", "ايمان"),
    ])
  func arabic(word: String, written: String) {
    #expect(Self.typed(word).writtenOut == written)
  }

  @Test(
    "voweled Arabic is written in Latin letters",
    arguments: [
      ("مُحَمَّد", "muhammad"), ("خَالِد", "khalid"), ("عُمَر", "umar"), ("طَرْطُوس", "tartus"),
      ("الشَّرْع", "shar"), ("إِبْرَاهِيم", "ibrahim"), ("فَاطِمَة", "fatima"), ("حُسَيْن", "husayn"),
    ])
  func voweled(word: String, latin: String) {
    #expect(Self.typed(word).writtenOut == latin)
  }

  @Test(
    "words without telling marks are as their folds",
    arguments: [
      "Tartus", "طرطوس", "أحمد", "Тартус", "José", "Ñ", "Sana'a", "", "東京", "1914", "Š č",
    ])
  func plain(word: String) {
    #expect(Self.typed(word).writtenOut == nil)
  }

  @Test("letters composed or not are written out alike") func composed() {
    #expect(Self.typed("S\u{30c}es\u{30c}elj").writtenOut == "sheshelj")
    #expect(Self.typed("H\u{323}umaymi\u{304}m").writtenOut == "حميميم")
    #expect(Self.typed("ШЕ\u{308}ШЕЛЬ").writtenOut == Self.typed("шёшель").writtenOut)
  }

  private static let forms = [
    "seselj", "сесель", "шешель", "шешеља", "humaymim", "حميميم", "هميميم", "хумаймим",
    "мухаммад", "muhammad", "mahmoud", "محمد", "mustafa", "mustafi", "مصطفي",
  ]

  private static func score(of form: String, for word: TypedWord) throws -> Double {
    try Vocabulary(forms: forms).spellings(of: word, tier: .wide).first { $0.form == form }?.score
      ?? 0
  }

  @Test(
    "marks speak for what they stand for",
    arguments: [
      ("Šešelj", "шешель"), ("مُحَمَّد", "muhammad"), ("مصطفى", "mustafa"),
    ])
  func evidence(word: String, form: String) throws {
    let typed = Self.typed(word)
    let folded = TypedWord(folded: typed.folded)
    #expect(try Self.score(of: form, for: typed) > Self.score(of: form, for: folded))
  }

  @Test(
    "marks speak against other letters", arguments: [("Ḥumaymīm", "هميميم"), ("Šešelj", "сесель")])
  func counterevidence(word: String, form: String) throws {
    let typed = Self.typed(word)
    let folded = TypedWord(folded: typed.folded)
    #expect(try Self.score(of: form, for: typed) < Self.score(of: form, for: folded))
  }

  @Test("the reason says how marks are read") func reason() throws {
    let vocabulary = try Vocabulary(forms: Self.forms)
    let found = vocabulary.spellings(of: Self.typed("Šešelj"), tier: .wide)
    #expect(found.first { $0.form == "шешель" }?.reason.hasPrefix("read as sheshelj") == true)
    #expect(found.allSatisfy { $0.word == "seselj" })
  }

  @Test("a word with marks finds its fold as surely as without", arguments: ["Šešelj", "Ḥumaymīm"])
  func fold(word: String) throws {
    let list = try WordList(Self.forms)
    let hits = list.hits(of: [word, Folding.folded(word)], minimumScore: 0, limit: 1)
    #expect(hits[0].map(\.index) == hits[1].map(\.index))
    #expect(hits[0].map(\.score) == [1])
  }

  @Test("words without marks are found as before") func unmarked() throws {
    let vocabulary = try Vocabulary(forms: Self.forms)
    for form in Self.forms {
      let word = TypedWord(folded: form, typed: form)
      #expect(vocabulary.spellings(of: word) == vocabulary.spellings(of: form))
    }
  }
}
