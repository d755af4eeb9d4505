// SPDX-License-Identifier: GPL-2.0-or-later
import Testing

@testable import AllonymServer

@Suite struct MarkupTests {
  @Test func nothingInTextIsMarkup() {
    #expect(
      Markup.escaped("<img src=x onerror='a' \"b\">&\u{0}\u{1B}[0m")
        == "&lt;img src=x onerror=&#39;a&#39; &quot;b&quot;&gt;&amp;[0m")
    #expect(Markup.escaped("حميميم — Хмеймим") == "حميميم — Хмеймим")
  }
}
