// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import ArgumentParser
import Documents
import Glibc

struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Say what this machine lacks for Allonym.",
    discussion: """
      Looks for the programs and libraries that read files and tries them, asks the kernel for what confines them, \
      and looks whether the index can be read and written. The exit code is 0 when nothing is missing and 1 when \
      something is; each line tells what to do.

      EXAMPLES
        allonym doctor
        allonym doctor --index ~/archive.index
      """)

  @OptionGroup var index: IndexOption

  func run() async throws {
    let own = MachineFinding(
      "allonym", isSound: true, "Version \(Release.version), with Xapian \(Release.xapianVersion).")
    let findings = [own] + MachineCheck().findings() + indexFindings
    for finding in findings {
      let verdict = finding.isSound ? "ok     " : "MISSING"
      try Output.write("\(verdict)  \(finding.part): \(Safe.line(finding.detail))\n")
    }
    if findings.contains(where: { !$0.isSound }) { throw ExitCode(1) }
  }

  /// Whether the index can be used as it is, and whether its folder can be written.
  private var indexFindings: [MachineFinding] {
    var findings = [folderFinding]
    do {
      _ = try SearchIndex(index.directory)
      findings.append(MachineFinding("index", isSound: true, "It can be searched."))
    } catch AllonymError.indexMissing {
      findings.append(
        MachineFinding("index", isSound: true, "There is none yet: 'allonym index PATH' makes it."))
    } catch {
      findings.append(MachineFinding("index", isSound: false, "\(error)"))
    }
    return findings
  }

  private var folderFinding: MachineFinding {
    let part = "folder of the index"
    let path = index.directory.path
    var status = stat()
    var folder = path
    // An index that is not there yet is made in the nearest folder above that is.
    while stat(folder, &status) != 0 && errno == ENOENT && folder != "/" && folder != "." {
      folder = Self.above(folder)
    }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      return MachineFinding(
        part, isSound: false, "\(folder) is no folder: name another one with --index.")
    }
    guard access(folder, W_OK | X_OK) == 0 else {
      let reason = String(cString: strerror(errno))
      return MachineFinding(
        part, isSound: false,
        "\(folder) cannot be written (\(reason)): change that, or name another one with --index.")
    }
    return MachineFinding(part, isSound: true, "\(path) can be written.")
  }

  private static func above(_ path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
