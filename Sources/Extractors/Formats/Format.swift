// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

/// A format: how files of a type are read. A new format is a type with its extensions (`FileNames.swift`), a new
/// line of the table and an extractor of its own.
struct Format: Sendable {
  /// From an input to its content.
  typealias Extract = @Sendable (Input, ReadingOptions) throws(Unreadable) -> Content
  /// From an input to its members.
  typealias Unpack = @Sendable (Input, Unpacking) throws(Unreadable) -> Void

  enum Extraction: Sendable {
    /// A file is one document and is read at once.
    case whole(Extract)
    /// A file has members, each a document.
    case members(Unpack)
    /// A line is a document.
    case lines
    /// A row is a document, or the whole table is one where no column is named as the text is.
    case rows
  }

  var type: DocumentType
  /// A file with more bytes is not read, unless it is read in pieces, as members, lines and rows are.
  var limit: Int
  var extraction: Extraction

  private static let table = [
    Format(.text, limit: FileLimits.largestFile, PlainText.content),
    Format(.markdown, limit: FileLimits.largestPage, Markdown.content),
    Format(.html, limit: FileLimits.largestPage, HTMLPage.content),
    Format(.subtitles, limit: FileLimits.largestPage, Subtitles.content),
    Format(.jsonLines, .lines),
    Format(.json, .members(JSONFile.unpack)),
    Format(.csv, .rows),
    Format(.pdf, limit: FileLimits.largestFile, PDF.content),
    Format(.rtf, limit: FileLimits.largestPage, RichText.content),
    Format(
      .docx, limit: FileLimits.largestFile, WordDocument.content),
    Format(.odt, limit: FileLimits.largestFile, OpenDocument.content),
    Format(.xlsx, limit: FileLimits.largestFile, ExcelWorkbook.content),
    Format(.ods, limit: FileLimits.largestFile, OpenDocument.spreadsheet),
    Format(.pptx, limit: FileLimits.largestFile, Slides.content),
    Format(.odp, limit: FileLimits.largestFile, OpenDocument.slides),
    Format(.epub, limit: FileLimits.largestFile, ElectronicBook.content),
    Format(.fictionBook, limit: FileLimits.largestFile, FictionBook.content),
    Format(.xml, limit: FileLimits.largestFile, XMLDocument.content),
    Format(.doc, limit: FileLimits.largestFile, BinaryWord.content, or: OldOffice.document),
    Format(.xls, limit: FileLimits.largestFile, BinaryWorkbook.content, or: OldOffice.workbook),
    Format(.ppt, limit: FileLimits.largestFile, BinarySlides.content, or: OldOffice.slides),
    Format(.mail, .members(Mail.unpackMessage)),
    Format(.mailbox, .members(Mail.unpackMailbox)),
    Format(.outlookMessage, .members(Outlook.unpackMessage)),
    Format(.outlookStore, .members(Outlook.unpackStore)),
    Format(.transportNeutral, .members(Outlook.unpackTransport)),
    Format(.zip, .members(Archive.unpack)),
    Format(.sevenZip, .members(Archive.unpack)),
    Format(.rar, .members(Archive.unpack)),
    Format(
      .tar,
      .members(Archive.unpack)),
  ]

  private init(
    _ type: DocumentType, limit: Int, _ extract: @escaping Extract
  ) {
    self.type = type
    self.limit = limit
    extraction = .whole(extract)
  }

  /// - Parameter other: reads the versions of the format in which `extract` finds no content.
  private init(
    _ type: DocumentType, limit: Int,
    _ extract: @escaping @Sendable (Input) throws(Unreadable) -> Content?,
    or other: @escaping Extract
  ) {
    self.init(type, limit: limit) { input, options throws(Unreadable) in
      if let content = try extract(input) { return content }
      return try other(input, options)
    }
  }

  private init(_ type: DocumentType, _ extraction: Extraction) {
    self.type = type
    limit = FileLimits.largestFile
    self.extraction = extraction
  }

  private static let byType = Dictionary(
    table.map { ($0.type, $0) }, uniquingKeysWith: { first, _ in first })

  /// The format of a type.
  static func of(_ type: DocumentType) -> Format {
    byType[type] ?? Format(type, .lines)
  }
}
