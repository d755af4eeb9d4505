// SPDX-License-Identifier: GPL-2.0-or-later
#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What ctrl-C and a closed pipe do.
enum Interruption {
  /// Ends with one sentence on ctrl-C and quietly when the reader of the output has gone, as `head`
  /// does.
  static func prepare() {
    signal(SIGPIPE, SIG_DFL)
    signal(SIGINT) { _ in
      // Only calls that are safe in a signal handler.
      let message: StaticString = "\nallonym: interrupted; the index is as it was before.\n"
      _ = write(STDERR_FILENO, message.utf8Start, message.utf8CodeUnitCount)
      _exit(130)
    }
  }
}
