// SPDX-License-Identifier: GPL-2.0-or-later
internal import CProgram
import Glibc

/// A program that reads a format for us, run so that a hostile file cannot hurt: see
/// `confined_program.h`.
package struct ExternalProgram {
  /// Its name, looked for in the system's folders.
  let name: String
  /// The Debian package that it comes in, or several with a space between them.
  let package: String
  /// The longest that it may take, in seconds.
  let seconds: Int
  /// The most memory that it may take, in bytes of address space.
  let memory: Int

  /// More output than this is no text that anyone reads.
  static let maxOutput = 256 << 20
  /// As much of its complaints is kept as a sentence needs.
  static let maxErrors = 4096

  /// What came of a run.
  package struct Output {
    /// What it printed.
    package var bytes: [UInt8]
    /// The beginning of what it complained of.
    package var errors: [UInt8]
    /// 0 where it succeeded.
    package var code: Int32

    /// The output of a run that ended with a code.
    package init(bytes: [UInt8] = [], errors: [UInt8] = [], code: Int32 = 0) {
      self.bytes = bytes
      self.errors = errors
      self.code = code
    }
  }

  /// A program of a Debian package, with limits in seconds and in bytes of address space.
  package init(name: String, package: String, seconds: Int = 60, memory: Int = 2 << 30) {
    self.name = name
    self.package = package
    self.seconds = seconds
    self.memory = memory
  }

  /// Runs the program on an input, which it finds as its standard input and as `/dev/stdin`.
  ///
  /// - Throws: where it is not installed, takes too long or too much, or crashes.
  package func run(_ arguments: [String], on input: ProgramInput) throws(Unreadable) -> Output {
    guard let path else {
      throw Unreadable(
        .missingProgram, "cannot be read without the program \(name): \(installation)")
    }
    func run(_ descriptor: Int32) throws(Unreadable) -> Output {
      try self.run(path, arguments, descriptor: descriptor)
    }
    switch input {
    case .file(let file): return try file.withDescriptor(run)
    case .bytes(let bytes): return try MemoryFile(bytes).withDescriptor(run)
    }
  }

  /// What to do where it is missing.
  var installation: String {
    "install the Debian package\(package.contains(" ") ? "s" : "") \(package)"
  }

  /// Where programs are looked for, whatever `PATH` says.
  static let usualFolders = ["/usr/bin", "/usr/local/bin", "/bin"]

  /// Whether the program is in one of these folders.
  func isInstalled(in folders: [String] = usualFolders) -> Bool { path(in: folders) != nil }

  private var path: String? { path(in: Self.usualFolders) }

  private func path(in folders: [String]) -> String? {
    folders.map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
  }

  private func run(_ path: String, _ arguments: [String], descriptor: Int32) throws(Unreadable)
    -> Output
  {
    var pipes = program_pipes()
    let limits = program_limits(
      cpu_seconds: UInt64(seconds), memory_bytes: UInt64(clamping: memory), file_bytes: 0,
      niceness: 10)
    let problem = Self.start(path, [path] + arguments, input: descriptor, limits, &pipes)
    guard problem == 0 else {
      if pipes.process > 0 { finish(pipes) }
      throw Unreadable(
        .system, "cannot be read: \(name) does not start: \(String(cString: strerror(problem)))")
    }
    var output = Output()
    let start = ContinuousClock.now
    let ending = Pump(pipes, deadline: .now + .seconds(seconds)).drain(into: &output)
    if ending != .closed { kill(-pipes.process, SIGKILL) }
    let status = finish(pipes)
    switch ending {
    case .late:
      throw Unreadable(.tooCostly, "takes \(name) more than \(seconds) s: it is left out")
    case .large:
      throw Unreadable(
        .bomb, "makes \(name) write more than \(Self.maxOutput >> 20) MiB: it is left out")
    case .closed:
      break
    }
    // A program that ends by itself has a code in the second byte.
    guard status & 0x7f == 0 else {
      let signal = status & 0x7f
      // The system kills a program that has used up its time, which takes as long.
      let hadTime = ContinuousClock.now - start >= .seconds(seconds)
      if Unreadable.outsideSignals.contains(signal), !hadTime {
        throw .endedFromOutside(name, signal)
      }
      if signal == SIGXCPU || signal == SIGKILL {
        throw Unreadable(.tooCostly, "takes \(name) more than \(seconds) s: it is left out")
      }
      throw Unreadable(.crash, "makes \(name) crash (signal \(signal)): it is left out")
    }
    output.code = (status >> 8) & 0xff
    return output
  }

  /// Starts a program confined; 0 or an `errno`.
  ///
  /// - Parameter arguments: with the name that it goes by as the first.
  static func start(
    _ path: String, _ arguments: [String], input: Int32, _ limits: program_limits,
    _ pipes: inout program_pipes, environment more: [String] = []
  ) -> Int32 {
    let usual = ["PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "OMP_THREAD_LIMIT=1", "HOME=/"]
    let environment = usual + more
    return withCStrings(arguments) { arguments in
      withCStrings(environment) { environment in
        program_start(path, arguments, environment, input, limits, &pipes)
      }
    }
  }

  /// Closes the pipes, waits for the process and gives back its status.
  @discardableResult
  private func finish(_ pipes: program_pipes) -> Int32 {
    close(pipes.output)
    close(pipes.errors)
    var status: Int32 = 0
    while waitpid(pipes.process, &status, 0) < 0 && errno == EINTR {}
    return status
  }

  private static func withCStrings<Value>(
    _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Value
  ) -> Value {
    let copies = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(
      capacity: strings.count + 1)
    for (index, string) in strings.enumerated() { copies[index] = strdup(string) }
    copies[strings.count] = nil
    defer {
      for index in strings.indices { free(copies[index]) }
      copies.deallocate()
    }
    return body(copies)
  }
}

/// Empties the pipes of a program until it closes them.
private struct Pump {
  enum Ending { case closed, late, large }

  private let pipes: program_pipes
  private let deadline: ContinuousClock.Instant

  init(_ pipes: program_pipes, deadline: ContinuousClock.Instant) {
    self.pipes = pipes
    self.deadline = deadline
  }

  func drain(into output: inout ExternalProgram.Output) -> Ending {
    var waiting = [
      pollfd(fd: pipes.output, events: Int16(POLLIN), revents: 0),
      pollfd(fd: pipes.errors, events: Int16(POLLIN), revents: 0),
    ]
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while waiting.contains(where: { $0.fd >= 0 }) {
      let left = deadline - .now
      guard left > .zero else { return .late }
      let milliseconds = left / .milliseconds(1)
      guard poll(&waiting, 2, Int32(min(milliseconds + 1, 10_000))) >= 0 || errno == EINTR else {
        return .late
      }
      for index in waiting.indices where waiting[index].fd >= 0 && waiting[index].revents != 0 {
        let count = read(waiting[index].fd, &block, block.count)
        if count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR) {
          waiting[index].fd = -1
        } else if count > 0 && index == 0 {
          output.bytes += block[..<count]
          if output.bytes.count > ExternalProgram.maxOutput { return .large }
        } else if count > 0 && output.errors.count < ExternalProgram.maxErrors {
          output.errors += block[..<count]
        }
      }
    }
    return .closed
  }
}
