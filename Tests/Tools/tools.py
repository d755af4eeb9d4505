# SPDX-License-Identifier: GPL-2.0-or-later
"""The protocols of other tools, spoken by clients that others wrote.

tools.py PROGRAMS [SPECIFICATIONS]
"""

import asyncio
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import urllib.error
import urllib.parse
import urllib.request

import jsonschema
import mcp
import numpy
import pandas
import referencing
import reconciler
from followthemoney import StatementEntity, model
from followthemoney.dataset import Dataset
from nomenklatura.cache import Cache
from nomenklatura.db import Session, get_engine
from nomenklatura.enrich.yente import YenteEnricher

PROGRAMS = pathlib.Path(sys.argv[1]).resolve()
SPECIFICATIONS = pathlib.Path(sys.argv[2]).resolve() if len(sys.argv) > 2 else None
NAMES = ["Vladimir Putin", "Ahmad al-Sharaa", "Bashar al-Assad", "Hafez al-Assad", "Sergei Shoigu", "Asma al-Assad",
         "Maher al-Assad", "Sergei Lavrov", "Maria Zakharova", "Dmitry Peskov"]
ASKED = ["Путин, Владимир", "أحمد الشرع", "Асад Башар", "Hafiz Asad", "Sergej Schoigu", "أسماء الأسد", "Mahir al-Asad",
         "Lawrow Sergej", "Мария Захарова", "Dmitrij Peskow"]
numpy.NaN = numpy.nan  # The client was written for an older version.


def entities():
    for number, name in enumerate(NAMES):
        entity = model.make_entity("Person")
        entity.id = f"p{number}"
        entity.add("name", name)
        entity.add("birthDate", str(1950 + number))
        entity.add("nationality", "ru" if number % 2 else "sy")
        yield entity
    company = model.make_entity("Company")
    company.id = "c1"
    company.add("name", "Rosneft Oil Company")
    company.add("jurisdiction", "ru")
    company.add("registrationNumber", "1027700043502")
    yield company
    ownership = model.make_entity("Ownership")
    ownership.id = "o1"
    ownership.add("owner", "p0")
    ownership.add("asset", "c1")
    yield ownership


class Archive:
    """The programs on a few documents and lists, in a folder that goes with them."""

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="allonym-tools-"))
        documents = self.folder / "documents"
        documents.mkdir()
        for number, word in enumerate(["Hmeimim", "Khmeimim", "حميميم", "Хмеймим"] * 8):
            (documents / f"{number}.txt").write_text(f"Flight {number} came to {word}. " + "And so on. " * 40)
        self.list = self.folder / "people.ftm.json"
        self.list.write_text("".join(json.dumps({"caption": e.caption, **e.to_dict()}) + "\n" for e in entities()))
        self.index = self.folder / "index"
        self.run("index", documents, "--index", self.index)
        self.process = subprocess.Popen(
            [PROGRAMS / "allonym", "serve", "--index", self.index, "--listen", "127.0.0.1:0",
             "--list", f"people={self.list}"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.address = self.process.stdout.readline().strip().rstrip("/")
        assert re.match(r"http://127\.0\.0\.1:\d+$", self.address), self.address

    def run(self, *arguments):
        return subprocess.run([PROGRAMS / "allonym", *arguments], check=True, capture_output=True, text=True).stdout

    def close(self):
        self.process.terminate()
        assert self.process.wait(40) == 0, "the server ends in order"
        self.process.stdout.close()
        shutil.rmtree(self.folder)

    def ask(self, path, body=None, form=None):
        """The status and the JSON of an answer."""
        data = json.dumps(body).encode() if body is not None else None
        if form is not None:
            data = urllib.parse.urlencode(form).encode()
        request = urllib.request.Request(
            self.address + path, data, {"Content-Type": "application/json"} if body is not None else {})
        try:
            with urllib.request.urlopen(request) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            with error:
                return error.code, json.load(error)


class ToolTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.archive = Archive()

    @classmethod
    def tearDownClass(cls):
        cls.archive.close()


class OpenRefineTest(ToolTest):
    """A client of OpenRefine's protocol (PyPI's reconciler)."""

    def test_a_column_is_matched(self):
        table = reconciler.reconcile(
            pandas.Series(ASKED), reconciliation_endpoint=self.archive.address + "/reconcile/people", top_res=1)
        self.assertEqual(dict(zip(table["input_value"], table["name"])), dict(zip(ASKED, NAMES)))

    def test_types_and_properties_are_sent_along(self):
        table = reconciler.reconcile(
            pandas.Series(["Асад Башар"]), type_id="Person", property_mapping={"country": pandas.Series(["Сирия"])},
            reconciliation_endpoint=self.archive.address + "/reconcile/people", top_res="all")
        self.assertEqual(table["name"][0], "Bashar al-Assad")
        self.assertEqual(table["type_id"][0], "Person")

    def test_the_answers_are_those_of_match(self):
        names = self.archive.folder / "names.txt"
        names.write_text("\n".join(ASKED) + "\n")
        expected = {}
        for line in self.archive.run("match", names, self.archive.list, "--jsonl").splitlines():
            match = json.loads(line)
            expected.setdefault(match["name"], []).append((match["matchId"], match["score"]))
        queries = {str(n): {"query": name} for n, name in enumerate(ASKED)}
        _, found = self.archive.ask("/reconcile/people", form={"queries": json.dumps(queries)})
        for number, name in enumerate(ASKED):
            self.assertEqual(
                [(one["id"], round(one["score"] / 100, 4)) for one in found[str(number)]["result"]], expected[name])


@unittest.skipUnless(SPECIFICATIONS, "no clone of reconciliation-api/specs is given")
class SpecificationTest(ToolTest):
    """The schemas and examples of OpenRefine's protocol."""

    def check(self, version, schema, value):
        folder = SPECIFICATIONS / version / "schemas"

        def retrieve(uri):
            path = folder / uri.rsplit("/", 1)[-1]
            contents = json.loads(path.read_text()) if path.exists() else True
            return referencing.Resource.from_contents(contents, referencing.jsonschema.DRAFT202012)

        registry = referencing.Registry(retrieve=retrieve)
        contents = json.loads((folder / f"{schema}.json").read_text())
        jsonschema.Draft202012Validator(contents, registry=registry).validate(value)

    def test_all_answers_are_as_the_schemas_want(self):
        for dataset in ["people", "archive"]:
            for version, root in [("0.2", f"/reconcile/{dataset}"), ("1.0-draft", f"/reconcile/{dataset}/1.0")]:
                with self.subTest(version=version, dataset=dataset):
                    _, manifest = self.archive.ask(root)
                    self.check(version, "manifest", manifest)
                    for what, schema in [("entity", "entities"), ("property", "properties"), ("type", "types")]:
                        _, found = self.archive.ask(f"{root}/suggest/{what}?prefix=a")
                        self.check(version, f"suggest-{schema}-response", found)
                    _, proposed = self.archive.ask(f"{root}/extend/propose?type=Person")
                    self.check(version, "data-extension-property-proposal", proposed)
                    query = {"ids": ["p1", "none"], "properties": [{"id": "name"}, {"id": "country"}]}
                    if version == "0.2":
                        _, rows = self.archive.ask(root, form={"extend": json.dumps(query)})
                        queries = {"q": {"query": "Hmeimim"}, "r": {"query": "Ahmad al-Shara"}}
                        _, found = self.archive.ask(root, form={"queries": json.dumps(queries)})
                    else:
                        _, rows = self.archive.ask(f"{root}/extend", query)
                        names = ["Hmeimim", "Ahmad al-Shara"]
                        _, found = self.archive.ask(f"{root}/match", {"queries": [
                            {"conditions": [{"matchType": "name", "propertyValue": name}]} for name in names]})
                    self.check(version, "data-extension-response", rows)
                    self.check(version, "reconciliation-result-batch", found)
                    self.assertIn('"score"', json.dumps(found))

    def test_examples_are_answered(self):
        for version in ["0.2", "1.0-draft"]:
            for path in sorted((SPECIFICATIONS / version / "examples/reconciliation-query-batch/valid").iterdir()):
                with self.subTest(path=path.name, version=version):
                    batch = json.loads(path.read_text())
                    if version == "0.2":
                        status, found = self.archive.ask("/reconcile/people", form={"queries": json.dumps(batch)})
                    else:
                        status, found = self.archive.ask("/reconcile/people/1.0/match", batch)
                    self.assertEqual(status, 200, found)
                    self.check(version, "reconciliation-result-batch", found)

    def test_wrong_examples_are_answered_with_a_sentence(self):
        # What has members that there are not is taken all the same: clients send more than they must.
        lenient = {"misnamed-property.json"}
        for version in ["0.2", "1.0-draft"]:
            for path in sorted((SPECIFICATIONS / version / "examples/reconciliation-query-batch/invalid").iterdir()):
                if path.name in lenient:
                    continue
                with self.subTest(path=path.name, version=version):
                    batch = json.loads(path.read_text())
                    if version == "0.2":
                        status, found = self.archive.ask("/reconcile/people", form={"queries": json.dumps(batch)})
                    else:
                        status, found = self.archive.ask("/reconcile/people/1.0/match", batch)
                    self.assertEqual(status, 400, found)
                    self.assertTrue(found["detail"])


class YenteTest(ToolTest):
    """A client of yente (the enricher of PyPI's nomenklatura)."""

    def setUp(self):
        self.dataset = Dataset.make({"name": "test", "title": "Test"})
        database = self.enterContext(tempfile.TemporaryDirectory())
        session = Session(get_engine(f"sqlite:///{database}/cache"))
        self.addCleanup(session.close)
        self.enricher = YenteEnricher(
            self.dataset, Cache(session, self.dataset, create=True),
            {"type": "yente", "api": self.archive.address + "/", "dataset": "people"})

    def entity(self, schema, **properties):
        # The client keeps answers by identifier.
        entity = StatementEntity(self.dataset, {"id": f"asked-{schema}", "schema": schema, "properties": {}})
        for name, value in properties.items():
            entity.add(name, value)
        return entity

    def test_an_entity_is_matched_and_fetched(self):
        asked = self.entity("Person", name="Путин Владимир", birthDate="1950", nationality="sy")
        found = list(self.enricher.match(asked))
        self.assertEqual([one.id for one in found], ["p0"])
        self.assertEqual(found[0].caption, "Vladimir Putin")
        fetched = list(self.enricher.expand(asked, found[0]))
        self.assertEqual([one.id for one in fetched], ["p0"])

    def test_a_company_is_no_person(self):
        self.assertEqual(
            [one.id for one in self.enricher.match(self.entity("Company", name="Rosneft Oil Company"))], ["c1"])
        self.assertEqual(list(self.enricher.match(self.entity("Person", name="Rosneft Oil Company"))), [])


class AssistantTest(ToolTest):
    """The official client of the Model Context Protocol."""

    def connections(self):
        command = mcp.StdioServerParameters(
            command=str(PROGRAMS / "allonym"),
            args=["mcp", "--index", str(self.archive.index), "--list", f"people={self.archive.list}"])
        for name, server in [("stdio", command), ("http", self.archive.address + "/mcp")]:
            for mode in ["auto", "legacy", "2026-07-28"]:
                yield f"{name} {mode}", server, mode

    def test_all_tools_over_both_transports_in_all_versions(self):
        for name, server, mode in self.connections():
            with self.subTest(name):
                asyncio.run(self.use(server, mode))

    async def use(self, server, mode):
        async with mcp.Client(server, mode=mode, read_timeout_seconds=60) as client:
            wanted = "2025-11-25" if mode == "legacy" else "2026-07-28"
            self.assertEqual(client.session.protocol_version, wanted)
            tools = (await client.list_tools()).tools
            self.assertEqual(
                [tool.name for tool in tools], ["search", "spellings", "match_names", "read_document", "facets"])
            for tool in tools:
                jsonschema.Draft202012Validator.check_schema(tool.input_schema)
                self.assertTrue(tool.annotations.read_only_hint)

            async def call(tool, **arguments):
                result = await client.call_tool(tool, arguments)
                self.assertFalse(result.is_error, result.content)
                self.assertEqual(json.loads(result.content[0].text), result.structured_content)
                self.assertLess(len(result.content[0].text), 20_000)
                return result.structured_content

            found = await call("search", query="Hmeimim", limit=3)
            self.assertEqual((found["total"], len(found["hits"])), (32, 3))
            more = await call("search", query="Hmeimim", limit=3, after=found["next"])
            self.assertFalse({hit["id"] for hit in found["hits"]} & {hit["id"] for hit in more["hits"]})
            part = await call("read_document", id=found["hits"][0]["id"], length=100)
            self.assertEqual((len(part["text"]), part["next"]), (100, 100))
            words = await call("spellings", name="Hmeimim")
            self.assertGreaterEqual(len(words["words"][0]["spellings"]), 4)
            names = await call("match_names", names=ASKED[:3], list="people")
            self.assertEqual([one["matches"][0]["name"] for one in names["names"]], NAMES[:3])
            counts = await call("facets", query="Hmeimim", facet="type")
            self.assertEqual(counts["total"], 32)
            wrong = await client.call_tool("search", {"query": "a", "limit": 1000})
            self.assertTrue(wrong.is_error)
            self.assertIn("1 to 20", wrong.content[0].text)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
