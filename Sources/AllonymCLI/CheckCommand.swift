// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import ArgumentParser

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check the index for damage.",
    discussion: """
      Runs Xapian's own check over the database, and compares the vocabulary and \
      the manifest with it. Exit code 0 when all is well, 2 when something is not.

      EXAMPLES
        allonym check
      """)

  @OptionGroup var index: IndexOption

  func run() async throws {
    let findings = try IndexCheck(index.directory).findings()
    for finding in findings {
      try Output.write("\(finding.isSound ? "ok" : "DAMAGED")  \(finding.part): \(finding.detail)\n")
    }
    if findings.contains(where: { !$0.isSound }) { throw ExitCode(2) }
  }
}
