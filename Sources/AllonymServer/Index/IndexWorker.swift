// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Dispatch

/// A thread with an index of its own. What it holds is touched on its queue alone.
final class IndexWorker: @unchecked Sendable {
  let queue: DispatchQueue
  private let directory: IndexDirectory
  /// The generation that answers now.
  private var current: SearchIndex?
  /// One that a cursor goes on in.
  private var former: SearchIndex?
  /// How words are written, by folded form, until the index changes.
  private var written: [String: String?] = [:]

  private static let maxWritten = 20_000

  init(_ directory: IndexDirectory, number: Int) {
    self.directory = directory
    queue = DispatchQueue(label: "index \(number)")
  }

  /// The index as it is now.
  func index() throws -> SearchIndex {
    let generation = try directory.currentGeneration()
    if let current, current.generation == generation {
      if try current.refresh() { written = [:] }
      return current
    }
    let index = try SearchIndex(generation)
    written = [:]
    former = current
    current = index
    return index
  }

  /// A generation of the index.
  ///
  /// - Throws: a problem where it is gone.
  func index(ofGeneration number: Int) throws -> SearchIndex {
    let current = try index()
    if current.generation.number == number { return current }
    if let former, former.generation.number == number { return former }
    do {
      let index = try SearchIndex(Generation(index: directory, number: number))
      former = index
      return index
    } catch is AllonymError {
      throw Problem(
        .gone, "The index has been made anew since: begin the search again from its first page.")
    }
  }

  /// A folded word as documents write it.
  func writtenForm(of form: String, in index: SearchIndex) throws -> String {
    if let known = written[form] { return known ?? form }
    if written.count >= Self.maxWritten { written = [:] }
    let found = try index.writtenForm(of: form)
    written[form] = found
    return found ?? form
  }
}
