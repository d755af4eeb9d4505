// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Synchronization

/// A line on standard error that says how far a build is; silent where that is no terminal.
final class ProgressMeter: Sendable {
  private struct State {
    var start: ContinuousClock.Instant?
    var last: ContinuousClock.Instant?
  }
  private let isOn: Bool
  private let state = Mutex(State())

  init(isWanted: Bool = true) { isOn = isWanted && StandardError.isTerminal }

  /// Shows progress, at most ten times a second.
  func show(_ progress: BuildProgress) {
    guard isOn else { return }
    let now = ContinuousClock.now
    let elapsed: Duration? = state.withLock { state in
      let start = state.start ?? now
      state.start = start
      if let last = state.last, now - last < .milliseconds(100) { return nil }
      state.last = now
      return now - start
    }
    guard let elapsed else { return }
    StandardError.write("\r\u{1B}[K" + Self.line(progress, elapsed: elapsed))
  }

  /// Takes the line away.
  func clear() {
    if isOn { StandardError.write("\r\u{1B}[K") }
  }

  private static func line(_ progress: BuildProgress, elapsed: Duration) -> String {
    let documents = Numbers.grouped(progress.documents)
    switch progress.stage {
    case .reading:
      let share = Double(progress.bytesDone) / Double(max(1, progress.bytesTotal))
      let seconds =
        Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
      let total = Numbers.bytes(progress.bytesTotal)
      var line = "\(Int(share * 100)) % of \(total), \(documents) documents"
      if share > 0.02, seconds > 1 {
        let rate = Double(progress.bytesDone) / 1e6 / seconds
        let left = seconds / share - seconds
        line += ", \(Numbers.decimal(rate)) MB/s, \(Numbers.seconds(left)) left"
      }
      return line
    case .walking: return "looking for files: \(documents)"
    case .merging: return "merging \(documents) documents"
    case .vocabulary: return "writing the vocabulary"
    }
  }
}
