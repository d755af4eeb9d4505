// SPDX-License-Identifier: GPL-2.0-or-later
internal import CProgram
import Glibc

/// Reading for another process: the other side of a ``ReaderProgram``.
public enum ReadingApart {
  /// The name under which it is started, which no one types.
  static let name = "allonym: reads files apart"

  /// Whether this process was started to read for another.
  public static var isWanted: Bool { CommandLine.arguments.first == name }

  /// Reads what it is asked to until the other process ends.
  public static func serve() -> Never { serve { _ in } }

  /// As ``serve()``.
  ///
  /// - Parameter note: called before each file.
  package static func serve(noting note: (RawPath) -> Void) -> Never {
    // What libraries print must not come between the answers.
    let output = dup(STDOUT_FILENO)
    guard output >= 0, dup2(STDERR_FILENO, STDOUT_FILENO) >= 0, reader_confine() == 0 else {
      exit(2)
    }
    reader_end_with(STDIN_FILENO)
    reader_keep_memory()
    reader_tell_of_memory()
    var bytes = [UInt8](repeating: 0, count: ReaderRequest.mostBytes)
    while true {
      var descriptor: Int32 = -1
      let count = reader_listen(STDIN_FILENO, &bytes, bytes.count, &descriptor)
      guard count > 0, let request = try? ReaderRequest(bytes[..<count]) else { exit(0) }
      note(request.path)
      let answers = ReaderAnswers(seconds: request.seconds, output: output)
      do throws(Unreadable) {
        read(request, try OpenFile(descriptor: descriptor), answers)
      } catch {
        answers.send(.failure(error.failure(path: request.path)))
      }
      answers.finish()
    }
  }

  private static func read(_ request: ReaderRequest, _ file: OpenFile, _ answers: ReaderAnswers) {
    let source = SourceFile(
      path: request.path, type: request.type, size: file.status.size,
      modified: file.status.modified, statusChanged: file.status.statusChanged)
    let reader = DocumentReader(fields: request.fields)
    let unpacking = Unpacking(source, file.status, reader: reader) { result in
      switch result {
      case .success(let document): answers.send(.document(document))
      case .failure(let failure): answers.send(.failure(failure))
      }
      return true
    }
    unpacking.handBack = { answers.send(.member($0)) }
    reader.readAll(of: file, into: unpacking)
  }
}

/// The answers about one file, on their way to the process that asked.
private final class ReaderAnswers {
  /// Where the other process is gone, nobody else ends what hangs.
  private let limit: UInt32
  private let output: Int32
  /// Waits for the next one, so that most files are answered by a single write.
  private var waiting: [UInt8] = []

  init(seconds: Int, output: Int32) {
    self.output = output
    limit = UInt32(clamping: max(seconds, 0) + 10)
    alarm(limit)
  }

  func send(_ answer: ReaderAnswer) {
    write(waiting)
    waiting = answer.frame
  }

  func finish() {
    write(waiting + ReaderAnswer.end.frame)
    alarm(0)
  }

  /// Writes bytes, however long it takes the other to be ready for them.
  private func write(_ bytes: [UInt8]) {
    alarm(0)
    bytes.withUnsafeBytes { bytes in
      var sent = 0
      while sent < bytes.count {
        let count = Glibc.write(
          output, bytes.baseAddress?.advanced(by: sent), bytes.count - sent)
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { exit(0) }
        sent += count
      }
    }
    alarm(limit)
  }
}
