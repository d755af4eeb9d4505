// SPDX-License-Identifier: GPL-2.0-or-later

/// The query's scalars with their places. Marks of writing direction are left out: they must not
/// hide a quote or an operator, and folding drops them from words anyway.
struct QuerySource {
  let scalars: [Unicode.Scalar]
  private let offsets: [Int]
  private let byteCount: Int
  private let text: String
  /// Whether no scalar was left out, so that a range of them is a range of the text.
  private let isWhole: Bool

  init(_ text: String) {
    var scalars: [Unicode.Scalar] = []
    var offsets: [Int] = []
    var offset = 0
    var isWhole = true
    for scalar in text.unicodeScalars {
      if scalar.isDirectionMark {
        isWhole = false
      } else {
        scalars.append(scalar)
        offsets.append(offset)
      }
      offset += UTF8.width(scalar)
    }
    self.scalars = scalars
    self.offsets = offsets
    byteCount = offset
    self.text = text
    self.isWhole = isWhole
  }

  var count: Int { scalars.count }

  /// The whole query in bytes.
  var wholeRange: Range<Int> { 0..<byteCount }

  /// The bytes of these scalars.
  func byteRange(_ indices: Range<Int>) -> Range<Int> {
    guard let last = indices.last else {
      let offset = indices.lowerBound < count ? offsets[indices.lowerBound] : byteCount
      return offset..<offset
    }
    return offsets[indices.lowerBound]..<(offsets[last] + UTF8.width(scalars[last]))
  }

  /// The text of these scalars.
  func text(_ indices: Range<Int>) -> String {
    if isWhole {
      let range = byteRange(indices)
      let start = text.utf8.index(text.startIndex, offsetBy: range.lowerBound)
      return String(text[start..<text.utf8.index(start, offsetBy: range.count)])
    }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[indices])
    return String(text)
  }

  /// The scalar at an index; nil outside the query.
  func scalar(at index: Int) -> Unicode.Scalar? {
    scalars.indices.contains(index) ? scalars[index] : nil
  }

  /// Whether words end here: outside the query, at white space or a bracket.
  func isBoundary(_ index: Int) -> Bool {
    guard let scalar = scalar(at: index) else { return true }
    return scalar.isQuerySpace || scalar == "(" || scalar == ")"
  }

  /// Whether these scalars could name a field: letters, digits, `_` and `-`, beginning with a letter,
  /// so that the hours of `12:30` do not.
  func isFieldName(_ indices: Range<Int>) -> Bool {
    guard let first = indices.first, indices.count <= 40, scalars[first].properties.isAlphabetic
    else { return false }
    return scalars[indices].allSatisfy { $0 == "_" || $0 == "-" || $0.isLetterOrNumber }
  }

  /// These scalars without white space at either end.
  func trimmed(_ indices: Range<Int>) -> Range<Int> {
    var (lower, upper) = (indices.lowerBound, indices.upperBound)
    while lower < upper, scalars[lower].isQuerySpace { lower += 1 }
    while lower < upper, scalars[upper - 1].isQuerySpace { upper -= 1 }
    return lower..<upper
  }
}

extension Unicode.Scalar {
  /// Marks that set the direction of writing, and the byte order mark.
  var isDirectionMark: Bool {
    switch value {
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: true
    default: false
    }
  }

  /// White space of any kind; control characters separate words too.
  var isQuerySpace: Bool {
    switch value {
    case 0...0x20, 0x7F...0xA0: true
    case 0x21...0x7E: false
    default: properties.isWhitespace
    }
  }

  /// Whether an index can hold the scalar: letters, digits and other numbers.
  var isLetterOrNumber: Bool {
    switch value {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case 0...0x7F: false
    default: properties.isAlphabetic || properties.numericType != nil
    }
  }

  /// Whether the scalar may stand inside a word without being a letter: marks and apostrophes.
  fileprivate var continuesWord: Bool {
    if self == "'" || self == "’" { return true }
    if value < 0x80 { return false }
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark, .format: return true
    default: return false
    }
  }
}

extension String {
  /// Runs of letters, digits and marks: about the number of terms the text makes.
  var queryWordCount: Int {
    var count = 0
    var isInside = false
    for scalar in unicodeScalars {
      let belongs = scalar.isLetterOrNumber
      if belongs, !isInside { count += 1 }
      isInside = belongs || (isInside && scalar.continuesWord)
    }
    return count
  }
}
