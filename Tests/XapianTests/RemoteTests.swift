// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import Testing
import Xapian

@Suite("A remote database is read like a local one")
struct RemoteTests {
  private static let server = "/usr/bin/xapian-tcpsrv"

  /// Runs the body with a connection to a server of one connection, and with what ends the server.
  private func serving(_ path: String, _ body: (Database, () -> Void) throws -> Void) throws {
    let process = Process()
    let port = 40_000 + Int(ProcessInfo.processInfo.processIdentifier % 20_000)
    process.executableURL = URL(fileURLWithPath: Self.server)
    process.arguments = [
      "--interface", "127.0.0.1", "--port", "\(port)", "--one-shot", "--quiet", path,
    ]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    func end() {
      // It doesn't heed a softer signal.
      if process.isRunning { kill(process.processIdentifier, SIGKILL) }
      process.waitUntilExit()
    }
    defer { end() }
    var database: Database?
    // It tells nobody when it is ready.
    for _ in 0..<100 where database == nil {
      database = try? Database(host: "127.0.0.1", port: port, timeoutMilliseconds: 5000)
      if database == nil { Thread.sleep(forTimeInterval: 0.05) }
    }
    try body(try #require(database), end)
  }

  @Test(
    "terms, documents and matches come over the wire, and a dead server is an error",
    .enabled(if: FileManager.default.isExecutableFile(atPath: server)))
  func remote() throws {
    try withTemporaryDirectory { directory in
      let path = directory + "/db"
      try write(["a b", "b c"], to: path)
      try serving(path) { database, end in
        #expect(try database.documentCount == 2)
        #expect(try matches(Query(.phrase(), [Query("b"), Query("c")]), in: database) == [2])
        #expect(try database.positions("c", in: 2, positionsSlot: testPositionsSlot) == [2])
        #expect(try database.document(1).text == "a b")
        #expect(try database.revision == nil)
        var terms: [String] = []
        try database.forEachTerm { term, _ in
          terms.append(String(decoding: term, as: UTF8.self))
          return true
        }
        #expect(terms == ["a", "b", "c"])
        end()
        #expect(kindThrown { _ = try database.document(2).text } == .network)
      }
    }
  }

  @Test("hosts and ports that can't be are network errors")
  func unreachable() {
    for (host, port) in [("127.0.0.1", 1), ("127.0.0.1", -5), ("127.0.0.1", 99_999)] {
      #expect(
        kindThrown { _ = try Database(host: host, port: port, timeoutMilliseconds: 200) } != nil)
    }
    #expect(kindThrown { _ = try Database(host: "a\0b", port: 1) } == .invalidArgument)
  }
}
