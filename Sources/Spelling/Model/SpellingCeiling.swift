// SPDX-License-Identifier: GPL-2.0-or-later

extension SpellingModel {
  /// The most that any word could score against a word, in quarter units; 0 for words too long to be names.
  func ceiling(of letters: WordLetters, in script: Script) -> Int {
    guard script != .other,
      let word = letters.withLetters({ SegmentedWord($0, in: segments[Int(script.rawValue)]) })
    else { return 0 }
    return [Script.latin, .arabic, .cyrillic].map { target in
      let table = rewrites(from: script, to: target)
      var gains = [0]
      for position in 1...word.count {
        let gain = (1...min(3, position)).compactMap { length -> Int? in
          let segment = word.segment(endingAt: position, length: length)
          return segment < 0 ? nil : gains[position - length] + table.greatestWeight(of: segment)
        }
        gains.append(gain.max() ?? gains[position - 1])
      }
      return gains[word.count]
    }.max() ?? 0
  }
}
