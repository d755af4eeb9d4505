// SPDX-License-Identifier: GPL-2.0-or-later

/// Reads items one after another. Where another process reads the files, it is asked for some more
/// meanwhile, so that neither waits for the other. Belongs to one thread.
public final class ReadingAhead {
  private let items: [WorkItem]
  private let reader: DocumentReader
  private let queue: ReaderQueue?
  private let before: (Int) -> Void
  /// The item that is read next.
  private var place = 0
  /// Of the items before this ``before`` was told.
  private var begun = 0
  /// The items that the other process was asked for and has not answered.
  private var asked: ArraySlice<Int> = []

  /// - Parameter before: told the place of an item before its file is opened, in the items' order.
  public init(
    _ items: [WorkItem], by reader: DocumentReader, before: @escaping (Int) -> Void = { _ in }
  ) {
    self.items = items
    self.reader = reader
    self.before = before
    queue = items.isEmpty ? nil : reader.queue
  }

  /// Reads the next item, if there is one: calls `body` with its documents in their order, and with what
  /// could not be read, as they are read.
  public func next<Problem: Error>(
    _ body: (Result<SourceDocument, ReadFailure>) throws(Problem) -> Void
  ) throws(Problem) {
    guard place < items.count else { return }
    askAhead()
    let item = items[place]
    let isAsked = asked.first == place
    if isAsked { asked.removeFirst() }
    place += 1
    switch item.part {
    case .lines, .rows:
      for result in reader.records(item) { try body(result) }
    case .unreadable(let reason):
      try body(.failure(reason.failure(path: item.file.path)))
    case .whole:
      try readWhole(item.file, isAsked: isAsked, body)
    }
  }

  /// Begins items until the other process has enough to do.
  private func askAhead() {
    while begun < items.count, begun == place || queue != nil && begun - place < ReaderQueue.most {
      before(begun)
      if let queue, reader.askAhead(for: items[begun], queue) { asked.append(begun) }
      begun += 1
    }
  }

  private func readWhole<Problem: Error>(
    _ file: SourceFile, isAsked: Bool,
    _ body: (Result<SourceDocument, ReadFailure>) throws(Problem) -> Void
  ) throws(Problem) {
    var problem: Problem?
    withoutActuallyEscaping(body) { body in
      let emit: (Result<SourceDocument, ReadFailure>) -> Bool = { result in
        do throws(Problem) { try body(result) } catch { problem = error }
        return problem == nil
      }
      if isAsked, let queue, let source = queue.first {
        let unpacking = Unpacking(file, source.status, reader: reader, emit: emit)
        reader.readFirst(of: queue, into: unpacking)
      } else {
        reader.readWhole(file, emit: emit)
      }
    }
    if let problem { throw problem }
  }
}
