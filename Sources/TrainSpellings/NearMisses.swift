// SPDX-License-Identifier: GPL-2.0-or-later

/// Whether two long words differ in at most one letter.
enum NearMisses {
  static func isAtMostOne(_ word: String, _ other: String) -> Bool {
    let a = Array(word.unicodeScalars)
    let b = Array(other.unicodeScalars)
    guard a.count >= 6, abs(a.count - b.count) <= 1 else { return false }
    let start = zip(a, b).prefix { $0 == $1 }.count
    let aRest = a[start...]
    let bRest = b[start...]
    return aRest.dropFirst().elementsEqual(bRest.dropFirst())
      || aRest.elementsEqual(bRest.dropFirst()) || aRest.dropFirst().elementsEqual(bRest)
  }
}
