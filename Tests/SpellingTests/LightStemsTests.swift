// SPDX-License-Identifier: GPL-2.0-or-later
import Spelling
import Testing

/// Clitics and endings of running text.
@Suite struct LightStemsTests {
  static func stems(_ word: String) -> Set<String> {
    var word = Folding.folded(word)
    let script = Script(of: word)
    var found: Set<String> = []
    word.withUTF8 { utf8 in
      LightStems.shared.forEachStem(of: UnsafeRawBufferPointer(utf8), in: script) {
        found.insert(String(decoding: $0, as: UTF8.self))
      }
    }
    return found
  }

  @Test(arguments: [
    ("الكتاب", "وكتابهم"), ("للمدارس", "المدارس"), ("مسلمون", "المسلمين"), ("سوريا", "السورية"),
    ("السوري", "سورية"), ("انتخابات", "الانتخابات"), ("الفلسطيني", "فلسطين"), ("وبالرئيس", "رئيس"),
    ("بوزارتهم", "وزارته"), ("системами", "систем"), ("органов", "орган"), ("мавзолей", "мавзолея"),
    ("директив", "директиву"), ("Лаврова", "Лавров"), ("Хмеймиме", "Хмеймим"), ("рублями", "рубль"),
    ("моря", "море"), ("партией", "партия"), ("Шойгу", "Шойгу"),
  ])
  func formsOfAWordShareAStem(one: String, other: String) {
    #expect(!Self.stems(one).isDisjoint(with: Self.stems(other)), "\(one) \(other)")
  }

  @Test(arguments: [
    ("بشار", "شار"), ("بوتين", "وتين"), ("بوتين", "بوت"), ("وليد", "ليد"), ("بلال", "لال"),
    ("يوسف", "وسف"), ("سليمان", "سليم"), ("سميرة", "سمير"), ("لبنان", "لبن"), ("خالد", "خالدة"),
    ("سوريا", "سور"), ("كمال", "مال"), ("فارس", "ارس"), ("عمران", "عمر"), ("Путин", "путь"),
    ("Асад", "сад"), ("Киев", "кий"),
  ])
  func unlikeNamesStayApart(one: String, other: String) {
    #expect(Self.stems(one).isDisjoint(with: Self.stems(other)), "\(one) \(other)")
  }

  @Test func otherScriptsHaveNone() {
    #expect(Self.stems("running").isEmpty)
    #expect(Self.stems("2024").isEmpty)
  }
}
