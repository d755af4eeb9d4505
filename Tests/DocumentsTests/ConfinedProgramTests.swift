// SPDX-License-Identifier: GPL-2.0-or-later
import CProgram
import Glibc
import Testing

/// Whether a shell command succeeds.
func systemCommand(_ command: String) -> Bool { system(command) == 0 }

struct ConfinedProgramTests {
  /// Runs a shell script confined; what it printed, and its status.
  private func run(_ script: String, seconds: UInt64 = 5) throws -> (String, Int32) {
    var pipes = program_pipes()
    let arguments = ["/bin/sh", "-c", script].map { (text: String) in strdup(text) } + [nil]
    defer { for argument in arguments { free(argument) } }
    let environment: [UnsafeMutablePointer<CChar>?] = [nil]
    let limits = program_limits(
      cpu_seconds: seconds, memory_bytes: 256 << 20, file_bytes: 0, niceness: 0)
    try #require(program_start("/bin/sh", arguments, environment, 0, limits, &pipes) == 0)
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

  @Test("A confined program prints, with an empty environment")
  func prints() throws {
    let (output, status) = try run("echo $HOME; echo done")
    #expect(output == "\ndone\n" && status == 0)
  }

  @Test(
    "A confined program changes no file and reaches no network",
    arguments: [
      "echo text > FILE.new", "/bin/rm FILE", "/bin/mv FILE FILE.moved", "/bin/chmod 777 FILE",
      "/bin/ln FILE FILE.link", "/bin/mkdir FILE.folder",
      "/bin/bash -c 'echo x > /dev/tcp/127.0.0.1/9' ",
    ])
  func refused(script: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("text".utf8, to: "a").shown
    let script = script.replacing("FILE", with: path)
    // A file that was made empty before the limit of its size holds nothing.
    let (output, _) = try run("\(script) && [ -s \(path).new ] && echo done || echo refused")
    if script.contains(".new") {
      #expect(output != "done\n")
    } else {
      #expect(try run("\(script) && echo done || echo refused").0 == "refused\n")
    }
  }

  @Test("A confined program ends at its limits", .timeLimit(.minutes(10)))
  func limits() throws {
    let (_, spinning) = try run("while :; do :; done", seconds: 1)
    #expect([SIGXCPU, SIGKILL].contains(spinning & 0x7f))
    let (output, _) = try run("a=x; while :; do a=$a$a; done; echo done")
    #expect(output == "")
  }
}
