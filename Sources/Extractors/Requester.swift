// SPDX-License-Identifier: GPL-2.0-or-later
internal import CProgram
import Documents
import Glibc

/// The process that asks, at the other end of standard input and output. Where it is gone or says what makes no
/// sense this process ends, too.
final class Requester {
  /// Where the answers go.
  private let output: Int32
  /// Where it is gone, nobody else ends what hangs.
  private var limit: UInt32 = 0
  /// Waits for the next answer, so that most files are answered by a single write.
  private var waiting: [UInt8] = []
  /// Requests that came while a program was waited for.
  private var requests: [(ReaderRequest, Int32)] = []
  private var message = [UInt8](repeating: 0, count: ReaderRequest.maxBytes)

  /// As much is kept back of documents that come one after another without a risk.
  private static let maxWaiting = 64 << 10

  /// Nil where the system gives us nothing to answer through.
  init?() {
    // What libraries print must not come between the answers.
    output = dup(STDOUT_FILENO)
    guard output >= 0, dup2(STDERR_FILENO, STDOUT_FILENO) >= 0 else { return nil }
  }

  /// Says of which version we are.
  func greet() {
    waiting = ReaderAnswer.greeting(version: ReaderProgram.version).frame
    flush()
  }

  /// The next request with the file that it is about, which is ours to close.
  func next() -> (ReaderRequest, file: Int32) {
    let (request, file): (ReaderRequest, Int32)
    if requests.isEmpty {
      guard case (.request(let new), let its) = listen() else { exit(0) }
      (request, file) = (new, its)
    } else {
      (request, file) = requests.removeFirst()
    }
    limit = UInt32(clamping: max(request.seconds, 0) + 10)
    alarm(limit)
    return (request, file)
  }

  /// Sends an answer, at the latest with the next one.
  ///
  /// - Parameter isSafe: whether nothing that comes before the next one may bring us down, so that it may be
  ///   kept back longer.
  func send(_ answer: ReaderAnswer, isSafe: Bool = false) {
    if !isSafe || waiting.count > Self.maxWaiting { flush() }
    waiting += answer.frame
  }

  /// Sends what is kept back: all answers about a file have been given.
  func finish() {
    limit = 0
    waiting += ReaderAnswer.end.frame
    flush()
  }

  /// Has a program run, on these bytes or the file that was asked about.
  ///
  /// - Throws: what comes in the way of it.
  func run(_ program: OutsideProgram, on bytes: [UInt8]?) throws(Unreadable)
    -> ExternalProgram.Output
  {
    waiting += ReaderAnswer.run(program, on: bytes).frame
    flush()
    alarm(0)
    defer { alarm(limit) }
    while true {
      switch listen() {
      case (.request(let request), let file):
        requests.append((request, file))
      case (.output(let errors, let code), let file):
        let output = try OpenFile(descriptor: file)
        return ExternalProgram.Output(
          bytes: try output.bytes(at: 0, count: output.status.size), errors: errors, code: code)
      case (.refusal(let reason), let file):
        close(file)
        throw reason
      }
    }
  }

  private func listen() -> (ReaderMessage, file: Int32) {
    var file: Int32 = -1
    let count = reader_listen(STDIN_FILENO, &message, message.count, &file)
    guard count > 0, let message = try? ReaderMessage(message[..<count]) else { exit(0) }
    return (message, file)
  }

  /// Writes what waits, however long it takes the other to be ready for it.
  private func flush() {
    if waiting.isEmpty { return }
    alarm(0)
    waiting.withUnsafeBytes { bytes in
      var sent = 0
      while sent < bytes.count {
        let count = write(output, bytes.baseAddress?.advanced(by: sent), bytes.count - sent)
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { exit(0) }
        sent += count
      }
    }
    waiting.removeAll(keepingCapacity: waiting.capacity <= 4 * Self.maxWaiting)
    if limit > 0 { alarm(limit) }
  }
}
