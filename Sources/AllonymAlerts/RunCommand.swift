// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import ArgumentParser
import Workspaces

struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Look through new documents now, and print what was not printed before.",
    discussion: """
      Also sends what webhooks have not taken yet. With --quiet it prints nothing, and the hits stay to be printed: so \
      'allonym index' and 'allonym watch' run it after each commit.
      """)

  @Flag(name: .shortAndLong, help: "Look through new documents, and print nothing.")
  var quiet = false
  @Flag(help: "Print what the run did as one JSON object on one line, and no hits.")
  var json = false
  @OptionGroup var output: HitOutput
  @OptionGroup var index: IndexOption

  func validate() throws {
    guard [quiet, json, output.jsonl, output.csv].count(where: \.self) < 2 else {
      throw ValidationError("Take one of --quiet, --json, --jsonl and --csv.")
    }
  }

  func run() async throws {
    guard let workspace = try Workspace.existing(of: index.directory) else {
      if quiet { return }
      throw AllonymError.invalidArgument(
        "Nothing is saved for the index in \(index.directory.path): 'allonym alerts add' saves a search."
      )
    }
    let outcome = try await AlertRun(workspace).run(isPatient: !quiet)
    if quiet {
      if try Delivery(workspace).isAnyDue() { SendCommand.start(index.directory) }
      return
    }
    var isNew = true
    if json {
      try Streams.write(JSONLine.encoded(outcome ?? AlertRun.Outcome()))
    } else {
      let hits = try workspace.unprintedHits()
      try output.write(hits)
      try workspace.notePrinted(hits)
      isNew = !hits.isEmpty
    }
    try await Delivery(workspace).sendDue()
    if !isNew { throw ExitCode(1) }
  }
}
