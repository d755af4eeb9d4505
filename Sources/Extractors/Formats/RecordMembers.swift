// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

/// What a record says of a document: a line of JSON Lines, a row of a table.
struct RecordMembers {
  var id: String?
  var title: String?
  var text: String
  var date: String?
  var language: String?
  var author: String?

  /// The document of a record on a line of a file.
  func document(on line: Int, of file: SourceFile, _ status: FileStatus) -> SourceDocument {
    let (title, origin) = Title.of(declared: title, text: text, orFileName: file.path)
    return SourceDocument(
      path: file.path.shown, line: line, id: id, title: title, titleOrigin: origin,
      author: author.flatMap(Title.oneLine), text: text,
      date: date.flatMap(WrittenDate.compact) ?? PathDate.compact(file.path.shown),
      language: language.flatMap(LanguageTag.iso639) ?? LanguageDetector.language(of: text),
      type: file.type, fileSize: status.size, fileModified: status.modified)
  }
}
