// SPDX-License-Identifier: GPL-2.0-or-later
import Spelling

/// A word with `?` for a letter or `*` for any number of them within it or before it.
struct QueryPattern {
  private enum Step: Equatable {
    case letter(Unicode.Scalar)
    case anyLetter
    case anyLetters
  }
  private let steps: [Step]
  /// What every word begins with that fits.
  let beginning: String

  /// Without more letters than this nearly every word fits.
  private static let minLetters = 3

  /// The pattern that a word as typed is; nil where `?` and `*` are at its end only, or nearly all there is.
  init?(_ word: String) {
    guard word.utf8.contains(UInt8(ascii: "?")) || word.utf8.contains(UInt8(ascii: "*")) else {
      return nil
    }
    let end = word.unicodeScalars.reversed().drop { "?!.,;:*".unicodeScalars.contains($0) }.count
    guard word.unicodeScalars.prefix(end).contains(where: { $0 == "?" || $0 == "*" }) else {
      return nil
    }
    var steps: [Step] = []
    var piece = String.UnicodeScalarView()
    func finishPiece() {
      steps += Folding.folded(String(piece)).unicodeScalars.map(Step.letter)
      piece = String.UnicodeScalarView()
    }
    for scalar in word.unicodeScalars {
      switch scalar {
      case "?":
        finishPiece()
        steps.append(.anyLetter)
      case "*":
        finishPiece()
        if steps.last != .anyLetters { steps.append(.anyLetters) }
      default:
        piece.append(scalar)
      }
    }
    finishPiece()
    // A question mark at the end ends a question.
    while steps.last == .anyLetter { steps.removeLast() }
    var letters = 0
    var beginning = String.UnicodeScalarView()
    for step in steps {
      guard case .letter(let letter) = step else { continue }
      guard letter.isLetterOrNumber else { return nil }
      if letters == beginning.count, steps[letters] == step { beginning.append(letter) }
      letters += 1
    }
    guard letters >= Self.minLetters, letters < steps.count else { return nil }
    self.steps = steps
    self.beginning = String(beginning)
  }

  /// Whether a folded word fits.
  func matches(_ word: String) -> Bool {
    let letters = Array(word.unicodeScalars)
    var index = 0
    var step = 0
    // Where to go on when what follows the last `*` does not fit.
    var retry: (step: Int, index: Int)?
    while index < letters.count {
      if step < steps.count, steps[step] == .anyLetters {
        retry = (step + 1, index)
        step += 1
      } else if step < steps.count,
        steps[step] == .anyLetter || steps[step] == .letter(letters[index])
      {
        step += 1
        index += 1
      } else if let last = retry {
        step = last.step
        index = last.index + 1
        retry = (last.step, index)
      } else {
        return false
      }
    }
    return steps[step...].allSatisfy { $0 == .anyLetters }
  }
}
