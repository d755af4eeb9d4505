// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Testing

/// What a text is cut into: `al+ sharaa` stands for the article `al` at the position of `sharaa`,
/// `dassad= assad` for a joined term beside `assad`; a term at a position of its own has no sign.
private func shown(_ text: String) -> String {
  var expected = 1
  return Analyzer().tokens(of: text).map { token in
    let suffix = token.position == expected ? "" : "@\(token.position)"
    switch token.kind {
    case .word:
      expected = token.position + 1
      return token.term + suffix
    case .article: return token.term + "+" + suffix
    case .joined: return token.term + "=" + suffix
    }
  }.joined(separator: " ")
}

@Suite("Tokens of a text") struct AnalysisTokenTests {
  @Test(
    "words are what is between signs",
    arguments: [
      ("", ""),
      ("  \n", ""),
      ("Tartus, Homs; (Hama)", "tartus homs hama"),
      ("one_two", "one two"),
      ("naked-science.ru", "naked science ru"),
      ("U.S.", "u s"),
      ("Сирия — Россия", "сирия россия"),
      ("سوريا، لبنان؟", "سوريا لبنان"),
      ("base🛩️Hmeimim", "base hmeimim"),
      ("👨‍👩‍👧", ""),
      ("大马士革", "大 马 士 革"),
      ("ダマスカス", "ダ マ ス カ ス"),
      ("か\u{3099}ｶﾞ", "が ガ"),
      ("다마스쿠스", "다마스쿠스"),
      ("Δαμασκός", "δαμασκοσ"),
      ("½ ™ №5", "5"),
      ("दमिश्क", "दमिश\u{94D}क"),
      ("П\u{79}тин, \u{63}ест; Putіn", "путин сест putin"),
      ("\u{41}ль-Шараа", "аль+ шараа"),
    ])
  func words(text: String, terms: String) { #expect(shown(text) == terms) }

  @Test(
    "a point or comma between digits stays",
    arguments: [
      ("3.5", "3.5"), ("1,000,000", "1,000,000"), ("2024.", "2024"), ("5, 6", "5 6"),
      ("1..2", "1 2"), ("a.5", "a 5"), ("5.a", "5 a"), ("٣٫٥", "3.5"), ("۱٬۰۰۰", "1,000"),
      ("１０．５", "10.5"), ("2024-12-04", "2024 12 04"), ("10:30", "10 30"), ("Su-27", "su 27"),
      ("Mi8", "mi8"), ("1’000", "1000"),
    ])
  func numbers(text: String, terms: String) { #expect(shown(text) == terms) }

  @Test(
    "an article has the position of its word",
    arguments: [
      ("al-Sharaa", "al+ sharaa"), ("Al Shara", "al+ shara"), ("AL-SHARAA", "al+ sharaa"),
      ("al‑Shara", "al+ shara"), ("al—Shara", "al+ shara"), ("al-\nShara", "al+ shara"),
      ("al\nShara", "al+ shara"), ("al-ʿAbd", "al+ abd"), ("al ‘Abd", "al+ abd"),
      ("Ahmad al-Sharaa went", "ahmad al+ sharaa went"),
      ("Deir ez-Zor", "deir ez+ zor"), ("Deir ez Zor", "deir ez+ zor"),
      ("Abd-al-Rahman", "abd al+ rahman"), ("Abd al-Rahman", "abd al+ rahman"),
      ("ash-Shaykh", "ash+ shaykh"), ("ash Shaykh", "ash+ shaykh"),
      ("ech-Chaab", "ech+ chaab"), ("Salah ud-Din", "salah ud+ din"),
      ("as-Suwayda", "as+ suwayda"), ("al-Jazeera al-Arabiya", "al+ jazeera al+ arabiya"),
      ("Дейр-эз-Зор", "дейр эз+ зор"), ("аль-Асад", "аль+ асад"), ("Аль Асад", "аль+ асад"),
      ("аш-Шараа", "аш+ шараа"), ("аш Шараа", "аш+ шараа"), ("ас-Сувейда", "ас+ сувейда"),
      ("Абу-ль-Фадль", "абу ль+ фадль"), ("ель-Асад", "ель+ асад"),
      ("El Al Airlines", "el+ al+ airlines"),
    ])
  func articles(text: String, terms: String) { #expect(shown(text) == terms) }

  @Test(
    "an article that binds nothing is a word",
    arguments: [
      ("Al", "al"), ("al-", "al"), ("seen by Al. Then", "seen by al then"),
      ("al, Shara", "al shara"), ("al\n\nShara", "al shara"), ("Al - Shara", "al shara"),
      ("al (Shara)", "al shara"), ("al 5", "al 5"), ("al-Шараа", "al шараа"),
      ("as Syria", "as syria"), ("at Tartus", "at tartus"), ("an note", "an note"),
      ("ad-Tartus", "ad tartus"), ("ash tree", "ash tree"), ("ас Сирия", "ас сирия"),
      ("ад Дамаск", "ад дамаск"), ("US-Syria", "us syria"), ("al--Shara", "al shara"),
      ("آل ثاني", "ال ثاني"), ("ال ثاني", "ال ثاني"),
    ])
  func words(notArticles text: String, terms: String) { #expect(shown(text) == terms) }

  @Test(
    "an article may hang on an apostrophe",
    arguments: [
      ("Abu l-Fadl", "abu l+ fadl"), ("Abu'l-Fadl", "abu l+ fadl"), ("Abu’l Fadl", "abu l+ fadl"),
      ("Abdu'r-Rahman", "abdu r+ rahman"), ("Abdu's-Salam", "abdu s+ salam"),
      ("Abdu'sh-Shams", "abdu sh+ shams"), ("Abu'l, Fadl", "abul fadl"),
      ("Shar'-Rahman", "shar rahman"),
    ])
  func apostropheArticles(text: String, terms: String) { #expect(shown(text) == terms) }

  @Test(
    "the English possessive is taken off",
    arguments: [
      ("Syria’s", "syria"), ("SYRIA'S army", "syria army"), ("Assads' army", "assads army"),
      ("Syria`s", "syria"), ("Syriaʼs", "syria"), ("al-Sharaa's", "al+ sharaa"),
      ("d’Assad's", "dassad= assad"), ("'s", "s"), ("Ма'с", "мас"),
    ])
  func possessives(text: String, terms: String) { #expect(shown(text) == terms) }

  @Test(
    "an elided word gives its second part and the whole",
    arguments: [
      ("d’Assad", "dassad= assad"), ("L’armée", "larmee= armee"), ("qu'Alep", "qualep= alep"),
      ("jusqu’à Homs", "jusqua= a homs"), ("dell'Arabia", "dellarabia= arabia"),
      ("aujourd’hui", "aujourdhui"), ("O'Neil", "oneil"), ("Qur'an", "quran"),
      ("d'Damas", "ddamas"), ("don't", "dont"),
    ])
  func elisions(text: String, terms: String) { #expect(shown(text) == terms) }

  @Test(
    "an apostrophe within a word is dropped",
    arguments: [
      ("As'ad", "asad"), ("Shar'", "shar"), ("'Ali'", "ali"), ("п'ять", "пять"), ("п’ять", "пять"),
      ("Ba`ath", "baath"), ("ʿAlāʾ", "ala"), ("Ta'izz", "taizz"),
    ])
  func apostrophes(text: String, terms: String) { #expect(shown(text) == terms) }

  @Test(
    "the kind of apostrophe never changes a term",
    arguments: ["’", "‘", "‛", "ʼ", "ʻ", "ʿ", "ʾ", "`", "´", "′", "＇", "ʹ"])
  func kindsOfApostrophe(sign: String) {
    let text = "Syria's d'Assad Abu'l-Fadl Abu'l Fadl As'ad al-'Abd Shar' п'ять"
    #expect(shown(text.replacing("'", with: sign)) == shown(text))
  }

  @Test(
    "the kind of dash never changes a term",
    arguments: ["‐", "\u{2011}", "‒", "–", "—", "―", "−", "﹘", "﹣", "－", "⁃"])
  func kindsOfDash(sign: String) {
    let text = "al-Sharaa Deir ez-Zor as-Suwayda Abu'l-Fadl аль-Асад al - Shara"
    #expect(shown(text.replacing("-", with: sign)) == shown(text))
  }

  @Test("terms are cut at a hundred bytes, between scalars")
  func longWords() {
    let analyzer = Analyzer()
    let latin = analyzer.tokens(of: String(repeating: "A", count: 5_000) + " b")
    #expect(latin.map(\.term) == [String(repeating: "a", count: 100), "b"])
    #expect(latin[0].range == 0..<5_000)
    let cyrillic = analyzer.tokens(of: "z" + String(repeating: "Ж", count: 80) + "y")
    #expect(cyrillic.map(\.term) == ["z" + String(repeating: "ж", count: 49)])
    let ligatures = analyzer.tokens(of: String(repeating: "\u{FDF2}", count: 40))
    #expect(ligatures[0].term == String(repeating: "الله", count: 12))
    let marks = analyzer.tokens(of: "e" + String(repeating: "\u{301}", count: 10_000))
    #expect(marks.map(\.term) == ["e"])
  }

  @Test("positions begin where the caller says and the next one comes back")
  func positions() {
    var buffer = TokenBuffer()
    let bytes = Array("Ahmad al-Sharaa, al".utf8)
    let next = bytes.withUnsafeBufferPointer {
      Analyzer().analyze($0, into: &buffer, firstPosition: 100)
    }
    #expect(buffer.tokens.map(\.position) == [100, 101, 101, 102])
    #expect(next == 103)
    let empty = Analyzer().analyze(.init(start: nil, count: 0), into: &buffer, firstPosition: 7)
    #expect(empty == 7)
    #expect(buffer.tokens.isEmpty)
  }
}
