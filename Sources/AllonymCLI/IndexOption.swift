// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import ArgumentParser

/// Where the index is.
struct IndexOption: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "The folder of the index (default: $ALLONYM_INDEX, or ./index).", valueName: "dir"),
    completion: .directory)
  var index: [String] = []

  var directory: IndexDirectory { .chosen(index.first) }

  func validate() throws {
    guard index.count < 2 else {
      throw ValidationError("--index is given \(index.count) times: this command takes one index.")
    }
  }
}

/// Where the indexes are that are searched as one.
struct IndexesOption: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "The folder of the index (default: $ALLONYM_INDEX, or ./index); several are searched as one.",
      valueName: "dir"),
    completion: .directory)
  var index: [String] = []

  var directories: [IndexDirectory] {
    index.isEmpty ? [.chosen(nil)] : index.map { IndexDirectory(path: $0) }
  }
}
