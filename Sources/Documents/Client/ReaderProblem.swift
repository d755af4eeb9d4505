// SPDX-License-Identifier: GPL-2.0-or-later

/// Why no file can be read: something is wrong with the program that reads, not with a file.
public enum ReaderProblem: Error, Sendable, Equatable {
  /// It is in none of these folders.
  case missing(folders: [String])
  /// It does not run.
  case broken(path: String, detail: String)
  /// It is of another version than we are.
  case ofOtherVersion(path: String, version: String)
}

extension ReaderProblem: CustomStringConvertible {
  /// One sentence with what to do.
  public var description: String {
    switch self {
    case .missing(let folders):
      "The program \(ReaderProgram.name), which reads files, is not in "
        + "\(folders.joined(separator: " or ")): install it there."
    case .broken(let path, let detail):
      "The program \(path), which reads files, does not run (\(detail)): install it with the libraries it needs."
    case .ofOtherVersion(let path, let version):
      "The program \(path), which reads files, is of version \(version), and this one of version "
        + "\(ReaderProgram.version): install both of the same version."
    }
  }
}
