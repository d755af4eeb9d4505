// SPDX-License-Identifier: GPL-2.0-or-later
import Dispatch
import Glibc
import Synchronization

/// What ctrl-C and a closed pipe do.
final class Interruption {
  private let count: Flag
  private let sources: [any DispatchSourceSignal]

  /// What asks the program to end.
  enum Signal: Int32 {
    /// Ctrl-C.
    case interrupt = 2
    /// What `kill` and a service manager send.
    case terminate = 15
  }

  /// Counts signals; any thread may ask.
  private final class Flag: Sendable {
    let signals = Atomic<Int>(0)
  }

  /// Ends with one sentence on ctrl-C and quietly when the reader of the output has gone, as `head`
  /// does.
  static func prepare() {
    signal(SIGPIPE, SIG_DFL)
    signal(SIGINT) { _ in
      // Only calls that are safe in a signal handler.
      let message: StaticString = "\nallonym: interrupted.\n"
      _ = write(STDERR_FILENO, message.utf8Start, message.utf8CodeUnitCount)
      _exit(130)
    }
  }

  /// From now on the first signal calls `body`, so that what is under way can be left tidily; a second
  /// ends the program at once. No signal is lost once this has returned.
  init(by signals: [Signal] = [.interrupt], _ body: @escaping @Sendable () -> Void) {
    let count = Flag()
    self.count = count
    sources = signals.map { kind in
      signal(kind.rawValue, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: kind.rawValue, queue: .global())
      source.setEventHandler {
        if count.signals.add(1, ordering: .relaxed).oldValue == 0 { body() } else { _exit(130) }
      }
      let isReady = DispatchSemaphore(value: 0)
      source.setRegistrationHandler { isReady.signal() }
      source.resume()
      isReady.wait()
      return source
    }
  }

  deinit {
    for source in sources { source.cancel() }
  }

  /// Whether a signal has come.
  var hasCome: Bool { count.signals.load(ordering: .relaxed) > 0 }
}
