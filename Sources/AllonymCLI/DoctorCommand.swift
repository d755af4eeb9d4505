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
    let findings = [own, serverFinding] + MachineCheck().findings() + indexFindings
    for finding in findings {
      let verdict = finding.isSound ? "ok     " : "MISSING"
      try Output.write("\(verdict)  \(finding.part): \(Safe.line(finding.detail))\n")
    }
    if findings.contains(where: { !$0.isSound }) { throw ExitCode(1) }
  }

  private var serverFinding: MachineFinding {
    let server = SisterProgram.server
    do {
      return MachineFinding(
        server.name, isSound: true, "\(try server.located()) serves the page.")
    } catch {
      return MachineFinding(server.name, isSound: false, "\(error)")
    }
  }

  /// Whether the index can be used as it is, and whether its folder can be written.
  private var indexFindings: [MachineFinding] {
    var findings = [folderFinding, spaceFinding]
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
    let folder = Self.existing(path)
    var status = stat()
    _ = stat(folder, &status)
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

  /// An index takes about half to twice the room of its texts; below this many megabytes it soon finds none.
  private static let minSpace: UInt = 500

  private var spaceFinding: MachineFinding {
    let part = "space"
    let folder = Self.existing(index.directory.path)
    var disk = statvfs()
    guard statvfs(folder, &disk) == 0 else {
      return MachineFinding(
        part, isSound: false, "The disk of \(folder) does not say how much room it has.")
    }
    let free = UInt(disk.f_bavail) * UInt(disk.f_frsize) / 1_000_000
    guard free >= Self.minSpace else {
      return MachineFinding(
        part, isSound: false,
        "The disk of \(folder) has \(free) MB left: make room, or name another folder with --index."
      )
    }
    return MachineFinding(part, isSound: true, "The disk of \(folder) has \(free) MB left.")
  }

  /// The nearest folder above a path that is there, or the path itself: an index is made in that.
  private static func existing(_ path: String) -> String {
    var status = stat()
    var folder = path
    while stat(folder, &status) != 0 && errno == ENOENT && folder != "/" && folder != "." {
      folder = above(folder)
    }
    return folder
  }

  private static func above(_ path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
