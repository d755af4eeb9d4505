// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import ArgumentParser
import Glibc

/// Becomes the program `allonym-alerts`.
struct AlertsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "alerts",
    abstract: "Save searches and lists of names, and see what new documents hold of them.")

  @Argument(parsing: .captureForPassthrough, help: "See 'allonym alerts --help'.")
  var options: [String] = []

  private static let program = SisterProgram(name: "allonym-alerts")

  func run() throws { try Self.program.become("alerts", options) }

  /// Has what is saved looked for in the documents that came into the index. Webhooks are sent to by a process that
  /// nobody waits for.
  static func runAll(for index: IndexDirectory) {
    guard access(index.workspacePath, F_OK) == 0 else { return }
    if program.run("alerts", ["run", "--quiet", "--index", index.path]) == nil {
      StandardError.report(
        "Saved searches were not run, as \(program.name) could not be started: 'allonym alerts run' says more."
      )
    }
  }
}
