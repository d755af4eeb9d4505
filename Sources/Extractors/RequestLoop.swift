// SPDX-License-Identifier: GPL-2.0-or-later
internal import CProgram
package import Documents
import Glibc

/// Reading for another process, of which nothing is left to do in this one but to answer: see ``ReaderProgram``.
public enum RequestLoop {
  /// Whether this process was started to read for another.
  public static var isWanted: Bool { CommandLine.arguments.dropFirst() == [ReaderProgram.argument] }

  /// Reads what it is asked to until the other process ends.
  public static func run() -> Never { run { _ in } }

  /// As ``run()``.
  ///
  /// - Parameter note: called before each file.
  package static func run(noting note: (RawPath) -> Void) -> Never {
    guard let requester = Requester(), reader_confine() == 0 else { exit(2) }
    reader_end_with(STDIN_FILENO)
    reader_keep_memory()
    reader_report_lack_of_memory()
    requester.greet()
    while true {
      let (request, descriptor) = requester.next()
      note(request.path)
      do throws(Unreadable) {
        try FileAnswer(request, try OpenFile(descriptor: descriptor), requester).give()
      } catch {
        requester.send(.failure(error.failure(path: request.path)))
      }
      requester.finish()
    }
  }
}

/// What is answered about one file.
private struct FileAnswer {
  let request: ReaderRequest
  let file: OpenFile
  let requester: Requester
  private let source: SourceFile

  init(_ request: ReaderRequest, _ file: OpenFile, _ requester: Requester) {
    self.request = request
    self.file = file
    self.requester = requester
    source = SourceFile(
      path: request.path, type: request.type, size: file.status.size,
      modified: file.status.modified, statusChanged: file.status.statusChanged)
  }

  func give() throws(Unreadable) {
    switch request.work {
    case .recognise:
      let count = min(file.status.size, Signature.sampleSize)
      requester.send(.type(Signature.type(of: try file.bytes(at: 0, count: count))))
    case .cut(let size):
      guard let cutter = try cutter(size: size) else { return requester.send(.uncut) }
      while let part = try cutter() { requester.send(.part(part), isSafe: true) }
    case .readPart(let part):
      try read(part)
    case .read(let extras):
      try readAll(extras: extras)
    }
  }

  /// What cuts the file into parts of about so many bytes, one after another; nil where it is not to be cut.
  private func cutter(size: Int) throws(Unreadable) -> (() throws(Unreadable) -> FilePart?)? {
    switch request.type {
    case .jsonLines:
      guard let cutter = try LineCutter(file, batchSize: size) else { return nil }
      return cutter.next
    case .csv:
      guard
        let cutter = try RowCutter(
          file, named: request.path, batchSize: size, fields: request.fields)
      else { return nil }
      return cutter.next
    default:
      return nil
    }
  }

  /// Answers with the documents on some lines or rows.
  private func read(_ part: FilePart) throws(Unreadable) {
    if request.type == .csv {
      guard let layout = CSVLayout(part.layout),
        let rows = CSVRows(file: source, layout: layout, fields: request.fields)
      else { return }
      try rows.read(part, of: file) { send($0, isSafe: true) }
    } else {
      try JSONLines(file: source, fields: request.fields)
        .read(part, of: file) { send($0, isSafe: true) }
    }
  }

  /// Answers with all documents.
  private func readAll(extras: Bool) throws(Unreadable) {
    // As its parts would be read, if it were larger.
    if request.type.hasRecords, 1...FileLimits.batchSize ~= file.status.size,
      let cutter = try cutter(size: file.status.size + 1)
    {
      while let part = try cutter() { try read(part) }
      return
    }
    let reader = FileReader(fields: request.fields, options: request.options)
    let unpacking = Unpacking(
      source, file.status, fields: request.fields, limits: request.limits, requester: requester,
      readsExtras: extras, readMember: reader.read, emit: { send($0) })
    reader.readAll(of: Input(file, name: request.path, requester), into: unpacking)
  }

  private func send(_ result: Result<SourceDocument, ReadFailure>, isSafe: Bool = false) {
    switch result {
    case .success(let document): requester.send(.document(document), isSafe: isSafe)
    case .failure(let failure): requester.send(.failure(failure), isSafe: isSafe)
    }
  }
}
