// SPDX-License-Identifier: GPL-2.0-or-later

/// What an extractor finds in the bytes of a file.
struct Content: Equatable {
  var title: String?
  var titleOrigin = TitleOrigin.declared
  var text: String = ""
  var date: String?
  var language: String?
}

/// A format: which files are of it and how they are read. A new format is a new line of the table and
/// an extractor of its own.
struct Format: Sendable {
  /// From the bytes of a file to its content.
  typealias Extract = @Sendable ([UInt8]) throws(Unreadable) -> Content

  enum Reading: Sendable {
    /// A file is one document and is read at once, if it has no more than `limit` bytes.
    case whole(limit: Int, Extract)
    /// A line is a document.
    case lines
    /// A row is a document, or the whole table is one where no column is named as the text is.
    case rows(limit: Int)
  }

  var type: DocumentType
  var extensions: [String]
  var reading: Reading

  private static let table = [
    Format(
      type: .text, extensions: ["txt", "text"],
      reading: .whole(limit: DocumentReader.largestFile, PlainText.content)),
    Format(
      type: .markdown, extensions: ["md", "markdown"],
      reading: .whole(limit: DocumentReader.largestPage, Markdown.content)),
    Format(
      type: .html, extensions: ["html", "htm", "xhtml"],
      reading: .whole(limit: DocumentReader.largestPage, HTMLPage.content)),
    Format(type: .jsonLines, extensions: ["jsonl", "ndjson"], reading: .lines),
    Format(
      type: .csv, extensions: ["csv", "tsv", "tab"],
      reading: .rows(limit: DocumentReader.largestFile)),
  ]

  private static let byExtension = Dictionary(
    table.flatMap { format in format.extensions.map { ($0, format) } },
    uniquingKeysWith: { first, _ in first })

  private static let byType = Dictionary(
    table.map { ($0.type, $0) }, uniquingKeysWith: { first, _ in first })

  /// The format of files with this extension (lower case).
  static func ofExtension(_ name: String) -> Format? { byExtension[name] }

  /// The format of a type.
  static func of(_ type: DocumentType) -> Format {
    byType[type] ?? Format(type: type, extensions: [], reading: .lines)
  }
}
