// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import ArgumentParser

struct RemoveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: "Take files and folders out of the index.",
    discussion: """
      The files themselves stay as they are. A file or folder that the index is made of is \
      forgotten; a part of one stays out until 'allonym index PATH' names it again. A path that is \
      no longer there can be named as well.

      EXAMPLES
        allonym remove ~/old-archive
        allonym remove ~/archive/private letters.mbox
      """)

  @Argument(
    help: ArgumentHelp("Files and folders, as 'allonym list' names them.", valueName: "path"),
    completion: .file())
  var paths: [String]
  @OptionGroup var index: IndexOption
  @OptionGroup var output: RunOutput

  func run() async throws {
    let change = IndexChange(removing: paths, from: index.directory)
    try await BuildRun(index: index.directory, output: output).run {
      try await change.run(progress: $0)
    }
  }
}

struct MoveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "move",
    abstract: "Tell the index that a file or folder has moved.",
    discussion: """
      For an archive that was renamed or is mounted elsewhere: nothing is read again, and the next \
      'allonym index' finds only what has changed. The files themselves are not touched.

      EXAMPLES
        allonym move /media/disk/archive /mnt/archive
        allonym move ~/archive/old ~/archive/2019
      """)

  @Argument(help: "Where it was, as 'allonym list' names it.", completion: .file())
  var old: String
  @Argument(help: "Where it is now.", completion: .file())
  var new: String
  @OptionGroup var index: IndexOption
  @OptionGroup var output: RunOutput

  func run() async throws {
    let change = IndexChange(moving: old, to: new, in: index.directory)
    try await BuildRun(index: index.directory, output: output).run {
      try await change.run(progress: $0)
    }
  }
}
