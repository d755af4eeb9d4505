// SPDX-License-Identifier: GPL-2.0-or-later

/// What a hit shows, as it lies in Xapian's document data: `field=value` lines as Omega writes
/// them, an empty line, then the text, compressed, so that who wants the fields alone need not
/// unpack it.
///
///     path=/archive/news.jsonl
///     id=en-1
///     title=A base by the sea
///     language=en
///     date=20241208
///     deflated=2345
///
///     the text in deflate (RFC 1951), 2,345 bytes when unpacked; as it is where that is shorter
public struct StoredDocument: Sendable, Equatable {
  /// The file, absolute.
  public var path: String
  /// The id that the source gave.
  public var id: String?
  /// The title, or the name of the file where there is none.
  public var title: String
  /// The language, by ISO 639-1 code.
  public var language: String?
  /// The day that the document gives, `YYYYMMDD`.
  public var date: String?
  /// The text as indexed.
  public var text: String

  /// The bytes for Xapian.
  func encoded(by deflater: Deflater = Deflater()) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count + path.utf8.count + title.utf8.count + 80)
    func append(_ field: String, _ value: String?) {
      guard let value, !value.isEmpty else { return }
      bytes += field.utf8
      bytes.append(UInt8(ascii: "="))
      for byte in value.utf8 {
        switch byte {
        case UInt8(ascii: "\\"): bytes += #"\\"#.utf8
        case UInt8(ascii: "\n"): bytes += #"\n"#.utf8
        default: bytes.append(byte)
        }
      }
      bytes.append(UInt8(ascii: "\n"))
    }
    append("path", path)
    append("id", id)
    append("title", title)
    append("language", language)
    append("date", date)
    let fields = bytes.count
    append("deflated", String(text.utf8.count))
    bytes.append(UInt8(ascii: "\n"))
    var text = text
    return text.withUTF8 { utf8 in
      if deflater.append(utf8, to: &bytes) { return bytes }
      return bytes[..<fields] + [UInt8(ascii: "\n")] + utf8
    }
  }

  init(
    path: String, id: String?, title: String, language: String?, date: String?, text: String
  ) {
    self.path = path
    self.id = id
    self.title = title
    self.language = language
    self.date = date
    self.text = text
  }

  /// Reads what ``encoded(by:)`` wrote; lines that are not understood are passed over.
  ///
  /// - Parameter hasText: whether the text is wanted; it is left empty otherwise.
  init(decoding bytes: [UInt8], hasText: Bool = true) {
    self.init(path: "", id: nil, title: "", language: nil, date: nil, text: "")
    bytes.withUnsafeBufferPointer { bytes in
      var start = 0
      var unpacked: Int?
      while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
        let line = UnsafeBufferPointer(rebasing: bytes[start..<end])
        start = end + 1
        if line.isEmpty { break }
        guard let equals = line.firstIndex(of: UInt8(ascii: "=")) else { continue }
        let value = Self.unescaped(UnsafeBufferPointer(rebasing: line[(equals + 1)...]))
        switch String(decoding: line[..<equals], as: UTF8.self) {
        case "path": path = value
        case "id": id = value
        case "title": title = value
        case "language": language = value
        case "date": date = value
        case "deflated": unpacked = Int(value)
        default: continue
        }
      }
      guard hasText else { return }
      let rest = UnsafeBufferPointer(rebasing: bytes[start...])
      text =
        unpacked.map { Inflater.text(of: rest, count: $0) ?? "" }
        ?? String(decoding: rest, as: UTF8.self)
    }
  }

  private static func unescaped(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    guard bytes.contains(UInt8(ascii: "\\")) else { return String(decoding: bytes, as: UTF8.self) }
    var plain: [UInt8] = []
    var escaped = false
    for byte in bytes {
      if escaped {
        plain.append(byte == UInt8(ascii: "n") ? UInt8(ascii: "\n") : byte)
        escaped = false
      } else if byte == UInt8(ascii: "\\") {
        escaped = true
      } else {
        plain.append(byte)
      }
    }
    return String(decoding: plain, as: UTF8.self)
  }
}
