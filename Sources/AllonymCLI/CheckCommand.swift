// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import ArgumentParser

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check the index for damage.",
    discussion: """
      Runs Xapian's own check of the database, and compares the manifest and the vocabulary with \
      it. The exit code is 0 when all is well and 2 when something is damaged.

      EXAMPLES
        allonym check
      """)

  @OptionGroup var index: IndexOption

  func run() async throws {
    let findings = try IndexCheck(index.directory).findings()
    for finding in findings {
      let verdict = finding.isSound ? "ok" : "DAMAGED"
      try Output.write("\(verdict)  \(finding.part): \(finding.detail)\n")
    }
    if findings.contains(where: { !$0.isSound }) { throw ExitCode(2) }
  }
}
