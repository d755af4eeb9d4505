// SPDX-License-Identifier: GPL-2.0-or-later
internal import CMail
import Documents
import Glibc

/// A message: all traffic with GMime.
final class MailMessage {
  /// A part that holds something.
  struct Part {
    /// Such as `text/plain`, in small letters.
    var type: String
    var charset: String?
    /// The name of the file.
    var name: String?
    var isAttachment: Bool
    /// Whether it is HTML of which there is plain text, too.
    var isSecond: Bool
    /// Whether it is what stands outside of the parts that the boundary tells.
    var isRest: Bool
  }

  /// The headers that are read. Most of a message's tell how it was carried.
  private static let read = Set(Mail.people.map { $0.lowercased() } + ["subject"])

  private let message: OpaquePointer

  /// Reads a message that is in memory.
  init(_ bytes: [UInt8]) throws(Unreadable) {
    let bytes = EncodedWords.joined(bytes)
    let charset = MailCharset.ofHeaders(bytes)
    guard let message = mail_message_new(bytes, bytes.count, charset) else {
      throw Unreadable.noMemory
    }
    self.message = message
  }

  deinit { mail_message_free(message) }

  /// The values of the headers of a name, each on one line.
  func headers(_ name: String) -> [String] { headers[name.lowercased()] ?? [] }

  private lazy var headers: [String: [String]] = {
    var headers: [String: [String]] = [:]
    for index in 0..<mail_header_count(message) {
      guard let name = mail_header_name(message, index).map({ String(cString: $0).lowercased() }),
        Self.read.contains(name),
        let value = mail_header_value(message, index),
        let line = Title.oneLine(String(cString: value))
      else { continue }
      headers[name, default: []].append(line)
    }
    return headers
  }()

  /// The id that the sender's program gave.
  var id: String? { mail_message_id(message).map { String(cString: $0) } }

  /// The day in the sender's time zone, as YYYYMMDD.
  var date: String? {
    let day = mail_day(message)
    return day > 0 ? PublicationDate.compact(String(day)) : nil
  }

  var partCount: Int { mail_part_count(message) }

  /// Whether there are more parts, or deeper ones, than are read.
  var hasMore: Bool { mail_has_more(message) }

  func part(_ index: Int) -> Part {
    let part = mail_part_at(message, index)
    return Part(
      type: part.type.map { String(cString: $0) } ?? "",
      charset: part.charset.map { CharsetDecoder.webName(String(cString: $0)) },
      name: part.name.map { RawPath(String(cString: $0)).shown },
      isAttachment: part.is_attachment, isSecond: part.is_second, isRest: part.is_rest)
  }

  /// The decoded content of a part.
  func content(_ index: Int) throws(Unreadable) -> [UInt8] {
    var isTooLarge = false
    let bytes = mail_part_bytes(message, index, Unpacking.largestMember, &isTooLarge)
    defer { mail_bytes_free(bytes) }
    if isTooLarge {
      let maximum = Unpacking.largestMember >> 20
      throw Unreadable(
        .tooLarge, "is larger than \(maximum) MiB: save it from the mail and split it")
    }
    return Array(UnsafeRawBufferPointer(start: bytes.bytes, count: bytes.count))
  }

  /// What is in the envelope of a signature; nil where the text is elsewhere.
  static func content(ofSigned bytes: [UInt8]) throws(Unreadable) -> [UInt8]? {
    var content: UnsafeMutableRawPointer?
    var length = 0
    let kind = signed_mail_content(bytes, bytes.count, &content, &length)
    defer { free(content) }
    switch kind {
    case SIGNED_TEXT:
      return content.map { Array(UnsafeRawBufferPointer(start: $0, count: length)) }
    case SIGNED_ENCRYPTED:
      throw Unreadable(
        .encrypted, "is encrypted: save the mail without encryption to have it indexed")
    default:
      throw Unreadable(.damaged, "is no envelope of S/MIME that OpenSSL reads")
    }
  }
}

/// The character set of headers that are neither ASCII nor UTF-8, as old programs write them.
enum MailCharset {
  /// How much of a message is looked at.
  private static let sampleSize = 16 << 10

  /// The set, as iconv names it; nil where the headers are plain.
  static func ofHeaders(_ message: [UInt8]) -> String? {
    let head = head(of: message)
    guard head.contains(where: { $0 >= 0x80 }), (try? UTF8Span(validating: head.span)) == nil else {
      return nil
    }
    // Those that write plain bytes into headers mostly use the same set in the text.
    let sample = String(decoding: message.prefix(sampleSize), as: UTF8.self).lowercased()
    if let mark = sample.firstRange(of: "charset=") {
      let value = sample[mark.upperBound...].drop { $0 == "\"" || $0 == "'" }
      let name = CharsetDecoder.webName(
        String(value.prefix { $0.isLetter || $0.isNumber || "-_".contains($0) }))
      if !name.hasPrefix("UTF"), CharsetGuess.fits(Array(head), name, tolerance: 0.25) {
        return name
      }
    }
    return CharsetGuess.charset(of: Array(head))
      ?? CharsetGuess.charset(of: Array(message.prefix(sampleSize))) ?? "WINDOWS-1252"
  }

  private static func head(of message: [UInt8]) -> ArraySlice<UInt8> {
    var offset = 0
    while let end = message[offset...].firstIndex(of: 0x0a) {
      let line = message[offset..<end]
      if line.isEmpty || line.elementsEqual([0x0d]) { return message[..<offset] }
      offset = end + 1
    }
    return message[...]
  }
}
