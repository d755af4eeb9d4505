// SPDX-License-Identifier: GPL-2.0-or-later

/// Reads documents out of files.
///
/// ```swift
/// let survey = FolderWalk.survey(of: [RawPath("seeds")])
/// let reader = DocumentReader()
/// for item in reader.workItems(of: survey.files) {
///   for result in reader.read(item) { … }
/// }
/// ```
///
/// ``read(_:)`` depends on nothing but the item and the file, so any number of threads may call it.
public struct DocumentReader: Sendable {
  /// Larger files are not read, and reported: a text file takes about twice its size in memory.
  public static let largestFile = 512 << 20
  /// Larger pages are not read, and reported.
  public static let largestPage = 64 << 20
  /// Longer lines of a JSON Lines file are not read, and reported.
  public static let longestLine = 64 << 20
  /// How many bytes of a JSON Lines file make one work item.
  public static let batchSize = 2 << 20

  private let fields: RecordFields
  private let batchSize: Int

  /// A reader that finds the members of JSON Lines and the columns of tables under
  /// the names in `fields`.
  public init(fields: RecordFields = RecordFields(), batchSize: Int = Self.batchSize) {
    self.fields = fields
    self.batchSize = max(batchSize, 1)
  }

  /// The work that `files` make, in their order, cut as it is asked for.
  public func workItems(of files: [SourceFile]) -> WorkItems {
    WorkItems(files: files, batchSize: batchSize, fields: fields)
  }

  /// The documents of an item in their order, and what could not be read.
  public func read(_ item: WorkItem) -> [Result<SourceDocument, ReadFailure>] {
    do throws(Unreadable) {
      switch (item.part, Format.of(item.file.type).reading) {
      case (.lines(let range), _):
        return try JSONLines(file: item.file, fields: fields).documents(in: range)
      case (.rows(let range, let layout), _):
        guard let rows = CSVRows(file: item.file, layout: layout, fields: fields) else { return [] }
        return try rows.documents(in: range)
      case (.unreadable(let reason), _):
        throw reason
      case (.whole, .whole(let limit, let extract)):
        return [.success(try document(of: item.file, limit: limit, extract: extract))]
      case (.whole, .rows(let limit)):
        return try table(item.file, limit: limit)
      case (.whole, .lines):
        return []
      }
    } catch {
      return [.failure(error.failure(path: item.file.path))]
    }
  }

  private func document(of file: SourceFile, limit: Int, extract: Format.Extract)
    throws(Unreadable) -> SourceDocument
  {
    let (bytes, status) = try contents(of: file, limit: limit)
    return document(try extract(bytes), of: file, status)
  }

  /// A table that is one document, or is not in UTF-8.
  private func table(_ file: SourceFile, limit: Int)
    throws(Unreadable) -> [Result<SourceDocument, ReadFailure>]
  {
    let (bytes, status) = try contents(of: file, limit: limit)
    let text = try TextDecoding.text(of: bytes)
    let rows = try CSVRows.documents(ofText: text, file: file, fields: fields, status: status)
    return rows ?? [.success(document(CSVTable.content(ofText: text), of: file, status))]
  }

  private func contents(of file: SourceFile, limit: Int)
    throws(Unreadable) -> ([UInt8], FileStatus)
  {
    let source = try OpenFile(file.path)
    guard source.status.size <= limit else {
      throw Unreadable(
        .tooLarge, "is larger than \(limit >> 20) MiB: split it to have it indexed")
    }
    return (try source.bytes(at: 0, count: source.status.size), source.status)
  }

  private func document(_ content: Content, of file: SourceFile, _ status: FileStatus)
    -> SourceDocument
  {
    let (title, origin) = Title.of(content, orFileName: file.path)
    return SourceDocument(
      path: file.path.shown, line: nil, id: nil, title: title, titleOrigin: origin,
      text: content.text, date: content.date, language: content.language, type: file.type,
      fileSize: status.size, fileModified: status.modified)
  }
}
