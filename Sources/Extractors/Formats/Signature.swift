// SPDX-License-Identifier: GPL-2.0-or-later
internal import CMagic
import Documents
import Synchronization

/// What the first bytes of a file say of its type, whatever its name.
enum Signature {
  /// How many bytes are looked at: a tar archive is recognised by its byte 257.
  static let sampleSize = 4096

  /// The formats that begin with bytes of their own. Source: the formats' specifications.
  private static let marks: [(type: DocumentType, offset: Int, bytes: [UInt8])] = [
    (.pdf, 0, Array("%PDF-".utf8)),
    (.rtf, 0, Array("{\\rtf".utf8)),
    (.zip, 0, [0x50, 0x4b, 0x03, 0x04]),
    (.zip, 0, [0x50, 0x4b, 0x05, 0x06]),
    (.sevenZip, 0, [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]),
    (.rar, 0, Array("Rar!".utf8) + [0x1a, 0x07]),
    (.doc, 0, compoundFile),
    (.outlookStore, 0, Array("!BDN".utf8)),
    (.transportNeutral, 0, [0x78, 0x9f, 0x3e, 0x22]),
    (.tar, 257, Array("ustar".utf8)),
    (.tar, 0, [0x1f, 0x8b]),
    (.tar, 0, Array("BZh".utf8)),
    (.tar, 0, [0xfd, 0x37, 0x7a, 0x58, 0x5a]),
    (.tar, 0, [0x28, 0xb5, 0x2f, 0xfd]),
  ]

  /// Microsoft's container of old office files, and of encrypted new ones.
  static let compoundFile: [UInt8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]

  /// Whether a file that begins so may be of a type. Types without marks may begin with anything but
  /// the marks of others.
  static func fits(_ beginning: [UInt8], _ type: DocumentType) -> Bool {
    guard let found = mark(of: beginning) else {
      // Archives of mailing lists and saved mail are often called texts.
      return !hasMark(type) && (type != .text || MailShape.type(of: beginning) == nil)
    }
    return found == base(type)
  }

  /// The type that the content of a file shows; nil where nothing is known of it.
  static func type(of beginning: [UInt8]) -> DocumentType? {
    if let found = mark(of: beginning) {
      switch found {
      case .zip: return MagicLibrary.mediaType(of: beginning).flatMap { mediaTypes[$0] } ?? .zip
      case .doc: return MagicLibrary.mediaType(of: beginning).flatMap { mediaTypes[$0] }
      default: return found
      }
    }
    if let mail = MailShape.type(of: beginning) { return mail }
    if let xml = XMLShape.type(of: beginning) { return xml }
    return textType(of: beginning)
      // With a zero in it libmagic takes no text for one.
      ?? TextZeros.removed(from: beginning[...]).flatMap { textType(of: $0.bytes) }
  }

  private static func textType(of beginning: [UInt8]) -> DocumentType? {
    guard let media = MagicLibrary.mediaType(of: beginning) else { return nil }
    return mediaTypes[media] ?? (media.hasPrefix("text/") ? .text : nil)
  }

  /// The kind of archive that begins so, whatever office document it may be.
  static func archive(of beginning: [UInt8]) -> DocumentType? { mark(of: beginning) }

  private static func mark(of beginning: [UInt8]) -> DocumentType? {
    marks.first { beginning.dropFirst($0.offset).starts(with: $0.bytes) }?.type
  }

  private static func hasMark(_ type: DocumentType) -> Bool {
    marks.contains { $0.type == base(type) }
  }

  /// The type whose mark files of a type begin with.
  private static func base(_ type: DocumentType) -> DocumentType {
    switch type {
    case .docx, .odt, .xlsx, .ods, .pptx, .odp, .epub: .zip
    case .xls, .ppt, .outlookMessage: .doc
    default: type
    }
  }

  /// Media types as libmagic names them.
  private static let mediaTypes: [String: DocumentType] = [
    "application/pdf": .pdf, "text/rtf": .rtf, "text/html": .html,
    "application/xhtml+xml": .html, "application/x-tar": .tar, "application/zip": .zip,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": .docx,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": .xlsx,
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": .pptx,
    "application/vnd.oasis.opendocument.text": .odt,
    "application/vnd.oasis.opendocument.spreadsheet": .ods,
    "application/vnd.oasis.opendocument.presentation": .odp,
    "application/epub+zip": .epub, "application/msword": .doc, "application/vnd.ms-excel": .xls,
    "application/vnd.ms-powerpoint": .ppt,
    "application/vnd.ms-outlook": .outlookMessage, "message/rfc822": .mail,
    "application/mbox": .mailbox,
    "text/x-mbox": .mailbox, "application/x-subrip": .subtitles, "text/csv": .csv,
    "application/json": .json, "application/x-ndjson": .jsonLines,
  ]
}

/// All traffic with libmagic, the library behind file(1).
private final class MagicLibrary {
  private let cookie: magic_t

  /// Loading the database takes longer than telling a type, and a cookie belongs to one thread.
  private static let shared = Mutex(MagicLibrary())

  private init?() {
    guard let cookie = magic_open(MAGIC_MIME_TYPE) else { return nil }
    self.cookie = cookie
    guard magic_load(cookie, nil) == 0 else { return nil }
  }

  deinit {
    magic_close(cookie)
  }

  /// The media type of content that begins so, as libmagic has it.
  static func mediaType(of beginning: [UInt8]) -> String? {
    shared.withLock { library in
      guard let library else { return nil }
      return beginning.withUnsafeBytes {
        magic_buffer(library.cookie, $0.baseAddress, $0.count).map { String(cString: $0) }
      }
    }
  }
}
