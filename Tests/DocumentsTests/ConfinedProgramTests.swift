// SPDX-License-Identifier: GPL-2.0-or-later
import CProgram
import Glibc
import Testing

/// Whether a shell command succeeds.
func systemCommand(_ command: String) -> Bool { system(command) == 0 }

struct ConfinedProgramTests {
  /// Runs a program confined; what it printed, and its status.
  private func run(
    _ path: String, _ arguments: [String], input: Int32 = 0, seconds: UInt64 = 5
  ) throws -> (String, Int32) {
    var pipes = program_pipes()
    let copies = ([path] + arguments).map { (text: String) in strdup(text) } + [nil]
    defer { for copy in copies { free(copy) } }
    let environment: [UnsafeMutablePointer<CChar>?] = [nil]
    let limits = program_limits(
      cpu_seconds: seconds, memory_bytes: 256 << 20, file_bytes: 0, niceness: 0)
    try #require(program_start(path, copies, environment, input, limits, &pipes) == 0)
    var output: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(pipes.output, &block, block.count)
      if count == 0 { break }
      if count > 0 { output += block[..<count] } else { usleep(1000) }
    }
    var status: Int32 = 0
    waitpid(pipes.process, &status, 0)
    close(pipes.output)
    close(pipes.errors)
    return (String(decoding: output, as: UTF8.self), status)
  }

  private func shell(_ script: String, seconds: UInt64 = 5) throws -> (String, Int32) {
    try run("/bin/sh", ["-c", script], seconds: seconds)
  }

  @Test("A confined program prints, with an empty environment")
  func prints() throws {
    let (output, status) = try shell("echo $HOME; echo done")
    #expect(output == "\ndone\n" && status == 0)
  }

  @Test(
    "A confined program changes no file",
    arguments: [
      ("/bin/sh", ["-c", "echo text > FILE"]), ("/bin/sh", ["-c", "echo text > FILE.new"]),
      ("/bin/rm", ["FILE"]), ("/bin/mv", ["FILE", "FILE.moved"]), ("/bin/chmod", ["777", "FILE"]),
      ("/bin/ln", ["FILE", "FILE.link"]), ("/bin/mkdir", ["FILE.folder"]), ("/bin/touch", ["FILE"]),
      ("/usr/bin/truncate", ["-s", "0", "FILE"]),
    ])
  func changes(path: String, arguments: [String]) throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("text".utf8, to: "a").shown
    let before = try status(file)
    let (_, code) = try run(path, arguments.map { $0.replacing("FILE", with: file) })
    #expect(code != 0)
    let after = try status(file)
    #expect(before.st_mode == after.st_mode && before.st_size == after.st_size)
    #expect(
      before.st_ctim.tv_sec == after.st_ctim.tv_sec
        && before.st_ctim.tv_nsec == after.st_ctim.tv_nsec)
    #expect(systemCommand("[ \"$(ls '\(folder.path.shown)')\" = a ]"))
  }

  private func status(_ path: String) throws -> stat {
    var status = stat()
    try #require(stat(path, &status) == 0)
    return status
  }

  @Test("A confined program runs no other, sends no signal and reaches no network")
  func others() throws {
    #expect(try shell("/bin/true && echo done").0 == "")
    #expect(try shell("exec /bin/echo done").0 == "")
    #expect(try shell("kill -0 \(getpid()) && echo done").0 == "")
    #expect(try run("/bin/bash", ["-c", "echo x > /dev/tcp/127.0.0.1/9 && echo done"]).0 == "")
  }

  @Test(
    "A confined program reads its input and no other file", .enabled(if: program_has_landlock()))
  func reads() throws {
    let folder = try TemporaryFolder()
    let own = try folder.write("own\n".utf8, to: "own")
    let other = try folder.write("other\n".utf8, to: "other")
    let descriptor = open(folder.cString(own), O_RDONLY)
    defer { close(descriptor) }
    let script =
      "read -r line < /dev/stdin; echo $line; read -r line < '\(other.shown)'; echo $line"
    #expect(
      try run("/bin/sh", ["-c", script], input: descriptor).0.split(separator: "\n").first == "own")
    #expect(try run("/bin/sh", ["-c", script], input: descriptor).0.contains("other") == false)
    #expect(try run("/bin/cat", ["/proc/\(getpid())/environ"]).1 != 0)
    #expect(try run("/bin/ls", [folder.path.shown]).0 == "")
  }

  @Test("A confined program ends at its limits", .timeLimit(.minutes(10)))
  func limits() throws {
    let (_, spinning) = try shell("while :; do :; done", seconds: 1)
    #expect([SIGXCPU, SIGKILL].contains(spinning & 0x7f))
    let (output, _) = try shell("a=x; while :; do a=$a$a; done; echo done")
    #expect(output == "")
  }
}
