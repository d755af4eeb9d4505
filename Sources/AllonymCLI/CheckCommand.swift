// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import ArgumentParser

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check the index for damage.",
    discussion: """
      Compares the files with their checksums, runs Xapian's own check of the database, and \
      compares the manifest and the vocabulary with it. The exit code is 0 when all is well and 2 when something is damaged.

      EXAMPLES
        allonym check
      """)

  @OptionGroup var index: IndexOption

  @Flag(help: "Print the findings as one JSON object on one line.")
  var json = false

  /// Set for the process that looks: what is damaged may make it crash.
  @Flag(help: .hidden)
  var inThisProcess = false

  func run() async throws {
    if !inThisProcess, let signal = OwnProcess.signal(of: arguments) {
      try show([
        Finding(
          part: "database", isSound: false,
          detail: "reading it makes the program that reads it crash (signal \(signal))")
      ])
      throw ExitCode(2)
    }
    if !inThisProcess { return }
    try look()
  }

  private var arguments: [String] {
    ["check", "--in-this-process", "--index", index.directory.path] + (json ? ["--json"] : [])
  }

  /// What was found of a part of the index.
  private struct Finding: Encodable {
    var part: String
    var isSound: Bool
    var detail: String
  }

  private struct Answer: Encodable {
    var version = 1
    var findings: [Finding]
  }

  private func show(_ findings: [Finding]) throws {
    if json { return try Output.write(JSONLine.encoded(Answer(findings: findings))) }
    for finding in findings {
      let verdict = finding.isSound ? "ok" : "DAMAGED"
      try Output.write("\(verdict)  \(finding.part): \(finding.detail)\n")
    }
  }

  private func look() throws {
    let findings = try IndexCheck(index.directory).findings()
    try show(
      findings.map { Finding(part: $0.part, isSound: $0.isSound, detail: $0.detail) })
    if findings.contains(where: { !$0.isSound }) { throw ExitCode(2) }
  }
}
