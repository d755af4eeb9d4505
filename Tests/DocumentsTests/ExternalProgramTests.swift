// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Testing

/// What becomes of a file whose program is missing, slow, talkative or broken.
struct ExternalProgramTests {
  private func failure(_ name: String, _ arguments: [String], seconds: Int = 20) -> Unreadable? {
    let program = ExternalProgram(name: name, package: "package-of-it", seconds: seconds)
    do throws(Unreadable) {
      _ = try program.run(arguments, on: .bytes(Array("content".utf8)))
      return nil
    } catch {
      return error
    }
  }

  @Test("A program that is not installed is named with its package")
  func missing() {
    let failure = failure("no-such-program", [])
    #expect(failure?.kind == .missingProgram)
    #expect(
      failure?.reason == "cannot be read without the program no-such-program: install the Debian "
        + "package package-of-it")
  }

  @Test(
    "A program that hangs or computes for ever is ended",
    arguments: [("sleep", ["60"]), ("sh", ["-c", "while :; do :; done"])])
  func late(name: String, arguments: [String]) {
    let start = ContinuousClock.now
    let failure = failure(name, arguments, seconds: 1)
    #expect(failure?.kind == .tooCostly && failure?.reason.contains("more than 1 s") == true)
    #expect(ContinuousClock.now - start < .seconds(15))
  }

  @Test("A program that writes without end is ended", .timeLimit(.minutes(10)))
  func talkative() {
    #expect(failure("yes", [])?.kind == .bomb)
  }

  @Test("A program reads the file as its standard input, and its code is kept")
  func reading() throws {
    let program = ExternalProgram(name: "sh", package: "dash")
    let output = try program.run(
      ["-c", "read -r line; printf %s \"$line\"; echo complaint >&2; exit 3"],
      on: .bytes(Array("content\n".utf8)))
    #expect(output.bytes == Array("content".utf8) && output.code == 3)
    #expect(output.errors == Array("complaint\n".utf8))
  }
}
