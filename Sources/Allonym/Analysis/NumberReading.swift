// SPDX-License-Identifier: GPL-2.0-or-later

/// The number that digits with points or commas between them are: `3,000` and `3.000` are 3000,
/// `3,5` and `3.5` are one number too.
///
/// Three digits behind each separator are taken for thousands, as Arabic, English and Russian
/// texts write them one way or another. Dates, versions and addresses are no numbers.
enum NumberReading {
  /// The digits of a folded word with a point before its decimals; nil where it is no number, and for
  /// less than four digits without a separator, which are written in one way only.
  static func digits(of word: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    guard word.count <= 32, let first = word.first, isDigit(first) else { return nil }
    var groups: [[UInt8]] = [[]]
    var separators: [UInt8] = []
    for byte in word {
      if isDigit(byte) {
        groups[groups.count - 1].append(byte)
      } else if byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",") {
        separators.append(byte)
        groups.append([])
      } else {
        return nil
      }
    }
    guard let last = separators.last else { return word.count > 3 ? groups[0] : nil }
    let isAlike = separators.allSatisfy { $0 == last }
    if isAlike, areThousands(groups[...]) { return Array(groups.joined()) }
    let decimals = groups.removeLast()
    let areDecimals =
      separators.count == 1
      || (!separators.dropLast().contains(last) && Set(separators.dropLast()).count == 1)
    guard areDecimals, groups.count == 1 || areThousands(groups[...]) else { return nil }
    return groups.joined() + [UInt8(ascii: ".")] + decimals
  }

  /// The groups of a number in thousands as they are written apart: `3 000` of 3000 or 3,000; nil for
  /// less than a thousand, decimals and more than twelve digits.
  static func apart(_ word: String) -> [String]? {
    var word = word
    guard let digits = word.withUTF8({ digits(of: $0) }), (4...12).contains(digits.count),
      digits.allSatisfy(isDigit)
    else { return nil }
    let first = digits.count % 3 == 0 ? 3 : digits.count % 3
    let starts = [0] + stride(from: first, to: digits.count, by: 3)
    return zip(starts, starts.dropFirst() + [digits.count]).map {
      String(decoding: digits[$0..<$1], as: UTF8.self)
    }
  }

  /// The letters and the number of a word such as `su27`, `s300` or `su27m`; nil of other words.
  static func designation(_ word: String) -> (letters: String, number: String)? {
    let bytes = word.utf8
    guard let start = bytes.firstIndex(where: isDigit), start > bytes.startIndex,
      bytes[start...].allSatisfy({ isDigit($0) || $0 >= UInt8(ascii: "a") })
    else { return nil }
    return (String(word[..<start]), String(word[start...]))
  }

  /// Whether a word may begin a number that is written in groups of three digits.
  static func isBeginning(_ word: String) -> Bool {
    (1...3).contains(word.utf8.count) && word.utf8.allSatisfy(isDigit) && word != "0"
  }

  /// Whether a word may follow such a beginning.
  static func isThousands(_ word: String) -> Bool {
    word.utf8.count == 3 && word.utf8.allSatisfy(isDigit)
  }

  private static func areThousands(_ groups: ArraySlice<[UInt8]>) -> Bool {
    guard let first = groups.first, groups.count > 1 else { return false }
    return (1...3).contains(first.count) && first != [UInt8(ascii: "0")]
      && groups.dropFirst().allSatisfy { $0.count == 3 }
  }

  /// Whether a byte of a folded word is a digit: all digits are folded to these.
  static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
