// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Glibc

/// The standard error stream, for messages, notes and progress.
enum StandardError {
  static func write(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      _ = FileDescriptor.write(bytes, to: STDERR_FILENO)
    }
  }

  /// Says one sentence, made safe for a terminal: names of files may stand in it.
  static func report(_ sentence: String) {
    write("allonym: \(Safe.line(sentence))\n")
  }

  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }
}

/// The standard output stream.
enum Output {
  static func write(_ text: String) throws {
    var text = text
    let error = text.withUTF8 { FileDescriptor.write($0, to: STDOUT_FILENO) }
    if error != 0 {
      throw OutputError(reason: String(cString: strerror(error)))
    }
  }

  static func write(bytes: [UInt8]) throws {
    let error = bytes.withUnsafeBufferPointer { FileDescriptor.write($0, to: STDOUT_FILENO) }
    if error != 0 {
      throw OutputError(reason: String(cString: strerror(error)))
    }
  }

  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
}

/// Standard output could not be written.
struct OutputError: Error, CustomStringConvertible {
  let reason: String
  var description: String { "Cannot write the output: \(reason)." }
}

extension [String] {
  /// All with a separator between. `joined(separator:)` first has the runtime look through all conformances of
  /// the program, which takes a hundredth of a search in a new process.
  func joined(by separator: String) -> String {
    var text = ""
    for index in indices {
      if index > 0 { text += separator }
      text += self[index]
    }
    return text
  }
}
