// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Testing

@Suite("Guess of a text's language") struct AnalysisLanguageTests {
  @Test(
    "a sentence or two tell the language",
    arguments: [
      ("The talks were held in Damascus and the minister said that they would go on.", "en"),
      (
        "Les forces russes ont quitté la base, ce qui est une surprise pour l’armée.",
        "fr"
      ),
      ("Die Gespräche wurden nach einer Woche beendet und der Minister ist nicht zufrieden.", "de"),
      ("Las conversaciones en la capital han sido largas, pero los ministros no las dejan.", "es"),
      ("Переговоры прошли в Дамаске, но это только начало, сказал министр.", "ru"),
      ("Переговори відбулися в Дамаску, але це тільки початок, сказав міністр.", "uk"),
      ("Перамовы прайшлі ў Дамаску, але гэта толькі пачатак, сказаў міністр.", "be"),
      ("جرت المحادثات في دمشق التي كان الوزير قد وصل إليها من بيروت", "ar"),
      ("گفتگوها در دمشق برگزار شد و وزیر از آن خشنود است", "fa"),
    ] as [(String, String)])
  func sentences(text: String, language: String) { #expect(guess(text) == language) }

  @Test("too little says nothing", arguments: ["", "12 34", "Tartus", "Хмеймим", "大马士革", "😀"])
  func tooLittle(text: String) { #expect(guess(text) == nil) }

  private func guess(_ text: String) -> String? {
    var buffer = TokenBuffer()
    let bytes = Array(text.utf8)
    _ = bytes.withUnsafeBufferPointer { Analyzer().analyze($0, into: &buffer) }
    return LanguageGuess.language(of: buffer)
  }
}
