// SPDX-License-Identifier: GPL-2.0-or-later
import Synchronization

/// Why candidates were offered, for a while: a preview is asked for by its identifier alone, and is to say for which
/// name it was found, and why.
final class RecentReasons: Sendable {
  /// A name and why a candidate was offered for it.
  struct Reason: Sendable, Equatable {
    var query: String
    var score: Double
    var reason: String
  }

  private struct State {
    var reasons: [String: [Reason]] = [:]
    /// The keys in the order in which they came.
    var keys: [String] = []
    var oldest = 0
  }

  private let state = Mutex(State())
  /// So many candidates are kept in mind.
  private static let most = 20_000
  /// So many names are kept of one candidate.
  private static let maxOfOne = 3
  /// Longer reasons are cut: names may be of any length.
  private static let longest = 600

  /// Keeps why candidates of a data set were offered for a name.
  func keep(_ candidates: [Candidate], for query: String, in dataset: String) {
    state.withLock { state in
      for candidate in candidates {
        let key = "\(dataset)/\(candidate.id)"
        let reason = Reason(
          query: String(query.prefix(Self.longest)), score: candidate.score,
          reason: String(candidate.reason.prefix(Self.longest)))
        var reasons = state.reasons[key] ?? []
        if reasons.isEmpty { Self.note(key, in: &state) }
        reasons.removeAll { $0.query == reason.query }
        reasons.insert(reason, at: 0)
        state.reasons[key] = Array(reasons.prefix(Self.maxOfOne))
      }
    }
  }

  private static func note(_ key: String, in state: inout State) {
    guard state.keys.count == most else { return state.keys.append(key) }
    state.reasons[state.keys[state.oldest]] = nil
    state.keys[state.oldest] = key
    state.oldest = (state.oldest + 1) % most
  }

  /// Why something was offered lately, the last name first.
  func reasons(for id: String, in dataset: String) -> [Reason] {
    state.withLock { $0.reasons["\(dataset)/\(id)"] ?? [] }
  }
}
