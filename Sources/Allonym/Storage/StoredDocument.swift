// SPDX-License-Identifier: GPL-2.0-or-later

/// What a hit shows, as it lies in Xapian's document data: `field=value` lines as Omega writes
/// them, an empty line, then the text, compressed, so that who wants the fields alone need not
/// unpack it.
///
///     path=/archive/news.jsonl
///     id=en-1
///     line=7
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
  /// The line in a file of several documents, where no id tells it from the others.
  public var line: Int?
  /// The title, or the name of the file where there is none.
  public var title: String
  /// The author, as the document names them.
  public var author: String?
  /// The host of the page.
  public var host: String?
  /// The language, by ISO 639-1 code.
  public var language: String?
  /// What kind of file it came from: see `DocumentType`.
  public var type: String?
  /// The day that the document gives, `YYYYMMDD`.
  public var date: String?
  /// The text as indexed.
  public var text: String

  /// The bytes for Xapian.
  func encoded(by deflater: Deflater = Deflater()) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(min(text.utf8.count, 4096) + path.utf8.count + title.utf8.count + 80)
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
    append("line", line.map(String.init))
    append("title", title)
    append("author", author)
    append("host", host)
    append("language", language)
    append("type", type)
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
    path: String, id: String?, line: Int? = nil, title: String, author: String? = nil,
    host: String? = nil,
    language: String?, type: String? = nil, date: String?, text: String
  ) {
    self.path = path
    self.id = id
    self.line = line
    self.title = title
    self.author = author
    self.host = host
    self.language = language
    self.type = type
    self.date = date
    self.text = text
  }

  /// Reads what ``encoded(by:)`` wrote; lines that are not understood are passed over.
  init(decoding bytes: [UInt8]) {
    self = bytes.withUnsafeBufferPointer { StoredDocument($0) }
  }

  private init(_ bytes: UnsafeBufferPointer<UInt8>) {
    let fields = StoredFields(of: bytes)
    let rest = UnsafeBufferPointer(rebasing: bytes.dropFirst(fields.count + 1))
    let unpacked = fields["deflated"].flatMap { Int($0) }
    self.init(
      path: fields["path"] ?? "", id: fields["id"], line: fields["line"].flatMap { Int($0) },
      title: fields["title"] ?? "",
      author: fields["author"], host: fields["host"], language: fields["language"],
      type: fields["type"], date: fields["date"],
      text: unpacked.map { Inflater.text(of: rest, count: $0) ?? "" }
        ?? String(decoding: rest, as: UTF8.self))
  }
}
