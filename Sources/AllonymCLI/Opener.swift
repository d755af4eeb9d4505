// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Glibc

/// Opens files in the program that the desktop has for them.
enum Opener {
  /// Opens a file as it is shown; of a member of an archive, the archive.
  static func open(_ path: String) throws {
    var file = path
    while !isThere(file), let mark = file.lastIndex(of: "!") {
      file = String(file[..<mark])
    }
    guard isThere(file) else {
      throw OpenError(path: path, reason: "it is not there (any more)")
    }
    var arguments: [UnsafeMutablePointer<CChar>?] = [strdup("xdg-open"), systemPath(file), nil]
    defer { for argument in arguments { free(argument) } }
    var child = pid_t()
    let problem = posix_spawnp(&child, "xdg-open", nil, nil, &arguments, environ)
    guard problem == 0 else {
      throw OpenError(
        path: path,
        reason: "the program xdg-open is not there: install the Debian package xdg-utils")
    }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 && errno == EINTR {}
    guard status == 0 else { throw OpenError(path: path, reason: "xdg-open could not") }
  }

  private static func isThere(_ shown: String) -> Bool {
    guard let path = systemPath(shown) else { return false }
    defer { free(path) }
    return access(path, F_OK) == 0
  }

  /// The path as the system has it.
  private static func systemPath(_ shown: String) -> UnsafeMutablePointer<CChar>? {
    let bytes = RawPath(shown: shown).bytes.map { CChar(bitPattern: $0) } + [0]
    return bytes.withUnsafeBufferPointer { $0.baseAddress.flatMap { strdup($0) } }
  }
}

/// A file could not be opened.
struct OpenError: Error, CustomStringConvertible {
  let path: String
  let reason: String
  var description: String { "Cannot open \(path): \(reason)." }
}
