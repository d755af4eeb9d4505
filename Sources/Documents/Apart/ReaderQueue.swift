// SPDX-License-Identifier: GPL-2.0-or-later

/// Files that a process reads for this one, asked for ahead so that neither waits for the other. Belongs
/// to one thread.
final class ReaderQueue {
  /// A file that is asked for.
  struct Request {
    var file: OpenFile
    var path: RawPath
    var message: [UInt8]
  }

  private let pool: ReaderPool
  private var process: ReaderProcess?
  /// In their order, the first ones sent.
  private var requests: [Request] = []
  private var sent = 0

  /// So many files are open at once: enough to keep a process busy.
  static let most = 8

  init(_ pool: ReaderPool) {
    self.pool = pool
  }

  deinit {
    guard let process else { return }
    requests.isEmpty ? pool.giveBack(process) : process.end()
  }

  /// Asks for a file after the others.
  func ask(for file: OpenFile, path: RawPath, type: DocumentType, fields: RecordFields)
    throws(Unreadable)
  {
    let message = ReaderRequest(
      path: path, type: type, fields: fields, seconds: pool.program.seconds
    ).bytes
    guard message.count <= ReaderRequest.mostBytes else {
      throw Unreadable(.system, "cannot be read: its path or the names of fields are too long")
    }
    requests.append(Request(file: file, path: path, message: message))
    // What goes wrong concerns the first of them, when its answers are asked for.
    try? send()
  }

  /// The file that was asked for first.
  var first: OpenFile? { requests.first?.file }

  /// Hands out what is found in the file that was asked for first.
  ///
  /// - Parameter take: takes an answer, and tells whether to go on.
  /// - Throws: where the file brings the reader down; what was found before has been handed out.
  func takeFirst(_ take: (ReaderAnswer) -> Bool) throws(Unreadable) {
    guard let request = requests.first else { return }
    defer { requests.removeFirst() }
    try send()
    var patience = Self.patience(for: request.file)
    while true {
      let answer: ReaderAnswer?
      do throws(ReaderProcess.Ending) {
        answer = try process?.next(of: request.path, request.file.status, patience: &patience)
      } catch {
        throw abandon()?.end(after: error) ?? Unreadable.noMemory
      }
      guard let answer else { return }
      if case .end = answer { break }
      guard take(answer) else {
        abandon()?.end()
        return
      }
    }
    sent -= 1
  }

  /// Leaves the process to be ended; what it was asked for besides is asked of the next one.
  private func abandon() -> ReaderProcess? {
    sent = 0
    return process.take()
  }

  /// Sends what has not been sent, as far as there is room.
  private func send() throws(Unreadable) {
    while sent < requests.count {
      if process?.isWorn == true {
        guard sent == 0 else { return }
        process.take()?.end()
      }
      var current: ReaderProcess
      if let process { current = process } else { current = try pool.take() }
      switch current.ask(requests[sent].message, about: requests[sent].file) {
      case .sent:
        sent += 1
        process = current
      case .full:
        process = current
        return
      case .gone where sent > 0:
        // Its last answers tell which file it was.
        return
      case .gone:
        // One that waited may have been ended by the system meanwhile.
        process = nil
        current.end()
        guard current.files > 0 else {
          throw Unreadable(.system, "cannot be read: \(pool.program.path) ends at once")
        }
      }
    }
  }

  /// How long a file may take with all that is in it: ten minutes, and as much again for each 60 MB.
  private static func patience(for file: OpenFile) -> Duration {
    .seconds(600) + .microseconds(10 * file.status.size)
  }
}
