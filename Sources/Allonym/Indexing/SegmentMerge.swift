// SPDX-License-Identifier: GPL-2.0-or-later
import Xapian

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Makes one compact database of segments, their documents in the segments' order.
enum SegmentMerge {
  /// Merges databases into a new one at `destination`, so many at once, and deletes them.
  static func merge(_ paths: [String], into destination: String, atOnce maxAtOnce: Int) throws {
    var paths = paths
    var round = 0
    while paths.count > maxAtOnce {
      var merged: [String] = []
      for start in stride(from: 0, to: paths.count, by: maxAtOnce) {
        let group = Array(paths[start..<min(start + maxAtOnce, paths.count)])
        let path = "\(destination).\(round).\(merged.count)"
        try compact(group, into: path)
        merged.append(path)
      }
      paths = merged
      round += 1
    }
    try compact(paths, into: destination)
    try Database.joinPostings(path: destination)
  }

  private static func compact(_ paths: [String], into destination: String) throws {
    try Database.compact(paths: paths, into: destination, options: .full)
    for path in paths { try? FileManager.default.removeItem(atPath: path) }
  }
}
