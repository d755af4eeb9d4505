// SPDX-License-Identifier: GPL-2.0-or-later
import Spelling
import Testing

@Suite struct SpellingSearchTests {
  static let forms = [
    "hmeimim", "khmeimim", "humaymim", "hmeymim", "хмеймим", "хмеймиме", "حميميم", "بحميميم",
    "tartus", "tartous", "тартус", "тартусе", "طرطوس", "assad", "asad", "асад", "асадом", "اسد",
    "الاسد", "للاسد", "sharaa", "шараа", "moscow", "москва", "химик", "tortoise", "тираж", "ملعب",
  ]

  @Test(arguments: [
    ("hmeimim", ["khmeimim", "humaymim", "хмеймим", "хмеймиме", "حميميم", "بحميميم"]),
    ("tartus", ["tartous", "тартус", "тартусе", "طرطوس"]),
    ("тартус", ["tartus", "طرطوس"]),
    ("assad", ["asad", "асад", "асадом"]),
    ("الاسد", ["assad", "асад"]),
    ("بحميميم", ["hmeimim", "хмеймим"]),
  ])
  func aNameIsFoundInEveryScript(word: String, expected: [String]) throws {
    let vocabulary = try Vocabulary(forms: Self.forms)
    let found = Set(vocabulary.spellings(of: word).map(\.form))
    #expect(found.isSuperset(of: expected), "missing \(Set(expected).subtracting(found))")
  }

  /// Families of spellings whose consonants differ: an ending added, two letters for one sound, a sound
  /// that some languages write with another's letter.
  @Test(arguments: [
    ("gagarins", ["гагарин", "gagarin", "غاغارين", "غاجارين"]),
    ("гагарин", ["gagarins", "جاجارين"]),
    ("чехов", ["csehov", "tjechov", "chekhov", "تشيخوف"]),
    ("шостакович", ["sjostakovitj", "xostakovitx", "shostakovich"]),
    ("gandzha", ["ganja", "gandja", "гянджа"]),
  ])
  func aNameIsFoundWhoseConsonantsAreWrittenOtherwise(word: String, expected: [String]) throws {
    let forms =
      Self.forms + [
        "gagarin", "gagarins", "гагарин", "غاغارين", "غاجارين", "جاجارين", "чехов",
        "csehov", "tjechov", "chekhov", "تشيخوف", "шостакович", "sjostakovitj", "xostakovitx",
        "shostakovich", "gandzha", "ganja", "gandja", "гянджа",
      ]
    let found = Set(try Vocabulary(forms: forms).spellings(of: word).map(\.form))
    #expect(found.isSuperset(of: expected), "missing \(Set(expected).subtracting(found))")
  }

  /// Enough words for two threads to be taken: all of four consonants out of thirteen.
  @Test func twoThreadsFindWhatOneFinds() throws {
    let consonants = Array("bpfvgktdszmnr")
    let halves = consonants.flatMap { one in consonants.map { "\(one)a\($0)" } }
    let vocabulary = try Vocabulary(
      forms: halves.flatMap { half in halves.map { "\(half)i\($0)" } })
    for word in ["bakimar", "tarinas", "سامراد"] {
      let found = vocabulary.spellings(of: word, tier: .wide).map { "\($0.form) \($0.score)" }
      let shared = vocabulary.spellings(of: word, tier: .wide, threads: 2)
      #expect(shared.map { "\($0.form) \($0.score)" } == found)
      #expect(!found.isEmpty)
    }
  }

  @Test(arguments: [
    ("tartus", "بطرطوس"), ("tartus", "وطرطوس"), ("тартус", "لطرطوس"), ("طرطوس", "بطرطوس"),
    ("hmeimim", "хмеймиме"), ("hmeimim", "хмеймимом"), ("حميميم", "хмеймимом"),
    ("hmeimim", "بحميميم"), ("tartus", "тартусом"), ("assad", "асадом"), ("homs", "хомсе"),
    ("idlib", "идлибом"), ("idlib", "بادلب"), ("aleppo", "алеппо"), ("latakia", "латакией"),
    ("moscow", "moscow"),
  ])
  func aNameIsFoundUnderACliticOrCaseEndingWhereItStandsNowhereByItself(
    word: String, form: String
  ) throws {
    let vocabulary = try Vocabulary(forms: [form, "химик", "тираж", "ملعب", "tortoise", "بنك"])
    let found =
      vocabulary.spellings(of: word).map(\.form)
      + vocabulary.inflections(of: word).map { vocabulary.form(at: $0.index) }
    #expect(word == form ? found.isEmpty : found == [form] || Set(found) == [form])
  }

  /// An ending costs the form as written more than the search asks for where words are many.
  @Test(arguments: [
    ("obama", "обамой"), ("latakia", "латакию"), ("lavrov", "лаврову"), ("tikrit", "тикриту"),
    ("gagarin", "гагарину"), ("لافروف", "лаврову"), ("reagan", "рейгану"),
  ])
  func aCaseEndingHidesNoNameAmongManyWords(word: String, form: String) throws {
    let found = try Vocabulary(forms: Self.manyWords + [form]).spellings(of: word).map(\.form)
    #expect(found.contains(form), "found \(found)")
  }

  /// Words as a language might have them, which are none.
  static let manyWords: [String] = {
    let consonants = Array("бпфвгктдсзмнр")
    let halves = consonants.flatMap { one in consonants.map { "\(one)а\($0)" } }
    return halves.flatMap { half in halves.prefix(40).map { "\(half)и\($0)" } }
  }()

  /// A word that stands beside inflections that names have not is less likely a name, though no dictionary has it.
  @Test(arguments: [
    ("tavrol", "таврол", ["тавролами", "тавролах", "тавролов", "тавролы"]),
    ("grinsh", "гринш", ["гринший", "гриншного", "гриншная", "гриншами"]),
    ("dorvest", "dorvest", ["dorvested", "dorvesting", "dorvests"]),
  ])
  func kinSpeaksOfWordsThatNobodyListed(word: String, form: String, kin: [String]) throws {
    func score(beside others: [String]) throws -> Double? {
      let query = word == form ? "dorwest" : word
      return try Vocabulary(forms: Self.manyWords + others + [form])
        .spellings(of: query, tier: .wide).first { $0.form == form }?.score
    }
    let alone = try #require(try score(beside: []))
    #expect(try score(beside: kin) ?? 0 < alone)
  }

  @Test(arguments: ["hmeimim", "tartus", "assad", "sharaa"])
  func otherWordsAreNotFound(word: String) throws {
    let vocabulary = try Vocabulary(forms: Self.forms)
    let found = vocabulary.spellings(of: word).map(\.form)
    #expect(
      !found.contains { ["moscow", "химик", "tortoise", "тираж", "ملعب", word].contains($0) })
  }

  @Test(arguments: [
    ("su27", []), ("mig29", ["миг29"]), ("s300", ["с300"]), ("t72", []), ("covid19", []),
    ("2024q1", []), ("c++", []),
  ])
  func digitsAndSignsAreNeverSpelledOtherwise(word: String, expected: [String]) throws {
    let vocabulary = try Vocabulary(
      forms: [
        "su24", "su27", "su1586", "mig29", "mig31", "миг29", "s300", "s400", "с300", "t72", "t80",
        "the",
        "covid19", "covid20", "covid", "2024q1", "2024q2", "c++", "c#", "27th", "27su", "см", "suv",
        "v2",
      ])
    #expect(vocabulary.spellings(of: word, tier: .wide).map(\.form) == expected)
  }

  @Test(arguments: [("mohammed", "محمد", true), ("kuwait", "كويت", true), ("oil", "اويل", false)])
  func aNameInManyDocumentsIsSurerInAnotherScript(
    word: String, form: String, isSurer: Bool
  ) throws {
    func score(documents: Int) throws -> Double? {
      var builder = VocabularyBuilder()
      for number in 0..<300 { builder.add("слово\(number)") }
      builder.add(form, frequency: documents)
      let vocabulary = try Vocabulary(bytes: builder.encoded(stamp: ""))
      return vocabulary.spellings(of: word, tier: .wide).first { $0.form == form }?.score
    }
    let (rare, frequent) = (try #require(try score(documents: 1)), try score(documents: 3_000))
    #expect(isSurer ? frequent ?? 0 > rare : frequent == rare)
  }

  @Test func theBestSpellingComesFirstAndSaysWhy() throws {
    let vocabulary = try Vocabulary(forms: Self.forms)
    let spellings: [Spelling.WordSpelling] = vocabulary.spellings(of: "khmeimim", tier: .wide)
    #expect(spellings.map(\.score) == spellings.map(\.score).sorted(by: >))
    #expect(spellings.allSatisfy { (0...1).contains($0.score) && !$0.reason.isEmpty })
    let carried = spellings.first { $0.form == "بحميميم" }
    #expect(carried?.reason.contains("taken off") == true)
    #expect(vocabulary.spellings(of: "khmeimim", tier: .wide, limit: 2).count == 2)
  }

  @Test(arguments: ["", " ", "a", "ب", "1234", "日本", String(repeating: "x", count: 5000), "\u{0}"])
  func anyWordMayBeAskedFor(word: String) throws {
    let forms = Self.forms + ["日本", "1234", "a", "ab"]
    let vocabulary = try Vocabulary(forms: forms)
    let found = vocabulary.spellings(of: word, tier: .wide).map(\.form)
    #expect(Set(found).isSubset(of: forms) && Set(found).count == found.count)
    #expect(found.contains(word) == false)
    let inflections = vocabulary.inflections(of: word)
    #expect(inflections.count <= forms.count)
    #expect((vocabulary.index(of: word) != nil) == forms.contains(word))
  }
}
