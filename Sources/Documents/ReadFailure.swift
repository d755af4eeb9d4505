// SPDX-License-Identifier: GPL-2.0-or-later
import Glibc

/// A file, a member of one, a folder, a line or a row that could not be read, and why.
public struct ReadFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file or folder, as it is shown: see ``RawPath/shown``.
  public var path: String
  /// The name of the member, where one part of an archive or a mail failed.
  public var member: String?
  /// The line, from 1, where one line failed and the others of the file did not.
  public var line: Int?
  /// The sort of reason, for counting and for deciding when to try again.
  public var kind: FailureKind
  /// What is wrong and what to do about it; reads on after the path ("is not UTF-8 text at byte 7").
  public var reason: String

  /// A failure to read the file at `path`, or a part of it.
  public init(
    path: String, member: String? = nil, line: Int? = nil, kind: FailureKind, reason: String
  ) {
    self.path = path
    self.member = member
    self.line = line
    self.kind = kind
    self.reason = reason
  }

  /// `path:line reason` or `path!member reason`, one sentence on one line.
  public var description: String {
    let location = member.map { "\(path)!\($0)" } ?? path
    return line.map { "\(location):\($0) \(reason)" } ?? "\(location) \(reason)"
  }
}

/// The sorts of reasons for which something is not read.
public enum FailureKind: String, Sendable, Hashable, Codable, CaseIterable {
  /// It is not there, or no longer.
  case missing
  /// Its permissions forbid it.
  case permission
  /// The system could not read it for another reason.
  case system
  /// Its content is not what a file of its type holds.
  case damaged
  /// It is text in a character set that cannot be detected, or is not the one declared.
  case encoding
  /// It asks for a password.
  case encrypted
  /// What it holds is of no type that is read.
  case unknownType = "unknown type"
  /// It holds nothing.
  case empty
  /// It is sound and holds no text: a scanned page, a file of pictures.
  case textless
  /// It is larger than its limit.
  case tooLarge = "too large"
  /// Reading it took longer than its limit, or more memory.
  case tooCostly = "too costly"
  /// It makes the library or program that reads it crash.
  case crash
  /// It unfolds to far more than it is, or to too many parts.
  case bomb
  /// A program that reads it is not installed.
  case missingProgram = "missing program"
  /// One line or row is not a record; the others are read.
  case badRecord = "bad record"
  /// Some of its bytes are no text; the others are read.
  case brokenBytes = "broken bytes"

  /// Whether nothing is wrong: there is just nothing to index, as with a file that is passed over for
  /// its type.
  public var isHarmless: Bool { self == .unknownType || self == .empty || self == .textless }
}

/// A reason for which something cannot be read, before it is known where it stands.
package struct Unreadable: Error, Equatable {
  /// The sort of reason.
  package var kind: FailureKind
  /// What is wrong; reads on after the path.
  package var reason: String

  /// A reason of a sort.
  package init(_ kind: FailureKind, _ reason: String) {
    self.kind = kind
    self.reason = reason
  }

  /// There is no memory for a small thing.
  package static let noMemory = Unreadable(.system, "cannot be read: there is not enough memory")

  /// The signals by which people and the system end programs.
  static let outsideSignals: Set<Int32> = [SIGKILL, SIGTERM, SIGINT, SIGHUP]

  /// What reads it was ended while it was well.
  static func endedFromOutside(_ reader: String, _ signal: Int32) -> Unreadable {
    Unreadable(
      .system,
      "was not read to its end: \(reader) was ended from outside (signal \(signal)), as the system does where all "
        + "memory is used up; index it again")
  }

  /// The reason behind a failed system call.
  package init(errno code: Int32) {
    switch code {
    case ENOENT, ENOTDIR:
      self.init(.missing, "is not there (any more)")
    case EACCES, EPERM:
      self.init(.permission, "may not be read: give yourself the permission and index it again")
    case ELOOP:
      self.init(.system, "is a symbolic link that leads in a circle")
    case ENAMETOOLONG:
      self.init(.system, "has a path too long for the system to open")
    case EMFILE, ENFILE:
      self.init(.system, "could not be opened: too many files are open (see ulimit -n)")
    default:
      self.init(.system, "cannot be read: \(String(cString: strerror(code)))")
    }
  }

  /// The failure of a file, or a part of one.
  package func failure(path: RawPath, member: String? = nil, line: Int? = nil) -> ReadFailure {
    ReadFailure(path: path.shown, member: member, line: line, kind: kind, reason: reason)
  }
}
