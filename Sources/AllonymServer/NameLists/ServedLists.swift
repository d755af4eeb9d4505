// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Glibc
import Spelling
import Synchronization

/// A list of names that is served under a name. When its file is replaced, the new one is read.
final class ServedList: Sendable {
  let name: String
  let path: String

  private struct State {
    var snapshot: ListSnapshot
    var stamp: Stamp
    var isLoading = false
  }

  /// What changes when a file is replaced.
  private struct Stamp: Equatable {
    var file: UInt = 0
    var size = 0
    var seconds = 0
    var nanoseconds = 0

    init(path: String) {
      var status = stat()
      guard stat(path, &status) == 0 else { return }
      file = UInt(status.st_ino)
      size = Int(status.st_size)
      seconds = status.st_mtim.tv_sec
      nanoseconds = status.st_mtim.tv_nsec
    }
  }

  private let state: Mutex<State>

  /// Reads a list.
  init(name: String, path: String) throws {
    self.name = name
    self.path = path
    let stamp = Stamp(path: path)
    let snapshot = try ListSnapshot(path: path, report: { StandardStream.report($0) })
    state = Mutex(State(snapshot: snapshot, stamp: stamp))
  }

  /// The list as its file is now. While a new file is read, and where it cannot be read, the former answers.
  func snapshot() async -> ListSnapshot {
    let stamp = Stamp(path: path)
    let (former, isOurs) = state.withLock { state in
      let isOurs = state.stamp != stamp && stamp.size > 0 && !state.isLoading
      if isOurs {
        state.isLoading = true
        state.stamp = stamp
      }
      return (state.snapshot, isOurs)
    }
    guard isOurs else { return former }
    let path = path
    var new: ListSnapshot?
    do {
      new = try await Blocking.run {
        try ListSnapshot(path: path, report: { StandardStream.report($0) })
      }
    } catch {
      StandardStream.report("\(error) The list as it was before is served.")
    }
    return state.withLock { state in
      state.isLoading = false
      if let new { state.snapshot = new }
      return state.snapshot
    }
  }
}

/// The lists of names that are served.
struct ServedLists: Sendable {
  /// In the order in which they were named.
  let all: [ServedList]

  /// The data set that is the archive itself.
  static let archive = "archive"
  /// The data set that is all lists together, as clients of yente ask for it.
  static let together = "default"

  /// Reads lists.
  init(_ settings: [ListSetting]) throws {
    all = try settings.map { try ServedList(name: $0.name, path: $0.path) }
  }

  /// The list of a name.
  subscript(name: String) -> ServedList? { all.first { $0.name == name } }

  /// How a list is named on the command line.
  static let example = "NAME=FILE"

  /// The names of the lists, for people.
  var names: String { all.map(\.name).joined(separator: ", ") }
}

/// A list that is to be served, as `NAME=FILE` on the command line says.
struct ListSetting: Sendable, Equatable {
  var name: String
  var path: String

  /// Reads `NAME=FILE`.
  init(_ text: String) throws {
    let sides = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard sides.count == 2, !sides[1].isEmpty else {
      throw AllonymError.invalidArgument(
        "--list takes a name and a file, such as sanctions=sanctions.list, not '\(text)'.")
    }
    name = String(sides[0])
    path = String(sides[1])
    let isPlain = name.utf8.allSatisfy {
      switch $0 {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
      default: false
      }
    }
    guard isPlain, (1...64).contains(name.utf8.count),
      ![ServedLists.archive, ServedLists.together].contains(name)
    else {
      throw AllonymError.invalidArgument(
        "'\(name)' cannot be the name of a list: take up to 64 letters, digits, - and _, and none of archive "
          + "and default.")
    }
  }
}
