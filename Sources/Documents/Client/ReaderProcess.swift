// SPDX-License-Identifier: GPL-2.0-or-later
internal import CProgram
import Glibc

/// A running ``ReaderProgram``. Who has it is alone with it, and ends it.
struct ReaderProcess: Sendable {
  /// Why no more answers come.
  enum Ending: Error, Equatable {
    /// It takes too long.
    case late
    /// It ended, or is about to.
    case ended
    /// What it says makes no sense.
    case broken
    /// It is of another version than we are.
    case ofOtherVersion(String)
  }

  /// What is to blame for that.
  enum Blame: Error {
    case file(Unreadable)
    case program(ReaderProblem)
  }

  /// Where the program is.
  private let path: String

  private let program: ReaderProgram
  private let process: pid_t
  private let connection: Int32
  private let output: Int32
  private let errors: Int32
  private var received: [UInt8] = []
  /// How much of ``received`` has been taken.
  private var taken = 0
  private var complaints: [UInt8] = []
  private var isSilent = false
  /// Whether it has said of which version it is.
  private var isGreeted = false
  /// How many files it was asked about.
  private(set) var files = 0
  /// The bytes of these.
  private(set) var bytes = 0

  /// No answer is longer.
  private static let longestAnswer = 1 << 30
  private static let blockSize = 1 << 16
  /// How much memory is kept from one answer to the next.
  private static let maxKept = 16 << 20

  /// How much it may write before we read: a pipe usually takes 64 KiB, after which one waits for the other.
  private static let pipeSize: Int32 = 1 << 20

  init(_ path: String, _ program: ReaderProgram) throws(Blame) {
    self.path = path
    self.program = program
    var ends: [Int32] = [-1, -1]
    guard reader_connect(&ends) == 0 else { throw .file(Unreadable(errno: errno)) }
    defer { close(ends[1]) }
    let limits = program_limits(
      cpu_seconds: UInt64.max, memory_bytes: UInt64(clamping: program.memory),
      file_bytes: UInt64(FileLimits.largestFile), niceness: 0)
    var pipes = program_pipes()
    let problem = ExternalProgram.start(
      path, [ReaderProgram.name, ReaderProgram.argument], input: ends[1], limits, &pipes,
      environment: Self.loaderVariables)
    connection = ends[0]
    (process, output, errors) = (pipes.process, pipes.output, pipes.errors)
    guard problem == 0 else {
      if process > 0 { end() } else { close(connection) }
      let detail = String(cString: strerror(problem))
      let isProgram = [ENOENT, ENOTDIR, EACCES, EPERM, ENOEXEC, EISDIR].contains(problem)
      throw isProgram
        ? .program(.broken(path: path, detail: detail))
        : .file(Unreadable(.system, "cannot be read: \(path) does not start: \(detail)"))
    }
    reader_notify_of_end(ends[1], process)
    reader_widen(output, Self.pipeSize)
  }

  /// What became of a request.
  enum Sending { case sent, full, gone }

  /// Whether it should make place for a fresh one: whatever a library leaks stays small.
  var isWorn: Bool { files >= program.filesEach || bytes >= program.bytesEach }

  /// Where this process found its libraries the other one must find them too.
  private static var loaderVariables: [String] {
    ["LD_LIBRARY_PATH", "LD_PRELOAD"].compactMap { (name: String) in
      getenv(name).map { "\(name)=\(String(cString: $0))" }
    }
  }

  /// Sends it a ``ReaderRequest``.
  mutating func ask(_ request: [UInt8], about file: OpenFile) -> Sending {
    switch file.withDescriptor({ reader_ask(connection, request, request.count, $0) }) {
    case 0:
      files += 1
      bytes += file.status.size
      return .sent
    case EAGAIN:
      return .full
    default:
      return .gone
    }
  }

  /// Sends it what it waits for; false where it takes it no more.
  func send(_ message: [UInt8], with file: MemoryFile) -> Bool {
    let deadline = ContinuousClock.now + .seconds(program.seconds)
    while true {
      switch file.withDescriptor({ reader_ask(connection, message, message.count, $0) }) {
      case 0: return true
      case EAGAIN where .now < deadline:
        var waiting = pollfd(fd: connection, events: Int16(POLLOUT), revents: 0)
        _ = poll(&waiting, 1, 1000)
      default: return false
      }
    }
  }

  /// The next answer about a file.
  ///
  /// - Parameter patience: how much longer may be waited for all its answers together.
  mutating func next(
    of file: RawPath, _ status: FileStatus, patience: inout Duration
  ) throws(Ending) -> ReaderAnswer {
    let start = ContinuousClock.now
    let deadline = start + min(.seconds(program.seconds), patience)
    while true {
      if let answer = try wholeAnswer(of: file, status) {
        if case .greeting(let version) = answer {
          guard version == ReaderProgram.version else { throw .ofOtherVersion(version) }
          isGreeted = true
          continue
        }
        guard isGreeted else { throw .broken }
        patience -= .now - start
        return answer
      }
      try receive(until: deadline)
    }
  }

  /// Ends it at once and clears up after it.
  func end() {
    kill(-process, SIGKILL)
    for descriptor in [connection, output, errors] { close(descriptor) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
  }

  /// Ends it because no more answers come; what is to blame for that.
  mutating func end(after ending: Ending) -> Blame {
    if ending == .late { kill(-process, SIGKILL) }
    // What is broken may still live.
    close(connection)
    var status: Int32 = 0
    var isOver = false
    // One that ends may take a while for it on a machine that has much to do.
    for _ in 0..<(ending == .ended ? 5000 : 100) where !isOver {
      isOver = waitpid(process, &status, WNOHANG) != 0
      if !isOver { usleep(1000) }
    }
    if !isOver {
      kill(-process, SIGKILL)
      while waitpid(process, &status, 0) < 0 && errno == EINTR {}
      status = 0
    }
    listen()
    for descriptor in [output, errors] { close(descriptor) }
    return blame(ending, isOver: isOver, signal: status & 0x7f, code: status >> 8)
  }

  private func blame(_ ending: Ending, isOver: Bool, signal: Int32, code: Int32) -> Blame {
    if case .ofOtherVersion(let version) = ending {
      return .program(.ofOtherVersion(path: path, version: version))
    }
    let rest = "what was not read by then is left out"
    if ending == .late || signal == SIGALRM {
      return .file(
        Unreadable(.tooCostly, "takes too long to read (\(program.seconds) s): \(rest)"))
    }
    // No fault of its own ends it so: somebody does, or the system, where all memory is used up.
    if Unreadable.outsideSignals.contains(signal) {
      return .file(.endedFromOutside("its reader", signal))
    }
    let words = String(decoding: complaints, as: UTF8.self)
    // Libraries say "failed to allocate" or "bad_alloc".
    if code == READER_OUT_OF_MEMORY || words.lowercased().contains("alloc") {
      return .file(
        Unreadable(
          .tooCostly, "takes more than \(program.memory >> 20) MiB of memory to read: \(rest)"))
    }
    if !isGreeted, signal == 0, isOver || ending == .broken {
      let line = words.split(whereSeparator: \.isNewline).last.map { RawPath(String($0)).shown }
      return .program(.broken(path: path, detail: line ?? "it ends without a word"))
    }
    let how = signal > 0 ? " (signal \(signal))" : ""
    return .file(Unreadable(.crash, "makes its reader crash\(how): \(rest)"))
  }
}

extension ReaderProcess {
  /// The first answer of those received; nil where it is not whole yet.
  private mutating func wholeAnswer(of file: RawPath, _ status: FileStatus)
    throws(Ending) -> ReaderAnswer?
  {
    guard received.count - taken >= 8 else { return nil }
    let length = received.withUnsafeBytes {
      Int(littleEndian: $0.loadUnaligned(fromByteOffset: taken, as: Int.self))
    }
    guard 0...Self.longestAnswer ~= length else { throw .broken }
    let start = taken + 8
    guard received.count - start >= length else {
      // Once for each answer: what comes in pieces is not to be moved for each.
      if received.capacity < start + length {
        received.reserveCapacity(start + length + Self.blockSize)
      }
      return nil
    }
    taken = start + length
    do throws(MessageReader.Garbled) {
      return try ReaderAnswer(received[start..<taken], of: file, status)
    } catch {
      throw .broken
    }
  }

  /// Takes what it complains of.
  private mutating func listen() {
    var block = [UInt8](repeating: 0, count: ExternalProgram.maxErrors)
    let count = read(errors, &block, block.count)
    isSilent = count == 0
    if count > 0 { complaints = Array((complaints + block[..<count]).suffix(block.count)) }
  }

  /// Takes what it writes next.
  private mutating func receive(until deadline: ContinuousClock.Instant) throws(Ending) {
    if taken > 0 {
      if taken == received.count, received.capacity > Self.maxKept {
        received = []
      } else {
        received.removeFirst(taken)
      }
      taken = 0
    }
    var waiting = [
      pollfd(fd: output, events: Int16(POLLIN), revents: 0),
      pollfd(fd: isSilent ? -1 : errors, events: Int16(POLLIN), revents: 0),
    ]
    let left = deadline - .now
    guard left > .zero else { throw .late }
    guard poll(&waiting, 2, Int32(min(left / .milliseconds(1) + 1, 10_000))) >= 0 else { return }
    if waiting[1].revents != 0 { listen() }
    guard waiting[0].revents != 0 else { return }
    let count = withUnsafeTemporaryAllocation(byteCount: Self.blockSize, alignment: 16) { block in
      let count = read(output, block.baseAddress, block.count)
      received += UnsafeRawBufferPointer(rebasing: block[..<max(count, 0)])
      return count
    }
    if count == 0 { throw .ended }
    if count < 0 && errno != EAGAIN && errno != EINTR { throw .broken }
  }
}
