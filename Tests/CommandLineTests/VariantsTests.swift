// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import Testing

/// Spellings that are written without any index.
@Suite struct VariantsTests {
  private static let desk = Result { try Desk() }

  private static func rows(_ arguments: String...) throws -> [[String]] {
    let outcome = try desk.get().program.run(["variants"] + arguments)
    #expect(outcome.code == 0)
    return outcome.output.split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }
  }

  @Test func eachScriptHasSoManyForms() throws {
    let rows = try Self.rows("Tartus", "--to", "Arab,Cyrl", "--limit", "4")
    #expect(
      rows.map { $0[0] } == Array(repeating: "Arab", count: 4) + Array(repeating: "Cyrl", count: 4))
    #expect(rows.allSatisfy { $0.count == 3 && (Double($0[2]) ?? 0) > 0 })
    #expect(Set(rows.map { $0[1] }).count == 8)
  }

  @Test func knownNamesComeFirst() throws {
    #expect(try Self.rows("Cairo", "--to", "Arab").contains { $0[1] == "القاهره" })
    #expect(try Self.rows("Tartus", "--to", "Arab", "--limit", "3").contains { $0[1] == "طرطوس" })
  }

  @Test func likelyFormsAreWrittenWithoutKnownNames() throws {
    for (name, script, form) in [
      ("Tartus", "Arab", "طرطوس"), ("Tartus", "Cyrl", "тартус"), ("Хмеймим", "Latn", "khmeimim"),
      ("محمد", "Latn", "mohamed"),
    ] {
      let rows = try Self.rows(name, "--to", script, "--limit", "20", "--known-names", "none")
      #expect(rows.contains { $0[1] == form }, "\(name) \(rows.map { $0[1] })")
    }
  }

  @Test func wholeNamesKeepTheirArticles() throws {
    let rows = try Self.rows("Ahmad al-Shara", "--to", "Arab,Cyrl", "--limit", "20")
    #expect(rows.contains { $0[1].hasPrefix("احمد ال") })
    #expect(rows.contains { $0[1].hasPrefix("ахмад аль-") || $0[1].hasPrefix("ахмед аль-") })
  }

  @Test func programsReadJSON() throws {
    let outcome = try Self.desk.get().run(
      "variants", "Tartus", "--to", "Cyrl", "--limit", "2", "--json")
    let answer = try JSONDecoder().decode(Answer.self, from: Data(outcome.output.utf8))
    #expect(answer.name == "Tartus" && answer.version == 1)
    #expect(answer.variants.count == 2 && answer.variants.allSatisfy { $0.script == "Cyrl" })
  }

  @Test func whatIsNoNameIsRefused() throws {
    #expect(try Self.desk.get().run("variants", "...").code == 2)
    #expect(try Self.desk.get().run("variants", "Tartus", "--to", "Grek").code == 2)
  }

  private struct Answer: Decodable {
    struct Form: Decodable {
      let script: String
      let form: String
      let score: Double
      let known: Bool
    }
    let version: Int
    let name: String
    let variants: [Form]
  }
}
