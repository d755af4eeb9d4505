// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Glibc

/// The last search that was shown on a terminal, so that `allonym show 3` knows which list the 3 stands in. Its
/// arguments lie in a file that only the user may read: `~/.local/state/allonym/last-search`, or below
/// `$XDG_STATE_HOME`.
struct LastSearch {
  /// The index, as an absolute path.
  var index: String
  /// The arguments of `allonym search`.
  var arguments: [String]

  private static let name = "last-search"

  private static var folder: String? {
    func value(_ name: String) -> String? {
      getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }
    if let state = value("XDG_STATE_HOME") { return state + "/allonym" }
    return value("HOME").map { $0 + "/.local/state/allonym" }
  }

  init(index: String, arguments: [String]) {
    self.index = index
    self.arguments = arguments
  }

  /// The search that was shown last; nil where there is none.
  init?() {
    guard let folder = Self.folder, let file = fopen("\(folder)/\(Self.name)", "r") else {
      return nil
    }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = fread(&bytes, 1, bytes.count, file)
    let parts = bytes[..<count].split(separator: 0, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    guard parts.count > 1 else { return nil }
    index = parts[0]
    // The last part is what follows the last zero: nothing.
    arguments = Array(parts[1..<(parts.count - 1)])
  }

  /// Keeps the search of this process, where its answer goes to a terminal. Where that is not possible, nothing is
  /// lost but the short way to its hits.
  static func keep(_ index: IndexDirectory) {
    guard Output.isTerminal, let folder, let absolute = realpath(index.path, nil) else { return }
    defer { free(absolute) }
    var ancestor = ""
    for part in folder.split(separator: "/") {
      ancestor += "/" + part
      mkdir(ancestor, 0o700)
    }
    let file = open("\(folder)/\(name)", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard file >= 0 else { return }
    defer { close(file) }
    var bytes: [UInt8] = []
    for part in [String(cString: absolute)] + CommandLine.arguments.dropFirst(2) {
      bytes += part.utf8
      bytes.append(0)
    }
    _ = bytes.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
  }
}
