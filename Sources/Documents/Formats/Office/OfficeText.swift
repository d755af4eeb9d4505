// SPDX-License-Identifier: GPL-2.0-or-later

/// Gathers the text of an XML part by what its elements mean.
final class OfficeText: XMLEvents {
  /// What the elements of a format mean for the text, by their names without prefix.
  struct Meanings {
    /// Text stands in these only.
    var text: Set<String>
    /// What follows their end stands on another line.
    var lines: Set<String> = []
    /// They separate words.
    var spaces: Set<String> = []
    /// They break a line.
    var breaks: Set<String> = []
    /// They end a page.
    var pages: Set<String> = []
    /// Their name is a line of the text.
    var named: Set<String> = []
    /// What is in them is not part of the text.
    var skipped: Set<String> = []
    /// A line within one of these stays on its line.
    var cells: Set<String> = []
  }

  private let meanings: Meanings
  private var builder = TextBuilder()
  private var pages: [String] = []
  private var textDepth = 0
  private var skippedDepth = 0
  private var cellDepth = 0

  init(_ meanings: Meanings) {
    self.meanings = meanings
  }

  /// The text of the part.
  static func of(_ part: [UInt8], _ meanings: Meanings) throws(Unreadable) -> String {
    let reader = OfficeText(meanings)
    try XMLReader.read(part, reader)
    return reader.text
  }

  private var text: String {
    guard !pages.isEmpty else { return builder.text }
    return pages.map { $0 + "\n\u{0C}" }.joined() + builder.text
  }

  func start(_ name: String, attributes: [String: String]) {
    if meanings.skipped.contains(name) { skippedDepth += 1 }
    if meanings.text.contains(name) { textDepth += 1 }
    if meanings.cells.contains(name) { cellDepth += 1 }
    if meanings.spaces.contains(name) { builder.space() }
    if meanings.breaks.contains(name) { builder.newLine() }
    if meanings.named.contains(name), let title = attributes["name"] {
      builder.append(title.utf8)
      builder.newLine()
    }
  }

  func end(_ name: String) {
    if meanings.skipped.contains(name) { skippedDepth -= 1 }
    if meanings.text.contains(name) { textDepth -= 1 }
    if meanings.cells.contains(name) { cellDepth -= 1 }
    if meanings.lines.contains(name) { cellDepth > 0 ? builder.space() : builder.newLine() }
    if meanings.pages.contains(name) {
      pages.append(builder.text)
      builder = TextBuilder()
    }
  }

  func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
    if textDepth > 0 && skippedDepth == 0 { builder.append(bytes) }
  }
}
