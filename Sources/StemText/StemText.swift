// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Spelling
import Xapian

/// Puts Snowball's stems in the place of words, line by line from standard input, so that
/// scripts/evaluate-ranking can index stems the way other engines store them.
@main
struct StemText {
  static func main() throws {
    let stemmers: [Script: Stem] = [
      .latin: try Stem("english"), .arabic: try Stem("arabic"), .cyrillic: try Stem("russian"),
    ]
    let analyzer = Analyzer()
    while let line = readLine() {
      let stems = analyzer.tokens(of: line).filter { $0.kind == .word }.map { token in
        stemmers[Script(of: token.term)]?(token.term) ?? token.term
      }
      print(stems.joined(separator: " "))
    }
  }
}
