// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import Testing

/// One server for the tests that change nothing.
enum Archive {
  static let files: [String: String] = [
    "news.jsonl": (1...25).map { number in
      let word = ["Hmeimim", "Khmeimim", "حميميم", "Хмеймим"][number % 4]
      return
        #"{"id":"n\#(number)","title":"Report \#(number)","text":"Flight \#(number) came to \#(word) today.","#
        + #""lang":"\#(["en", "en", "ar", "ru"][number % 4])","date":"\#(2020 + number % 5)-0\#(1 + number % 9)-11"}"#
        + "\n"
    }.joined(),
    "undated.txt": "A base at Hmeimim without a date.\n\nAnd a second paragraph on Hmeimim.",
    "hostile.html": """
    <html><head><title>&lt;script&gt;alert(1)&lt;/script&gt; Tartus</title></head><body>
    <p>Tartus &lt;img src=x onerror=alert(2)&gt; "quoted" 'and' &amp;amp; more</p></body></html>
    """,
    "<img src=x onerror=alert(3)> Tartus.txt": "The port of Tartus.",
    "picture.svg.txt": "<svg onload=alert(4)> Tartus </svg>",
  ]

  nonisolated(unsafe) private static var started: Task<ServerProcess, any Error> = Task {
    try await ServerProcess(files)
  }

  static var server: ServerProcess { get async throws { try await started.value } }
}

@Suite struct PageTests {
  private func page(_ path: String) async throws -> String {
    let answer = try await Archive.server.get(path)
    #expect(answer.status == 200)
    #expect(answer.headers["content-type"] == "text/html; charset=utf-8")
    return answer.text
  }

  /// The addresses of links that satisfy a condition.
  static func links(_ html: String, where isWanted: (String) -> Bool) -> [String] {
    html.matches(of: /href="([^"]*)"/).map {
      String($0.output.1).replacingOccurrences(of: "&amp;", with: "&")
    }.filter(isWanted)
  }

  @Test func theStartCountsTheDocumentsAndGivesExamples() async throws {
    let html = try await page("/")
    #expect(html.contains("29 documents"))
    #expect(html.contains("?q=Hmeimim"))
  }

  @Test func hitsOfAllSpellingsHaveMarksAndCanBePagedToTheEnd() async throws {
    let html = try await page("/?q=Hmeimim&duplicates=show")
    #expect(html.contains("26 documents"))
    #expect(html.contains("<mark>"))
    let last = try await page("/?q=Hmeimim&duplicates=show&page=3")
    #expect(last.matches(of: /<li id="h/).count == 6)
    #expect(last.contains("id=\"h26\""))
    let pages = try await page("/?q=Hmeimim&duplicates=show&page=2")
    let links = Self.links(pages) { $0.contains("page=3") }
    #expect(!links.isEmpty)
  }

  @Test func aSpellingIsLeftOutAndTakenInAgainByItsLink() async throws {
    let all = try await page("/?q=Hmeimim&duplicates=show")
    let off = try #require(Self.links(all) { $0.contains("off=khmeimim") }.first)
    let fewer = try await page(off)
    #expect(fewer.contains("19 documents"))
    #expect(!fewer.contains("<mark>Khmeimim</mark>"))
    #expect(fewer.contains("class=\"chip off spelling\""))
    let on = try #require(
      Self.links(fewer) { $0.contains("duplicates=show") && !$0.contains("off=") }.first)
    #expect(try await page(on).contains("26 documents"))
    #expect(try await page("/?q=Hmeimim&spellings=exact").contains("7 documents"))
  }

  @Test func facetsFilterSeveralValuesOfOne() async throws {
    let arabic = try await page("/?q=Hmeimim&duplicates=show&facet.language=ar")
    #expect(arabic.contains("6 documents"))
    // The others stay in sight, to be added.
    let both = try #require(
      Self.links(arabic) { $0.contains("facet.language=ar&facet.language=ru") }.first)
    #expect(try await page(both).contains("12 documents"))
    #expect(try await page("/?q=Hmeimim&facet.type=txt").contains("1 document<"))
    #expect(try await page("/?q=Hmeimim&facet.year=2020&facet.year=2021").contains("10 documents"))
  }

  @Test func theHistogramLeadsFromYearsToMonthsAndCountsTheUndated() async throws {
    let years = try await page("/?q=Hmeimim")
    #expect(years.contains("date=2021\" aria-label=\"2021: 5 documents\""))
    #expect(years.contains("?q=Hmeimim&amp;date=none"))
    let months = try await page("/?q=Hmeimim&date=2021")
    #expect(months.contains("date=2021-03"))
    #expect(try await page("/?q=Hmeimim&date=none").contains("1 document<"))
    #expect(try await page("/?q=Hmeimim&date=2021-01..2021-12").contains("5 documents"))
  }

  @Test func whatIsNotUnderstoodIsSaidAndLeftOut() async throws {
    let html = try await page(
      "/?q=Hmeimim&page=-3&sort=colour&spellings=most&date=someday&duplicates=some")
    #expect(html.contains("26 documents"))
    for word in ["-3", "colour", "most", "some", "date"] { #expect(html.contains(word)) }
    let odd = try await Archive.server.get("/?q=%22%22")
    #expect(odd.status == 400)
    #expect(odd.text.contains("role=\"alert\""))
    #expect(try await Archive.server.get("/?q=%ff").status == 400)
  }

  @Test func aDocumentShowsItsMatchesAndItsNeighbours() async throws {
    let html = try await page("/?q=Hmeimim")
    let link = try #require(Self.links(html) { $0.contains("&hit=2#m1") }.first)
    let document = try await page(String(link.prefix { $0 != "#" }))
    #expect(document.contains("<mark id=\"m1\">"))
    #expect(document.contains("Hit 2 of 26"))
    #expect(Self.links(document) { $0.contains("hit=1#m1") }.count == 1)
    #expect(Self.links(document) { $0.contains("hit=3#m1") }.count == 1)
    let undated = try #require(
      Self.links(try await page("/?q=%22second+paragraph%22")) { $0.hasPrefix("/d/") }.first)
    let text = try await page(String(undated.prefix { $0 != "?" }) + "?q=Hmeimim")
    #expect(text.contains("2 matches"))
    #expect(text.contains("without a date.</p>\n<p>And a second"))
  }

  @Test func anAddressTellsThatTheTextHasChangedSince() async throws {
    let hits = try await page("/?q=undated+date+base")
    let link = try #require(Self.links(hits) { $0.hasPrefix("/d/") }.first)
    let document = String(link.prefix { $0 != "?" })
    let text = try await page(document)
    let print = try #require(text.firstMatch(of: /\?v=([0-9a-f]{8})/)).output.1
    #expect(!(try await page("\(document)?v=\(print)").contains("has changed since")))
    #expect(try await page("\(document)?v=00000000").contains("has changed since"))
    #expect(try await Archive.server.get("/d/AAAA").status == 404)
    #expect(try await Archive.server.get("/d/..%2F..%2Fetc").status == 404)
  }

  @Test func nothingThatADocumentSaysIsMarkup() async throws {
    let html = try await page("/?q=Tartus")
    #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    #expect(html.contains("&lt;img src=x onerror=alert(3)&gt;"))
    for page in [html] + (try await documents(of: html)) {
      #expect(!page.contains("<script>alert"))
      #expect(!page.contains("<img src=x"))
      #expect(!page.contains("<svg onload"))
    }
    let echoed = try await page("/?q=%3Cscript%3Ealert(9)%3C/script%3E+Tartus")
    #expect(!echoed.contains("<script>alert(9)"))
  }

  private func documents(of hits: String) async throws -> [String] {
    var pages: [String] = []
    for link in Self.links(hits, where: { $0.hasPrefix("/d/") }) {
      pages.append(try await page(String(link.prefix { $0 != "#" })))
    }
    return pages
  }

  @Test func thePageSpeaksThreeLanguages() async throws {
    let arabic = try await page("/?q=Hmeimim&lang=ar")
    #expect(arabic.contains("<html lang=\"ar\" dir=\"rtl\">"))
    #expect(arabic.contains("26 وثيقة"))
    let russian = try await Archive.server.get("/?q=Hmeimim", ["Accept-Language": "ru-RU,ru;q=0.9"])
    #expect(russian.text.contains("26 документов"))
    #expect(russian.headers["content-language"] == "ru")
  }

  @Test func aPageOfHitsIsSmall() async throws {
    #expect(try await page("/?q=Hmeimim").utf8.count < 50_000)
    #expect(try await Archive.server.get("/page.js").body.count < 15_000)
  }
}
