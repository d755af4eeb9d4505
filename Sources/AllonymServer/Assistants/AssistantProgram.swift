// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import ArgumentParser
import Glibc
import Synchronization

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The Model Context Protocol on standard input and output, which `allonym mcp` becomes: a message a line.
struct AssistantProgram: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "allonym mcp",
    abstract: "Let an assistant search and read the index, by the Model Context Protocol.",
    discussion: """
      An assistant on this computer starts this command itself and speaks with it on standard input and output. \
      It can search, tell spellings, match names, read parts of documents and count; it can change nothing. \
      What it reads goes to wherever the assistant runs.

      EXAMPLE, in the assistant's configuration
        {"mcpServers": {"archive": {"command": "allonym", "args": ["mcp", "--index", "/home/me/archive.index"]}}}
      """,
    version: Release.version)

  @Option(
    help: ArgumentHelp(
      "The folder of the index (default: $ALLONYM_INDEX, or ./index).", valueName: "dir"))
  var index: String?
  @Option(
    help: ArgumentHelp(
      "A list of names to match against: a prepared list, entities of FollowTheMoney, or a name a line; may be repeated.",
      valueName: "name=file"))
  var list: [String] = []

  func run() async throws {
    signal(SIGPIPE, SIG_IGN)
    var settings = try ServerSettings(
      index: .chosen(index), listen: try ListenAddress("127.0.0.1:0"))
    try settings.take(lists: list, origins: [])
    let assistant = Assistant(try Server(settings))
    let input = Mutex(try FileLines("-"))
    while let line = try await Self.line(of: input) {
      guard !line.isEmpty else { continue }
      if let answer = await Self.answer(to: line, assistant) {
        StandardStream.write(JSONLine.encoded(answer), to: STDOUT_FILENO)
      }
    }
  }

  private static func line(of input: borrowing Mutex<FileLines>) async throws -> [UInt8]? {
    try input.withLock { try $0.next() }
  }

  private static func answer(to line: [UInt8], _ assistant: Assistant) async -> JSONValue? {
    guard line.count <= AssistantEndpoint.largestMessage else {
      return RPCError(.invalidRequest, "The message has more than a megabyte.").response(to: nil)
    }
    guard let value = try? JSONDecoder().decode(JSONValue.self, from: Data(line)) else {
      return RPCError(.parse, "The line is no JSON: send one message of JSON-RPC 2.0 a line.")
        .response(to: nil)
    }
    return await assistant.answer(to: value)
  }
}
