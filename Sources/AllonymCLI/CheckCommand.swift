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

  /// Set for the process that looks: what is damaged may make it crash.
  @Flag(help: .hidden)
  var inThisProcess = false

  func run() async throws {
    if !inThisProcess, let signal = OwnProcess.signal(of: arguments) {
      try Output.write(
        "DAMAGED  database: reading it makes the program that reads it crash (signal \(signal))\n")
      throw ExitCode(2)
    }
    if !inThisProcess { return }
    try look()
  }

  private var arguments: [String] {
    ["check", "--in-this-process", "--index", index.directory.path]
  }

  private func look() throws {
    let findings = try IndexCheck(index.directory).findings()
    for finding in findings {
      let verdict = finding.isSound ? "ok" : "DAMAGED"
      try Output.write("\(verdict)  \(finding.part): \(finding.detail)\n")
    }
    if findings.contains(where: { !$0.isSound }) { throw ExitCode(2) }
  }
}
