// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

/// Whether bytes are a mail or a mailbox, by their first lines: what programs keep mail in has many names
/// or none.
enum MailShape {
  /// Headers that hardly anything else begins with. Source: RFC 5322, RFC 2045, and mailboxes.
  private static let distinctive: Set<String> = [
    "message-id", "mime-version", "received", "return-path", "delivered-to", "dkim-signature",
    "content-transfer-encoding", "content-type", "envelope-to", "status", "in-reply-to",
    "references", "x-mailer", "arc-seal", "x-mozilla-status", "x-originating-ip", "thread-index",
  ]
  /// Headers that other texts may have, too.
  private static let usual: Set<String> = [
    "from", "to", "subject", "date", "cc", "bcc", "reply-to", "sender", "resent-from", "resent-to",
    "resent-date", "newsgroups", "organization", "importance", "priority", "lines",
  ]

  /// What the bytes that a file begins with are; nil where they are neither.
  static func type(of beginning: [UInt8]) -> DocumentType? {
    let start = beginning.firstIndex { $0 != 0x0a && $0 != 0x0d } ?? 0
    let text = beginning[start...]
    if text.starts(with: separatorMark) {
      return isSeparator(text) ? .mailbox : nil
    }
    let names = headerNames(text)
    let distinctiveNames = names.filter { distinctive.contains($0) || $0.hasPrefix("x-") }
    let usualNames = names.filter { usual.contains($0) }
    let isMail =
      !distinctiveNames.isEmpty && Set(usualNames).count >= 2
      || Set(usualNames).isSuperset(of: ["from", "to", "subject"])
      || Set(usualNames).isSuperset(of: ["from", "date", "subject"])
      || Set(usualNames).isSuperset(of: ["from", "date", "to"])
    return isMail ? .mail : nil
  }

  /// Whether bytes that are said to be a mail have a header at least.
  static func hasHeaders(_ beginning: ArraySlice<UInt8>) -> Bool {
    let names = headerNames(beginning)
    return names.contains { distinctive.contains($0) || usual.contains($0) || $0.hasPrefix("x-") }
  }

  /// The names, in small letters, of the headers at the beginning; none where a line is no header.
  private static func headerNames(_ bytes: ArraySlice<UInt8>) -> [String] {
    var names: [String] = []
    var rest = bytes
    while let end = rest.firstIndex(of: 0x0a), names.count < 100 {
      let line = rest[..<end]
      rest = rest[(end + 1)...]
      if line.isEmpty || line.elementsEqual([0x0d]) { return names }
      if line.first == 0x20 || line.first == 0x09 {
        if names.isEmpty { return [] }
        continue
      }
      guard let name = headerName(line) else { return [] }
      names.append(name)
    }
    // The headers go on beyond what is looked at, or there is nothing else.
    if let last = headerName(rest) { names.append(last) }
    return names
  }

  private static func headerName(_ line: ArraySlice<UInt8>) -> String? {
    guard let colon = line.prefix(80).firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex
    else {
      return nil
    }
    let name = line[..<colon]
    guard name.allSatisfy({ 0x21...0x7e ~= $0 }) else { return nil }
    return String(decoding: name, as: UTF8.self).lowercased()
  }

  /// What a line that begins a message in a mailbox begins with.
  static let separatorMark = Array("From ".utf8)

  /// Whether a line that begins with "From " begins a message: it gives a time, and a header follows.
  ///
  /// Thunderbird leaves the rest of it empty; then a header of its own follows.
  static func isSeparator(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let end = bytes.firstIndex(of: 0x0a) else { return false }
    let line = bytes[..<end].dropFirst(separatorMark.count)
    let rest = bytes[(end + 1)...]
    let next = rest.prefix { $0 != 0x0a }
    guard let name = headerName(next.drop { $0 == UInt8(ascii: ">") }) ?? quotedSeparator(next)
    else { return false }
    if line.allSatisfy({ $0 == 0x20 || $0 == 0x0d || $0 == 0x09 || $0 == UInt8(ascii: "-") }) {
      return distinctive.contains(name) || usual.contains(name) || name.hasPrefix("x-")
    }
    return hasTime(line)
  }

  /// Some programs keep the line of an older mailbox among the headers.
  private static func quotedSeparator(_ line: ArraySlice<UInt8>) -> String? {
    line.starts(with: Array(">From ".utf8)) ? "from" : nil
  }

  /// Whether a line has a time of day and a year.
  private static func hasTime(_ line: ArraySlice<UInt8>) -> Bool {
    let pieces = line.split { $0 == 0x20 || $0 == 0x09 || $0 == 0x0d }
    let hasYear = pieces.contains { piece in
      piece.count >= 4 && piece.prefix(4).allSatisfy(isDigit)
        && (piece.starts(with: Array("19".utf8)) || piece.starts(with: Array("20".utf8)))
    }
    let hasTime = pieces.contains { piece in
      guard let colon = piece.firstIndex(of: UInt8(ascii: ":")) else { return false }
      let after = piece[(colon + 1)...].prefix(2)
      return colon > piece.startIndex && isDigit(piece[colon - 1]) && after.count == 2
        && after.allSatisfy(isDigit)
    }
    return hasYear && hasTime
  }

  private static func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }
}
