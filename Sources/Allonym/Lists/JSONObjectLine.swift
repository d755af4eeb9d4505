// SPDX-License-Identifier: GPL-2.0-or-later
#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A JSON object of one line, as far as its members are texts, numbers, or lists of these.
struct JSONObjectLine {
  private let members: [String: Member]

  /// Reads a line.
  init(_ line: String) throws {
    do {
      members = try JSONDecoder().decode([String: Member].self, from: Data(line.utf8))
    } catch {
      throw ListRowProblem(sentence: "no JSON object")
    }
  }

  /// The texts of a member; none where there is no such member.
  func texts(_ name: String) -> [String] { members[name]?.texts ?? [] }

  private struct Member: Decodable {
    let texts: [String]

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      if let text = try? value.decode(String.self) {
        texts = [text]
      } else if let number = try? value.decode(Int.self) {
        texts = [String(number)]
      } else if let members = try? value.decode([Member].self) {
        texts = members.flatMap(\.texts)
      } else {
        texts = []
      }
    }
  }
}
