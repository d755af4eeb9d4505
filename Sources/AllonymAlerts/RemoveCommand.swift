// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import ArgumentParser
import Workspaces

struct RemoveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Remove what is saved, with all that it found.")

  @Argument(help: "What it is called.")
  var name: String
  @OptionGroup var index: IndexOption

  func run() throws {
    try Workspace(of: index.directory).removeAlert(named: name)
    try Streams.write("Removed \(Streams.safe(name)).\n")
  }
}
