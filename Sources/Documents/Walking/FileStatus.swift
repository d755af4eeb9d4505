// SPDX-License-Identifier: GPL-2.0-or-later
import Glibc

/// What distinguishes one file from every other one of the machine.
struct FileIdentity: Sendable, Hashable {
  var device: dev_t
  var node: ino_t
}

/// What the file system says of a file without opening it.
package struct FileStatus: Sendable {
  enum Kind: Sendable, Equatable {
    case file
    case folder
    case other(String)
  }

  var kind: Kind
  var identity: FileIdentity
  /// In bytes.
  package var size: Int
  /// When the content was changed, in nanoseconds since 1970.
  package var modified: Int
  /// When anything was changed, in nanoseconds since 1970.
  package var statusChanged: Int
  /// Whether the path itself names a symbolic link.
  var isLink = false

  /// The status of what `path` leads to.
  init(of path: RawPath) throws(Unreadable) {
    // A NUL would cut the path short and name another file.
    guard !path.bytes.contains(0) else { throw Unreadable(errno: ENOENT) }
    var own = stat()
    guard path.withSystemPath({ lstat($0, &own) }) == 0 else { throw Unreadable(errno: errno) }
    guard own.st_mode & S_IFMT == S_IFLNK else {
      self.init(own)
      return
    }
    var target = stat()
    guard path.withSystemPath({ stat($0, &target) }) == 0 else {
      throw errno == ENOENT
        ? Unreadable(.missing, "is a symbolic link to something that is not there")
        : Unreadable(errno: errno)
    }
    self.init(target)
    isLink = true
  }

  /// The status of an open file.
  init(ofDescriptor descriptor: Int32) throws(Unreadable) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw Unreadable(errno: errno) }
    self.init(status)
  }

  private init(_ status: stat) {
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      case S_IFIFO: .other("a named pipe")
      case S_IFSOCK: .other("a socket")
      case S_IFCHR, S_IFBLK: .other("a device")
      default: .other("a special entry")
      }
    identity = FileIdentity(device: status.st_dev, node: status.st_ino)
    size = Int(status.st_size)
    modified = Self.nanoseconds(status.st_mtim)
    statusChanged = Self.nanoseconds(status.st_ctim)
  }

  /// A file system may hold any time, also one beyond what fits.
  private static func nanoseconds(_ time: timespec) -> Int {
    let (seconds, isBeyond) = Int(time.tv_sec).multipliedReportingOverflow(by: 1_000_000_000)
    return isBeyond ? Int.max : seconds &+ Int(time.tv_nsec)
  }
}
