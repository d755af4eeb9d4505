// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Glibc
import Testing

struct CharsetTests {
  static let arabic =
    "وصل الوفد إلى قاعدة حميميم يوم الأحد، وقال المتحدث إن اللقاء كان وديا وإن الميناء سيبقى مفتوحا."
  static let russian =
    "Делегация прибыла на базу Хмеймим в воскресенье. Представитель сказал, что порт Тартус открыт."
  static let french =
    "À Hmeimim, la délégation a été reçue à midi ; le port de Tartous reste fermé."
  static let ukrainian =
    "Делегація прибула на базу Хмеймім у неділю. Її представник сказав, що порт Тартус відкритий."

  /// `text` in a character set, encoded by iconv.
  static func encoded(_ text: String, _ charset: String) throws -> [UInt8] {
    let converter = try #require(iconv_open(charset, "UTF-8"))
    defer { iconv_close(converter) }
    var input = text.utf8.map { CChar(bitPattern: $0) }
    var output = [CChar](repeating: 0, count: input.count * 4 + 8)
    let size = output.count
    var left = size
    let result = input.withUnsafeMutableBufferPointer { source in
      output.withUnsafeMutableBufferPointer { target in
        var from = source.baseAddress
        var fromLeft = source.count
        var to = target.baseAddress
        return iconv(converter, &from, &fromLeft, &to, &left)
      }
    }
    try #require(result == 0)
    return output.prefix(size - left).map { UInt8(bitPattern: $0) }
  }

  /// The text that bytes are in a character set.
  static func decoded(_ bytes: [UInt8], _ charset: String) throws -> String {
    struct NotInCharset: Error {}
    let converter = try #require(iconv_open("UTF-8", charset))
    defer { iconv_close(converter) }
    var input = bytes.map { CChar(bitPattern: $0) }
    var output = [CChar](repeating: 0, count: input.count * 4 + 8)
    let size = output.count
    var left = size
    let result = input.withUnsafeMutableBufferPointer { source in
      output.withUnsafeMutableBufferPointer { target in
        var from = source.baseAddress
        var fromLeft = source.count
        var to = target.baseAddress
        return iconv(converter, &from, &fromLeft, &to, &left)
      }
    }
    guard result == 0 else { throw NotInCharset() }
    return String(decoding: output.prefix(size - left).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  @Test(
    "Text in an old character set is read",
    arguments: [
      (arabic, "WINDOWS-1256"), (arabic, "ISO-8859-6"), (russian, "WINDOWS-1251"),
      (russian, "KOI8-R"), (russian, "ISO-8859-5"), (russian, "MAC-CYRILLIC"),
      (ukrainian, "WINDOWS-1251"), (french, "WINDOWS-1252"),
    ])
  func guessed(text: String, charset: String) throws {
    #expect(try document(Self.encoded(text, charset), as: "a.txt").text == text)
  }

  @Test(
    "Wide characters are read with a byte order mark and without",
    arguments: [arabic, russian, french, "Тартус"],
    ["UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"])
  func wide(text: String, charset: String) throws {
    #expect(try document(Self.encoded(text, charset), as: "a.txt").text == text)
    #expect(try document(Self.encoded("\u{FEFF}" + text, charset), as: "a.txt").text == text)
  }

  @Test("What cannot be detected is reported, not guessed")
  func unknown() throws {
    let noise = (0..<400).map { UInt8(truncatingIfNeeded: 128 + $0 * 7919 % 127) }
    for bytes in [[0xe9], [0xd5, 0xec, 0xe5, 0xe9], noise] {
      let failure = try read(bytes, as: "a.txt").first?.failure
      #expect(failure?.kind == .encoding)
    }
  }

  @Test("A declared character set is believed where the page is in it, and no further")
  func declared() throws {
    func page(_ declared: String, _ text: String, in charset: String) throws -> String {
      let head = Array("<meta charset=\"\(declared)\"><p>".utf8)
      return try document(head + Self.encoded(text, charset), as: "a.html").text
    }
    #expect(try page("koi8-r", Self.russian, in: "KOI8-R") == Self.russian)
    // What servers put there by default.
    #expect(try page("iso-8859-1", Self.russian, in: "WINDOWS-1251") == Self.russian)
    #expect(try page("utf-8", Self.arabic, in: "WINDOWS-1256") == Self.arabic)
    #expect(try page("windows-1251", Self.arabic, in: "UTF-8") == Self.arabic)
  }

  @Test("A table is read in any of these", arguments: ["WINDOWS-1251", "UTF-16LE"])
  func table(charset: String) throws {
    let table = "id;text\n1;\(Self.russian)\n2;\(Self.russian)\n"
    let documents = try read(Self.encoded(table, charset), as: "a.csv").map { try $0.get() }
    #expect(documents.map(\.text) == [Self.russian, Self.russian])
    #expect(documents.map(\.line) == [2, 3])
  }
}
