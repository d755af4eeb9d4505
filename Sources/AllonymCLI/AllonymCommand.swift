// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import ArgumentParser
import Glibc

struct AllonymCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "allonym",
    abstract: "Full-text search that finds a name however it is spelled.",
    discussion: """
      EXAMPLES
        allonym index ~/archive            index a folder, or what has changed in it
        allonym search Hmeimim             also finds Khmeimim, حميميم, Хмеймим
        allonym search '"Ahmad al-Shara"'  a phrase, in any spelling and script
        allonym spellings Sheibani         the spellings that the index holds

      'allonym help query' shows what a query may say.

      The index is ./index unless --index or the environment variable ALLONYM_INDEX names \
      another folder.

      EXIT CODES
        0 found or done       1 nothing found   2 an error
        3 done, but for files that could not be read   130 stopped by ctrl-C

      SHELL COMPLETION
        allonym --generate-completion-script bash      or zsh, or fish
      """,
    version: Release.version,
    subcommands: [
      SearchCommand.self, ShowCommand.self, SpellingsCommand.self, VariantsCommand.self,
      MatchCommand.self,
      ExpandCommand.self, VocabularyCommand.self,
      IndexCommand.self, RebuildCommand.self, WatchCommand.self, RemoveCommand.self,
      MoveCommand.self, ListCommand.self, ReportCommand.self, StatsCommand.self,
      CheckCommand.self, DoctorCommand.self, ServeCommand.self,
      AssistantCommand.self, AlertsCommand.self,
    ]
  )

  /// Ends the program: the argument parser tells about arguments, help and version; everything
  /// else is one sentence.
  static func finish(with error: any Error) -> Never {
    // The argument parser would first look through all options of the program.
    if let code = error as? ExitCode {
      Pager.finish()
      Glibc.exit(code.rawValue)
    }
    if exitCode(for: error) == .success {
      Pager.start()
      try? Output.write(fullMessage(for: error) + "\n")
      Pager.finish()
      Glibc.exit(0)
    }
    Pager.finish()
    if exitCode(for: error) == .validationFailure {
      // What follows the message is how the command is used, and where to read more.
      let message = message(for: error)
      let rest = fullMessage(for: error).drop { $0 != "\n" }
      StandardError.write("allonym: \(CommandNames.corrected(message))\(rest)\n")
    } else {
      StandardError.report("\(error)")
    }
    Glibc.exit(2)
  }
}
