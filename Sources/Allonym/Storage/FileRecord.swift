// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

/// What an index knows of a file that it holds, or that could not be read.
struct FileRecord: Sendable, Equatable {
  /// What became of the file when it was last read.
  enum State: String {
    case indexed
    case failed
  }

  var path: RawPath
  var state: State
  /// The size in bytes and the times in nanoseconds since 1970, as they were before it was read.
  var size: Int
  var modified: Int
  var statusChanged: Int
  /// The content that was read; nil where it could not be.
  var hash: ContentHash?
  /// How many documents of it the index holds.
  var documents = 0
  /// The bytes of their text.
  var textBytes = 0
  /// How many parts of it could not be read.
  var failureCount = 0
  /// What could not be read; of very many parts, the first.
  var failures: [Failure] = []
  /// When it was first read with failures and not without any since, in seconds since 1970; nil where
  /// there are none.
  var failingSince: Int?

  /// A file or a part of one that could not be read.
  struct Failure: Sendable, Equatable {
    /// The sort of reason, for counting.
    var kind: String
    /// The part and what is wrong with it; reads on after the path.
    var text: String

    init(kind: String, text: String) {
      self.kind = kind
      self.text = text
    }

    init(_ failure: ReadFailure) {
      self.init(
        kind: failure.kind.rawValue,
        text: String(failure.description.dropFirst(failure.path.count)))
    }
  }

  /// How many failures of a file are kept.
  static let maxFailures = 1000
  /// A file that changes within this time after it was looked at may show the same times as before:
  /// clocks of file systems tick, of some every two seconds.
  private static let tick = 2_000_000_000

  init(of file: SourceFile, state: State, hash: ContentHash?) {
    path = file.path
    self.state = state
    size = file.size
    modified = file.modified
    statusChanged = file.statusChanged
    self.hash = hash
  }

  /// Whether a file looks as it did when it was read.
  func matches(_ file: SourceFile) -> Bool {
    size == file.size && modified == file.modified && statusChanged == file.statusChanged
  }

  /// Makes a file that changed just before it was looked at look changed the next time.
  mutating func settle(asOf time: Int) {
    if statusChanged > time - Self.tick { unsettle() }
  }

  /// Makes a file look changed the next time.
  mutating func unsettle() { statusChanged = Self.unsettled }

  /// Has the next run read the file, whatever its content.
  mutating func makeUnknown() {
    hash = nil
    unsettle()
  }

  private static let unsettled = -1
}

// MARK: - As bytes

extension FileRecord {
  /// The record as text: a line of what is always there, a line with the path where the key does not
  /// hold it, and a line for each failure.
  func encoded(withPath isCut: Bool) -> [UInt8] {
    let numbers = [size, modified, statusChanged, documents, textBytes, failureCount]
    var text = "\(state.rawValue) \(hash?.text ?? "-")"
    for number in numbers { text += " \(number)" }
    text += "\n"
    if isCut { text += "=\(path.shown)\n" }
    if let failingSince { text += "@\(failingSince)\n" }
    for failure in failures.prefix(Self.maxFailures) {
      text += "!\(failure.kind)\t\(failure.text)\n"
    }
    return Array(text.utf8)
  }

  /// Reads what ``encoded(withPath:)`` wrote; nil where it is something else.
  init?(decoding bytes: [UInt8], path: RawPath) {
    let lines = bytes.split(separator: UInt8(ascii: "\n"))
    guard let first = lines.first else { return nil }
    let parts = first.split(separator: UInt8(ascii: " "))
    guard parts.count == 8, let state = State(rawValue: String(decoding: parts[0], as: UTF8.self))
    else { return nil }
    let numbers = parts.dropFirst(2).compactMap(Self.number)
    guard numbers.count == 6, (numbers[3...] + [numbers[0]]).allSatisfy(Self.counts.contains)
    else { return nil }
    self.path = path
    self.state = state
    hash = ContentHash(String(decoding: parts[1], as: UTF8.self))
    (size, modified, statusChanged) = (numbers[0], numbers[1], numbers[2])
    (documents, textBytes, failureCount) = (numbers[3], numbers[4], numbers[5])
    for line in lines.dropFirst() {
      let text = String(decoding: line.dropFirst(), as: UTF8.self)
      switch line.first {
      case UInt8(ascii: "="): self.path = RawPath(shown: text)
      case UInt8(ascii: "@"):
        failingSince = Self.number(line.dropFirst()).flatMap {
          Self.counts.contains($0) ? $0 : nil
        }
      case UInt8(ascii: "!"):
        let parts = text.split(separator: "\t", maxSplits: 1)
        guard parts.count == 2 else { continue }
        failures.append(Failure(kind: String(parts[0]), text: String(parts[1])))
      default: continue
      }
    }
  }

  /// What can be a number of bytes or things: sums of what a damaged index says must not overflow.
  static let counts = 0..<(1 << 48)

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    var value = 0
    let isNegative = digits.first == UInt8(ascii: "-")
    for digit in isNegative ? digits.dropFirst() : digits {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
      let (tens, isBeyond) = value.multipliedReportingOverflow(by: 10)
      let (sum, isFull) = tens.addingReportingOverflow(Int(digit) - 0x30)
      guard !isBeyond, !isFull else { return nil }
      value = sum
    }
    return isNegative ? -value : value
  }
}
