// SPDX-License-Identifier: GPL-2.0-or-later

/// What kind of file a document came from.
public enum DocumentType: String, Sendable, Hashable, CaseIterable {
  /// Plain text.
  case text = "txt"
  /// Markdown (CommonMark), with or without front matter.
  case markdown = "md"
  /// A web page.
  case html = "html"
  /// One document of a file that holds one JSON object a line.
  case jsonLines = "jsonl"
  /// A table with separators (CSV, TSV), or one document of it.
  case csv = "csv"
  /// Subtitles (SubRip, WebVTT).
  case subtitles = "srt"
  /// Adobe's Portable Document Format.
  case pdf = "pdf"
  /// Rich Text Format.
  case rtf = "rtf"
  /// A document of Microsoft Word since 2007.
  case docx = "docx"
  /// A text of LibreOffice and others.
  case odt = "odt"
  /// A workbook of Microsoft Excel since 2007.
  case xlsx = "xlsx"
  /// A spreadsheet of LibreOffice and others.
  case ods = "ods"
  /// Slides of Microsoft PowerPoint since 2007.
  case pptx = "pptx"
  /// Slides of LibreOffice and others.
  case odp = "odp"
  /// An electronic book.
  case epub = "epub"
  /// A book in FictionBook.
  case fictionBook = "fb2"
  /// A document in XML of a kind of its own.
  case xml
  /// JSON: one document, or one of its records or messages.
  case json
  /// A document of Microsoft Word before 2007.
  case doc = "doc"
  /// A workbook of Microsoft Excel before 2007.
  case xls = "xls"
  /// Slides of Microsoft PowerPoint before 2007.
  case ppt = "ppt"
  /// A mail message.
  case mail = "eml"
  /// A file of mail messages, which are documents of type ``mail``.
  case mailbox = "mbox"
  /// A message of Outlook, which is a document of type ``mail``.
  case outlookMessage = "msg"
  /// A store of Outlook, whose messages are documents of type ``mail``.
  case outlookStore = "pst"
  /// What Outlook sends in place of MIME ("winmail.dat"): a document of type ``mail``.
  case transportNeutral = "tnef"
  /// A ZIP archive, whose members are documents of their own types.
  case zip = "zip"
  /// A 7z archive, whose members are documents of their own types.
  case sevenZip = "7z"
  /// A RAR archive, whose members are documents of their own types.
  case rar
  /// A tar archive or a compressed file, whose members are documents of their own types.
  case tar = "tar"
}

/// Where the title of a document was found.
public enum TitleOrigin: Int, Sendable, Hashable {
  /// The document names its title apart from its text.
  case declared
  /// A heading; of Markdown it is left out of the text, of a page it stays in it.
  case heading
  /// The first line of the text, which still begins with it.
  case firstLine
  /// The name of the file.
  case fileName
}

/// A document as it goes into the index.
public struct SourceDocument: Sendable, Equatable {
  /// The file, as it is shown: see ``RawPath/shown``.
  public var path: String
  /// The member of an archive, mail or mailbox, members of members with `!` between them; nil of a
  /// file that is a document itself.
  public var member: String?
  /// The line of a JSON Lines file or table, from 1; nil of other files.
  public var line: Int?
  /// The identifier that the document itself gives.
  public var id: String?
  /// The title, never empty.
  public var title: String
  /// Where the title comes from.
  public var titleOrigin: TitleOrigin
  /// Who wrote it, as the document names them.
  public var author: String?
  /// The host of the address that a page gives as its own (`news.example.org`).
  public var host: String?
  /// The main text, in which pages, slides and sheets end with a form feed; native UTF-8, so that
  /// `utf8.withContiguousStorageIfAvailable` and `utf8Span` cost nothing.
  public var text: String
  /// The date that the document declares, else the path, as YYYYMMDD.
  public var date: String?
  /// The language by ISO 639-1 (`ar`): of a record what it declares, else what can be detected of the
  /// text, else what the document declares.
  public var language: String?
  /// The kind of file.
  public var type: DocumentType
  /// The size of the file in bytes when it was read.
  public var fileSize: Int
  /// When the file was last changed, in nanoseconds since 1970.
  public var fileModified: Int

  /// A document of a file, or of a part of it.
  package init(
    path: String, member: String? = nil, line: Int? = nil, id: String? = nil, title: String,
    titleOrigin: TitleOrigin, author: String? = nil, host: String? = nil, text: String,
    date: String? = nil, language: String? = nil, type: DocumentType, fileSize: Int,
    fileModified: Int
  ) {
    self.path = path
    self.member = member
    self.line = line
    self.id = id
    self.title = title
    self.titleOrigin = titleOrigin
    self.author = author
    self.host = host
    self.text = text
    self.date = date
    self.language = language
    self.type = type
    self.fileSize = fileSize
    self.fileModified = fileModified
  }

  /// The path, and the member after `!`: what tells this document from others, and is shown.
  public var location: String { member.map { "\(path)!\($0)" } ?? path }
}

/// The names by which records are read: of the members of a line of JSON Lines, and of the columns of
/// a table.
public struct RecordFields: Sendable, Hashable, Codable {
  /// The identifier: a string or a number.
  public var id: String
  /// The title: a string.
  public var title: String
  /// The text: a string, which every line must have. A table without such a column is one document.
  public var text: String
  /// The date: a string such as 2024-12-08 or 2024-12-08T10:00:00Z.
  public var date: String
  /// The language: a string such as ru or ar-SY.
  public var language: String
  /// The author: a string.
  public var author: String

  /// The usual names, except where others are given.
  public init(
    id: String = "id", title: String = "title", text: String = "text", date: String = "date",
    language: String = "lang", author: String = "author"
  ) {
    self.id = id
    self.title = title
    self.text = text
    self.date = date
    self.language = language
    self.author = author
  }

  /// Reads what an index remembers; names that it did not know yet are the usual ones.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    func name(_ key: CodingKeys, _ usual: String) throws -> String {
      try values.decodeIfPresent(String.self, forKey: key) ?? usual
    }
    self.init(
      id: try name(.id, "id"), title: try name(.title, "title"), text: try name(.text, "text"),
      date: try name(.date, "date"), language: try name(.language, "lang"),
      author: try name(.author, "author"))
  }

  /// A column that was named on purpose must be there; the usual name may be missing.
  package func demandText(in columns: [String]) throws(Unreadable) {
    guard text != RecordFields().text else { return }
    let names = columns.map { "\"\(RawPath($0).shown)\"" }.joined(separator: ", ")
    throw Unreadable(
      .damaged,
      "has no column \"\(text)\" to take the text from: its first row names \(names.prefix(300))")
  }
}
