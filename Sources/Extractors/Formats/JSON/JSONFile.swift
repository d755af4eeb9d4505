// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

/// JSON that is not JSON Lines. Objects with a text, in a list or one after another, are documents; so are
/// the messages of a chat, as Telegram, Facebook and others export it; all else is one document.
enum JSONFile {
  static func unpack(_ input: Input, _ unpacking: Unpacking) throws(Unreadable) {
    guard input.size <= FileLimits.largestFile else {
      throw Unreadable.tooLarge(FileLimits.largestFile)
    }
    let decoded = try TextDecoding.text(of: try input.bytes())
    unpacking.fail(decoded.flaws)
    let records = Records(unpacking)
    let values = JSONValues()
    values.take = { value, index in records.take(value, index) }
    if let problem = values.read(Array(decoded.text.utf8)) {
      unpacking.fail(
        Unreadable(.damaged, "is no JSON from some place on, and is read as plain text: \(problem)")
      )
      if records.count == 0 { return unpacking.add(Content(text: decoded.text), type: .json) }
    }
    records.finish()
    if records.count == 0 { throw Unreadable(.textless, "holds no text") }
  }

  /// The documents of a file.
  private final class Records {
    private(set) var count = 0
    private let unpacking: Unpacking
    private let fields: RecordFields
    private var number = 0
    private var messages = 0
    /// What is in no record.
    private var rest: [String] = []

    init(_ unpacking: Unpacking) {
      self.unpacking = unpacking
      fields = unpacking.fields
    }

    func take(_ value: JSONValue, _ index: JSONValues.Place) {
      number += 1
      if index == .message { return add(message: value) }
      if case .text? = value.member(fields.text) { return add(record: value) }
      rest += lines(besidesMessages: value)
    }

    /// What a file of messages says of the whole chat is no document.
    private func lines(besidesMessages value: JSONValue) -> [String] {
      guard messages > 0, case .object(let members) = value else { return value.lines() }
      let heads = ["name", "type", "id", "about", "title", "thread_path", "is_still_participant"]
      return JSONValue.object(members.filter { !heads.contains($0.name) }).lines()
    }

    /// Says what is left as one document.
    func finish() {
      guard !rest.isEmpty else { return }
      let text = rest.joined(separator: "\n")
      count += 1
      unpacking.add(
        Content(titleOrigin: .fileName, text: TwiceEncoded.repaired(text) ?? text), type: .json)
    }

    private func add(record value: JSONValue) {
      func scalar(_ name: String) -> String? { value.member(name)?.scalar }
      add(
        RecordMembers(
          id: scalar(fields.id), title: scalar(fields.title),
          text: value.member(fields.text)?.joinedText ?? "",
          date: scalar(fields.date) ?? Self.day(of: value), language: scalar(fields.language),
          author: scalar(fields.author) ?? Self.author(of: value)))
    }

    /// Who sent a message, by the names that programs give it.
    private static func author(of message: JSONValue) -> String? {
      let author = message.member(
        "from", "actor", "sender_name", "author", "sender", "user", "username")
      return author?.scalar ?? author?.member("name", "username", "display_name")?.scalar
    }

    /// When a message was sent: a day as people write it, or a number of seconds or milliseconds.
    private static func day(of message: JSONValue) -> String? {
      for name in [
        "date", "created_at", "datetime", "timestamp", "time", "timestamp_ms", "date_unixtime",
        "ts",
      ] {
        guard let written = message.member(name)?.scalar else { continue }
        if let day = WrittenDate.compact(written) ?? WrittenDate.compactEpoch(written) {
          return day
        }
      }
      return nil
    }

    /// Members of a message that hold words beside its text: names of files and of calls and changes.
    private static let extra = [
      "title", "action", "file_name", "contact_information", "poll", "location_information",
      "place_name", "members", "forwarded_from", "performer", "share",
    ]

    private func add(message value: JSONValue) {
      messages += 1
      var texts = [value.member("text", "content", "message", "body", "caption")?.joinedText ?? ""]
      for name in Self.extra { texts += value.member(name)?.lines() ?? [] }
      let text = texts.filter { !$0.isEmpty }.joined(separator: "\n")
      guard text.utf8.contains(where: { $0 > 0x20 }) else { return }
      add(
        RecordMembers(
          id: value.member("id")?.scalar, title: nil, text: text, date: Self.day(of: value),
          language: nil, author: Self.author(of: value)))
    }

    private func add(_ members: RecordMembers) {
      let text = TwiceEncoded.repaired(members.text) ?? members.text
      let (title, origin) = Title.of(
        declared: members.title, text: text, orFileName: unpacking.file.path)
      let author = members.author.map { TwiceEncoded.repaired($0) ?? $0 }
      count += 1
      unpacking.within("\(number)") {
        unpacking.add(
          Content(
            title: title, titleOrigin: origin, author: author.flatMap(Title.oneLine), text: text,
            date: members.date.flatMap(WrittenDate.compact),
            language: members.language.flatMap(LanguageTag.iso639)),
          type: .json, id: members.id)
      }
    }
  }
}
