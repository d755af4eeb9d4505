// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Testing

struct RawPathTests {
  @Test(
    "A path is shown on one safe line",
    arguments: [
      (Array("seeds/plain.txt".utf8), "seeds/plain.txt"),
      (Array("أخبار/Хмеймим.txt".utf8), "أخبار/Хмеймим.txt"),
      (Array("two\nlines.txt".utf8), #"two\x0alines.txt"#),
      ([0xd5, 0xec, 0x2e, 0x74, 0x78, 0x74], #"\xd5\xec.txt"#),
      (Array("back\\slash.txt".utf8), #"back\slash.txt"#),
      (Array(#"not\x0aa newline"#.utf8), #"not\x5cx0aa newline"#),
      (Array("\u{202E}txt.exe".utf8), #"\xe2\x80\xaetxt.exe"#),
      ([0xf0, 0x9f, 0x98], #"\xf0\x9f\x98"#),
      (Array("escape\u{1B}[2J".utf8), #"escape\x1b[2J"#),
    ])
  func shown(bytes: [UInt8], shown: String) {
    #expect(RawPath(bytes: bytes).shown == shown)
    #expect(RawPath(shown: shown) == RawPath(bytes: bytes))
  }

  @Test("Any bytes come back from what is shown")
  func anyBytes() {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<2000 {
      let alphabet: [UInt8] = [0x5c, 0x78, 0x30, 0x61, 0x0a, 0xd8, 0xa7, 0xff, 0x2f, 0x41]
      let bytes = (0..<12).map { _ in alphabet[Int.random(in: 0..<10, using: &generator)] }
      #expect(RawPath(shown: RawPath(bytes: bytes).shown).bytes == bytes)
    }
  }
}
