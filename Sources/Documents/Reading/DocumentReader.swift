// SPDX-License-Identifier: GPL-2.0-or-later

/// Has documents read out of files, by a program of its own that a hostile file cannot leave.
///
/// ```swift
/// let reader = DocumentReader()
/// let survey = FolderWalk.survey(of: [RawPath("seeds")], recognisedBy: reader)
/// for item in reader.workItems(of: survey.files) {
///   try reader.read(item) { result in … }
/// }
/// ```
///
/// Reading depends on nothing but the item and the file, so any number of threads may do it.
public struct DocumentReader: Sendable {
  private let fields: RecordFields
  private let options: ReadingOptions
  private let batchSize: Int
  private let limits: UnpackingLimits
  private let pool: ReaderPool

  /// A reader that finds the members of JSON Lines and the columns of tables under the names in
  /// `fields`.
  ///
  /// - Parameters:
  ///   - limits: how much a file may hold.
  ///   - program: what reads the files.
  public init(
    fields: RecordFields = RecordFields(), options: ReadingOptions = ReadingOptions(),
    batchSize: Int = FileLimits.batchSize, limits: UnpackingLimits = UnpackingLimits(),
    program: ReaderProgram = ReaderProgram()
  ) {
    self.limits = limits
    self.fields = fields
    self.options = options
    self.batchSize = max(batchSize, 1)
    pool = ReaderPool(program)
  }

  /// A reader with these options.
  public init(_ options: SourceOptions, program: ReaderProgram = ReaderProgram()) {
    self.init(fields: options.fields, options: options.reading, program: program)
  }

  /// Checks that the program that reads is where it should be.
  ///
  /// - Throws: where it is not.
  public func checkProgram() throws(ReaderProblem) { _ = try pool.program.located() }

  /// Why no file can be read, where that showed since this reader was made; every file then fails.
  public var problem: ReaderProblem? { pool.problem }

  /// The work that `files` make, in their order, cut as it is asked for.
  public func workItems(of files: [SourceFile]) -> WorkItems {
    WorkItems(files: files, batchSize: batchSize, reader: self)
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

  /// The type that the content of a file shows; nil where it is none that is read.
  func type(of file: OpenFile, _ path: RawPath) throws(Unreadable) -> DocumentType? {
    let queue = queue()
    try queue.ask(.recognise, of: file, path: path, type: .text)
    var type: DocumentType?
    while let answer = try queue.next() {
      if case .type(let found) = answer { type = found }
    }
    return type
  }

  /// What hands out the parts of a file.
  func cut(_ file: SourceFile, size: Int) throws(Unreadable) -> ReaderQueue {
    let queue = queue()
    try queue.ask(
      .cut(size: size), of: try OpenFile(file.path), path: file.path, type: file.type,
      fields: fields)
    return queue
  }

  /// What files are asked of, one after another.
  func queue() -> ReaderQueue { ReaderQueue(pool) }

  /// Asks for the documents of an item.
  ///
  /// - Parameter extras: whether what a PDF holds beside the text of its pages is wanted.
  func ask(for item: WorkItem, _ queue: ReaderQueue, extras: Bool = true) throws(Unreadable) {
    let work: ReaderRequest.Work
    switch item.part {
    case .whole: work = .read(extras: extras)
    case .records(let part): work = .readPart(part)
    case .unreadable(let reason): throw reason
    }
    try queue.ask(
      work, of: try OpenFile(item.file.path), path: item.file.path, type: item.file.type,
      fields: fields, options: options, limits: limits)
  }
}
