// SPDX-License-Identifier: GPL-2.0-or-later
import ArgumentParser

/// Serves the page and the API.
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Serve a page to search with, and an API, on this computer.")

  @Argument(parsing: .captureForPassthrough, help: "See 'allonym serve --help'.")
  var options: [String] = []

  func run() throws { try SisterProgram.server.become("serve", options) }
}

/// Speaks with an assistant.
struct AssistantCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mcp",
    abstract: "Let an assistant search and read the index, by the Model Context Protocol.")

  @Argument(parsing: .captureForPassthrough, help: "See 'allonym mcp --help'.")
  var options: [String] = []

  func run() throws { try SisterProgram.server.become("serve", ["mcp"] + options) }
}
