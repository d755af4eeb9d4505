// SPDX-License-Identifier: GPL-2.0-or-later
// What scripts/benchmark measures against: Xapian used as its documentation shows, with TermGenerator
// and QueryParser, the English stemmer, positions, one thread, one database.
//
//   xapian_baseline index DATABASE TABLE     lines of id, tab, title, tab, text
//   xapian_baseline query DATABASE           lines of class, tab, query from standard input, run twice;
//                                            prints class, microseconds, matches, first id
//   xapian_baseline one DATABASE QUERY
#include <xapian.h>

#include <chrono>
#include <fstream>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

namespace {
struct Row {
  std::string id, title, text;
};

Row row_of(const std::string &line) {
  const size_t first = line.find('\t'), second = line.find('\t', first + 1);
  return {line.substr(0, first), line.substr(first + 1, second - first - 1),
          line.substr(second + 1)};
}

void build(const char *path, const char *table) {
  Xapian::WritableDatabase database(path, Xapian::DB_CREATE_OR_OVERWRITE);
  Xapian::TermGenerator generator;
  generator.set_stemmer(Xapian::Stem("english"));
  std::ifstream in(table);
  for (std::string line; std::getline(in, line);) {
    const Row row = row_of(line);
    Xapian::Document document;
    generator.set_document(document);
    generator.set_termpos(0);
    generator.index_text(row.title, 1, "S");
    generator.increase_termpos();
    generator.index_text(row.title);
    generator.increase_termpos();
    generator.index_text(row.text);
    document.set_data(row.id);
    document.add_boolean_term("Q" + row.id);
    database.add_document(document);
  }
  database.commit();
}

class Searcher {
  Xapian::Database database;
  Xapian::QueryParser parser;
  Xapian::Enquire enquire;

 public:
  explicit Searcher(const char *path) : database(path), enquire(database) {
    parser.set_database(database);
    parser.set_stemmer(Xapian::Stem("english"));
    parser.set_stemming_strategy(Xapian::QueryParser::STEM_SOME);
  }

  /// The ten best with their ids.
  std::pair<unsigned, std::string> answer(const std::string &query) {
    const unsigned flags = Xapian::QueryParser::FLAG_DEFAULT | Xapian::QueryParser::FLAG_WILDCARD;
    enquire.set_query(parser.parse_query(query, flags));
    const Xapian::MSet found = enquire.get_mset(0, 10);
    std::string first = "-";
    for (auto hit = found.begin(); hit != found.end(); ++hit) {
      const std::string id = hit.get_document().get_data();
      if (hit == found.begin()) first = id.substr(0, id.find('\n'));
    }
    return {found.get_matches_estimated(), first};
  }
};

void time_queries(const char *path) {
  Searcher searcher(path);
  std::vector<std::pair<std::string, std::string>> queries;
  for (std::string line; std::getline(std::cin, line);) {
    const size_t tab = line.find('\t');
    queries.emplace_back(line.substr(0, tab), line.substr(tab + 1));
  }
  for (bool is_warm : {false, true}) {
    for (const auto &[name, query] : queries) {
      const auto start = std::chrono::steady_clock::now();
      const auto [count, first] = searcher.answer(query);
      const std::chrono::duration<double, std::micro> time =
          std::chrono::steady_clock::now() - start;
      if (is_warm)
        std::cout << name << '\t' << time.count() << '\t' << count << '\t' << first << '\n';
    }
  }
}
}  // namespace

int main(int count, char **arguments) try {
  const std::string mode = count > 2 ? arguments[1] : "";
  if (mode == "index" && count == 4) return build(arguments[2], arguments[3]), 0;
  if (mode == "query") return time_queries(arguments[2]), 0;
  if (mode == "one" && count == 4) {
    std::cout << Searcher(arguments[2]).answer(arguments[3]).second << '\n';
    return 0;
  }
  std::cerr << "usage: xapian_baseline index|query|one DATABASE [TABLE|QUERY]\n";
  return 2;
} catch (const Xapian::Error &error) {
  std::cerr << error.get_description() << '\n';
  return 2;
}
