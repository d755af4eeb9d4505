// SPDX-License-Identifier: GPL-2.0-or-later
#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Paths that mean the same from everywhere.
enum AbsolutePath {
  /// The absolute form of a path, without `.`, `..` and doubled slashes. Symbolic links stay.
  static func of(_ path: String) -> String {
    let start = path.hasPrefix("/") ? "" : FileManager.default.currentDirectoryPath
    var parts: [Substring] = []
    for part in "\(start)/\(path)".split(separator: "/") {
      switch part {
      case ".": continue
      case "..": _ = parts.popLast()
      default: parts.append(part)
      }
    }
    return "/" + parts.joined(separator: "/")
  }
}
