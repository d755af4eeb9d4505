// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym

/// The text of a document as HTML: paragraphs, the ends of pages, and an anchor at each match.
///
/// A long text is shown in parts, cut at the ends of lines.
struct DocumentText {
  private let bytes: [UInt8]
  private let matches: [MatchedDocument.Match]
  /// The parts, in bytes.
  let parts: [Range<Int>]

  /// As much is on one page, in bytes.
  static let partSize = 200_000

  init(_ document: MatchedDocument) {
    bytes = Array(document.stored.text.utf8)
    matches = document.matches
    var parts: [Range<Int>] = []
    var start = 0
    while start < bytes.count {
      let end = Self.end(of: start, in: bytes)
      parts.append(start..<end)
      start = end
    }
    self.parts = parts.isEmpty ? [0..<0] : parts
  }

  private static func end(of start: Int, in bytes: [UInt8]) -> Int {
    guard bytes.count - start > partSize * 5 / 4 else { return bytes.count }
    let end = start + partSize
    let window = bytes[(end - partSize / 4)..<end]
    if let line = window.lastIndex(of: 0x0A) ?? window.lastIndex(of: 0x20) { return line + 1 }
    return window.lastIndex { $0 & 0xC0 != 0x80 } ?? end
  }

  /// The part that a match stands in, from 0.
  func part(ofMatch number: Int) -> Int {
    guard matches.indices.contains(number) else { return 0 }
    return parts.firstIndex { matches[number].range.lowerBound < $0.upperBound } ?? 0
  }

  /// A part as HTML.
  ///
  /// - Parameter pageEnd: what stands at the end of a page, by its number.
  func html(ofPart part: Int, pageEnd: (Int) -> String) -> String {
    let range = parts[part]
    var html: [UInt8] = []
    html.reserveCapacity(range.count + range.count / 4)
    var page = bytes[..<range.lowerBound].count { $0 == 0x0C } + 1
    var next = matches.firstIndex { $0.range.lowerBound >= range.lowerBound } ?? matches.count
    var offset = range.lowerBound
    var isOpen = false
    func open() {
      if !isOpen { html += "<p>".utf8 }
      isOpen = true
    }
    func close() {
      if isOpen { html += "</p>\n".utf8 }
      isOpen = false
    }
    while offset < range.upperBound {
      if next < matches.count, matches[next].range.lowerBound == offset {
        open()
        append(matches[next], number: next + 1, to: &html)
        offset = matches[next].range.upperBound
        next += 1
      } else if bytes[offset] == 0x0C {
        close()
        html += pageEnd(page).utf8
        page += 1
        offset += 1
      } else if bytes[offset] == 0x0A {
        let end = endOfBlank(from: offset, to: range.upperBound)
        if end > offset + 1 { close() } else if isOpen { html.append(0x0A) }
        offset = max(end, offset + 1)
      } else {
        open()
        let end = endOfRun(from: offset, next, range.upperBound)
        Markup.append(bytes[offset..<end], to: &html)
        offset = end
      }
    }
    close()
    return String(decoding: html, as: UTF8.self)
  }

  /// A match that a click leads on from.
  private func append(
    _ match: MatchedDocument.Match, number: Int, to html: inout [UInt8]
  ) {
    let following = number < matches.count ? number + 1 : 1
    html += "<mark id=\"m\(number)\"><a href=\"#m\(following)\" tabindex=\"-1\">".utf8
    Markup.append(bytes[match.range], to: &html)
    html += "</a></mark>".utf8
  }

  /// Where lines without text end.
  private func endOfBlank(from offset: Int, to limit: Int) -> Int {
    var end = offset + 1
    var look = end
    while look < limit,
      bytes[look] == 0x20 || bytes[look] == 0x09 || bytes[look] == 0x0D || bytes[look] == 0x0A
    {
      look += 1
      if bytes[look - 1] == 0x0A { end = look }
    }
    return end
  }

  private func endOfRun(from offset: Int, _ next: Int, _ limit: Int) -> Int {
    let end = next < matches.count ? min(limit, matches[next].range.lowerBound) : limit
    return bytes[offset..<end].firstIndex { $0 == 0x0A || $0 == 0x0C } ?? end
  }
}
