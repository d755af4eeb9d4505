// SPDX-License-Identifier: GPL-2.0-or-later

/// What the names of files say of what they hold, and what of that matters to those who do not read them.
extension DocumentType {
  /// The extensions of each type, in lower case.
  private static let extensions: [(type: DocumentType, names: [String])] = [
    (.text, ["txt", "text"]), (.markdown, ["md", "markdown"]), (.html, ["html", "htm", "xhtml"]),
    (.subtitles, ["srt", "vtt"]), (.jsonLines, ["jsonl", "ndjson"]), (.json, ["json"]),
    (.csv, ["csv", "tsv", "tab"]), (.pdf, ["pdf"]), (.rtf, ["rtf"]),
    (.docx, ["docx", "docm", "dotx"]), (.odt, ["odt", "ott"]), (.xlsx, ["xlsx", "xlsm"]),
    (.ods, ["ods"]), (.pptx, ["pptx", "pptm", "ppsx"]), (.odp, ["odp"]), (.epub, ["epub"]),
    (.fictionBook, ["fb2"]), (.xml, ["xml"]), (.doc, ["doc", "dot"]), (.xls, ["xls"]),
    (.ppt, ["ppt", "pps"]), (.mail, ["eml", "emlx", "mht", "mhtml", "p7m"]),
    (.mailbox, ["mbox", "mbx"]), (.outlookMessage, ["msg"]), (.outlookStore, ["pst", "ost"]),
    (.transportNeutral, ["tnef"]), (.zip, ["zip"]), (.sevenZip, ["7z"]), (.rar, ["rar"]),
    (.tar, ["tar", "tgz", "gz", "tbz2", "bz2", "txz", "xz", "tzst", "zst"]),
  ]

  private static let byExtension = Dictionary(
    extensions.flatMap { row in row.names.map { ($0, row.type) } },
    uniquingKeysWith: { first, _ in first })

  /// The type of files with this extension (lower case); nil where it says nothing.
  package init?(fileExtension: String) {
    guard let type = Self.byExtension[fileExtension] else { return nil }
    self = type
  }

  /// Whether a line or a row of the file is a document, so that parts of a large file can be read side by side.
  package var hasRecords: Bool { self == .jsonLines || self == .csv }

  /// Whether a file may be larger than what is read at once: its members, lines or rows are read one after
  /// another.
  package var isReadInPieces: Bool {
    switch self {
    case .jsonLines, .csv, .json, .mail, .mailbox, .outlookMessage, .outlookStore,
      .transportNeutral, .zip, .sevenZip, .rar, .tar:
      true
    case .text, .markdown, .html, .subtitles, .pdf, .rtf, .docx, .odt, .xlsx, .ods, .pptx, .odp,
      .epub, .fictionBook, .xml, .doc, .xls, .ppt:
      false
    }
  }
}
