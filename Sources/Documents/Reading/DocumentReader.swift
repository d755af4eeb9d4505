// SPDX-License-Identifier: GPL-2.0-or-later

/// Reads documents out of files.
///
/// ```swift
/// let survey = FolderWalk.survey(of: [RawPath("seeds")])
/// let reader = DocumentReader()
/// for item in reader.workItems(of: survey.files) {
///   try reader.read(item) { result in … }
/// }
/// ```
///
/// Reading depends on nothing but the item and the file, so any number of threads may do it.
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
  private let options: ReadingOptions
  private let batchSize: Int

  /// A reader that finds the members of JSON Lines and the columns of tables under the names in
  /// `fields`.
  public init(
    fields: RecordFields = RecordFields(), options: ReadingOptions = ReadingOptions(),
    batchSize: Int = Self.batchSize
  ) {
    self.fields = fields
    self.options = options
    self.batchSize = max(batchSize, 1)
  }

  /// A reader with these options.
  public init(_ options: SourceOptions) {
    self.init(fields: options.fields, options: options.reading)
  }

  /// The work that `files` make, in their order, cut as it is asked for.
  public func workItems(of files: [SourceFile]) -> WorkItems {
    WorkItems(files: files, batchSize: batchSize, fields: fields)
  }

  /// The documents of an item in their order, and what could not be read.
  public func read(_ item: WorkItem) -> [Result<SourceDocument, ReadFailure>] {
    var results: [Result<SourceDocument, ReadFailure>] = []
    read(item) { results.append($0) }
    return results
  }

  /// Calls `body` with the documents of an item in their order, and with what could not be read, as
  /// they are read: an archive may hold more than fits into memory.
  public func read<Problem: Error>(
    _ item: WorkItem, _ body: (Result<SourceDocument, ReadFailure>) throws(Problem) -> Void
  ) throws(Problem) {
    switch item.part {
    case .lines, .rows:
      for result in records(item) { try body(result) }
    case .unreadable(let reason):
      try body(.failure(reason.failure(path: item.file.path)))
    case .whole:
      var problem: Problem?
      withoutActuallyEscaping(body) { body in
        readWhole(item.file) { result in
          do throws(Problem) { try body(result) } catch { problem = error }
          return problem == nil
        }
      }
      if let problem { throw problem }
    }
  }

  /// The documents on lines or rows.
  private func records(_ item: WorkItem) -> [Result<SourceDocument, ReadFailure>] {
    do throws(Unreadable) {
      switch item.part {
      case .lines(let range):
        return try JSONLines(file: item.file, fields: fields).documents(in: range)
      case .rows(let range, let layout):
        return try CSVRows(file: item.file, layout: layout, fields: fields)?.documents(in: range)
          ?? []
      case .whole, .unreadable:
        return []
      }
    } catch {
      return [.failure(error.failure(path: item.file.path))]
    }
  }

  /// - Parameter emit: tells whether to go on.
  private func readWhole(
    _ file: SourceFile, emit: @escaping (Result<SourceDocument, ReadFailure>) -> Bool
  ) {
    do throws(Unreadable) {
      let source = try OpenFile(file.path)
      let unpacking = Unpacking(file, source.status, reader: self, emit: emit)
      let input = Input(source, name: file.path)
      do throws(Unreadable) {
        var type = file.type
        let beginning = try input.beginning()
        if !Signature.fits(beginning, type) { type = Signature.type(of: beginning) ?? type }
        try read(input, as: type, into: unpacking)
      } catch {
        unpacking.fail(error)
      }
    } catch {
      _ = emit(.failure(error.failure(path: file.path)))
    }
  }

  /// Reads a file, or a member of one, as what it is.
  func read(_ input: Input, as type: DocumentType, into unpacking: Unpacking) throws(Unreadable) {
    let format = Format.of(type)
    guard input.size > 0 else { throw Unreadable(.empty, "is empty") }
    let limit = min(format.limit, Self.largestFile)
    switch format.reading {
    case .whole(let extract):
      guard input.size <= limit else { throw Self.tooLarge(limit) }
      let content = try extract(input, options)
      guard content.text.utf8.contains(where: { $0 > 0x20 }) else {
        throw Unreadable(.textless, "holds no text")
      }
      unpacking.add(content, type: type)
    case .members(let unpack):
      try unpack(input, unpacking)
    case .lines, .rows:
      guard input.size <= limit else { throw Self.tooLarge(limit) }
      for result in try records(input, as: type, unpacking) { unpacking.add(result) }
    }
  }

  /// The records of a table or of JSON Lines that is read as a whole: it lies in an archive, or is not
  /// in UTF-8, or is one document.
  private func records(_ input: Input, as type: DocumentType, _ unpacking: Unpacking)
    throws(Unreadable) -> [Result<SourceDocument, ReadFailure>]
  {
    var file = unpacking.file
    file.path = input.name
    file.type = type
    let bytes = try input.bytes()
    if type == .jsonLines {
      return try JSONLines(file: file, fields: fields).documents(of: bytes, unpacking.status)
    }
    let text = try TextDecoding.text(of: bytes)
    if let rows = try CSVRows.documents(
      ofText: text, file: file, fields: fields, status: unpacking.status)
    {
      return rows
    }
    unpacking.add(CSVTable.content(ofText: text), type: .csv)
    return []
  }

  private static func tooLarge(_ limit: Int) -> Unreadable {
    Unreadable(.tooLarge, "is larger than \(limit >> 20) MiB: split it to have it indexed")
  }
}
