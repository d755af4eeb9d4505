// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Glibc

/// A program of ours that lies beside this one, or where packages put programs that people do not call. What it needs
/// is not loaded with a search in a new process.
struct SisterProgram {
  let name: String

  static let server = SisterProgram(name: "allonym-server")

  /// Becomes the program.
  ///
  /// - Parameter command: the command of ours that it is.
  func become(_ command: String, _ options: [String]) throws -> Never {
    let path = try located()
    var arguments =
      (["allonym \(command)"] + options).map { (text: String) in strdup(text) } + [nil]
    execv(path, &arguments)
    throw AllonymError.invalidArgument("Cannot start \(path): \(String(cString: strerror(errno))).")
  }

  /// Runs the program to its end with an empty input and our own outputs.
  ///
  /// - Returns: its exit code; nil where it cannot be started, or was killed.
  func run(_ command: String, _ options: [String]) -> Int32? {
    guard let path = try? located() else { return nil }
    var arguments =
      (["allonym \(command)"] + options).map { (text: String) in strdup(text) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    var process = pid_t()
    guard posix_spawn(&process, path, &actions, nil, &arguments, environ) == 0 else { return nil }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    return status & 0x7f == 0 ? (status >> 8) & 0xff : nil
  }

  /// Where the program is.
  ///
  /// - Throws: where it is in none of its places.
  func located() throws -> String {
    guard let path = places.first(where: { access($0, X_OK) == 0 }) else {
      throw AllonymError.invalidArgument(
        "The program \(name) is neither at \(places.joined(by: " nor at ")): build it with "
          + "'swift build -c release --product \(name)' and put it there.")
    }
    return path
  }

  private var places: [String] {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    let path = String(
      decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let folder = path.split(separator: "/").dropLast().map { "/\($0)" }.joined()
    return ["\(folder)/\(name)", "\(folder)/../libexec/allonym/\(name)"]
  }
}
