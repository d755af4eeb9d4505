// SPDX-License-Identifier: GPL-2.0-or-later
import Xapian

/// Reports how the words of a text are written: in lower case, or with a capital where no sentence
/// begins. That is what tells a name from a word in Latin and Cyrillic script.
///
/// Takes the tokens of one text in their order.
struct LetterCase {
  private let text: UnsafeBufferPointer<UInt8>
  /// Whether the word before is in capitals throughout: a line of these says nothing of its words.
  private var followsCapitals = false
  /// Where the word before ends, when it is an initial: `J. Smith` begins no sentence.
  private var initialEnd: UInt32?

  init(of text: UnsafeBufferPointer<UInt8>) { self.text = text }

  private enum Letter { case lower, capital, other }

  /// How the next word is written.
  @inline(__always)
  mutating func next(_ token: Token) -> WrittenCase {
    guard token.script == .latin || token.script == .cyrillic else {
      (followsCapitals, initialEnd) = (false, nil)
      return .none
    }
    let start = Int(token.start)
    let (first, width) = letter(at: start)
    switch first {
    case .lower:
      (followsCapitals, initialEnd) = (false, nil)
      return token.kind == .joined ? .unclear : .lower
    case .other:
      (followsCapitals, initialEnd) = (false, nil)
      return .none
    case .capital:
      return capitalized(token, second: start + width)
    }
  }

  private mutating func capitalized(_ token: Token, second: Int) -> WrittenCase {
    let isInitial = second >= Int(token.end)
    let isCapitals = !isInitial && letter(at: second).0 == .capital
    let isInRun = isCapitals && followsCapitals
    let formerInitial = initialEnd
    followsCapitals = isCapitals
    initialEnd = isInitial ? token.end : nil
    if isInitial || isInRun || token.kind == .joined { return .unclear }
    let start = Int(token.start)
    let followsInitial =
      formerInitial.map { end in
        text[Int(end)...].prefix(max(0, start - Int(end))).elementsEqual(". ".utf8)
      } ?? false
    return followsInitial || isInsideSentence(start) ? .capital : .unclear
  }

  /// Whether nothing before a word can be the end of a sentence or of a heading, or the beginning of a
  /// quotation: there is a word, or a comma, and then a space, a dash or an apostrophe.
  private func isInsideSentence(_ start: Int) -> Bool {
    guard start >= 2 else { return false }
    switch text[start - 1] {
    case UInt8(ascii: " "):
      let before = text[start - 2]
      return before == UInt8(ascii: ",") || endsWord(start - 2)
    case UInt8(ascii: "-"), UInt8(ascii: "'"):
      return endsWord(start - 2)
    case 0x80...:
      return followsSign(start)
    default:
      return false
    }
  }

  /// Whether a word, and a sign of several bytes behind it that does not part it from the next one, stand before an
  /// offset: a no-break space, one of the hyphens, ’.
  private func followsSign(_ start: Int) -> Bool {
    if text[start - 2] == 0xc2, text[start - 1] == 0xa0 { return start >= 3 && endsWord(start - 3) }
    guard start >= 4, text[start - 3] == 0xe2, text[start - 2] == 0x80 else { return false }
    switch text[start - 1] {
    case 0x90, 0x91, 0x98, 0x99: return endsWord(start - 4)
    default: return false
    }
  }

  /// Whether the scalar that ends at an offset is a letter or a digit, for what a text has before a word.
  private func endsWord(_ last: Int) -> Bool {
    switch text[last] {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      return true
    case 0x80..<0xc0:
      var lead = last
      while lead > 0, last - lead < 3, text[lead] & 0xc0 == 0x80 { lead -= 1 }
      // Latin-1's signs, those of general punctuation, and what is like them in other scripts.
      switch text[lead] {
      case 0xc3...0xd7: return true
      case 0xd8: return text[last] != 0x8c && text[last] != 0x9b && text[last] != 0x9f
      case 0xd9...0xdf: return true
      case 0xe1: return true
      default: return false
      }
    default:
      return false
    }
  }

  /// Whether the scalar at an offset is a capital, and how many bytes it has.
  @inline(__always)
  private func letter(at offset: Int) -> (Letter, width: Int) {
    guard offset < text.count else { return (.other, 1) }
    switch text[offset] {
    case UInt8(ascii: "a")...UInt8(ascii: "z"): return (.lower, 1)
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): return (.capital, 1)
    case 0..<0x80: return (.other, 1)
    case 0xd0 where offset + 1 < text.count: return (text[offset + 1] < 0xb0 ? .capital : .lower, 2)
    default: return rareLetter(at: offset)
    }
  }

  private func rareLetter(at offset: Int) -> (Letter, width: Int) {
    var iterator = text[offset...].prefix(4).makeIterator()
    var decoder = UTF8()
    guard case .scalarValue(let scalar) = decoder.decode(&iterator) else { return (.other, 1) }
    let width = UTF8.width(scalar)
    if scalar.properties.isUppercase { return (.capital, width) }
    return (scalar.properties.isLowercase ? .lower : .other, width)
  }
}
