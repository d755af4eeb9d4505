// SPDX-License-Identifier: GPL-2.0-or-later

/// A piece of work for one thread: a file, or some whole lines or rows of one.
public struct WorkItem: Sendable, Equatable {
  /// What is to be read of the file.
  enum Part: Sendable, Equatable {
    case whole
    case lines(LineRange)
    case rows(LineRange, CSVLayout)
    /// The file could not be cut into lines or rows.
    case unreadable(Unreadable)
  }

  /// The file that it is, or is a part of.
  public let file: SourceFile
  let part: Part

  /// Whether the file begins with this item.
  public var beginsFile: Bool {
    switch part {
    case .lines(let range): range.offset == 0
    case .rows(let range, let layout): range.offset <= layout.headerLength
    case .whole, .unreadable: true
    }
  }

  /// How many bytes of the file this item covers: what progress is counted in.
  public var bytes: Int {
    switch part {
    case .lines(let range), .rows(let range, _): range.count
    case .whole, .unreadable: file.size
    }
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

/// The work that files make, in their order: JSON Lines files and tables are cut into batches of whole
/// lines and rows as the work is asked for, so that one large file keeps several threads busy.
///
/// Not for several threads at once: let one hand out the items, or put a lock around it.
public struct WorkItems: Sequence, IteratorProtocol {
  private var files: ArraySlice<SourceFile>
  private let batchSize: Int
  private let fields: RecordFields
  private var cutter: Cutter?

  /// What cuts the file at hand.
  private enum Cutter {
    case lines(LineCutter)
    case rows(RowCutter)
  }

  init(files: [SourceFile], batchSize: Int, fields: RecordFields) {
    self.files = files[...]
    self.batchSize = batchSize
    self.fields = fields
  }

  /// The next piece of work, nil after the last.
  public mutating func next() -> WorkItem? {
    while true {
      switch cutter {
      case .lines(let cutter):
        if let part = cutter.next() { return WorkItem(file: cutter.file, part: part) }
      case .rows(let cutter):
        if let part = cutter.next() { return WorkItem(file: cutter.file, part: part) }
      case nil:
        break
      }
      cutter = nil
      guard let file = files.popFirst() else { return nil }
      do throws(Unreadable) {
        switch Format.of(file.type).reading {
        case .whole, .program, .wholeOrProgram, .members:
          return WorkItem(file: file, part: .whole)
        case .lines:
          cutter = .lines(try LineCutter(file, batchSize: batchSize))
        case .rows:
          cutter = .rows(try RowCutter(file, batchSize: batchSize, fields: fields))
        }
      } catch {
        return WorkItem(file: file, part: .unreadable(error))
      }
    }
  }
}
