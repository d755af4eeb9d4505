// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

/// What an extractor finds in a file.
struct Content: Equatable {
  var title: String?
  var titleOrigin = TitleOrigin.declared
  var author: String?
  var host: String?
  /// The text; pages, slides and sheets end with a form feed.
  var text: String = ""
  var date: String?
  var language: String?
  /// Parts whose text is missing in the text, by their names in the file.
  var brokenParts: [BrokenPart] = []
  /// Files within the document, each a document of its own.
  var members: [Member] = []

  /// Messages and the like within the file, each a document; the text is then none of its own.
  var records: [Record] = []

  /// A document on some lines of a file.
  struct Record: Equatable {
    var content: Content
    var line: Int
  }

  /// A file within a document.
  struct Member: Equatable {
    var name: String
    var bytes: [UInt8]
  }
}

/// A part of a document that could not be read, beside others that could.
struct BrokenPart: Equatable {
  /// Its name, where it has one.
  var name: String?
  /// The line that it is on, where it is a piece of text.
  var line: Int?
  var reason: Unreadable

  /// A part that the document names and does not hold.
  static func missing(_ name: String) -> BrokenPart {
    BrokenPart(
      name: name, reason: Unreadable(.damaged, "is missing in the file"))
  }
}

/// A format: how files of a type are read. A new format is a type with its extensions (`FileNames.swift`), a new
/// line of the table and an extractor of its own.
struct Format: Sendable {
  /// From an input to its content.
  typealias Extract = @Sendable (Input, ReadingOptions) throws(Unreadable) -> Content
  /// From an input to its members.
  typealias Unpack = @Sendable (Input, Unpacking) throws(Unreadable) -> Void

  enum Reading: Sendable {
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
  var reading: Reading

  private static let table = [
    Format(.text, limit: DocumentReader.largestFile, PlainText.content),
    Format(.markdown, limit: DocumentReader.largestPage, Markdown.content),
    Format(.html, limit: DocumentReader.largestPage, HTMLPage.content),
    Format(.subtitles, limit: DocumentReader.largestPage, Subtitles.content),
    Format(.jsonLines, .lines),
    Format(.json, .members(JSONFile.unpack)),
    Format(.csv, .rows),
    Format(.pdf, limit: DocumentReader.largestFile, PDF.content),
    Format(.rtf, limit: DocumentReader.largestPage, RichText.content),
    Format(
      .docx, limit: DocumentReader.largestFile, WordDocument.content),
    Format(.odt, limit: DocumentReader.largestFile, OpenDocument.content),
    Format(.xlsx, limit: DocumentReader.largestFile, ExcelWorkbook.content),
    Format(.ods, limit: DocumentReader.largestFile, OpenDocument.spreadsheet),
    Format(.pptx, limit: DocumentReader.largestFile, Slides.content),
    Format(.odp, limit: DocumentReader.largestFile, OpenDocument.slides),
    Format(.epub, limit: DocumentReader.largestFile, ElectronicBook.content),
    Format(.fictionBook, limit: DocumentReader.largestFile, FictionBook.content),
    Format(.xml, limit: DocumentReader.largestFile, XMLDocument.content),
    Format(.doc, limit: DocumentReader.largestFile, BinaryWord.content, or: OldOffice.document),
    Format(.xls, limit: DocumentReader.largestFile, BinaryWorkbook.content, or: OldOffice.workbook),
    Format(.ppt, limit: DocumentReader.largestFile, BinarySlides.content, or: OldOffice.slides),
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
    reading = .whole(extract)
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

  private init(_ type: DocumentType, _ reading: Reading) {
    self.type = type
    limit = DocumentReader.largestFile
    self.reading = reading
  }

  private static let byType = Dictionary(
    table.map { ($0.type, $0) }, uniquingKeysWith: { first, _ in first })

  /// The format of a type.
  static func of(_ type: DocumentType) -> Format {
    byType[type] ?? Format(type, .lines)
  }
}
