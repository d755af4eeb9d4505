// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Testing

/// JSON that is no JSON Lines, and chats.
struct JSONFileTests {
  private func documents(_ content: String, as name: String = "a.json") throws -> [SourceDocument] {
    try read(content.utf8, as: name).map { try $0.get() }
  }

  @Test("What is escaped is read, and the names of members beside it")
  func escapes() throws {
    let found = try documents(
      #"[{"name": "\u041f\u043e\u0440\u0442", "size": 7}, {"name": "\u0645"}]"#)
    #expect(found.map(\.text) == ["name: Порт\nsize: 7\nname: م"] && found.map(\.type) == [.json])
  }

  @Test(
    "Objects with a text are documents, in a list or one after another",
    arguments: ["[A,\nB]", "A\nB", "A B"])
  func records(layout: String) throws {
    let content = layout.replacing(
      "A", with: "{\n\"id\": 1,\n\"text\": \"Tartus\",\n\"date\": \"2024-03-05\"}"
    )
    .replacing("B", with: "{\n\"id\": \"b\",\n\"text\": \"Hmeimim\"}")
    let found = try documents(content)
    #expect(found.map(\.text) == ["Tartus", "Hmeimim"] && found.map(\.id) == ["1", "b"])
    #expect(found[0].date == "20240305" && Set(found.map(\.location)).count == 2)
  }

  @Test("The messages of Telegram and of Facebook are documents with date and author")
  func messages() throws {
    let telegram = """
      {"name": "Port", "type": "group", "id": 7, "messages": [
       {"id": 1, "type": "message", "date": "2022-03-04T11:22:33", "from": "Igor", "text": "see you"},
       {"id": 2, "type": "message", "date": "2022-03-05T09:00:00", "from": "Anna",
        "text": ["see ", {"type": "link", "text": "https://example.org"}, " and go"],
        "text_entities": [{"type": "plain", "text": "see "}]}]}
      """
    let found = try documents(telegram)
    #expect(found.map(\.text) == ["see you", "see https://example.org and go"])
    #expect(
      found.map(\.author) == ["Igor", "Anna"] && found.map(\.date) == ["20220304", "20220305"])
    let facebook = """
      {"participants": [], "messages": [{"sender_name": "\\u00d0\\u0098\\u00d0\\u00b2\\u00d0\\u00b0\\u00d0\\u00bd",
      "timestamp_ms": 1646385753000, "content": "Tartus"}]}
      """
    let message = try #require(try documents(facebook).first)
    #expect(message.author == "Иван" && message.date == "20220304" && message.text == "Tartus")
  }

  @Test("What is no JSON is read as text, and told")
  func broken() throws {
    let results = try read("{\"text\": Tartus".utf8, as: "a.json")
    #expect(results.compactMap { try? $0.get().text } == ["{\"text\": Tartus"])
    #expect(results.compactMap(\.failure).map(\.kind) == [.damaged])
  }

  @Test(
    "A chat of WhatsApp is its messages",
    arguments: [
      "[04.03.22, 11:22:33] Igor: see you\n[05.03.22, 09:00:00] Anna: at the port\nat ten\n",
      "04/03/2022, 11:22 - Igor: see you\n05/03/2022, 09:00 - Anna: at the port\nat ten\n",
      "3/4/22, 11:22 AM - Igor: see you\n3/5/22, 9:00 AM - Anna: at the port\nat ten\n3/15/22, 9:00 AM - end\n",
    ])
  func chat(text: String) throws {
    let found = try documents(text, as: "_chat.txt")
    #expect(found.prefix(2).map(\.author) == ["Igor", "Anna"])
    #expect(found.prefix(2).map(\.date) == ["20220304", "20220305"])
    #expect(
      found.prefix(2).map(\.text.description).map { $0.trimmed } == [
        "see you", "at the port\nat ten",
      ])
  }

  @Test("Of members of one name in a line the last counts")
  func duplicates() throws {
    #expect(
      try documents(#"{"text":"first","text":"second"}"#, as: "a.jsonl").map(\.text) == ["second"])
  }
}

extension String {
  fileprivate var trimmed: String {
    String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}
