// SPDX-License-Identifier: GPL-2.0-or-later
import ArgumentParser

/// Becomes the program `allonym-server`.
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Serve a page to search with, and an API, on this computer.")

  @Argument(parsing: .captureForPassthrough, help: "See 'allonym serve --help'.")
  var options: [String] = []

  func run() throws { try SisterProgram(name: "allonym-server").become("serve", options) }
}
