// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Glibc

/// Files that the last run could not read, from its list of what became of each file.
struct FailedFiles: Sendable {
  struct File: Sendable, Encodable {
    var path: String
    var reason: String
    var detail: String
  }

  /// The first of them.
  private(set) var files: [File] = []
  /// How many there are.
  private(set) var count = 0

  /// Reads the list of a generation, line by line: it has one for each file of the archive.
  init(of generation: Generation, maximum: Int) {
    guard let stream = fopen(generation.reportListPath, "re") else { return }
    defer { fclose(stream) }
    var line: UnsafeMutablePointer<CChar>?
    var capacity = 0
    defer { free(line) }
    while getline(&line, &capacity, stream) > 0 {
      guard let line, strncmp(line, "failed\t", 7) == 0 else { continue }
      count += 1
      guard files.count < maximum else { continue }
      let cells = String(cString: line).dropLast().split(
        separator: "\t", omittingEmptySubsequences: false
      ).map(String.init)
      guard cells.count >= 4 else { continue }
      files.append(File(path: cells[2], reason: cells[1], detail: cells[3]))
    }
  }
}
