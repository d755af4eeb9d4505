// SPDX-License-Identifier: GPL-2.0-or-later
import Glibc

/// The folder that holds an index: its generations, the pointer to the current one and the
/// writer's lock.
///
///     index/
///       current -> generation-000002     swapped by one rename
///       generation-000001/               the former one, for readers that still have it open
///       generation-000002/
///       building-000003/                 a build at work, or the debris of one that was killed
///       lock                             held by the process that writes
///       workspace.sqlite                 saved searches and marks, where there are any
public struct IndexDirectory: Sendable, Equatable {
  /// Where the folder is.
  public let path: String

  /// The index in a folder, which need not exist yet.
  public init(path: String) {
    self.path = path
  }

  /// The index that the user means: `path` if given, else the environment's `ALLONYM_INDEX`, else
  /// `./index`.
  public static func chosen(_ path: String?) -> IndexDirectory {
    let environment = getenv("ALLONYM_INDEX").map { String(cString: $0) } ?? ""
    return IndexDirectory(path: path ?? (environment.isEmpty ? "index" : environment))
  }

  var pointer: String { "\(path)/current" }

  /// The file of saved searches, what they found, and marks on documents; it stays when the index is made anew.
  public var workspacePath: String { "\(path)/workspace.sqlite" }
}
