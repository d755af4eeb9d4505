// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Glibc

/// The standard streams.
enum Streams {
  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Says one sentence on standard error.
  static func report(_ sentence: String) {
    try? write("allonym alerts: \(safe(sentence))\n", to: STDERR_FILENO)
  }

  /// Writes text in one piece.
  static func write(_ text: String, to descriptor: Int32 = STDOUT_FILENO) throws {
    var text = text
    try text.withUTF8 { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = Glibc.write(
          descriptor, UnsafeBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count < 0, errno == EINTR { continue }
        guard count >= 0 else {
          throw AllonymError.invalidArgument(
            "Cannot write the output: \(String(cString: strerror(errno))).")
        }
        rest = rest.dropFirst(count)
      }
    }
  }

  /// One line without control characters, so that no name of a file can move the cursor or colour the screen.
  static func safe(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          let isControl =
            scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
            || (0x2028...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
          return isControl ? "\u{FFFD}" : scalar
        }))
  }
}
