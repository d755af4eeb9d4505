// SPDX-License-Identifier: GPL-2.0-or-later

/// A piece of work for one thread: a file, or some whole lines of a JSON Lines file.
public struct WorkItem: Sendable, Equatable {
  /// What is to be read of the file.
  enum Part: Sendable, Equatable {
    case whole
    case lines(LineRange)
    /// The file could not be cut into lines.
    case unreadable(String)
  }

  /// The file that it is, or is a part of.
  public let file: SourceFile
  let part: Part

  /// Whether the file begins with this item.
  public var beginsFile: Bool {
    if case .lines(let range) = part { range.offset == 0 } else { true }
  }

  /// How many bytes of the file this item covers: what progress is counted in.
  public var bytes: Int {
    if case .lines(let range) = part { range.count } else { file.size }
  }
}

/// Whole lines of a file.
struct LineRange: Sendable, Equatable {
  /// The first byte.
  var offset: Int
  /// How many bytes, with the last line's end.
  var count: Int
  /// The number of the first line, from 1.
  var firstLine: Int
}

/// The work that files make, in their order: JSON Lines files are cut into batches of whole lines as
/// the work is asked for, so that one large file keeps several threads busy.
///
/// Not for several threads at once: let one hand out the items, or put a lock around it.
public struct WorkItems: Sequence, IteratorProtocol {
  private var files: ArraySlice<SourceFile>
  private let batchSize: Int
  private var cutter: LineCutter?

  init(files: [SourceFile], batchSize: Int) {
    self.files = files[...]
    self.batchSize = batchSize
  }

  /// The next piece of work, nil after the last.
  public mutating func next() -> WorkItem? {
    while true {
      if let cutter {
        if let part = cutter.next() { return WorkItem(file: cutter.file, part: part) }
        self.cutter = nil
      }
      guard let file = files.popFirst() else { return nil }
      guard case .lines = Format.of(file.type).reading else {
        return WorkItem(file: file, part: .whole)
      }
      do throws(Unreadable) {
        cutter = try LineCutter(file, batchSize: batchSize)
      } catch {
        return WorkItem(file: file, part: .unreadable(error.reason))
      }
    }
  }
}
