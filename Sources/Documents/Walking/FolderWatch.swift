// SPDX-License-Identifier: GPL-2.0-or-later
import Glibc

/// Notices what changes in folders, by inotify(7).
public final class FolderWatch {
  /// What has changed since the last time.
  public enum Changes: Sendable, Equatable {
    /// These files and folders: new, changed, renamed or gone.
    case paths(Set<RawPath>)
    /// More than the system kept count of: anything may have.
    case unknown
  }

  private let queue: Int32
  /// The ends of a pipe: what is written to one ends a wait at the other.
  private let stopped: Int32
  private let stopper: Int32
  private var folders: [Int32: RawPath] = [:]

  private static let events = UInt32(
    IN_CLOSE_WRITE | IN_MODIFY | IN_ATTRIB | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO
      | IN_ONLYDIR)
  /// How long nothing must change until changes are reported, and how long they are kept back at most.
  private static let quietMilliseconds = 1000
  private static let longestMilliseconds = 10_000

  /// Begins without folders.
  ///
  /// - Throws: `ReadFailure` when the system has no more watches to give.
  public init() throws(ReadFailure) {
    var ends: [Int32] = [-1, -1]
    queue = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
    let hasPipe = pipe(&ends) == 0
    (stopped, stopper) = (ends[0], ends[1])
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    guard queue >= 0, hasPipe else {
      throw Unreadable(errno: errno).failure(path: RawPath("inotify"))
    }
  }

  deinit {
    close(queue)
    close(stopped)
    close(stopper)
  }

  /// Watches further folders, not what is below them; those that are watched already may be among
  /// them.
  ///
  /// - Throws: `ReadFailure` when the system allows no more watches. A folder that is gone is none.
  public func add(_ more: [RawPath]) throws(ReadFailure) {
    for folder in more {
      let watch = folder.withSystemPath { inotify_add_watch(queue, $0, Self.events) }
      if watch >= 0 {
        folders[watch] = folder
      } else if errno == ENOSPC {
        throw Unreadable(
          .system,
          "cannot be watched: the system allows no more watches (see fs.inotify.max_user_watches)"
        ).failure(path: folder)
      }
    }
  }

  /// Waits until something has changed and changes have come to rest.
  ///
  /// - Returns: nil when ``Stopper/stop()`` was called.
  public func next() -> Changes? {
    var changes = Changes.paths([])
    var first: ContinuousClock.Instant?
    while true {
      let isWaiting = first == nil
      guard let hasMore = wait(milliseconds: isWaiting ? -1 : Self.quietMilliseconds) else {
        return nil
      }
      guard hasMore else { return changes }
      read(into: &changes)
      let now = ContinuousClock.now
      let start = first ?? now
      if changes != .paths([]) { first = start }
      if now - start > .milliseconds(Self.longestMilliseconds) { return changes }
    }
  }

  /// Ends the wait of a watch from any thread.
  public struct Stopper: Sendable {
    fileprivate let descriptor: Int32

    /// Ends the wait, and every later one.
    public func stop() {
      _ = write(descriptor, "x", 1)
    }
  }

  /// What ends a wait. Not to be used after the watch is gone.
  public var stop: Stopper { Stopper(descriptor: stopper) }

  /// Whether something has changed within a time; nil when told to stop.
  private func wait(milliseconds: Int) -> Bool? {
    var descriptors = [
      pollfd(fd: queue, events: Int16(POLLIN), revents: 0),
      pollfd(fd: stopped, events: Int16(POLLIN), revents: 0),
    ]
    let count = poll(&descriptors, 2, Int32(milliseconds))
    if descriptors[1].revents != 0 { return nil }
    if count < 0 { return errno == EINTR ? true : nil }
    return count > 0
  }

  private func read(into changes: inout Changes) {
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = buffer.withUnsafeMutableBytes { Glibc.read(queue, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      buffer.withUnsafeBytes { bytes in
        var start = 0
        let size = MemoryLayout<inotify_event>.size
        while start + size <= count {
          let event = bytes.loadUnaligned(fromByteOffset: start, as: inotify_event.self)
          let name = bytes[(start + size)..<(start + size + Int(event.len))].prefix { $0 != 0 }
          start += size + Int(event.len)
          note(event, name: Array(name), in: &changes)
        }
      }
    }
  }

  private func note(_ event: inotify_event, name: [UInt8], in changes: inout Changes) {
    if event.mask & UInt32(IN_Q_OVERFLOW) != 0 {
      changes = .unknown
    } else if event.mask & UInt32(IN_IGNORED) != 0 {
      folders[event.wd] = nil
    } else if let folder = folders[event.wd], case .paths(var paths) = changes {
      changes = .paths([])
      paths.insert(name.isEmpty ? folder : folder.entry(name))
      changes = .paths(paths)
    }
  }
}
