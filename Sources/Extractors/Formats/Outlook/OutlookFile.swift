// SPDX-License-Identifier: GPL-2.0-or-later
internal import COutlook
import Documents
import Glibc

/// A message that Outlook saved as a compound file (.msg). Sources: MS-OXMSG, MS-OXPROPS.
struct OutlookFile {
  private let streams: [String: [UInt8]]
  /// The storages of attachments and messages, each with its "/".
  private var folders: Set<String> = []

  init(_ file: CompoundFile) {
    streams = file.streams
    for path in streams.keys {
      for end in path.indices where path[end] == "/" { folders.insert(String(path[...end])) }
    }
  }

  /// Whether the folder, with a "/" at its end, is a message, an attachment or a recipient.
  func hasProperties(_ folder: String) -> Bool { streams[folder + Self.properties] != nil }

  private static let properties = "__properties_version1.0"

  /// The message in a folder.
  func message(_ folder: String) -> OutlookMessage {
    // The list of properties has a head, which is shorter in messages within messages.
    let fixed = numbers(in: folder, head: folder.isEmpty ? 32 : 24)
    let codePage = [Property.messageCodePage, .internetCodePage].lazy
      .compactMap { fixed[$0.rawValue] }.first { $0 > 0 }
    let charset = codePage.flatMap { OutlookText.charset(ofCodePage: Int($0)) }
    func text(_ property: Property) -> String {
      self.text(property.rawValue, in: folder, charset) ?? ""
    }
    var message = OutlookMessage()
    message.charset =
      fixed[Property.internetCodePage.rawValue]
      .flatMap { OutlookText.charset(ofCodePage: Int($0)) } ?? charset
    message.subject = text(.subject)
    message.sender = text(.sender)
    if message.sender.isEmpty { message.sender = text(.represented) }
    let address = [text(.smtpAddress), text(.address), text(.representedAddress)]
    message.address = address.first { $0.contains("@") } ?? ""
    let people = recipients(in: folder, charset)
    message.to = people[1] ?? text(.to)
    message.cc = people[2] ?? text(.cc)
    message.bcc = people[3] ?? text(.bcc)
    message.headers = Array(text(.headers).utf8)
    message.id = text(.id)
    message.plain = text(.plain)
    message.page = streams[folder + Self.name(Property.page.rawValue, "0102")] ?? []
    if message.page.isEmpty { message.page = Array(text(.page).utf8) }
    if let packed = streams[folder + Self.name(Property.rich.rawValue, "0102")] {
      message.rich = Self.unpacked(packed)
    }
    let isNote = text(.kind).lowercased().hasPrefix("ipm.note")
    if !isNote { message.others = others(in: folder, charset) }
    let sent = [Property.sent, .delivered, .created].lazy.compactMap { fixed[$0.rawValue] }
    message.day = sent.first { $0 > 0 }.flatMap(Self.day)
    message.attachments = attachments(in: folder, charset)
    return message
  }

  /// Source: MS-OXPROPS, by the numbers there.
  private enum Property: UInt16 {
    case kind = 0x001a
    case subject = 0x0037
    case sent = 0x0039
    case represented = 0x0042
    case representedAddress = 0x0065
    case headers = 0x007d
    case recipientKind = 0x0c15
    case sender = 0x0c1a
    case address = 0x0c1f
    case bcc = 0x0e02
    case cc = 0x0e03
    case to = 0x0e04
    case delivered = 0x0e06
    case plain = 0x1000
    case rich = 0x1009
    case page = 0x1013
    case id = 0x1035
    case displayName = 0x3001
    case mailAddress = 0x3003
    case created = 0x3007
    case content = 0x3701
    case shortName = 0x3704
    case longName = 0x3707
    case recipientAddress = 0x39fe
    case internetCodePage = 0x3fde
    case messageCodePage = 0x3ffd
    case smtpAddress = 0x5d01
  }

  private static func name(_ property: UInt16, _ type: String) -> String {
    let digits = String(property, radix: 16, uppercase: true)
    return "__substg1.0_" + String(repeating: "0", count: 4 - digits.count) + digits + type
  }

  private func text(_ property: UInt16, in folder: String, _ charset: String?) -> String? {
    if let wide = streams[folder + Self.name(property, "001F")] {
      return CharsetDecoder.text(of: wide, in: "UTF-16LE").map(Self.plain)
    }
    return streams[folder + Self.name(property, "001E")]
      .map { Self.plain(OutlookText.decoded($0, charset)) }
  }

  /// A text up to the sign that closes it.
  private static func plain(_ text: String) -> String {
    String(text.unicodeScalars.prefix { $0.value != 0 })
  }

  /// The properties that are numbers, by their own number.
  private func numbers(in folder: String, head: Int) -> [UInt16: UInt64] {
    guard let list = streams[folder + Self.properties] else { return [:] }
    var numbers: [UInt16: UInt64] = [:]
    for offset in stride(from: head, to: list.count - 15, by: 16) {
      func number(_ start: Int, _ count: Int) -> UInt64 {
        list[(offset + start)..<(offset + start + count)].reversed().reduce(0) {
          $0 << 8 | UInt64($1)
        }
      }
      // Long numbers and times have eight bytes, others four.
      let isLong = [0x14, 0x40].contains(number(0, 2))
      numbers[UInt16(number(2, 2))] = number(8, isLong ? 8 : 4)
    }
    return numbers
  }

  /// Who gets the message, with addresses: as recipients (1), for a copy (2), for a blind copy (3).
  private func recipients(in folder: String, _ charset: String?) -> [UInt64: String] {
    var people: [UInt64: String] = [:]
    for folder in inner("__recip_version1.0_", of: folder) {
      let name = text(Property.displayName.rawValue, in: folder, charset) ?? ""
      let addresses = [Property.recipientAddress, .mailAddress].map {
        text($0.rawValue, in: folder, charset) ?? ""
      }
      let address = addresses.first { $0.contains("@") && $0 != name } ?? ""
      let kind = numbers(in: folder, head: 8)[Property.recipientKind.rawValue] ?? 1
      let line = address.isEmpty ? name : name.isEmpty ? address : "\(name) <\(address)>"
      people[kind & 0xf, default: ""] += (people[kind & 0xf] == nil ? "" : "; ") + line
    }
    return people
  }

  private func attachments(in folder: String, _ charset: String?) -> [OutlookMessage.Attachment] {
    inner("__attach_version1.0_", of: folder).map { folder in
      let names = [Property.longName, .shortName, .displayName].lazy.compactMap {
        text($0.rawValue, in: folder, charset)
      }
      let name = RawPath(names.first { !$0.isEmpty } ?? "").shown
      let inside = folder + Self.name(Property.content.rawValue, "000D") + "/"
      if hasProperties(inside) {
        // Each message within another lies in an attachment's folder and one of its own.
        let depth = inside.count { $0 == "/" } / 2
        return depth > Int(OUTLOOK_DEEPEST)
          ? .lost(name: name, OutlookMessage.tooDeep) : .message(message(inside))
      }
      if let bytes = streams[folder + Self.name(Property.content.rawValue, "0102")] {
        return .file(name: name, bytes: bytes)
      }
      let isObject = folders.contains(inside)
      return .lost(name: name, isObject ? OutlookMessage.object : OutlookMessage.absent)
    }
  }

  /// The folders right within one whose names begin so, in the order of their names.
  private func inner(_ prefix: String, of folder: String) -> [String] {
    folders.filter {
      $0.hasPrefix(folder + prefix) && !$0.dropFirst(folder.count).dropLast().contains("/")
    }.sorted()
  }

  /// The texts of a contact, an appointment or a note that mail has no place for.
  private func others(in folder: String, _ charset: String?) -> String {
    let mark = folder + "__substg1.0_"
    var lines: [String] = []
    for path in streams.keys.sorted() where path.hasPrefix(mark) {
      let name = path.dropFirst(mark.count)
      guard name.count == 8, let property = UInt16(name.prefix(4), radix: 16),
        0x3a00...0x3aff ~= property || property >= 0x8000,
        ["001F", "001E"].contains(name.dropFirst(4)),
        let text = text(property, in: folder, charset), let line = Title.oneLine(text),
        !lines.contains(line)
      else { continue }
      lines.append(line)
    }
    return lines.joined(separator: "\n")
  }

  private static func unpacked(_ packed: [UInt8]) -> [UInt8] {
    var length = 0
    guard let rich = outlook_rich_text(packed, packed.count, &length) else { return [] }
    defer { free(rich) }
    return Array(UnsafeRawBufferPointer(start: rich, count: length))
  }

  /// Windows counts tenths of microseconds from 1601.
  private static func day(_ ticks: UInt64) -> String? {
    let days = Int(ticks / 864_000_000_000) - 134_774
    return 0...80_000 ~= days ? Day(sinceEpoch: days).compact : nil
  }
}
