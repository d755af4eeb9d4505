// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Extractors
import Glibc

/// The program that reads hostile files for `allonym`, which starts it confined and ends it.
@main
enum Program {
  static func main() {
    if RequestLoop.isWanted { RequestLoop.run() }
    if CommandLine.arguments.dropFirst() == ["--version"] {
      print(ReaderProgram.version)
      exit(0)
    }
    let hint = "allonym-reader: It is started by 'allonym index', which reads files with it.\n"
    _ = hint.withCString { write(STDERR_FILENO, $0, strlen($0)) }
    exit(2)
  }
}
