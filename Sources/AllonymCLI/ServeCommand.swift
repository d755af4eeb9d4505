// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import ArgumentParser
import Glibc

/// Becomes the program `allonym-server`, which lies beside this one: a search in a new process has no server to load.
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Serve a page to search with, and an API, on this computer.")

  @Argument(parsing: .captureForPassthrough, help: "See 'allonym serve --help'.")
  var options: [String] = []

  private static let name = "allonym-server"

  func run() throws {
    let candidates = Self.candidates
    for path in candidates where access(path, X_OK) == 0 {
      var arguments = (["allonym serve"] + options).map { (text: String) in strdup(text) } + [nil]
      execv(path, &arguments)
      let reason = String(cString: strerror(errno))
      for argument in arguments { free(argument) }
      throw AllonymError.invalidArgument("Cannot start \(path): \(reason).")
    }
    throw AllonymError.invalidArgument(
      "The program \(Self.name) is neither at \(candidates.joined(separator: " nor at ")): build it with "
        + "'swift build -c release --product \(Self.name)' and put it there.")
  }

  /// Where the server may be: beside this program, or where packages put programs that people do not call.
  private static var candidates: [String] {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    let path = String(
      decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let folder = path.split(separator: "/").dropLast().map { "/\($0)" }.joined()
    return ["\(folder)/\(name)", "\(folder)/../libexec/allonym/\(name)"]
  }
}
