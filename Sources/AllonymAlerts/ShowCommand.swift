// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import ArgumentParser
import Workspaces

struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Print what was found so far, the newest first.")

  @Argument(help: "What is saved under this name; all where none is given.")
  var name: String?
  @Option(
    help: ArgumentHelp("Only what was found on this day or later, as 2026-11-30.", valueName: "day")
  )
  var since: String?
  @Option(name: [.customShort("n"), .long], help: "How many hits at most.")
  var limit: Int?
  @OptionGroup var output: HitOutput
  @OptionGroup var index: IndexOption

  func validate() throws {
    guard limit ?? 0 >= 0 else { throw ValidationError("--limit takes a number from 0 on.") }
    guard since?.wholeMatch(of: /\d{4}(-\d\d(-\d\d)?)?/) != nil || since == nil else {
      throw ValidationError("--since takes a day such as 2026-11-30.")
    }
  }

  func run() throws {
    let workspace = try Workspace(of: index.directory)
    let alert = try name.map { try workspace.alert(named: $0) }
    let hits = try workspace.hits(of: alert?.id, since: since, limit: limit ?? Int.max)
    try output.write(hits)
    if hits.isEmpty { throw ExitCode(1) }
  }
}
