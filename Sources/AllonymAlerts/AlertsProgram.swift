// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import ArgumentParser
import Documents
import Glibc

/// The program `allonym-alerts`, which `allonym alerts` becomes: a search in a new process has no database to load.
@main
struct AlertsProgram: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "allonym alerts",
    abstract: "Save searches and lists of names, and see what new documents hold of them.",
    discussion: """
      A saved search or list finds what comes into the index after it was saved: new documents, and those whose text \
      has changed where another passage matches. 'allonym index' and 'allonym watch' look through them by \
      themselves; 'run' does so at once and prints what has not been printed yet. The page of 'allonym serve' shows \
      the same, and as a feed.

      Saved searches lie in workspace.sqlite in the folder of the index and stay when it is made anew.

      EXAMPLES
        allonym alerts add Hmeimim 'Hmeimim base'
        allonym alerts add sanctions --names sanctions.csv --name-column name
        allonym alerts add port '"port of Tartus"' --webhook https://example.org/hook
        allonym alerts run --csv > new.csv
        allonym alerts show Hmeimim --since 2026-11-30

      EXIT CODES
        0 found or done       1 nothing new   2 an error
      """,
    version: Release.version,
    subcommands: [
      AddCommand.self, ListCommand.self, RemoveCommand.self, RunCommand.self, ShowCommand.self,
      SendCommand.self,
    ])

  static func main() async {
    if let complaint = SystemLimits.complaint(needsThreads: true) { refuse(complaint) }
    // A reader of the output, or a webhook, that goes away is told by the call that writes.
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      finish(with: error)
    }
  }

  private static func refuse(_ complaint: String) -> Never {
    Streams.report(complaint)
    Glibc.exit(2)
  }

  /// Ends the program with one sentence, or with what the argument parser has to say.
  private static func finish(with error: any Error) -> Never {
    if let code = error as? ExitCode { Glibc.exit(code.rawValue) }
    if exitCode(for: error) == .success { exit(withError: error) }
    if exitCode(for: error) == .validationFailure {
      try? Streams.write("\(fullMessage(for: error))\n", to: STDERR_FILENO)
      Glibc.exit(2)
    }
    refuse("\(error)")
  }
}

/// Where the index is.
struct IndexOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The folder of the index (default: $ALLONYM_INDEX, or ./index).", valueName: "dir"),
    completion: .directory)
  var index: String?

  var directory: IndexDirectory { .chosen(index) }
}
