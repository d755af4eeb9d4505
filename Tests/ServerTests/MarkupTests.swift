// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Testing
import Workspaces

@testable import AllonymServer

@Suite struct MarkupTests {
  @Test func nothingInTextIsMarkup() {
    #expect(
      Markup.escaped("<img src=x onerror='a' \"b\">&\u{0}\u{1B}[0m")
        == "&lt;img src=x onerror=&#39;a&#39; &quot;b&quot;&gt;&amp;[0m")
    #expect(Markup.escaped("حميميم — Хмеймим\n") == "حميميم — Хмеймим\n")
    #expect(Markup.marked("a <b> c", [2..<5]) == "a <mark>&lt;b&gt;</mark> c")
  }

  @Test func templatesEscapeWhatTheyAreFilledWith() throws {
    let html = try Templates().html("problem", ["t": [:] as [String: String], "detail": "<b>&"])
    #expect(html.contains("&lt;b&gt;&amp;"))
    #expect(!html.contains("<b>&"))
  }

  @Test func eachLanguageHasEachPhraseAndItsPlurals() throws {
    let all = try Phrases.codes.map { try Phrases($0) }
    let english = Set(all[0].texts.keys.filter { !$0.contains(".") })
    for phrases in all {
      let names = Set(phrases.texts.keys.filter { !$0.contains(".") })
      #expect(names == english)
      for name in ["documents", "matches", "texts", "copies"] {
        for number in [0, 1, 2, 3, 5, 11, 14, 21, 22, 100, 101, 1_000_000] {
          let text = phrases.counted(name, number)
          #expect(!text.contains(".") && !text.contains("{"), "\(phrases.code) \(name) \(number)")
        }
      }
      // Where a phrase has a place for a value in one language, it has it in all.
      for (name, text) in all[0].texts where text.contains("{") && !name.contains(".") {
        let values = text.matches(of: /\{[a-z]+\}/).map { String($0.output) }
        for value in values { #expect(phrases[name].contains(value), "\(phrases.code) \(name)") }
      }
    }
    #expect(all[2].counted("documents", 21) == "21 документ")
    #expect(all[2].counted("documents", 12) == "12 документов")
    #expect(all[0].counted("documents", 12_345) == "12,345 documents")
  }

  @Test func theLanguageIsTheOneThatTheBrowserLikesBest() {
    #expect(Phrases.wanted(by: nil) == "en")
    #expect(Phrases.wanted(by: "de-DE,ar;q=0.4,ru;q=0.8") == "ru")
    #expect(Phrases.wanted(by: "ar-SY") == "ar")
    #expect(Phrases.wanted(by: ";;q=,") == "en")
  }
}

@Suite struct AddressTests {
  private func address(_ query: String) throws -> SearchAddress {
    SearchAddress(try QueryItems(query))
  }

  @Test func anAddressSaysAllOfAState() throws {
    let text =
      "q=%D8%AD%D9%85%D9%8A%D9%85%D9%8A%D9%85+%22base%22&spellings=wide&off=khmeimim&off=x&sort=-date"
      + "&duplicates=show&facet.language=ar&facet.language=ru&facet.host=a.example&date=2024-01..2024-06"
      + "&page=7&lang=ru"
    #expect(try address(text).items.text == text)
    #expect(try address(text).options.offset == 60)
    #expect(try address(text).remarks.isEmpty)
  }

  @Test func formsAreFoldedAndToggled() throws {
    let address = try address("q=a&off=Khmeimim")
    #expect(address.off == ["khmeimim"])
    #expect(address.toggling(off: "khmeimim").off.isEmpty)
    #expect(address.toggling(.language, "ar").toggling(.language, "ar").values.isEmpty)
  }

  @Test func percentEncodingIsReadStrictly() throws {
    #expect(try QueryItems("a=%41%2b+&b&=c&a=2").all("a") == ["A+ ", "2"])
    for text in ["a=%", "a=%4", "a=%zz", "a=%ff", "a=%D8"] {
      #expect(throws: Problem.self) { try QueryItems(text) }
    }
  }

  @Test func aFormLeadsNowhereElse() {
    #expect(Pages.local("/?q=a") == "/?q=a")
    for text in ["//evil.example", "https://evil.example", "/\\evil.example", "", "/a\r\nb"] {
      #expect(Pages.local(text) == "/")
    }
  }
}

@Suite struct HistogramTests {
  private func bars(_ days: [String], _ date: String?) -> [String] {
    Histogram.bars(of: days.map { .init(value: $0, documents: 1) }, within: date).map {
      "\($0.period) \($0.documents)"
    }
  }

  @Test func yearsThenMonthsThenDays() {
    #expect(bars(["20200101", "20220505", "20220506"], nil) == ["2020 1", "2021 0", "2022 2"])
    #expect(bars(["20220505", "20220601"], "2022").count == 12)
    #expect(bars(["20220505", "20220507"], "2022-05") == ["2022-05-05 1", "2022-05-07 1"])
    #expect(bars(["18800101", "18890202", "20200101"], nil) == ["1880..1889 2", "2020..2029 1"])
    #expect(bars([], nil).isEmpty)
    #expect(bars(["2022"], nil).isEmpty)
  }
}

@Suite struct ReadingTests {
  @Test func listsAreLinesOrColumnsOfTables() throws {
    func names(_ text: String, column: String = "", isTable: Bool = false) throws -> [String] {
      try NameTable(Array(text.utf8), column: column, isTable: isTable).names.map {
        "\($0.line) \($0.name)"
      }
    }
    #expect(
      try names("\u{FEFF}Putin, Vladimir\r\n\n  Assad \n") == ["1 Putin, Vladimir", "3 Assad"])
    #expect(try names("id\tname\n1\tA B\n", column: "name") == ["2 A B"])
    #expect(try names("id;name\n1;A\n", column: "name") == ["2 A"])
    #expect(
      try names("name,x\n\"Putin,\nVladimir\",1\nB,2\n", column: "name") == [
        "2 Putin,\nVladimir", "4 B",
      ])
    #expect(try names("A,1\nB,2\n", isTable: true) == ["1 A", "2 B"])
    #expect(throws: AllonymError.self) { try names("a,b\n", column: "c") }
    #expect(try NameTable([0x41, 0x0A, 0xFF, 0x0A], column: "").broken == [2])
  }

  @Test func formsWithFilesAreRead() throws {
    let body =
      "--x\r\nContent-Disposition: form-data; name=\"names\"\r\n\r\n a \r\nb--x \r\n--x\r\n"
      + "Content-Disposition: form-data; name=\"file\"; filename=\"l.csv\"\r\n"
      + "Content-Type: text/csv\r\n\r\n1\r\n\r\n2\r\n--x--\r\n"
    let form = try UploadedForm(Array(body.utf8), type: "multipart/form-data; boundary=x")
    #expect(form.text("names") == "a \r\nb--x")
    #expect(form.bytes("file") == Array("1\r\n\r\n2".utf8))
    #expect(form.fileName == "l.csv")
    for (text, type) in [
      ("", "multipart/form-data; boundary=x"), ("a", "text/plain"),
      ("--x", "multipart/form-data; boundary="), ("--x\r\n", "multipart/form-data"),
    ] {
      #expect(throws: Problem.self) { try UploadedForm(Array(text.utf8), type: type) }
    }
  }

  @Test func picturesAreMarkedWhereTheBoxIs() throws {
    let paper = [UInt8](repeating: 255, count: 40 * 30 * 3)
    var picture = try #require(Pixmap(Array("P6\n40 30\n255\n".utf8) + paper))
    picture.mark(left: 10, top: 10, right: 20, bottom: 20)
    picture.mark(left: -.infinity, top: 0, right: .nan, bottom: 4)
    picture.mark(left: 1e30, top: 1e30, right: 2e30, bottom: 2e30)
    let png = picture.png
    #expect(png.starts(with: [0x89, 0x50, 0x4E, 0x47]))
    #expect(png.count > 100)
    for text in ["", "P6", "P6\n0 0\n255\n", "P6 99999999 99999999 255\n", "P6\n4 4\n255\nab"] {
      #expect(Pixmap(Array(text.utf8)) == nil)
    }
  }

  @Test func namesOfFilesCannotEndTheHeader() {
    let text = Originals.disposition(.init("/a/b \"c\"\r\nX: y\u{1F600}.txt"))
    #expect(!text.contains("\r") && !text.contains("\n"))
    #expect(text.hasPrefix("attachment; filename=\"b _c_"))
    #expect(text.contains("filename*=UTF-8''b%20%22c%22"))
  }

  @Test func cursorsAreReadBackAndOthersRefused() throws {
    let cursor = Cursor(generation: 3, revision: 17, offset: 40, fingerprint: "abc")
    #expect(try Cursor(cursor.text, of: "abc") == cursor)
    for text in ["", "!", "AAAA", Base64URL.encoded(Array("1 0 0 -1 abc".utf8))] {
      #expect(throws: Problem.self) { try Cursor(text, of: "abc") }
    }
    #expect(throws: Problem.self) { try Cursor(cursor.text, of: "other") }
  }
}
