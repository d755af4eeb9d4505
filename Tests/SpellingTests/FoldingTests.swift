// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import Spelling
import Testing

@Suite("Folding") struct FoldingTests {
  @Test(
    "Latin",
    arguments: [
      ("HMEIMIM", "hmeimim"), ("Élysée", "elysee"), ("Łódź", "lodz"), ("Đặng", "dang"),
      ("Søren Ærø", "soren aero"), ("İstanbul Işık", "istanbul isik"),
      ("Straße STRAẞE", "strasse strasse"),
      ("cœur", "coeur"), ("Ḥumaymīm", "humaymim"), ("Þór", "thor"), ("Əliyev", "aliyev"),
      ("ﬁn", "fin"), ("ＴＡＲＴＵＳ", "tartus"), ("𝐓𝓪𝕣𝚝𝖚𝘴", "tartus"), ("Ⓣartus", "tartus"),
      ("Hmei\u{AD}mim", "hmeimim"), ("Hmei\u{200B}mim", "hmeimim"), ("e\u{301}te\u{301}", "ete"),
      ("Ủy", "uy"), ("ſ", "s"), ("ŉ", "n"), ("ĳ", "ij"), ("Ǆ", "dz"),
    ])
  func latin(text: String, folded: String) { #expect(Folding.folded(text) == folded) }

  @Test(
    "Cyrillic",
    arguments: [
      ("ХМЕЙМИМ", "хмеймим"), ("Хме\u{438}\u{306}мим", "хмеймим"), ("ЁЛКА", "елка"),
      ("Е\u{308}лка", "елка"), ("Си\u{301}рия", "сирия"), ("Київ", "київ"),
      ("Ки\u{456}\u{308}в", "київ"),
      ("Ґудзь", "ґудзь"), ("Мінскі ў", "мінскі ў"), ("у\u{306}", "ў"), ("Абдуалӣ", "абдуалӣ"),
      ("и\u{304}", "ӣ"), ("п’ять", "пять"), ("ЂЈЉ", "ђјљ"), ("Й\u{301}", "й"), ("Ӏ", "ӏ"),
      ("ѐѝ", "еи"),
    ])
  func cyrillic(text: String, folded: String) { #expect(Folding.folded(text) == folded) }

  @Test(
    "Letters of another script that look alike",
    arguments: [
      ("П\u{79}тин", "путин"), ("Putіn", "putin"), ("\u{63}ест", "сест"),
      ("с\u{65}\u{73}t", "cest"),
      ("T\u{41}РТУС и TAРTУС", "тартус и тартус"), ("iPhone’ом", "iphoneom"), ("Su27М", "su27m"),
      ("СССР и USSR", "ссср и ussr"), ("П\u{79}тин Putіn", "путин putin"), ("SMSок", "smsok"),
    ])
  func lookalikes(text: String, folded: String) {
    #expect(Folding.folded(text) == folded)
    #expect(Folding.folded(folded) == folded)
  }

  @Test(
    "Arabic",
    arguments: [
      ("أحمد إبراهيم آدم ٱلله", "احمد ابراهيم ادم الله"), ("ا\u{654}حمد", "احمد"), ("مؤمن", "مومن"),
      ("رئيس", "رييس"), ("مصطفى", "مصطفي"), ("فاطمة", "فاطمه"), ("سماء", "سماء"),
      ("الشَّرَع", "الشرع"), ("محمـــد", "محمد"), ("هٰذا", "هذا"), ("ﺣﻤﻴﻤﻴﻢ", "حميميم"), ("ﷲ", "الله"),
      ("ﻻ", "لا"), ("کریم", "كريم"), ("ہ ە ۀ ۃ", "ه ه ه ه"), ("گچپژ", "گچپژ"),
      ("می\u{200C}خواهم", "ميخواهم"),
      ("١٢٣ ۴۵۶", "123 456"), ("\u{202B}حميميم\u{202C}", "حميميم"), ("\u{FE71}", ""), ("آل", "ال"),
    ])
  func arabic(text: String, folded: String) { #expect(Folding.folded(text) == folded) }

  private static let apostrophes: [Unicode.Scalar] = [
    "'", "’", "‘", "‛", "ʼ", "ʻ", "ʿ", "ʾ", "ʽ", "`", "´", "′", "＇", "ʹ", "ˈ", "\u{55A}", "\u{5F3}",
  ]
  private static let dashes: [Unicode.Scalar] = [
    "-", "‐", "\u{2011}", "‒", "–", "—", "―", "−", "﹘", "﹣", "－", "⁃", "\u{5BE}",
  ]
  private static let invisible: [Unicode.Scalar] = [
    "\u{200E}", "\u{200F}", "\u{202A}", "\u{202B}", "\u{202C}", "\u{202D}", "\u{202E}", "\u{2066}",
    "\u{2067}", "\u{2068}", "\u{2069}", "\u{61C}", "\u{200B}", "\u{200C}", "\u{200D}", "\u{2060}",
    "\u{FEFF}", "\u{AD}", "\u{FE0F}", "\u{E0100}", "\u{34F}",
  ]

  @Test("every apostrophe is dropped", arguments: apostrophes)
  func apostrophe(sign: Unicode.Scalar) { #expect(Folding.folded("As\(sign)ad") == "asad") }

  @Test("every dash separates", arguments: dashes)
  func dash(sign: Unicode.Scalar) { #expect(Folding.folded("al\(sign)Shara") == "al shara") }

  @Test("what is invisible is not there", arguments: invisible)
  func invisibleSign(sign: Unicode.Scalar) {
    #expect(Folding.folded("\(sign)Тар\(sign)тус\(sign)") == "тартус")
  }

  @Test("folding twice is folding once, and composition makes no difference, for every scalar")
  func idempotence() {
    var unstable: [Unicode.Scalar] = []
    var composed: [Unicode.Scalar] = []
    for scalar in (UInt32(0)..<0x30000).compactMap(Unicode.Scalar.init) {
      let text = String(scalar)
      let folded = Array(Folding.folded(text).utf8)
      if Array(Folding.folded(String(decoding: folded, as: UTF8.self)).utf8) != folded {
        unstable.append(scalar)
      }
      let isHangul = (0xAC00...0xD7A3).contains(scalar.value)  // not composed again
      let decomposed = text.decomposedStringWithCanonicalMapping
      if !isHangul, Array(Folding.folded(decomposed).utf8) != folded { composed.append(scalar) }
    }
    #expect(unstable == [])
    #expect(composed == [])
  }

  @Test("broken UTF-8 separates")
  func brokenText() {
    let bytes: [UInt8] = [0x41, 0xFF, 0xD0, 0x42, 0xED, 0xA0, 0x80, 0x43, 0xF0, 0x9F]
    #expect(bytes.withUnsafeBufferPointer { Folding.folded($0) } == Array("a b c".utf8))
  }
}

@Suite("Scripts") struct ScriptTests {
  @Test(
    "a word has the script of most of its letters",
    arguments: [
      ("Tartus", Script.latin), ("Тартус", .cyrillic), ("طرطوس", .arabic), ("2024", .other),
      ("", .other), ("Δαμασκός", .other), ("Cирия", .cyrillic), ("aб", .latin), ("𝐀", .latin),
      ("ﺣﻤﻴﻤﻴﻢ", .arabic),
    ])
  func ofWords(word: String, script: Script) { #expect(Script(of: word) == script) }

  @Test("codes go both ways", arguments: Script.allCases)
  func codes(script: Script) { #expect(Script(code: script.code) == script) }

  @Test("raw values are fixed, for they are stored")
  func rawValues() {
    #expect(Script.allCases.map(\.rawValue) == [0, 1, 2, 3])
    #expect(Script.allCases.map(\.code) == ["Latn", "Arab", "Cyrl", "Zyyy"])
  }
}
