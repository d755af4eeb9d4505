// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Testing

struct MarkdownTests {
  @Test(
    "The text stands without markup, the title apart",
    arguments: [
      (
        "# Title\n\nSome *strong* [link](http://x.y).\nNext line", "Title",
        "Some strong link. Next line"
      ),
      ("## Minor\n\n# Major\n\ntext", "Major", "Minor\ntext"),
      ("- one\n- two\n\n> three\n\n```\na\nb\n```\n", "one", "one\ntwo\nthree\na\nb"),
      ("Tea &amp; `code` ![alt](i.png)<b>bold</b>", "Tea & code altbold", "Tea & code altbold"),
      (
        "# T\n\n<div><p>from <i>HTML</i></p><script>no</script></div>\n\nend", "T", "from HTML\nend"
      ),
      ("---\ntitle: 'Matter'\ndate: 2024-12-08\nlang: ru-RU\n---\n# H\n\nb", "Matter", "H\nb"),
      ("---\r\ntitle: Matter\r\n---\r\ntext", "Matter", "text"),
      ("---\nno end\n\ntext", "no end", "no end\ntext"),
    ])
  func text(source: String, title: String, text: String) throws {
    let document = try document(source.utf8, as: "a.md")
    #expect(document.title == title)
    #expect(document.text == text)
  }

  @Test("Front matter gives date and language")
  func frontMatter() throws {
    let source = "---\ntitle: T\ndate: 2024-12-08T10:00:00Z\nlanguage: \"uk\"\ntags: [a]\n...\ntext"
    let document = try document(source.utf8, as: "a.markdown")
    #expect(document.date == "20241208" && document.language == "uk" && document.type == .markdown)
  }

  @Test(
    "Deep nesting is survived", .timeLimit(.minutes(10)),
    arguments: [">", "*", "[", "- ", "<div>", "` ", "_a *"])
  func nesting(mark: String) throws {
    let source = String(repeating: mark, count: 20_000) + "Tartus"
    #expect(try document(source.utf8, as: "a.md").text.contains("Tartus"))
  }
}
