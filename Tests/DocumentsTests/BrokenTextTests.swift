// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Testing

/// Text with bytes that do not belong there costs these bytes, not the text.
struct BrokenTextTests {
  static let sentence = "Делегация прибыла в порт Тартус."

  private func outcome(_ bytes: [UInt8], as name: String = "a.txt") throws -> (
    text: String?, failures: [ReadFailure]
  ) {
    let results = try read(bytes, as: name)
    return (results.compactMap { try? $0.get() }.first?.text, results.compactMap(\.failure))
  }

  @Test("A broken byte is left out and told with its line", arguments: ["a.txt", "a.md", "a.html"])
  func brokenByte(name: String) throws {
    let (text, failures) = try outcome(
      Array("\(Self.sentence)\n".utf8) + [0xff] + Array("\n\(Self.sentence)\n".utf8), as: name)
    #expect(text?.components(of: "Тартус") == 2, "\(text ?? "nothing")")
    #expect(failures.map(\.line) == [2] && failures.map(\.kind) == [.brokenBytes])
  }

  @Test("A character that is cut at the beginning or end of a piece costs itself")
  func cutCharacter() throws {
    let bytes = Array(Self.sentence.utf8)
    for piece in [Array(bytes.dropFirst()), Array(bytes.dropLast(2))] {
      let (text, failures) = try outcome(piece)
      #expect(text?.contains("порт Тарту") == true && failures.count == 1)
    }
  }

  @Test("A zero, and zeros behind the text, are left out; what is full of them is no text")
  func zeros() throws {
    let long = String(repeating: "\(Self.sentence)\n", count: 10)
    let (text, failures) = try outcome(Array(long.utf8) + [0] + Array(Self.sentence.utf8))
    #expect(text?.components(of: "Тартус") == 11 && failures.count == 1)
    let padded = try outcome(Array(Self.sentence.utf8) + [UInt8](repeating: 0, count: 512))
    #expect(padded.text?.hasSuffix("Тартус.") == true && padded.failures.count == 1)
    #expect(try outcome(Array(repeating: [0x41, 0, 0x42], count: 50).flatMap(\.self)).text == nil)
  }

  @Test("Every row of a table is read, and the broken one told")
  func table() throws {
    let rows = (0..<50).map { "\($0),\(Self.sentence)" }.joined(separator: "\n")
    let results = try read(
      Array("id,text\n\(rows)\n50,caf".utf8) + [0xe9] + Array(" Tartus\n".utf8), as: "a.csv")
    #expect(results.compactMap { try? $0.get() }.count == 51)
    #expect(results.compactMap(\.failure).map(\.line) == [52])
  }

  @Test("Russian text of DOS is read")
  func dos() throws {
    let bytes = try CharsetTests.encoded(CharsetTests.russian, "IBM866")
    #expect(try outcome(bytes).text == CharsetTests.russian)
  }

  @Test(
    "Text that was read from a wrong character set and saved is what was meant",
    arguments: ["WINDOWS-1252", "WINDOWS-1251"])
  func twiceEncoded(charset: String) throws {
    // What a program makes of UTF-8 that it takes for another set.
    let meant = "Порт Тартус открыт, корабли стоят у причала"
    let wrong = Array(meant.utf8).map { byte in
      (try? CharsetTests.decoded([byte], charset)) ?? String(Unicode.Scalar(byte))
    }.joined()
    #expect(try outcome(Array(wrong.utf8)).text == meant)
    // And of Windows-1251 that it takes for Western.
    let single = try CharsetTests.decoded(
      CharsetTests.encoded(CharsetTests.russian, "WINDOWS-1251"), "WINDOWS-1252")
    #expect(try outcome(Array(single.utf8)).text == CharsetTests.russian)
    for text in [Self.sentence, CharsetTests.french, CharsetTests.arabic] {
      #expect(try outcome(Array(text.utf8)).text == text)
    }
  }

  @Test(
    "Words that line ends divide are whole",
    arguments: [
      ("засе-\nдание комиссии", "заседание\nкомиссии"),
      ("the agree-\r\n  ment, signed", "the agreement,\nsigned"),
      ("засе\u{AD}\nдание", "заседание"),
      ("well-known; a well-\nknown port", "well-known; a well-known\nport"),
      ("Tartus -\na port", "Tartus -\na port"), ("Abu-\nKamal", "Abu-\nKamal"),
    ])
  func dividedWords(text: String, joined: String) throws {
    #expect(try outcome(Array(text.utf8)).text == joined)
  }
}

extension String {
  /// How often a word stands in the text.
  fileprivate func components(of word: String) -> Int { ranges(of: word).count }
}

/// Text in several sets, and in the wrong one.
extension BrokenTextTests {
  static let russian =
    "Вчера в порту Тартуса встретились представители двух компаний и обсудили поставку зерна."

  @Test("Lines in two character sets are read, each in its own")
  func mixedLines() throws {
    let other = "Вторая половина записана иначе, и прочесть её тоже нужно."
    let bytes = Array("\(Self.russian)\n".utf8) + windows(other) + Array("\nplain\n".utf8)
    #expect(try document(bytes, as: "a.txt").text == "\(Self.russian)\n\(other)\nplain\n")
  }

  @Test(
    "Cyrillic that was read in another of its sets is read as it was meant",
    arguments: [
      "чЮЕТБ Ч РПТФХ фБТФХУБ ЧУФТЕФЙМЙУШ РТЕДУФБЧЙФЕМЙ ДЧХИ ЛПНРБОЙК Й ПВУХДЙМЙ РПУФБЧЛХ ЪЕТОБ.",
      "бВЕПЮ Б ОНПРС рЮПРСЯЮ БЯРПЕРХКХЯЭ ОПЕДЯРЮБХРЕКХ ДБСУ ЙНЛОЮМХИ Х НАЯСДХКХ ОНЯРЮБЙС ГЕПМЮ.",
      "‚зҐа\u{A0} ў Ї®авг ’\u{A0}авгб\u{A0} ўбваҐвЁ«Ёбм ЇаҐ¤бв\u{A0}ўЁвҐ«Ё ¤ўге Є®¬Ї\u{A0}\u{AD}Ё© Ё ®Ўбг¤Ё«Ё Ї®бв\u{A0}ўЄг §Ґа\u{AD}\u{A0}.",
      "┬ўхЁр т яюЁЄє ╥рЁЄєёр тёЄЁхЄшышё№ яЁхфёЄртшЄхыш фтєї ъюьярэшщ ш юсёєфшыш яюёЄртъє чхЁэр.",
    ])
  func otherCyrillic(text: String) throws {
    #expect(try document(text.utf8, as: "a.txt").text == Self.russian)
  }

  @Test("Letters and short words that spaces hold together stay what they are")
  func heldTogether() throws {
    for text in [
      "Ш У Й С К И Й", "Щ е л к а л о в", "Л Ж Е Д И М И Т Р И Й", "— с 19:00 до 20:00.",
      "в 2024 и 2025 годах", "— с 30 000 до",
    ] {
      let held = text.replacing(" ", with: "\u{A0}")
      #expect(try document(held.utf8, as: "a.txt").text == held)
    }
  }

  @Test("Cyrillic with capitals, signs and other languages stays what it is")
  func plainCyrillic() throws {
    for text in [
      "НАТО и ООН: «О положении в САР» — №242, § 5, iPhone, ЗАО «РусАгро», МегаФон, БелАЗ, КамАЗ.",
      "ВНИМАНИЕ! СОЮЗ ХУДОЖНИКОВ, ЮГО-ЗАПАД, БЮРО НАХОДОК, ФИЛИАЛ ЮЖНЫЙ, ХИРУРГИЯ И ЮСТИЦИЯ",
      "ВНИМАНИЕ! Цена — 100 ₽ © ООО «ВкусВилл» ®, ДиректФарм, СберБанк, ГазПром, РусГидро",
    ] { #expect(try document(text.utf8, as: "a.txt").text == text) }
  }

  @Test("A hole of zeros in a text, and a sign for a divided word, cost themselves alone")
  func holes() throws {
    let bytes = Array("before ".utf8) + [UInt8](repeating: 0, count: 4096) + Array("after".utf8)
    #expect(try document(bytes, as: "a.txt").text == "before after")
    #expect(try document("меж¬дународный ¬ знак".utf8, as: "a.txt").text == "международный ¬ знак")
  }

  private func windows(_ text: String) -> [UInt8] {
    text.unicodeScalars.map { scalar in
      switch scalar {
      case "ё": 0xb8
      case "А"..."я": UInt8(truncatingIfNeeded: scalar.value - 0x410 + 0xc0)
      default: UInt8(truncatingIfNeeded: scalar.value)
      }
    }
  }
}
