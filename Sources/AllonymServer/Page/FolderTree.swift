// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym

/// The folders that matches lie in as a tree, open as far as it leads to what is chosen.
struct FolderTree {
  /// A folder that is shown.
  struct Node: Equatable {
    var path: String
    var name: String
    /// How many matches lie below it.
    var documents: Int
    /// How far it is from the top, from 0.
    var depth: Int
    var isChosen: Bool
  }

  /// How many matches lie below each folder.
  private var documents: [String: Int] = [:]
  private var inside: [String: Set<String>] = [:]
  private let chosen: [String]

  /// As many folders of a level are shown, besides those that lead to what is chosen.
  private static let shown = 12
  private static let top = "/"

  /// A tree of folders, each with the number of matches that lie in it by itself.
  init(_ counts: [FacetCounts.Count], chosen: [String]) {
    self.chosen = chosen
    for count in counts { add(count.value, count.documents) }
    for folder in chosen where documents[folder] == nil { add(folder, 0) }
  }

  private mutating func add(_ folder: String, _ count: Int) {
    var folder = folder
    documents[folder, default: 0] += count
    while folder != Self.top, let slash = folder.lastIndex(of: "/") {
      let above = slash == folder.startIndex ? Self.top : String(folder[..<slash])
      documents[above, default: 0] += count
      inside[above, default: []].insert(folder)
      folder = above
    }
  }

  /// Whether a folder lies below another.
  static func isBelow(_ folder: String, _ other: String) -> Bool {
    folder.hasPrefix(other == top ? top : other + "/") && folder != other
  }

  /// The folder below which everything lies that is shown.
  private var root: String {
    var root = Self.top
    while let only = inside[root], only.count == 1, let next = only.first,
      documents[next] == documents[root], !chosen.contains(next)
    {
      root = next
    }
    return root
  }

  /// The folders to show, each before those in it, and how many are left out; none where all lies in one folder.
  var nodes: (shown: [Node], leftOut: Int) {
    var nodes: [Node] = []
    var leftOut = 0
    func add(_ folder: String, _ depth: Int) {
      let all = (inside[folder] ?? []).sorted {
        (documents[$1] ?? 0, $0) < (documents[$0] ?? 0, $1)
      }
      for (place, path) in all.enumerated() {
        let leads = chosen.contains { $0 == path || Self.isBelow($0, path) }
        guard place < Self.shown || leads else {
          leftOut += 1
          continue
        }
        let name = path.split(separator: "/").last.map(String.init) ?? path
        nodes.append(
          Node(
            path: path, name: name, documents: documents[path] ?? 0, depth: depth,
            isChosen: chosen.contains(path)))
        if leads { add(path, depth + 1) }
      }
    }
    add(root, 0)
    return (nodes, leftOut)
  }
}
