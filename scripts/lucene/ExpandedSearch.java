// SPDX-License-Identifier: GPL-2.0-or-later
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.queries.intervals.IntervalQuery;
import org.apache.lucene.queries.intervals.Intervals;
import org.apache.lucene.queries.intervals.IntervalsSource;
import org.apache.lucene.queryparser.classic.QueryParser;
import org.apache.lucene.queryparser.xml.CoreParser;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/**
 * Runs queries that were written for engines on Lucene: scripts/evaluate-expand compiles and starts it.
 *
 * <p>index DIR CORPUS.tsv | terms DIR | search DIR LANGUAGE QUERIES, a query a line; prints the ids found by each,
 * or ERROR and the reason.
 */
public class ExpandedSearch {
  private static final String FIELD = "content";

  /** As Datashare and a plain Elasticsearch have it; Arabic and Cyrillic letters stay as they are. */
  private static final Analyzer ANALYZER =
      new Analyzer() {
        @Override
        protected TokenStreamComponents createComponents(String field) {
          Tokenizer source = new StandardTokenizer();
          return new TokenStreamComponents(
              source, new ASCIIFoldingFilter(new LowerCaseFilter(source)));
        }

        @Override
        protected TokenStream normalize(String field, TokenStream in) {
          return new ASCIIFoldingFilter(new LowerCaseFilter(in));
        }

        @Override
        public int getPositionIncrementGap(String field) {
          return 100;
        }
      };

  public static void main(String[] arguments) throws Exception {
    System.setOut(new PrintStream(System.out, false, StandardCharsets.UTF_8));
    Directory directory = FSDirectory.open(Path.of(arguments[1]));
    switch (arguments[0]) {
      case "index" -> index(directory, arguments[2]);
      case "terms" -> terms(directory);
      default -> search(directory, arguments[2], arguments[3]);
    }
    System.out.flush();
  }

  private static void index(Directory directory, String corpus) throws Exception {
    IndexWriterConfig config = new IndexWriterConfig(ANALYZER);
    config.setRAMBufferSizeMB(128);
    try (IndexWriter writer = new IndexWriter(directory, config);
        BufferedReader lines = Files.newBufferedReader(Path.of(corpus))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] cells = line.split("\t", 3);
        Document document = new Document();
        document.add(new StringField("id", cells[0], Field.Store.YES));
        document.add(new TextField(FIELD, cells[1], Field.Store.NO));
        document.add(new TextField(FIELD, cells[2], Field.Store.NO));
        writer.addDocument(document);
      }
      writer.commit();
    }
  }

  private static void terms(Directory directory) throws Exception {
    Terms terms = MultiTerms.getTerms(DirectoryReader.open(directory), FIELD);
    TermsEnum each = terms.iterator();
    while (each.next() != null) {
      System.out.println(each.term().utf8ToString() + "\t" + each.docFreq());
    }
  }

  private static void search(Directory directory, String language, String queries)
      throws Exception {
    IndexSearcher searcher = new IndexSearcher(DirectoryReader.open(directory));
    if (!language.equals("lucene")) IndexSearcher.setMaxClauseCount(1 << 16);
    for (String line : Files.readAllLines(Path.of(queries))) {
      StringBuilder answer = new StringBuilder();
      try {
        ScoreDoc[] found =
            searcher.search(read(line, language), Math.max(1, searcher.getIndexReader().maxDoc()))
                .scoreDocs;
        for (ScoreDoc hit : found) {
          answer.append(searcher.storedFields().document(hit.doc).get("id")).append(' ');
        }
      } catch (Exception error) {
        answer.append("ERROR ").append(String.valueOf(error).replaceAll("\\s+", " "));
      }
      System.out.println(answer);
    }
  }

  private static Query read(String text, String language) throws Exception {
    switch (language) {
      case "lucene":
        return new QueryParser(FIELD, ANALYZER).parse(text);
      case "solr":
        String xml = text.substring("{!xmlparser}".length());
        return new CoreParser(FIELD, ANALYZER)
            .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
      default:
        return query(new ObjectMapper().readTree(text).get("query"));
    }
  }

  /** What Elasticsearch makes of the part of its language that is written here. */
  private static Query query(JsonNode node) throws Exception {
    Map.Entry<String, JsonNode> only = node.fields().next();
    JsonNode body = only.getValue();
    switch (only.getKey()) {
      case "match": {
        Map.Entry<String, JsonNode> field = body.fields().next();
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        List<String> words = words(field.getValue().get("query").asText());
        for (String word : words) {
          all.add(new TermQuery(new Term(field.getKey(), word)), BooleanClause.Occur.MUST);
        }
        Query query = words.isEmpty() ? new MatchNoDocsQuery() : all.build();
        JsonNode boost = field.getValue().get("boost");
        return boost == null ? query : new BoostQuery(query, (float) boost.asDouble());
      }
      case "dis_max": {
        List<Query> parts = new ArrayList<>();
        for (JsonNode part : body.get("queries")) parts.add(query(part));
        return new DisjunctionMaxQuery(parts, 0);
      }
      case "bool": {
        BooleanQuery.Builder clauses = new BooleanQuery.Builder();
        add(clauses, body.get("should"), BooleanClause.Occur.SHOULD);
        add(clauses, body.get("must"), BooleanClause.Occur.MUST);
        add(clauses, body.get("must_not"), BooleanClause.Occur.MUST_NOT);
        if (!body.has("should") && !body.has("must")) {
          clauses.add(new MatchAllDocsQuery(), BooleanClause.Occur.MUST);
        }
        return clauses.build();
      }
      case "intervals": {
        Map.Entry<String, JsonNode> field = body.fields().next();
        return new IntervalQuery(field.getKey(), intervals(field.getValue()));
      }
      default:
        throw new IllegalArgumentException("[" + only.getKey() + "] is no query");
    }
  }

  private static void add(BooleanQuery.Builder clauses, JsonNode parts, BooleanClause.Occur occur)
      throws Exception {
    if (parts == null) return;
    for (JsonNode part : parts) clauses.add(query(part), occur);
  }

  /** As Elasticsearch's IntervalBuilder combines sources. */
  private static IntervalsSource intervals(JsonNode node) throws Exception {
    Map.Entry<String, JsonNode> only = node.fields().next();
    JsonNode body = only.getValue();
    List<IntervalsSource> parts = new ArrayList<>();
    switch (only.getKey()) {
      case "match":
        for (String word : words(body.get("query").asText())) parts.add(Intervals.term(word));
        break;
      case "any_of":
        for (JsonNode part : body.get("intervals")) parts.add(intervals(part));
        return Intervals.or(parts);
      case "all_of":
        for (JsonNode part : body.get("intervals")) parts.add(intervals(part));
        break;
      default:
        throw new IllegalArgumentException("[" + only.getKey() + "] is no interval");
    }
    if (parts.isEmpty()) return Intervals.term(""); // No document has it.
    if (parts.size() == 1) return parts.get(0);
    IntervalsSource[] sources = parts.toArray(new IntervalsSource[0]);
    int gaps = body.has("max_gaps") ? body.get("max_gaps").asInt() : -1;
    boolean ordered = body.has("ordered") && body.get("ordered").asBoolean();
    if (gaps == 0 && ordered) return Intervals.phrase(sources);
    IntervalsSource joined = ordered ? Intervals.ordered(sources) : Intervals.unordered(sources);
    return gaps < 0 ? joined : Intervals.maxgaps(gaps, joined);
  }

  private static List<String> words(String text) throws Exception {
    List<String> words = new ArrayList<>();
    try (TokenStream tokens = ANALYZER.tokenStream(FIELD, text)) {
      CharTermAttribute word = tokens.addAttribute(CharTermAttribute.class);
      tokens.reset();
      while (tokens.incrementToken()) words.add(word.toString());
      tokens.end();
    }
    return words;
  }
}
