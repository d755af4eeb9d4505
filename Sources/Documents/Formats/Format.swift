// SPDX-License-Identifier: GPL-2.0-or-later

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

/// A format: which files are of it and how they are read. A new format is a new line of the table and
/// an extractor of its own.
struct Format: Sendable {
  /// From an input to its content.
  typealias Extract = @Sendable (Input, ReadingOptions) throws(Unreadable) -> Content
  /// From an input to its members.
  typealias Unpack = @Sendable (Input, Unpacking) throws(Unreadable) -> Void

  enum Reading: Sendable {
    /// A file is one document and is read at once.
    case whole(Extract)
    /// As `whole`, by a program of its own.
    case program(Extract)
    /// As `whole` where that finds content; of other versions of the format, by a program of its own.
    case wholeOrProgram(@Sendable (Input) throws(Unreadable) -> Content?, Extract)
    /// A file has members, each a document.
    case members(Unpack)
    /// A line is a document.
    case lines
    /// A row is a document, or the whole table is one where no column is named as the text is.
    case rows
  }

  var type: DocumentType
  var extensions: [String]
  /// A file with more bytes is not read, unless it is read in pieces, as members, lines and rows are.
  var limit: Int
  var reading: Reading

  /// Whether a program of its own reads the format, or some versions of it.
  var isReadByProgram: Bool {
    switch reading {
    case .program, .wholeOrProgram: true
    case .whole, .members, .lines, .rows: false
    }
  }

  private static let table = [
    Format(.text, ["txt", "text"], limit: DocumentReader.largestFile, PlainText.content),
    Format(.markdown, ["md", "markdown"], limit: DocumentReader.largestPage, Markdown.content),
    Format(.html, ["html", "htm", "xhtml"], limit: DocumentReader.largestPage, HTMLPage.content),
    Format(.subtitles, ["srt", "vtt"], limit: DocumentReader.largestPage, Subtitles.content),
    Format(.jsonLines, ["jsonl", "ndjson"], .lines),
    Format(.json, ["json"], .members(JSONFile.unpack)),
    Format(.csv, ["csv", "tsv", "tab"], .rows),
    Format(.pdf, ["pdf"], .program(PDF.content)),
    Format(.rtf, ["rtf"], limit: DocumentReader.largestPage, RichText.content),
    Format(
      .docx, ["docx", "docm", "dotx"], limit: DocumentReader.largestFile, WordDocument.content),
    Format(.odt, ["odt", "ott"], limit: DocumentReader.largestFile, OpenDocument.content),
    Format(.xlsx, ["xlsx", "xlsm"], limit: DocumentReader.largestFile, ExcelWorkbook.content),
    Format(.ods, ["ods"], limit: DocumentReader.largestFile, OpenDocument.spreadsheet),
    Format(.pptx, ["pptx", "pptm", "ppsx"], limit: DocumentReader.largestFile, Slides.content),
    Format(.odp, ["odp"], limit: DocumentReader.largestFile, OpenDocument.slides),
    Format(.epub, ["epub"], limit: DocumentReader.largestFile, ElectronicBook.content),
    Format(.fictionBook, ["fb2"], limit: DocumentReader.largestFile, FictionBook.content),
    Format(.xml, ["xml"], limit: DocumentReader.largestFile, XMLDocument.content),
    Format(.doc, ["doc", "dot"], .wholeOrProgram(BinaryWord.content, OldOffice.document)),
    Format(.xls, ["xls"], .wholeOrProgram(BinaryWorkbook.content, OldOffice.workbook)),
    Format(.ppt, ["ppt", "pps"], .wholeOrProgram(BinarySlides.content, OldOffice.slides)),
    Format(.mail, ["eml", "emlx", "mht", "mhtml", "p7m"], .members(Mail.unpackMessage)),
    Format(.mailbox, ["mbox", "mbx"], .members(Mail.unpackMailbox)),
    Format(.outlookMessage, ["msg"], .members(Outlook.unpackMessage)),
    Format(.outlookStore, ["pst", "ost"], .members(Outlook.unpackStore)),
    Format(.transportNeutral, ["tnef"], .members(Outlook.unpackTransport)),
    Format(.zip, ["zip"], .members(Archive.unpack)),
    Format(.sevenZip, ["7z"], .members(Archive.unpack)),
    Format(.rar, ["rar"], .members(Archive.unpack)),
    Format(
      .tar, ["tar", "tgz", "gz", "tbz2", "bz2", "txz", "xz", "tzst", "zst"],
      .members(Archive.unpack)),
  ]

  private init(
    _ type: DocumentType, _ extensions: [String], limit: Int, _ extract: @escaping Extract
  ) {
    self.type = type
    self.extensions = extensions
    self.limit = limit
    reading = .whole(extract)
  }

  private init(_ type: DocumentType, _ extensions: [String], _ reading: Reading) {
    self.type = type
    self.extensions = extensions
    limit = DocumentReader.largestFile
    self.reading = reading
  }

  private static let byExtension = Dictionary(
    table.flatMap { format in format.extensions.map { ($0, format) } },
    uniquingKeysWith: { first, _ in first })

  private static let byType = Dictionary(
    table.map { ($0.type, $0) }, uniquingKeysWith: { first, _ in first })

  /// The format of files with this extension (lower case).
  static func ofExtension(_ name: String) -> Format? { byExtension[name] }

  /// The format of a type.
  static func of(_ type: DocumentType) -> Format {
    byType[type] ?? Format(type, [], .lines)
  }
}
