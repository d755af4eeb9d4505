// SPDX-License-Identifier: GPL-2.0-or-later

/// A piece of work for one thread: a file, or some whole lines or rows of one.
public struct WorkItem: Sendable, Equatable {
  /// What is to be read of the file.
  enum Part: Sendable, Equatable {
    case whole
    case records(FilePart)
    /// The file could not be cut into lines or rows.
    case unreadable(Unreadable)
  }

  /// The file that it is, or is a part of.
  public let file: SourceFile
  let part: Part
  /// Whether the file begins with this item.
  public let beginsFile: Bool

  /// How many bytes of the file this item covers: what progress is counted in.
  public var bytes: Int {
    switch part {
    case .records(let part): part.count
    case .whole, .unreadable: file.size
    }
  }
}

/// The work that files make, in their order: large JSON Lines files and tables are cut into batches of whole
/// lines and rows as the work is asked for, so that one large file keeps several threads busy.
///
/// Not for several threads at once: let one hand out the items, or put a lock around it.
public struct WorkItems: Sequence, IteratorProtocol {
  private var files: ArraySlice<SourceFile>
  private let batchSize: Int
  private let reader: DocumentReader
  /// The file that is being cut.
  private var cutting: Cutting?

  private struct Cutting {
    var file: SourceFile
    /// Hands out the parts.
    var queue: ReaderQueue
    var hasBegun = false
    /// Where the last part ended.
    var end = 0

    /// Whether a part follows the last one and lies in the file: without end or order there would be no end of
    /// them.
    func isInOrder(_ part: FilePart) -> Bool {
      guard part.offset >= end, part.count > 0 else { return false }
      let size = part.offset + part.count > file.size ? try? FileStatus(of: file.path).size : nil
      return part.offset + part.count <= size ?? file.size
    }
  }

  init(files: [SourceFile], batchSize: Int, reader: DocumentReader) {
    self.files = files[...]
    self.batchSize = batchSize
    self.reader = reader
  }

  /// The next piece of work, nil after the last.
  public mutating func next() -> WorkItem? {
    while true {
      if let item = nextPart() { return item }
      guard let file = files.popFirst() else { return nil }
      guard file.type.hasRecords, file.size > batchSize else {
        return WorkItem(file: file, part: .whole, beginsFile: true)
      }
      do throws(Unreadable) {
        cutting = Cutting(file: file, queue: try reader.cut(file, size: batchSize))
      } catch {
        return WorkItem(file: file, part: .unreadable(error), beginsFile: true)
      }
    }
  }

  /// The next part of the file that is being cut, nil after the last.
  private mutating func nextPart() -> WorkItem? {
    guard let cutting else { return nil }
    defer { self.cutting?.hasBegun = true }
    let part: WorkItem.Part
    do throws(Unreadable) {
      switch try cutting.queue.next() {
      case .part(let range) where cutting.isInOrder(range):
        self.cutting?.end = range.offset + range.count
        part = .records(range)
      case .part:
        cutting.queue.giveUp()
        part = .unreadable(
          Unreadable(.crash, "makes its reader say what makes no sense: the rest is left out"))
      case .uncut: part = .whole
      case .failure(let failure): part = .unreadable(Unreadable(failure.kind, failure.reason))
      default:
        self.cutting = nil
        return nil
      }
    } catch {
      part = .unreadable(error)
    }
    return WorkItem(file: cutting.file, part: part, beginsFile: !cutting.hasBegun)
  }
}
