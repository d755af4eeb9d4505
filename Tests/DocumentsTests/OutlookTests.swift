// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Testing

/// Messages as Outlook keeps them. The fixtures were made with OLE::Storage_Lite of texts of ours.
struct OutlookTests {
  @Test("A message that Outlook saved is read with its people, files and messages within it")
  func message() throws {
    let documents = try read(fixture("message.msg"), as: "a.msg").map { try $0.get() }
    let message = try #require(documents.first)
    #expect(message.title == "Договор о поставке")
    #expect(message.author == "Анна Петрова <petrova@example.org>")
    #expect(message.date == "20190307")
    #expect(message.type == .mail)
    for word in ["Хмеймиме", "sidorov@example.org", "Bcc", "hidden@example.org"] {
      #expect(message.text.contains(word), "\(word)")
    }
    #expect(documents.map(\.member) == [nil, "заметка.txt", "part-2"])
    try #require(documents.count == 3)
    #expect(documents[1].text == "attachedword")
    #expect(documents[2].title == "Inner subject")
    #expect(documents[2].text.contains("innerbody Латакия"))
  }

  @Test("Texts in code pages of Windows are read, and pages where there is no plain text")
  func codePages() throws {
    let message = try document(fixture("old.msg"), as: "old")
    #expect(message.title == "Старое письмо")
    #expect(message.author == "Пётр Ильин")
    #expect(message.text.contains("Страница из Тартуса"))
  }

  @Test("What Outlook sends in place of MIME is read, whatever its name")
  func transportNeutral() throws {
    let documents = try read(TransportNeutral.message, as: "winmail.dat").map { try $0.get() }
    #expect(documents.map(\.member) == [nil, "plan.txt"])
    try #require(documents.count == 2)
    #expect(documents[0].title == "Смета")
    #expect(documents[0].text.contains("Письмо из Латакии"))
    #expect(documents[1].text == "plannedword")
  }

  @Test("What comes with a message and cannot be taken out of it is told")
  func lostParts() throws {
    let results = try read(fixture("lost.msg"), as: "a.msg")
    #expect(results.compactMap { try? $0.get().member }.prefix(1) == ["plan.txt"])
    let failures = results.compactMap(\.failure)
    try #require(failures.count == 3)
    #expect(failures[0].member == "linked.doc" && failures[0].reason.contains("no content"))
    #expect(failures[1].member == "drawing" && failures[1].kind == .unknownType)
    #expect(failures[2].member?.hasSuffix("!inner 5") == true && failures[2].kind == .bomb)
    let titles = results.compactMap { try? $0.get().title }
    #expect(titles.contains("Message 5") && !titles.contains("Message 6"))
  }

  @Test("What comes without content in place of MIME, or too deep in it, is told")
  func lostTransportParts() throws {
    let empty = try read(TransportNeutral.message(with: [("gone.doc", [])]), as: "winmail.dat")
    #expect(empty.compactMap(\.failure).map(\.member) == ["gone.doc"])
    var inner = TransportNeutral.message(with: [("plan.txt", Array("plannedword".utf8))])
    for level in 1...6 { inner = TransportNeutral.message(holding: inner, named: "level \(level)") }
    let results = try read(inner, as: "winmail.dat")
    let told = results.compactMap(\.failure)
    #expect(told.count == 1 && told.first?.reason.contains("5 messages deep") == true)
    #expect(told.first?.member?.hasSuffix("!level 1") == true)
    #expect(results.count == 7)
  }

  @Test("Damaged files of Outlook are reported, and never bring the reader down")
  func damaged() throws {
    let store = Array("!BDN".utf8) + [UInt8](repeating: 7, count: 600)
    let failure = try #require(try read(store, as: "mail.pst").first?.failure)
    #expect(failure.reason.contains("no store of Outlook"))
    let message = try fixture("message.msg")
    for end in stride(from: 8, to: message.count, by: 211) {
      _ = try read(message.prefix(end), as: "a.msg")
    }
    for end in stride(from: 4, to: TransportNeutral.message.count, by: 7) {
      _ = try read(TransportNeutral.message.prefix(end), as: "winmail.dat")
    }
  }
}

/// TNEF, byte by byte. Source: MS-OXTNEF.
private enum TransportNeutral {
  static let message = message(with: [("plan.txt", Array("plannedword".utf8))])

  /// A message with files.
  static func message(with files: [(name: String, content: [UInt8])]) -> [UInt8] {
    little(0x223e_9f78, 4) + little(1, 2)
      + attribute(1, 0x0006_9007, little(1251, 4) + little(0, 4))
      + attribute(1, 0x0001_8004, windows("Смета"))
      + attribute(1, 0x0002_800c, windows("Письмо из Латакии"))
      + files.flatMap { file in
        attribute(2, 0x0006_9002, [UInt8](repeating: 0, count: 14))
          + attribute(2, 0x0001_8010, Array(file.name.utf8) + [0])
          + (file.content.isEmpty ? [] : attribute(2, 0x0006_800f, file.content))
      }
  }

  /// A message with another one, as an object.
  static func message(holding inner: [UInt8], named name: String) -> [UInt8] {
    let object = [UInt8](repeating: 0, count: 16) + inner
    let padding = [UInt8](repeating: 0, count: (4 - object.count % 4) % 4)
    return message(with: [(name, [])])
      + attribute(
        2, 0x0006_9005,
        little(1, 4) + little(0x3701_000d, 4) + little(1, 4) + little(object.count, 4) + object
          + padding)
  }

  private static func attribute(_ level: UInt8, _ id: Int, _ data: [UInt8]) -> [UInt8] {
    let sum = data.reduce(0) { ($0 + Int($1)) & 0xffff }
    return [level] + little(id, 4) + little(data.count, 4) + data + little(sum, 2)
  }

  private static func little(_ number: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
  }

  /// Cyrillic letters of Windows-1251, closed by a zero.
  private static func windows(_ text: String) -> [UInt8] {
    text.unicodeScalars.map {
      $0.isASCII ? UInt8($0.value) : UInt8(truncatingIfNeeded: $0.value - 0x410 + 0xc0)
    } + [0]
  }
}
