// SPDX-License-Identifier: GPL-2.0-or-later
import Glibc

/// A file, folder or line that could not be read, and why.
public struct ReadFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file or folder, as it is shown: see ``RawPath/shown``.
  public var path: String
  /// The line, from 1, where one line failed and the others of the file did not.
  public var line: Int?
  /// What is wrong and what to do about it; reads on after the path ("is not UTF-8 text at byte 7").
  public var reason: String

  /// `path:line reason`, one sentence on one line.
  public var description: String {
    if let line { "\(path):\(line) \(reason)" } else { "\(path) \(reason)" }
  }
}

/// A reason for which something cannot be read, before it is known where it stands.
struct Unreadable: Error, Equatable {
  var reason: String

  init(_ reason: String) {
    self.reason = reason
  }

  /// The reason behind a failed system call.
  init(errno code: Int32) {
    switch code {
    case ENOENT, ENOTDIR:
      reason = "is not there (any more)"
    case EACCES, EPERM:
      reason = "may not be read: give yourself the permission and index it again"
    case ELOOP:
      reason = "is a symbolic link that leads in a circle"
    case ENAMETOOLONG:
      reason = "has a path too long for the system to open"
    case EMFILE, ENFILE:
      reason = "could not be opened: too many files are open (see ulimit -n)"
    default:
      reason = "cannot be read: \(String(cString: strerror(code)))"
    }
  }

  func failure(path: RawPath, line: Int? = nil) -> ReadFailure {
    ReadFailure(path: path.shown, line: line, reason: reason)
  }
}
