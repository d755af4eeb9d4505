// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Testing

struct HTMLTests {
  @Test("Title, date, language and main text are found")
  func page() throws {
    let page = """
      <!DOCTYPE html><html lang="ar-SY"><head><title> قاعدة
        حميميم </title><meta name="date" content="2024-01-01">
      <meta property="article:published_time" content="2024-12-08T07:00:00+03:00">
      <style>p { }</style></head><body><nav>Menu</nav><h1>عنوان</h1><p>One &amp; two&nbsp;<b>th</b>ree
      <script>var x = "<p>no</p>";</script><p>Four<br>five<table><tr><td>a<td>b</table>
      <pre>x
        y</pre><noscript>no</noscript><time datetime="2020-01-01">then</time></body></html>
      """
    let document = try document(page.utf8, as: "a.html")
    #expect(document.title == "قاعدة حميميم" && document.titleOrigin == .declared)
    #expect(document.date == "20241208" && document.language == "ar")
    #expect(document.text == "عنوان\nOne & two\u{A0}three\nFour\nfive\na b\nx\ny\nthen")
  }

  @Test(
    "Titles and dates are found where pages hide them",
    arguments: [
      ("<meta property=og:title content='A B'><p>x", "A B", nil),
      ("<h1>Head<br>line</h1><p>x", "Head line", nil),
      ("<p>x <time datetime=2024-12-08>then</time>", "x then", "20241208"),
      ("<meta name=DC.Date content=20241208><p>x", "x", "20241208"),
      ("<meta name=date content='8 December'><p>x", "x", nil),
      ("<svg><title>icon</title></svg><p>x", "x", nil),
    ] as [(String, String, String?)])
  func metadata(page: String, title: String, date: String?) throws {
    let document = try document(page.utf8, as: "a.htm")
    #expect(document.title == title)
    #expect(document.date == date)
  }

  @Test("A declared character set is believed where it decodes")
  func charset() throws {
    let cyrillic: [UInt8] = [0xd2, 0xe0, 0xf0, 0xf2, 0xf3, 0xf1]
    func page(_ charset: String, _ body: [UInt8]) -> [UInt8] {
      Array("<meta charset=\"\(charset)\"><p>".utf8) + body
    }
    #expect(try document(page("windows-1251", cyrillic), as: "a.html").text == "Тартус")
    #expect(try document(page("windows-1251", Array("Тартус".utf8)), as: "a.html").text == "Тартус")
    #expect(try document(page("utf-16", Array("plain".utf8)), as: "a.html").text == "plain")
    #expect(try document(page("ISO-8859-1", [0x93, 0xe9, 0x94]), as: "a.html").text == "“é”")
    let refused: [([UInt8], String)] = [
      (page("utf-8", cyrillic), "is not UTF-8 text"),
      (cyrillic, "is not UTF-8 text"),
      (
        page("x-unheard-of", cyrillic),
        "declares the character set X-UNHEARD-OF, which is not known"
      ),
      (page("windows-1252", [0x81]), "declares the character set WINDOWS-1252 but is not in it"),
    ]
    for (bytes, reason) in refused {
      let failure = try #require(try read(bytes, as: "a.html").first?.failure)
      #expect(failure.reason.hasPrefix(reason), "\(failure)")
    }
  }

  @Test(
    "Hostile pages are survived and their text is found", .timeLimit(.minutes(10)),
    arguments: [
      String(repeating: "<div>", count: 100_000), String(repeating: "<b><i>", count: 100_000),
      String(repeating: "<table><tr><td>", count: 50_000),
      String(repeating: "</p>", count: 100_000),
      String(repeating: "<html lang=x>", count: 50_000),
      "<a " + String(repeating: "x=y ", count: 50_000) + ">",
      "<p title=\"" + String(repeating: "x", count: 12_000_000) + "\">",
      String(repeating: "&amp", count: 100_000),
      String(repeating: "&#x110000;&#0;&bogus;", count: 1000),
      "\0<p>\0" + String(repeating: "text ", count: 100), "<![CDATA[<", "<!DOCTYPE",
      "<!--" + String(repeating: "-", count: 100_000) + "-->", "</",
      "<?xml version='1.0'?><x:y xmlns='z'>",
    ])
  func hostile(prefix: String) throws {
    #expect(try document((prefix + "\n<p>Tartus</p>").utf8, as: "a.html").text.contains("Tartus"))
  }

  @Test("A page whose end tags would take hours is refused", .timeLimit(.minutes(10)))
  func hopeless() throws {
    let page = String(repeating: "<b>", count: 50_000) + String(repeating: "</i>", count: 2_000_000)
    let failure = try #require(try read(page.utf8, as: "a.html").first?.failure)
    #expect(failure.reason.contains("too long"))
  }

  @Test("A page without text is reported", arguments: ["", "<title>x</title><script>y</script>"])
  func empty(page: String) throws {
    let failure = try #require(try read(page.utf8, as: "a.html").first?.failure)
    #expect(failure.kind == (page.isEmpty ? .empty : .textless) && failure.kind.isHarmless)
  }

  @Test("What stands in the fields of a form is read, and what is chosen")
  func form() throws {
    let page = """
      <form><label>Director</label><input value="Ivan Orlov"><input type=hidden value=token>\
      <select><option>none</option><option selected>Tartus</option></select><textarea>at sea</textarea></form>
      """
    let text = try document(page.utf8, as: "a.html").text
    #expect(
      text.split(whereSeparator: \.isWhitespace) == [
        "Director", "Ivan", "Orlov", "Tartus", "at", "sea",
      ])
  }
}
