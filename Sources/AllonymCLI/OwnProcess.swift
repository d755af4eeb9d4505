// SPDX-License-Identifier: GPL-2.0-or-later
import Glibc

/// The program once more, as a process of its own.
enum OwnProcess {
  /// Runs the program with these arguments to its end, with our own input and output, and ends with its exit code
  /// where that is no success.
  ///
  /// - Returns: the signal that ended it; nil where it ended by itself.
  static func signal(of arguments: [String]) -> Int32? {
    var process = pid_t()
    let path = "/proc/self/exe"
    var copies = (["allonym"] + arguments).map { (text: String) in strdup(text) } + [nil]
    defer { for copy in copies { free(copy) } }
    let problem = posix_spawn(&process, path, nil, nil, &copies, environ)
    guard problem == 0 else {
      StandardError.report("The check cannot be started: \(String(cString: strerror(problem))).")
      exit(2)
    }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    if status & 0x7f != 0 { return status & 0x7f }
    let code = (status >> 8) & 0xff
    if code != 0 { exit(code) }
    return nil
  }
}
