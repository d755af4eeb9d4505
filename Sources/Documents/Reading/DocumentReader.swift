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

  /// The names by which records are read.
  let fields: RecordFields
  private let options: ReadingOptions
  private let batchSize: Int
  /// Nil where everything is read in this process.
  private let pool: ReaderPool?

  /// A reader that finds the members of JSON Lines and the columns of tables under the names in
  /// `fields`.
  ///
  /// - Parameter program: what reads the files that a library is needed for. Without one they are read in
  ///   this process, which a hostile file may then end or hold up.
  public init(
    fields: RecordFields = RecordFields(), options: ReadingOptions = ReadingOptions(),
    batchSize: Int = Self.batchSize, program: ReaderProgram? = nil
  ) {
    self.fields = fields
    self.options = options
    self.batchSize = max(batchSize, 1)
    pool = program.map { ReaderPool($0) }
  }

  /// A reader with these options.
  public init(_ options: SourceOptions, program: ReaderProgram? = nil) {
    self.init(fields: options.fields, options: options.reading, program: program)
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
    try ReadingAhead([item], by: self).next(body)
  }

  /// The documents on lines or rows.
  func records(_ item: WorkItem) -> [Result<SourceDocument, ReadFailure>] {
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
  func readWhole(
    _ file: SourceFile, emit: @escaping (Result<SourceDocument, ReadFailure>) -> Bool
  ) {
    do throws(Unreadable) {
      let source = try OpenFile(file.path)
      let unpacking = Unpacking(file, source.status, reader: self, emit: emit)
      guard let pool else { return readAll(of: source, into: unpacking) }
      do throws(Unreadable) {
        if let own = try harmless(Input(source, name: file.path), file.type) {
          return try read(own, as: file.type, into: unpacking)
        }
        let queue = ReaderQueue(pool)
        try queue.ask(for: source, path: file.path, type: file.type, fields: fields)
        readFirst(of: queue, into: unpacking)
      } catch {
        unpacking.fail(error)
      }
    } catch {
      _ = emit(.failure(error.failure(path: file.path)))
    }
  }

  /// Takes over what another process finds in the file that it was asked for first.
  func readFirst(of queue: ReaderQueue, into unpacking: Unpacking) {
    guard let source = queue.first else { return }
    let input = Input(source, name: unpacking.file.path)
    var isHandedBack = false
    do throws(Unreadable) {
      try queue.takeFirst { answer in
        if case .member = answer { isHandedBack = true }
        unpacking.take(answer, from: input)
        return !unpacking.isStopped
      }
    } catch {
      unpacking.fail(error)
      // What brings one reader down another may read: the text of a PDF without what is attached to it.
      guard unpacking.file.type == .pdf, !isHandedBack, !unpacking.isStopped else { return }
      do throws(Unreadable) {
        try read(input, as: .pdf, into: unpacking)
      } catch {
        unpacking.fail(error)
      }
    }
  }

  /// Asks another process for a file; false where it is to be read in this one, or that shows only when
  /// it is read.
  func askAhead(for item: WorkItem, _ queue: ReaderQueue) -> Bool {
    guard case .whole = item.part else { return false }
    let type = item.file.type
    switch Format.of(type).reading {
    case .whole where type != .text, .members, .program, .wholeOrProgram:
      guard let source = try? OpenFile(item.file.path) else { return false }
      return (try? queue.ask(for: source, path: item.file.path, type: type, fields: fields)) != nil
    case .whole, .lines, .rows:
      return false
    }
  }

  /// Whether everything is read in this process.
  var readsAllItself: Bool { pool == nil }
  /// A queue for files that another process reads, if one does.
  var queue: ReaderQueue? { pool.map { ReaderQueue($0) } }

  /// Reads a file with all that is in it in this process.
  func readAll(of source: OpenFile, into unpacking: Unpacking) {
    let file = unpacking.file
    let input = Input(source, name: file.path)
    do throws(Unreadable) {
      var type = file.type
      let beginning = try input.beginning()
      if !Signature.fits(beginning, type) { type = Signature.type(of: beginning) ?? type }
      try read(input, as: type, into: unpacking)
    } catch {
      unpacking.fail(error)
    }
  }

  /// What of a file may be read in this process though it may be hostile: text in UTF-8, for which no library is
  /// needed; nil for other files.
  private func harmless(_ input: Input, _ type: DocumentType) throws(Unreadable) -> Input? {
    switch Format.of(type).reading {
    case .whole where type == .text, .lines, .rows:
      guard try Signature.fits(input.beginning(), type) else { return nil }
      // What is too large is told as such without being read.
      guard input.size <= Self.largestFile else { return input }
      let bytes = try input.bytes()
      return (try? UTF8Span(validating: bytes.span)) == nil
        ? nil : Input(bytes, name: input.name)
    case .whole, .members, .program, .wholeOrProgram:
      return nil
    }
  }

  /// Reads a file, or a member of one, as what it is.
  ///
  /// - Parameter extras: what another process found in it besides; nil where that is to be looked for.
  func read(
    _ input: Input, as type: DocumentType, into unpacking: Unpacking, extras: PDFExtras? = nil
  ) throws(Unreadable) {
    let format = Format.of(type)
    guard input.size > 0 else { throw Unreadable(.empty, "is empty") }
    let limit = format.limit
    switch format.reading {
    case .whole(let extract), .program(let extract), .wholeOrProgram(_, let extract):
      guard input.size <= limit else { throw Self.tooLarge(limit) }
      // What is handed back is left to the program.
      if case .wholeOrProgram(let own, _) = format.reading, extras == nil {
        if let content = try own(input) { return try unpacking.add(whole: content, type: type) }
        if try unpacking.handBack(input, as: type, PDFExtras()) { return }
      }
      var extras = extras ?? PDFExtras()
      if case .program = format.reading {
        if type == .pdf, extras.texts.isEmpty, unpacking.looksForExtras {
          extras = try PDFExtras.unpack(input, unpacking)
        }
        if try unpacking.handBack(input, as: type, extras) { return }
      }
      var content: Content
      do throws(Unreadable) {
        content = try extract(input, options)
      } catch {
        // Scanned pages may have comments.
        guard error.kind == .textless, !extras.texts.isEmpty else { throw error }
        unpacking.fail(error)
        content = Content()
      }
      content.text = extras.added(to: content.text)
      try unpacking.add(whole: content, type: type)
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
    var bytes = try input.bytes()
    if type == .jsonLines {
      // Where the encoding cannot be told, each line is.
      if JSONLines.isForeign(Array(bytes.prefix(JSONLines.sampleSize))),
        let decoded = try? TextDecoding.text(of: bytes)
      {
        bytes = Array(decoded.text.utf8)
        unpacking.fail(decoded.flaws)
      }
      return try JSONLines(file: file, fields: fields).documents(of: bytes, unpacking.status)
    }
    let decoded = try TextDecoding.text(of: bytes)
    unpacking.fail(decoded.flaws)
    if let rows = try CSVRows.documents(
      ofText: decoded.text, file: file, fields: fields, status: unpacking.status)
    {
      return rows
    }
    unpacking.add(CSVTable.content(ofText: decoded.text), type: .csv)
    return []
  }

  private static func tooLarge(_ limit: Int) -> Unreadable {
    Unreadable(.tooLarge, "is larger than \(limit >> 20) MiB: split it to have it indexed")
  }
}
