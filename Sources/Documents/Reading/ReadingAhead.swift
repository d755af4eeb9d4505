// SPDX-License-Identifier: GPL-2.0-or-later

/// Reads items one after another. The process that reads the files is asked for some more meanwhile, so
/// that neither waits for the other. Belongs to one thread.
public final class ReadingAhead {
  private let items: [WorkItem]
  private let reader: DocumentReader
  private let queue: ReaderQueue
  private let before: (Int) -> Void
  /// The item that is read next.
  private var index = 0
  /// ``before`` was called for the items before this one.
  private var begun = 0
  /// The items that the process was asked for and has not answered.
  private var asked: ArraySlice<Int> = []

  /// - Parameter before: told the place of an item before its file is opened, in the items' order.
  public init(
    _ items: [WorkItem], by reader: DocumentReader, before: @escaping (Int) -> Void = { _ in }
  ) {
    self.items = items
    self.reader = reader
    self.before = before
    queue = reader.queue()
  }

  /// Reads the next item, if there is one: calls `body` with its documents in their order, and with what
  /// could not be read, as they are read.
  public func next<Problem: Error>(
    _ body: (Result<SourceDocument, ReadFailure>) throws(Problem) -> Void
  ) throws(Problem) {
    guard index < items.count else { return }
    askAhead()
    let item = items[index]
    let isAsked = asked.first == index
    if isAsked { asked.removeFirst() }
    index += 1
    guard let reason = try isAsked ? handOut(item, queue, body) : readNow(item, body) else {
      return
    }
    try body(.failure(reason.failure(path: item.file.path)))
    // What brings one reader down another may read: the text of a PDF without what is attached to it.
    guard isAsked, item.file.type == .pdf, !queue.hasRunProgram, reason.kind != .system,
      let reason = try readNow(item, extras: false, body)
    else { return }
    try body(.failure(reason.failure(path: item.file.path)))
  }

  /// Begins items until the process has enough to do.
  private func askAhead() {
    while begun < items.count, begun == index || begun - index < ReaderQueue.maximum {
      before(begun)
      // What cannot be asked for now reports why when it is its turn.
      if (try? reader.ask(for: items[begun], queue)) != nil { asked.append(begun) }
      begun += 1
    }
  }

  /// Reads an item that was not asked for ahead; why that does not go on to its end.
  private func readNow<Problem: Error>(
    _ item: WorkItem, extras: Bool = true,
    _ body: (Result<SourceDocument, ReadFailure>) throws(Problem) -> Void
  ) throws(Problem) -> Unreadable? {
    let queue = reader.queue()
    do throws(Unreadable) {
      try reader.ask(for: item, queue, extras: extras)
    } catch {
      return error
    }
    return try handOut(item, queue, body)
  }

  /// Hands out what is found in the item that a queue was asked for first; why that ends too soon.
  private func handOut<Problem: Error>(
    _ item: WorkItem, _ queue: ReaderQueue,
    _ body: (Result<SourceDocument, ReadFailure>) throws(Problem) -> Void
  ) throws(Problem) -> Unreadable? {
    while true {
      let answer: ReaderAnswer?
      do throws(Unreadable) {
        answer = try queue.next()
      } catch {
        return error
      }
      do throws(Problem) {
        switch answer {
        case .document(let document): try body(.success(document))
        case .failure(let failure): try body(.failure(failure))
        case nil: return nil
        default: break
        }
      } catch {
        queue.giveUp()
        throw error
      }
    }
  }
}
