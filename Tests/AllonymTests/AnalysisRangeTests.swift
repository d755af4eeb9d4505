// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import SplitMix
import Testing

/// The words of a text as it writes them, by the ranges of its tokens.
private func written(_ text: String) -> [String] {
  let bytes = Array(text.utf8)
  return Analyzer().tokens(of: text).map { String(decoding: bytes[$0.range], as: UTF8.self) }
}

@Suite("Ranges of tokens in the text") struct AnalysisRangeTests {
  @Test(
    "a range covers the word as written",
    arguments: [
      ("Ahmad al-Sharaa.", ["Ahmad", "al", "Sharaa"]),
      ("«ʿAlāʾ», 'Shar'’", ["ʿAlāʾ", "Shar"]),
      ("\u{202B}الشَّرَع\u{202C}", ["الشَّرَع"]),
      ("محمـــد", ["محمـــد"]),
      ("e\u{301}te\u{301} ", ["e\u{301}te\u{301}"]),
      ("Hmei\u{AD}mim\u{AD}", ["Hmei\u{AD}mim"]),
      ("Syria’s", ["Syria"]),
      ("d’Assad", ["d’Assad", "Assad"]),
      ("Abu'l-Fadl", ["Abu", "l", "Fadl"]),
      ("1,000.", ["1,000"]),
      ("か\u{3099}き", ["か\u{3099}", "き"]),
    ])
  func coverage(text: String, words: [String]) {
    #expect(written(text).map { Array($0.utf8) } == words.map { Array($0.utf8) })
  }

  @Test(
    "broken UTF-8 separates words",
    arguments: [
      ([0x61, 0xFF, 0x62], [0..<1, 2..<3]),
      ([0x61, 0xC3], [0..<1]),
      ([0xC0, 0x80, 0x61], [2..<3]),
      ([0x61, 0xED, 0xA0, 0x80, 0x62], [0..<1, 4..<5]),
      ([0xF4, 0x90, 0x80, 0x80, 0x61], [4..<5]),
      ([0xE0, 0x80, 0xAF, 0x61], [3..<4]),
      ([0xF0, 0x9F, 0x61], [2..<3]),
    ] as [([UInt8], [Range<Int>])])
  func brokenText(bytes: [UInt8], ranges: [Range<Int>]) {
    var buffer = TokenBuffer()
    _ = bytes.withUnsafeBufferPointer { Analyzer().analyze($0, into: &buffer) }
    #expect(buffer.tokens.map(\.range) == ranges)
  }

  @Test("random bytes never trap, and ranges ascend within the text", arguments: 0..<8)
  func randomBytes(seed: UInt64) {
    var random = SplitMix(seed: seed)
    let pieces: [[UInt8]] = [
      "al-", "l'", "'s", "d’", "é", "и\u{306}", "ا\u{654}", "5.", ",", " ", "\n", "ez-z", "ﷲ", "大",
      "ʿ", "\u{200F}", "😀", "𝐀", "a", "sh", "аль-",
    ].map { Array($0.utf8) }
    var buffer = TokenBuffer()
    for _ in 0..<400 {
      var bytes: [UInt8] = []
      for _ in 0..<random.below(60) {
        if random.below(3) == 0 {
          bytes.append(UInt8(random.below(256)))
        } else {
          bytes += pieces[random.below(pieces.count)]
        }
      }
      _ = bytes.withUnsafeBufferPointer { Analyzer().analyze($0, into: &buffer) }
      expectSound(buffer.tokens, terms: buffer.tokens.map { buffer.term(of: $0) }, in: bytes)
    }
  }

  private func expectSound(_ tokens: [Token], terms: [String], in bytes: [UInt8]) {
    var last: Token?
    for (token, term) in zip(tokens, terms) {
      #expect(token.start < token.end && Int(token.end) <= bytes.count)
      #expect(!term.isEmpty && term.utf8.count <= Analyzer.maximumTermLength)
      #expect(!term.utf8.contains { (65...90).contains($0) }, "upper case in \(term)")
      if let last {
        #expect(last.start <= token.start && last.end <= token.end)
        #expect(last.kind == .joined || last.end <= token.start)
        #expect(token.position == last.position + (last.kind == .word ? 1 : 0))
      }
      last = token
    }
  }
}
