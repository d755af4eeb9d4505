// SPDX-License-Identifier: GPL-2.0-or-later
import ArgumentParser
import Dispatch
import Documents
import Glibc

/// The program: 0 found or done, 1 nothing found, 2 error.
@main
enum Program {
  static func main() {
    if let complaint = SystemLimits.complaint(needsThreads: false) { refuse(complaint) }
    Interruption.prepare()
    do {
      if let search = PlainSearch.named(by: CommandLine.arguments) {
        try search.run()
        // All is written. What libraries do at the end of a process frees what the process frees anyway.
        _exit(0)
      }
      var command = try AllonymCommand.parseAsRoot()
      guard let asynchronous = command as? any AsyncParsableCommand else {
        return try command.run()
      }
      run(asynchronous)
    } catch {
      AllonymCommand.finish(with: error)
    }
  }

  /// Ends the program before a library would do so in its own way.
  private static func refuse(_ complaint: String) -> Never {
    StandardError.tell(complaint)
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
      exit(0)
    }
    dispatchMain()
  }
}
