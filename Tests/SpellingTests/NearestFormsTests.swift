// SPDX-License-Identifier: GPL-2.0-or-later
import Spelling
import Testing

/// Forms that are a typing error or two away.
@Suite struct NearestFormsTests {
  @Test(arguments: [
    ("pelican", "pelican", 0), ("pelicna", "pelican", 1), ("pelcan", "pelican", 1),
    ("elican", "pelican", 1), ("peliccan", "pelican", 1), ("pelikan", "pelican", 1),
    ("epilcan", "pelican", 2), ("хмеймм", "хмеймим", 1), ("حميمم", "حميميم", 1), ("a", "ab", 1),
  ])
  func errorsAreCounted(word: String, form: String, errors: Int) throws {
    let vocabulary = try Vocabulary(forms: ["zebra", form, "aardvark", form + "xyz"])
    let found = vocabulary.forms(near: word, errors: 2).first {
      vocabulary.form(at: $0.index) == form
    }
    #expect(found?.errors == errors)
  }

  @Test func theWalkFindsWhatComparingEachFindsToo() throws {
    var state: UInt64 = 7
    func below(_ limit: UInt64) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % limit)
    }
    let letters = Array("abcшم".unicodeScalars)
    func word() -> String {
      String(String.UnicodeScalarView((0..<below(7) + 1).map { _ in letters[below(5)] }))
    }
    let forms = Set((0..<2000).map { _ in word() })
    let vocabulary = try Vocabulary(forms: forms)
    for _ in 0..<40 {
      let wanted = word()
      for maximum in 0...2 {
        let found = Set(
          vocabulary.forms(near: wanted, errors: maximum).map { vocabulary.form(at: $0.index) })
        #expect(found == forms.filter { Self.distance(wanted, $0) <= maximum })
      }
    }
  }

  /// The plain table of the restricted Damerau–Levenshtein distance.
  static func distance(_ one: String, _ other: String) -> Int {
    let (a, b) = (Array(one.unicodeScalars), Array(other.unicodeScalars))
    var table = [[Int]](repeating: [Int](repeating: 0, count: b.count + 1), count: a.count + 1)
    for i in 0...a.count {
      for j in 0...b.count {
        guard i > 0, j > 0 else {
          table[i][j] = i + j
          continue
        }
        table[i][j] = min(
          table[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1), table[i - 1][j] + 1,
          table[i][j - 1] + 1)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
        }
      }
    }
    return table[a.count][b.count]
  }

  @Test(arguments: [
    ("ghbdtn", "привет"), ("руддщ", "hello"), ("اثممخ", "hello"),
  ])
  func keysWriteUnderOtherLayouts(typed: String, meant: String) {
    let readings = KeyboardLayouts.shared.readings(of: typed)
    #expect(readings.contains(meant), "\(readings)")
  }
}
