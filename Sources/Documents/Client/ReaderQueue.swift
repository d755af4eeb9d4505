// SPDX-License-Identifier: GPL-2.0-or-later

/// Files that a process reads for this one, asked for ahead so that neither waits for the other. Belongs
/// to one thread.
final class ReaderQueue {
  /// A file that is asked for.
  private struct Request {
    var file: OpenFile
    var path: RawPath
    var message: [UInt8]
    /// How much longer may be waited for answers.
    var patience: Duration
    /// Whether a program was run for it.
    var hasRun = false
  }

  private let pool: ReaderPool
  private let memoryFile: ([UInt8]) throws(Unreadable) -> MemoryFile
  private var process: ReaderProcess?
  /// In their order, the first ones sent.
  private var requests: [Request] = []
  private var sent = 0

  /// So many files are open at once: enough to keep a process busy.
  static let maximum = 8

  /// - Parameter memoryFile: makes the file in which the output of a program is handed over.
  init(
    _ pool: ReaderPool,
    memoryFile: @escaping ([UInt8]) throws(Unreadable) -> MemoryFile = MemoryFile.init
  ) {
    self.pool = pool
    self.memoryFile = memoryFile
  }

  deinit {
    guard let process else { return }
    requests.isEmpty ? pool.giveBack(process) : process.end()
  }

  /// Asks for a file after the others.
  func ask(
    _ work: ReaderRequest.Work, of file: OpenFile, path: RawPath, type: DocumentType,
    fields: RecordFields = RecordFields(), options: ReadingOptions = ReadingOptions(),
    limits: UnpackingLimits = UnpackingLimits()
  ) throws(Unreadable) {
    let request = ReaderRequest(
      path: path, type: type, work: work, fields: fields, options: options, limits: limits,
      seconds: pool.program.seconds)
    let message = ReaderMessage.request(request).bytes
    guard message.count <= ReaderRequest.maxBytes else {
      throw Unreadable(.system, "cannot be read: its path or the names of fields are too long")
    }
    requests.append(
      Request(file: file, path: path, message: message, patience: Self.patience(for: file)))
    // What goes wrong concerns the first of them, when its answers are asked for.
    try? send()
  }

  /// Whether a program was run for the file whose answers came last.
  private(set) var hasRunProgram = false

  /// The next answer about the file that was asked for first; nil after the last.
  ///
  /// - Throws: where the file brings the reader down. Then, and after the last answer, it is the next file's
  ///   turn.
  func next() throws(Unreadable) -> ReaderAnswer? {
    guard !requests.isEmpty else { return nil }
    do throws(Unreadable) {
      while true {
        try send()
        let answer = try receive()
        switch answer {
        case .run(let program, let bytes):
          try run(program, on: bytes)
        case .end:
          sent -= 1
          hasRunProgram = requests.removeFirst().hasRun
          return nil
        default:
          return answer
        }
      }
    } catch {
      hasRunProgram = requests.removeFirst().hasRun
      throw error
    }
  }

  /// Wants no more answers about the file that was asked for first.
  func giveUp() {
    guard !requests.isEmpty else { return }
    requests.removeFirst()
    abandon()?.end()
  }

  private func receive() throws(Unreadable) -> ReaderAnswer {
    let request = requests[0]
    var answer: ReaderAnswer?
    do throws(ReaderProcess.Ending) {
      answer = try process?.next(
        of: request.path, request.file.status, patience: &requests[0].patience)
    } catch {
      throw end(after: error)
    }
    guard let answer else { throw Unreadable.noMemory }
    return answer
  }

  /// Runs a program for the reader and sends it the output.
  private func run(_ program: OutsideProgram, on bytes: [UInt8]?) throws(Unreadable) {
    requests[0].hasRun = true
    let message: ReaderMessage
    var output: [UInt8] = []
    do throws(Unreadable) {
      let result = try program.run(on: bytes.map { .bytes($0) } ?? .file(requests[0].file))
      message = .output(errors: result.errors, code: result.code)
      output = result.bytes
    } catch {
      message = .refusal(error)
    }
    let file: MemoryFile
    do throws(Unreadable) {
      file = try memoryFile(output)
    } catch {
      // The process waits for the output, and would answer about this file when the next one's turn has come.
      abandon()?.end()
      throw error
    }
    if process?.send(message.bytes, with: file) != true { throw end(after: .ended) }
  }

  /// Ends the process, which gives no more answers; why that is.
  private func end(after ending: ReaderProcess.Ending) -> Unreadable {
    guard var process = abandon() else { return Unreadable.noMemory }
    return pool.reason(process.end(after: ending))
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
        // Its last answers say which file it was.
        return
      case .gone where current.files == 0:
        process = current
        throw end(after: .ended)
      case .gone:
        // One that waited may have been ended by the system meanwhile.
        process = nil
        current.end()
      }
    }
  }

  /// How long a file may take with all that is in it: ten minutes, and as much again for each 60 MB.
  private static func patience(for file: OpenFile) -> Duration {
    .seconds(600) + .microseconds(10 * file.status.size)
  }
}
