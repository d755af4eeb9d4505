// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import ArgumentParser
import Glibc
import Workspaces

struct AddCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Save a search, or a list of names.",
    discussion: """
      What the index holds now is not news: 'allonym search' finds it. Each name of a list is looked for in all its \
      spellings, its words side by side or nearly.

      A webhook is sent each run's new hits by POST, as JSON. It has ten seconds; what it does not take is sent \
      again after half a minute, two minutes and so on for two days, with the same Idempotency-Key.

      EXAMPLES
        allonym alerts add Hmeimim 'Hmeimim base'
        allonym alerts add board --names board.txt
        allonym alerts add sanctions --names sanctions.csv --name-column name
      """)

  @Argument(help: "What to call it.")
  var name: String
  @Argument(help: "The query, as 'allonym search' takes it.")
  var query: String?
  @Option(
    help: ArgumentHelp(
      "A list: a name a line, or a table; '-' for standard input.", valueName: "file"),
    completion: .file())
  var names: String?
  @Option(help: ArgumentHelp("The column of a table with the names.", valueName: "column"))
  var nameColumn: String?
  @Flag(help: "Find the words of the query as typed only.")
  var exact = false
  @Flag(help: "Take less certain spellings of the query's words, too.")
  var wide = false
  @Option(help: ArgumentHelp("Where to send new hits.", valueName: "address"))
  var webhook: String?
  @OptionGroup var index: IndexOption

  func validate() throws {
    guard (query == nil) != (names == nil) else {
      throw ValidationError("Give a query, or a list with --names.")
    }
    guard names != nil || nameColumn == nil else {
      throw ValidationError("--name-column goes with --names.")
    }
    guard !(exact && wide), names == nil || !(exact || wide) else {
      throw ValidationError("--exact or --wide goes with a query.")
    }
  }

  func run() async throws {
    let workspace = try Workspace(of: index.directory)
    let alert = try await workspace.add(name, try subject(), webhook: webhook)
    let what = alert.search == nil ? "\(alert.names) names" : "a search"
    try Streams.write(
      "Saved \(Streams.safe(alert.name)), \(what): what comes into the index from now on is looked through for it.\n"
    )
  }

  private func subject() throws -> AlertSubject {
    if let query {
      var search = SavedSearch(query)
      search.isExact = exact
      if wide { search.spellings = SearchOptions.Spellings.wide.rawValue }
      return .search(search)
    }
    let path = names ?? "-"
    let table = try NameTable(
      try Self.bytes(of: path), column: nameColumn ?? "",
      isTable: path.lowercased().hasSuffix(".csv"))
    for line in table.broken.prefix(10) {
      Streams.report("\(path), line \(line): not UTF-8, left out.")
    }
    var names: [(line: Int, name: String)] = []
    for name in table.names {
      do {
        _ = try ParsedQuery(name: name.name)
        names.append((name.line, name.name))
      } catch {
        Streams.report("\(path), line \(name.line): \(error.message) It was left out.")
      }
    }
    return .names(names)
  }

  private static func bytes(of path: String) throws -> [UInt8] {
    let file = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    defer { if file > STDIN_FILENO { close(file) } }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = file < 0 ? -1 : read(file, &block, block.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        throw AllonymError.invalidArgument(
          "Cannot read \(path): \(String(cString: strerror(errno))).")
      }
      if count == 0 { return bytes }
      bytes += block[..<count]
    }
  }
}
