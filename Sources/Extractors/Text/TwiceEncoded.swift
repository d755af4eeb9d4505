// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

/// Text that a program once read from the wrong character set and then saved as Unicode: "РџСЂРёРІРµС‚"
/// and "ÐŸÑ€Ð¸Ð²ÐµÑ‚" for "Привет" (UTF-8 taken for a Windows set), "Ïðèâåò" (Windows-1251 taken for
/// Western).
enum TwiceEncoded {
  /// Enough to tell by, and little enough to look at in every text.
  private static let sampleSize = 4096
  /// With fewer letters beyond ASCII nothing is guessed.
  private static let minEvidence = 8

  /// The text as it was meant; nil where nothing shows that it is other than it is.
  static func repaired(_ text: String) -> String? {
    var text = text
    let mayBe = text.withUTF8 { mayBeWrong(UnsafeBufferPointer(rebasing: $0.prefix(sampleSize))) }
    guard mayBe else { return nil }
    let sample = String(decoding: text.utf8.prefix(sampleSize), as: UTF8.self)
    let scalars = Array(sample.unicodeScalars.filter { $0 != "\u{FFFD}" })
    for table in [western, cyrillic] where isUTF8(scalars, table) {
      return decoded(text, table)
    }
    return meantInOneByte(text, scalars) ?? OtherCyrillic.repaired(text, sample: sample)
  }

  /// Whether a text has enough of the letters that wrong sets are full of: most texts have not.
  private static func mayBeWrong(_ sample: UnsafeBufferPointer<UInt8>) -> Bool {
    var letters = 0
    var accented = 0
    var leading = 0
    var odd = 0
    var before: UInt8 = 0
    var wasSmall = false
    for byte in sample {
      // Signs of tables among letters, and capitals behind small letters: Cyrillic in another set of its own.
      if before == 0xe2 && 0x94...0x96 ~= byte || before == 0xc2 && 0xa0...0xbf ~= byte { odd += 1 }
      let isCapital = before == 0xd0 && (0x90...0xaf ~= byte || 0x81...0x8f ~= byte)
      // Capitals that are rare stand for common small letters where KOI8-R and Windows-1251 are mistaken: Ю, Х, Б, Й, Ф.
      if isCapital && (wasSmall || [0xae, 0xa5, 0x91, 0x99, 0xa4].contains(byte)) { odd += 1 }
      if byte < 0x80 || isCapital { wasSmall = false }
      if before == 0xd0 && 0xb0...0xbf ~= byte || before == 0xd1 && 0x80...0x8f ~= byte {
        wasSmall = true
      }
      if byte >= 0xc0 { letters += 1 }
      if byte == 0xc3 { accented += 1 }
      // Р, С, Ш, Щ, В, Г: what Windows-1251 has for the first bytes of Cyrillic, Arabic and Latin letters.
      if before == 0xd0, [0xa0, 0xa1, 0xa8, 0xa9, 0x92, 0x93].contains(byte) { leading += 1 }
      before = byte
    }
    return letters >= minEvidence
      && (accented * 4 >= letters || leading * 4 >= letters || odd * 10 >= letters)
  }

  /// The bytes of characters in a set of one byte each. Bytes that are no character in a set are kept by
  /// programs as the control characters of the same number.
  struct Table {
    private var bytes: [Unicode.Scalar: UInt8] = [:]

    init(_ charset: String) {
      for byte in UInt8(0x80)...0xff {
        let scalar = CharsetDecoder.text(of: [byte], in: charset)?.unicodeScalars.first
        if let scalar { bytes[scalar] = byte }
        // Other programs keep all of these as control characters.
        if byte < 0xa0, bytes[Unicode.Scalar(byte)] == nil { bytes[Unicode.Scalar(byte)] = byte }
      }
    }

    /// The byte of a character; nil of one that is not in the set.
    func byte(of scalar: Unicode.Scalar) -> UInt8? {
      scalar.isASCII ? UInt8(scalar.value) : bytes[scalar]
    }
  }

  private static let noBreakSpace: Unicode.Scalar = "\u{A0}"
  private static let western = Table("WINDOWS-1252")
  static let cyrillic = Table("WINDOWS-1251")

  /// Whether the characters beyond ASCII are bytes of UTF-8 in a set: next to no text is that by chance.
  private static func isUTF8(_ scalars: [Unicode.Scalar], _ table: Table) -> Bool {
    var sound = 0
    var broken = 0
    var expected = 0
    // Letters that are spaced out with spaces that do not break look like it, too.
    var spaces = 0
    for scalar in scalars {
      let byte = table.byte(of: scalar) ?? 0xff
      if expected > 0 && 0x80..<0xc0 ~= byte {
        expected -= 1
        if expected == 0 { sound += 1 }
        if scalar == noBreakSpace { spaces += 1 }
        continue
      }
      if expected > 0 || 0x80..<0xc2 ~= byte || byte >= 0xf5 { broken += 1 }
      // Most texts show at once that they are what they are.
      if broken > 2 + sound / 20 { return false }
      expected = byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : byte >= 0xc2 ? 1 : 0
      if byte >= 0xf5 { expected = 0 }
    }
    return spaces * 2 <= sound
      && (sound >= minEvidence && broken * 20 <= sound
        || sound * 2 >= minEvidence && broken == 0)
  }

  private static func decoded(_ text: String, _ table: Table) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count / 2)
    for scalar in text.unicodeScalars {
      if let byte = table.byte(of: scalar) {
        bytes.append(byte)
      } else {
        bytes += String(scalar).utf8
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Text in a set of one byte that was taken for Western: words of nothing but letters with accents.
  private static func meantInOneByte(_ text: String, _ scalars: [Unicode.Scalar]) -> String? {
    // Letters of other alphabets are what they are.
    guard !scalars.contains(where: { 0x370..<0x2000 ~= $0.value }) else { return nil }
    let accented = scalars.count { 0xc0...0xff ~= $0.value }
    let plain = scalars.count { 0x41...0x5a ~= $0.value || 0x61...0x7a ~= $0.value }
    guard accented >= minEvidence, accented > plain else { return nil }
    let sample = scalars.compactMap(western.byte)
    guard let charset = CharsetGuess.charset(of: sample), charset != "WINDOWS-1252" else {
      return nil
    }
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
      guard let byte = western.byte(of: scalar) else { return nil }
      bytes.append(byte)
    }
    return CharsetDecoder.text(of: bytes, in: charset)
  }
}
