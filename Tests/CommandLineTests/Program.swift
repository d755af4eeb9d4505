// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation

/// What a run of the program left.
struct Outcome: Sendable {
  /// The exit code; 128 and the signal's number where a signal ended it.
  var code: Int32
  var output: String
  var messages: String

  /// The one line of messages, without its end.
  var message: String { String(messages.dropLast(messages.hasSuffix("\n") ? 1 : 0)) }
}

/// The program that was built with the tests, run as a process without a shell.
struct Program: Sendable {
  /// The folder to run in.
  var folder: String
  var environment: [String: String] = [:]
  /// Where the program is.
  var path = Self.path

  static let path = bundle.deletingLastPathComponent().appending(path: "allonym").path

  /// The tests' own bundle lies beside the program.
  private static var bundle: URL {
    let arguments = CommandLine.arguments
    let own = arguments.first { $0.hasSuffix(".xctest") } ?? arguments[0]
    return URL(filePath: own)
  }

  /// A run that is under way.
  func start(_ arguments: [String], output: Any = FileHandle.nullDevice) throws -> Process {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.currentDirectoryURL = URL(filePath: folder)
    var variables = ["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": folder]
    for (name, value) in environment { variables[name] = value }
    process.environment = variables
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    return process
  }

  /// Runs the program to its end.
  func run(_ arguments: String...) throws -> Outcome { try run(arguments) }

  func run(_ arguments: [String]) throws -> Outcome {
    let process = try start(arguments)
    // Files rather than pipes: nothing has to be read while the program runs.
    let name = "/tmp/allonym-run-\(UUID().uuidString)"
    let paths = [name + ".out", name + ".err"]
    defer { for path in paths { try? FileManager.default.removeItem(atPath: path) } }
    for path in paths { try Data().write(to: URL(filePath: path)) }
    process.standardOutput = FileHandle(forWritingAtPath: paths[0])
    process.standardError = FileHandle(forWritingAtPath: paths[1])
    try process.run()
    process.waitUntilExit()
    let texts = paths.map {
      String(decoding: FileManager.default.contents(atPath: $0) ?? Data(), as: UTF8.self)
    }
    return Outcome(code: process.code, output: texts[0], messages: texts[1])
  }
}

extension Process {
  /// The exit code, or 128 and the number of the signal that ended the process.
  var code: Int32 {
    terminationReason == .uncaughtSignal ? 128 + terminationStatus : terminationStatus
  }
}

/// A folder for one test with documents and the program run in it; gone with the value.
final class Desk: Sendable {
  let path: String
  var program: Program { Program(folder: path) }

  init() throws {
    path = "/tmp/allonym-desk-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: path + "/papers", withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ name: String, _ text: String) throws { try write(name, Data(text.utf8)) }

  func write(_ name: String, _ data: Data) throws {
    try data.write(to: URL(filePath: "\(path)/papers/\(name)"))
  }

  func run(_ arguments: String...) throws -> Outcome { try program.run(arguments) }

  /// A desk with a few papers, indexed.
  static func indexed() throws -> Desk {
    let desk = try Desk()
    try desk.write("birds.txt", "The pelican and the heron\n\nBoth wait by the old harbour.\n")
    try desk.write("stone.md", "# Granite\n\nQuarries above the harbours of the coast.\n")
    try desk.write(
      "news.jsonl",
      """
      {"id":"ru-1","title":"Порт","text":"Пеликан в порту Тартуса.","date":"2024-12-08","lang":"ru"}
      {"id":"ar-1","title":"ميناء","text":"طائر في ميناء طرطوس.","date":"2024-06-01","lang":"ar"}

      """)
    let outcome = try desk.run("index", "papers")
    guard outcome.code == 0 else { throw DeskError(outcome: outcome) }
    return desk
  }
}

struct DeskError: Error {
  let outcome: Outcome
}
