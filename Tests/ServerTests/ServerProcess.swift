// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Foundation
import Synchronization
import Testing

/// The server on an index of a few documents, in a process of its own, as people run it.
final class ServerProcess: Sendable {
  let folder: String
  let port: UInt16
  private let process: Process
  var index: IndexDirectory { IndexDirectory(path: folder + "/index") }
  var documents: String { folder + "/documents" }

  /// Writes documents, indexes them, and serves.
  ///
  /// - Parameters:
  ///   - files: by name.
  ///   - arguments: besides the index and the address.
  init(_ files: [String: String], arguments: [String] = []) async throws {
    folder = "/tmp/allonym-server-\(UUID().uuidString)"
    for (name, text) in files {
      let url = URL(filePath: folder + "/documents/" + name)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
    _ = try await IndexBuilder(
      index: IndexDirectory(path: folder + "/index"), sources: [folder + "/documents"]
    ).build()
    process = Process()
    let output = Pipe()
    process.executableURL = Self.program
    process.arguments =
      ["--index", folder + "/index", "--listen", "127.0.0.1:0"] + arguments
    process.standardOutput = output
    FileManager.default.createFile(atPath: folder + "/log", contents: nil)
    process.standardError = FileHandle(forWritingAtPath: folder + "/log")
    try process.run()
    _ = Self.endsWithTests
    Self.living.withLock { [folder, process] in $0[process.processIdentifier] = folder }
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    let digits = line.split(separator: ":").last?.prefix { $0.isNumber } ?? ""
    port = try #require(UInt16(digits), "the server prints its address, not '\(line)'")
  }

  deinit {
    process.terminate()
    process.waitUntilExit()
    Self.living.withLock { $0[process.processIdentifier] = nil }
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// The folders of servers that run, by process.
  private static let living = Mutex<[pid_t: String]>([:])
  /// Ends, with the tests, the server that they share: nothing else does.
  private static let endsWithTests: Void = {
    atexit {
      for (process, folder) in ServerProcess.living.withLock({ $0 }) {
        kill(process, SIGKILL)
        try? FileManager.default.removeItem(atPath: folder)
      }
    }
  }()

  /// Beside the tests.
  static var program: URL {
    let own = URL(filePath: CommandLine.arguments[0])
    let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }
    let folder = bundle?.bundleURL.deletingLastPathComponent() ?? own.deletingLastPathComponent()
    return folder.appending(path: "allonym-server")
  }

  /// What it wrote on standard error.
  var log: String {
    get throws { try String(contentsOf: URL(filePath: folder + "/log"), encoding: .utf8) }
  }

  /// Asks to end.
  func terminate() { process.terminate() }

  /// Waits for the end; answers the exit code.
  func waitForEnd() -> Int32 {
    process.waitUntilExit()
    return process.terminationStatus
  }

  // MARK: Requests

  /// An answer.
  struct Answer {
    var status = 0
    var headers: [String: String] = [:]
    var body: [UInt8] = []

    var text: String { String(decoding: body, as: UTF8.self) }

    /// The body as a JSON object.
    func object() throws -> [String: Any] {
      try #require(try JSONSerialization.jsonObject(with: Data(body)) as? [String: Any])
    }
  }

  func get(_ path: String, _ headers: [String: String] = [:]) throws -> Answer {
    try send("GET", path, headers)
  }

  /// Sends a request on a connection of its own.
  func send(
    _ method: String, _ path: String, _ headers: [String: String] = [:], body: String = ""
  ) throws -> Answer {
    var all = ["Host": "127.0.0.1:\(port)", "Connection": "close"]
    if !body.isEmpty { all["Content-Length"] = "\(body.utf8.count)" }
    all.merge(headers) { $1 }
    var text = "\(method) \(path) HTTP/1.1\r\n"
    for (name, value) in all { text += "\(name): \(value)\r\n" }
    let connection = try Connection(port: port)
    connection.write(text + "\r\n" + body)
    return Self.answer(connection.readAll())
  }

  private static func answer(_ bytes: [UInt8]) -> Answer {
    var answer = Answer()
    let mark: [UInt8] = [13, 10, 13, 10]
    guard
      let end = bytes.indices.dropLast(3).first(where: { bytes[$0..<$0 + 4].elementsEqual(mark) })
    else { return answer }
    let lines = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\r\n")
    answer.status = Int(lines.first?.split(separator: " ").dropFirst().first ?? "") ?? 0
    for line in lines.dropFirst() {
      let sides = line.split(separator: ":", maxSplits: 1)
      guard sides.count == 2 else { continue }
      answer.headers[sides[0].lowercased()] = sides[1].trimmingCharacters(in: .whitespaces)
    }
    answer.body = Array(bytes[(end + 4)...])
    if answer.headers["transfer-encoding"] == "chunked" { answer.body = unchunked(answer.body) }
    return answer
  }

  private static func unchunked(_ bytes: [UInt8]) -> [UInt8] {
    var body: [UInt8] = []
    var rest = bytes[...]
    while let line = rest.firstIndex(of: 13) {
      let size = Int(String(decoding: rest[..<line], as: UTF8.self), radix: 16) ?? 0
      guard size > 0, rest.endIndex >= line + 2 + size else { break }
      body += rest[(line + 2)..<(line + 2 + size)]
      rest = rest[min(line + 4 + size, rest.endIndex)...]
    }
    return body
  }
}

/// A connection to the server.
final class Connection {
  private let socket: Int32

  init(port: UInt16) throws {
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    try #require(result == 0)
  }

  deinit { close(socket) }

  func write(_ text: String) {
    let bytes = Array(text.utf8)
    var start = 0
    while start < bytes.count {
      let written = bytes[start...].withUnsafeBytes {
        Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard written > 0 else { return }
      start += written
    }
  }

  func readAll() -> [UInt8] {
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = recv(socket, &block, block.count, 0)
      guard count > 0 else { return bytes }
      bytes += block[..<count]
    }
  }
}
