// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import ArgumentParser
import Documents
import Glibc

/// The program `allonym-server`, which `allonym serve` becomes.
@main
struct ServerProgram: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "allonym serve",
    abstract: "Serve a page to search with, and an API, on this computer.",
    discussion: """
      Prints the address of the page. The index may be updated and made anew meanwhile. Ends on ctrl-C or \
      SIGTERM when the requests at work are answered.

      It listens on this computer alone. To be reached from others it needs a token in a file, which people \
      type once and programs send as 'Authorization: Bearer TOKEN'; put a server in front of it that encrypts.

      EXAMPLES
        allonym serve
        allonym serve --index ~/archive.index --listen 127.0.0.1:8080
        allonym serve --listen unix:/run/allonym/socket --allow-host archive.example.org
        allonym serve --listen 0.0.0.0:7700 --token-file token --allow-host archive.lan
        allonym serve --list sanctions=sanctions.list --list staff=staff.txt
      """,
    version: Release.version)

  @Option(
    help: ArgumentHelp(
      "The folder of the index (default: $ALLONYM_INDEX, or ./index).", valueName: "dir"))
  var index: String?
  @Option(
    help: ArgumentHelp(
      "Where to listen: an address of this computer with a port, or unix: with the path of a socket.",
      valueName: "address"))
  var listen = "127.0.0.1:7700"
  @Option(
    help: ArgumentHelp(
      "A file whose first line is the token that all requests must have.", valueName: "file"))
  var tokenFile: String?
  @Option(
    help: ArgumentHelp(
      "A name under which browsers reach this server, besides the one it listens on; may be repeated.",
      valueName: "name"))
  var allowHost: [String] = []
  @Option(
    help: ArgumentHelp(
      "A list of names to match against from OpenRefine and other tools: a prepared list, entities of FollowTheMoney, "
        + "or a name a line; may be repeated.",
      valueName: "name=file"))
  var list: [String] = []
  @Option(
    help: ArgumentHelp(
      "A page of another computer that may use those tools' protocols, such as http://refine.lan:3333; may be "
        + "repeated.", valueName: "origin"))
  var allowOrigin: [String] = []
  @Option(
    help: ArgumentHelp(
      "The header in which a trusted server in front names the user, for the access log.",
      valueName: "header"))
  var userHeader: String?

  static func main() async {
    if let complaint = SystemLimits.complaint(needsThreads: true) {
      StandardStream.report(complaint)
      Glibc.exit(2)
    }
    do {
      // Help is a command too.
      var command =
        isForAssistants
        ? try AssistantProgram.parseAsRoot(Array(CommandLine.arguments.dropFirst(2)))
        : try parseAsRoot()
      if var program = command as? any AsyncParsableCommand {
        try await program.run()
      } else {
        try command.run()
      }
    } catch {
      finish(with: error)
    }
  }

  /// Whether it was started as `allonym mcp`.
  static var isForAssistants: Bool { CommandLine.arguments.dropFirst().first == "mcp" }

  /// Ends the program with one sentence, or with what the argument parser has to say.
  private static func finish(with error: any Error) -> Never {
    let program: any ParsableCommand.Type = isForAssistants ? AssistantProgram.self : Self.self
    if program.exitCode(for: error) == .success { program.exit(withError: error) }
    if program.exitCode(for: error) == .validationFailure {
      StandardStream.write(program.fullMessage(for: error) + "\n")
    } else {
      StandardStream.report("\(error)")
    }
    Glibc.exit(2)
  }

  func run() async throws {
    // A client that goes away is no reason to end; a socket of ours is for this user alone.
    signal(SIGPIPE, SIG_IGN)
    umask(0o077)
    var settings = try ServerSettings(
      index: .chosen(index), listen: try ListenAddress(listen),
      token: try tokenFile.map(ServerSettings.token(inFile:)), hosts: allowHost,
      userHeader: userHeader)
    try settings.take(lists: list, origins: allowOrigin)
    try await Server(settings).run()
  }
}

/// The standard streams: error for the access log and for problems, output for the address.
enum StandardStream {
  /// Says one sentence.
  static func report(_ sentence: String) {
    let program = ServerProgram.isForAssistants ? "mcp" : "serve"
    write("allonym \(program): \(LogLine.safe(sentence))\n")
  }

  /// Writes text in one piece.
  static func write(_ text: String, to descriptor: Int32 = STDERR_FILENO) {
    var text = text
    _ = text.withUTF8 { FileDescriptor.write($0, to: descriptor) }
  }
}
