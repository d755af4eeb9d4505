// SPDX-License-Identifier: GPL-2.0-or-later
import Glibc

/// A pattern of `.gitignore`: see gitignore(5).
struct GlobPattern: Sendable, Hashable {
  /// Whether it takes back what others left out (`!`).
  private(set) var isNegated = false
  /// Whether it is for folders only (`/` at its end).
  private(set) var isForFolders = false
  /// Whether it holds for paths from the base, not for a name anywhere.
  private var isAnchored = false
  private var parts: [[CChar]] = []

  private static let anyFolders = Array("**".utf8CString)

  /// The pattern on a line; nil of blank lines and comments.
  init?(_ line: some StringProtocol) {
    var text = Array(line.utf8)
    while text.last == 0x20 || text.last == 0x09 || text.last == 0x0d {
      if text.dropLast().last == UInt8(ascii: "\\") { break }
      text.removeLast()
    }
    guard let first = text.first, first != UInt8(ascii: "#") else { return nil }
    if first == UInt8(ascii: "!") {
      isNegated = true
      text.removeFirst()
    }
    if text.last == UInt8(ascii: "/") {
      isForFolders = true
      text.removeLast()
    }
    isAnchored = text.contains(UInt8(ascii: "/"))
    if text.first == UInt8(ascii: "/") { text.removeFirst() }
    guard !text.isEmpty, !text.contains(0) else { return nil }
    parts = text.split(separator: UInt8(ascii: "/")).map { part in
      part.map { CChar(bitPattern: $0) } + [0]
    }
  }

  /// Whether it is for a path, given as its names from the base on.
  func matches(_ names: [[CChar]], isFolder: Bool) -> Bool {
    if isForFolders && !isFolder { return false }
    guard isAnchored else {
      return names.last.map { Self.matches(parts[0], $0) } ?? false
    }
    // Which parts can be done with after each name: no pattern takes longer than parts × names.
    var reached = [Bool](repeating: false, count: parts.count + 1)
    reached[0] = true
    passFolders(&reached)
    for name in names {
      let before = reached
      var next = [Bool](repeating: false, count: parts.count + 1)
      for part in parts.indices where reached[part] {
        if parts[part] == Self.anyFolders {
          next[part] = true
        } else if Self.matches(parts[part], name) {
          next[part + 1] = true
        }
      }
      reached = next
      // `a/**` is for all that lies in `a`, not for `a` itself.
      if parts.last == Self.anyFolders, next[parts.count - 1], before[parts.count - 1] {
        reached[parts.count] = true
      }
      passFolders(&reached)
    }
    return reached[parts.count]
  }

  /// `**` also stands for no folder, unless it is the end.
  private func passFolders(_ reached: inout [Bool]) {
    for part in parts.indices.dropLast() where reached[part] && parts[part] == Self.anyFolders {
      reached[part + 1] = true
    }
  }

  private static func matches(_ part: [CChar], _ name: [CChar]) -> Bool {
    fnmatch(part, name, 0) == 0
  }
}

extension RawPath {
  /// The names between a folder and this path, each with its closing NUL; none where the path does not
  /// lie below it.
  func names(below folder: RawPath) -> [[CChar]] {
    let slash = UInt8(ascii: "/")
    guard bytes.starts(with: folder.bytes) else { return [] }
    let rest = bytes.dropFirst(folder.bytes.count)
    guard folder.bytes.last == slash || rest.first == slash || folder.bytes.isEmpty else {
      return []
    }
    return rest.split(separator: slash).map { $0.map { CChar(bitPattern: $0) } + [0] }
  }
}
