// SPDX-License-Identifier: GPL-2.0-or-later
import ArgumentParser
import Dispatch
import Documents
import Glibc

/// The program: 0 found or done, 1 nothing found, 2 error, 3 done but for files that could not be read.
@main
enum Program {
  static func main() {
    if let complaint = SystemLimits.complaint(needsThreads: false) { refuse(complaint) }
    Interruption.prepare()
    do {
      if let search = PlainSearch.named(by: CommandLine.arguments) {
        try search.run()
        Pager.finish()
        // All is written. What libraries do at the end of a process frees what the process frees anyway.
        _exit(0)
      }
      try answerWithoutParsing(Array(CommandLine.arguments.dropFirst()))
      var command = try AllonymCommand.parseAsRoot()
      guard let asynchronous = command as? any AsyncParsableCommand else {
        try command.run()
        return Pager.finish()
      }
      run(asynchronous)
    } catch {
      AllonymCommand.finish(with: error)
    }
  }

  /// Shows help on what is no command, and says what was meant by a command that there is not.
  private static func answerWithoutParsing(_ arguments: [String]) throws {
    guard let first = arguments.first, !first.hasPrefix("-") else { return }
    if first == "help", arguments.count == 2, let text = HelpTopic.text(of: arguments[1]) {
      Pager.start()
      try Output.write(text)
      Pager.finish()
      exit(0)
    }
    if let complaint = CommandNames.complaint(about: first) { refuse(complaint) }
  }

  /// Ends the program before a library would do so in its own way.
  private static func refuse(_ complaint: String) -> Never {
    StandardError.report(complaint)
    exit(2)
  }

  /// Only commands that wait for threads have them started.
  private static func run(_ command: sending any AsyncParsableCommand) -> Never {
    if let complaint = SystemLimits.complaint(needsThreads: true) { refuse(complaint) }
    Task {
      do {
        var command = command
        try await command.run()
      } catch {
        AllonymCommand.finish(with: error)
      }
      Pager.finish()
      exit(0)
    }
    dispatchMain()
  }
}
