// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

/// A chat that WhatsApp exported as text: `[04.03.22, 11:22:33] Igor: see you`, or
/// `3/4/22, 11:22 AM - Igor: see you`.
enum ChatText {
  /// The messages; nil where the text is no chat.
  static func messages(in text: String) -> [Content.Record]? {
    // Most texts show with the first sign that they are none.
    guard let first = text.unicodeScalars.first(where: { !isMark($0) }),
      first == "[" || "0"..."9" ~= first
    else { return nil }
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard lines.prefix(5).count(where: { head(of: $0) != nil }) >= 2 else { return nil }
    let monthIsFirst = lines.prefix(2000).contains { line in
      head(of: line).map { $0.numbers[1] > 12 } ?? false
    }
    var messages: [Content.Record] = []
    for (index, line) in lines.enumerated() {
      guard let head = head(of: line) else {
        if !messages.isEmpty { messages[messages.count - 1].content.text += "\n" + line }
        continue
      }
      let (author, said) = said(head.rest)
      messages.append(
        Content.Record(
          content: Content(author: author, text: said, date: day(head, monthIsFirst)),
          line: index + 1))
    }
    return messages
  }

  private struct Head {
    /// The three numbers of the day as they stand.
    var numbers: [Int]
    var rest: Substring
  }

  /// Marks of direction stand at the beginning of lines.
  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    [0x200e, 0x200f, 0x202a, 0x202c, 0xfeff].contains(scalar.value)
  }

  /// The day and time that a message begins with.
  private static func head(of line: Substring) -> Head? {
    var rest = Substring(line.unicodeScalars.drop(while: isMark))
    let isBracketed = rest.hasPrefix("[")
    if isBracketed { rest.removeFirst() }
    guard rest.first?.isASCII == true, rest.first?.isNumber == true else { return nil }
    let day = rest.prefix { $0.isNumber || "./-".contains($0) }
    let numbers = day.split { !$0.isNumber }.map { Int($0) ?? 0 }
    guard numbers.count == 3 else { return nil }
    rest = rest.dropFirst(day.count)
    let end = isBracketed ? "] " : " - "
    guard let mark = rest.prefix(40).firstRange(of: end) else { return nil }
    let time = rest[..<mark.lowerBound]
    guard time.contains(":"), time.allSatisfy({ !$0.isNewline }) else { return nil }
    return Head(numbers: numbers, rest: rest[mark.upperBound...])
  }

  /// The name before the colon, and what was said.
  private static func said(_ rest: Substring) -> (author: String?, text: String) {
    guard let mark = rest.prefix(80).firstRange(of: ": ") else { return (nil, String(rest)) }
    let author = String(
      String.UnicodeScalarView(rest[..<mark.lowerBound].unicodeScalars.filter { !isMark($0) }))
    return (Title.oneLine(author), String(rest[mark.upperBound...]))
  }

  private static func day(_ head: Head, _ monthIsFirst: Bool) -> String? {
    var numbers = head.numbers
    if numbers[0] > 31 { return WrittenDate.compact(numbers.map(padded).joined(separator: "-")) }
    if monthIsFirst { numbers.swapAt(0, 1) }
    return WrittenDate.compact(numbers.map(padded).joined(separator: "."))
  }

  private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
