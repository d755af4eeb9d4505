# SPDX-License-Identifier: GPL-2.0-or-later
"""The page as people use it, in Chromium; then the API against its description.

page.py PROGRAMS SCREENSHOTS
"""

import io
import pathlib
import re
import subprocess
import sys
import unittest

from axe_playwright_python.sync_playwright import Axe
from PIL import Image, ImageChops
from playwright.sync_api import sync_playwright

from archive import FIXTURES, HOSTILE, Server

PROGRAMS = pathlib.Path(sys.argv[1])
SCREENSHOTS = pathlib.Path(sys.argv[2])
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}


class PageTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server(PROGRAMS)
        cls.playwright = sync_playwright().start()
        cls.browser = cls.playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"])

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()
        cls.playwright.stop()
        cls.server.close()

    def open(self, path="/", **options):
        """A page in a browser of its own; what it complains of fails the test."""
        options.setdefault("viewport", DESKTOP)
        options.setdefault("locale", "en-US")
        context = self.browser.new_context(**options)
        self.addCleanup(context.close)
        page = context.new_page()
        page.on("pageerror", lambda error: self.fail(f"{path}: {error}"))
        page.on("console", self.check_console)
        page.goto(self.server.address + path)
        return page

    def check_console(self, message):
        if message.type == "error" and "favicon" not in message.text:
            self.fail(message.text)

    def shown(self, page):
        return page.locator("h1").first.inner_text()

    # What people do

    def test_search_and_chips(self):
        page = self.open()
        page.fill("#q", "Hmeimim")
        page.keyboard.press("Enter")
        page.wait_for_selector("mark")
        self.assertIn("122 documents", self.shown(page))
        chip = page.locator("a.chip", has_text="Khmeimim").first
        chip.click()
        page.wait_for_selector("a.chip.off")
        self.assertIn("off=khmeimim", page.url)
        self.assertIn("92 documents", self.shown(page))
        page.go_back()
        page.wait_for_selector("a.chip.off", state="detached")
        self.assertIn("122 documents", self.shown(page))
        page.go_forward()
        page.wait_for_selector("a.chip.off")
        page.locator("a.chip.off").click()
        page.wait_for_selector("a.chip.off", state="detached")
        self.assertIn("122 documents", self.shown(page))

    def test_facets_and_dates(self):
        page = self.open("/?q=Hmeimim")
        page.locator("#filters a", has_text="Arabic").first.click()
        page.wait_for_url("**facet.language=ar**")
        page.locator("#filters a", has_text="Russian").first.click()
        page.wait_for_url("**facet.language=ru**")
        self.assertIn("61 documents", self.shown(page))
        page.locator(".histogram svg a").nth(1).click()
        page.wait_for_url("**date=2021**")
        page.locator(".histogram svg a").first.click()
        page.wait_for_url("**date=2021-**")
        page.locator(".histogram a", has_text="All dates").click()
        page.wait_for_url(lambda url: "date=" not in url)
        page.locator("a", has_text="Take all filters off").first.click()
        page.wait_for_url(lambda url: "facet" not in url)
        self.assertIn("122 documents", self.shown(page))

    def test_folders(self):
        page = self.open("/?q=kingfisher")
        self.assertIn("3 documents", self.shown(page))
        def folder(name):
            return page.locator(".facet", has=page.get_by_role("heading", name="Folder")).get_by_role(
                "link", name=name)
        folder("2024").click()
        page.wait_for_url("**facet.folder=**2024**")
        self.assertIn("2 documents", self.shown(page))
        folder("2023").click()
        page.wait_for_url("**2023**")
        self.assertIn("3 documents", self.shown(page))
        folder("summer").click()
        page.wait_for_url("**summer**")
        self.assertIn("2 documents", self.shown(page))

    def test_keyboard_only(self):
        page = self.open()
        page.locator("body").press("Home")
        page.keyboard.press("/")
        page.keyboard.type("Hmeimim")
        page.keyboard.press("Enter")
        page.wait_for_selector("mark")
        self.tab_to(page, "a.chip", "Khmeimim")
        page.keyboard.press("Enter")
        page.wait_for_selector("a.chip.off")
        # The focus stays where it was, so that another Enter takes the spelling in again.
        self.assertTrue(page.evaluate("document.activeElement.matches('a.chip.off')"))
        page.keyboard.press("Enter")
        page.wait_for_selector("a.chip.off", state="detached")
        self.tab_to(page, ".histogram svg a", "")
        page.keyboard.press("Enter")
        page.wait_for_url("**date=**")
        self.tab_to(page, "a.hit", "")
        page.keyboard.press("Enter")
        page.wait_for_selector(".text mark:target")
        self.tab_to(page, ".walk a.back", "")
        page.keyboard.press("Enter")
        page.wait_for_selector("a.hit")

    def tab_to(self, page, selector, text):
        """Presses Tab until a link has the focus, which must be seen."""
        for _ in range(120):
            page.keyboard.press("Tab")
            found = page.evaluate(
                """([selector, text]) => {
                    const element = document.activeElement;
                    return element.matches(selector) && element.textContent.includes(text)
                        ? getComputedStyle(element).outlineStyle : null; }""",
                [selector, text])
            if found:
                self.assertNotEqual(found, "none")
                return
        self.fail(f"Tab never comes to {selector}")

    def test_paging_to_the_last(self):
        page = self.open("/?q=Hmeimim&duplicates=show")
        page.locator(".pager a", has_text="Last").click()
        page.wait_for_url("**page=13**")
        self.assertEqual(page.locator(".hits > ol > li").count(), 2)
        self.assertEqual(page.locator(".pager a", has_text="Next").count(), 0)
        page.fill(".pager input[name=page]", "7")
        page.keyboard.press("Enter")
        page.wait_for_url("**page=7**")
        self.assertEqual(page.locator(".hits > ol > li").first.get_attribute("id"), "h61")

    def test_document_by_keys(self):
        page = self.open("/?q=Hmeimim")
        page.keyboard.press("j")
        page.keyboard.press("j")
        second = page.evaluate("document.activeElement.textContent")
        self.assertEqual(second, page.locator("a.hit").nth(1).inner_text())
        page.keyboard.press("Enter")
        page.wait_for_selector(".text mark:target")
        self.assertIn("Hit 2 of 122", page.locator(".walk").inner_text())
        page.keyboard.press("n")
        page.wait_for_selector("#m2:target")
        page.keyboard.press("p")
        page.wait_for_selector("#m1:target")
        page.keyboard.press("j")
        page.wait_for_url("**hit=3**")
        page.keyboard.press("k")
        page.wait_for_url("**hit=2**")
        page.keyboard.press("?")
        self.assertTrue(page.locator("#keys").is_visible())
        page.keyboard.press("Escape")
        page.wait_for_selector("#keys", state="hidden")
        page.keyboard.press("/")
        self.assertEqual(page.evaluate("document.activeElement.id"), "q")

    def test_keys_on_another_layout(self):
        page = self.open("/?q=Hmeimim")
        page.evaluate("""document.body.dispatchEvent(
            new KeyboardEvent('keydown', {key: 'о', code: 'KeyJ', bubbles: true}))""")
        self.assertEqual(page.evaluate("document.activeElement.className"), "hit")

    def test_long_document_in_parts(self):
        page = self.open("/?q=%22Paragraph+11999%22")
        page.locator("a.hit").click()
        page.wait_for_selector(".matches")
        page.locator(".match-next").click()
        page.wait_for_selector(".text mark:target")
        self.assertIn("part=", page.url)

    def test_completions(self):
        page = self.open()
        page.locator("#q").press_sequentially("Khme")
        page.wait_for_selector("#completions option", state="attached")
        option = page.locator("#completions option").first.get_attribute("value")
        self.assertEqual(option, "Khmeimim")

    def test_page_of_a_pdf(self):
        page = self.open("/?q=Hmeimim&facet.type=pdf")
        page.locator("a.hit").filter(has_not_text="scan").first.click()
        marked, plain = self.pictures(page)
        boxes = self.boxes("arabic.pdf", ["ميميمح", "Hmeimim"])
        self.assertEqual(len(boxes), 2)
        self.check_marks(marked, plain, boxes, margin=4)

    def test_page_of_a_scan(self):
        page = self.open("/?q=Hmeimim&facet.type=pdf")
        page.locator("a.hit", has_text="scan").click()
        marked, plain = self.pictures(page)
        boxes = self.recognised_boxes("scan.pdf", "Hmeimim")
        self.assertGreaterEqual(len(boxes), 1)
        # Two recognitions in different resolutions draw the line some dots apart.
        self.check_marks(marked, plain, boxes, margin=16)

    def pictures(self, page):
        """The picture of the page of the first match, with and without boxes."""
        page.locator("a", has_text="Page as a picture").click()
        page.wait_for_url("**/page/1**")
        image = page.locator(".sheet img")
        self.assertTrue(image.evaluate("i => i.complete || new Promise(d => i.onload = () => d(true))"))
        source = self.server.address + image.get_attribute("src")
        return [
            Image.open(io.BytesIO(page.request.get(address).body())).convert("RGB")
            for address in (source, source.split("?")[0])]

    def check_marks(self, marked, plain, boxes, margin):
        """Whether there are marks in all boxes, given as shares of the page, and nowhere else."""
        difference = ImageChops.difference(marked, plain).convert("L").point(lambda v: 255 * (v > 0))
        for box in boxes:
            left, top, right, bottom = (
                int(side * size) for side, size in zip(box, difference.size * 2))
            self.assertEqual(difference.crop((left, top, right, bottom)).getextrema()[1], 255)
            # What lies further out than the line around is as it was.
            difference.paste(0, (left - margin, top - margin, right + margin, bottom + margin))
        self.assertIsNone(difference.getbbox())

    def boxes(self, name, words):
        """The boxes of words by Poppler itself, whose Arabic words come as they lie on the page."""
        text = subprocess.run(
            ["pdftotext", "-bbox", "-f", "1", "-l", "1", FIXTURES / name, "-"],
            capture_output=True, text=True, check=True).stdout
        size = [float(side) for side in re.search(r'<page width="([\d.]+)" height="([\d.]+)"', text).groups()]
        side = r'="([\d.]+)" '
        pattern = "<word xMin" + side + "yMin" + side + "xMax" + side + r'yMax="([\d.]+)">(.*?)</word>'
        found = re.findall(pattern, text)
        return [
            tuple(float(side) / length for side, length in zip(box[:4], size * 2))
            for box in found if box[4] in words]

    def recognised_boxes(self, name, word):
        """The boxes of a word by Tesseract itself."""
        picture = subprocess.run(
            ["pdftoppm", "-r", "200", "-gray", "-f", "1", "-l", "1", FIXTURES / name],
            capture_output=True, check=True).stdout
        table = subprocess.run(
            ["tesseract", "-", "-", "-l", "eng", "tsv"], input=picture, capture_output=True, check=True).stdout
        rows = [line.split("\t") for line in table.decode().splitlines()[1:]]
        size = next((int(row[8]), int(row[9])) for row in rows if row[0] == "1")
        boxes = []
        for row in rows:
            if row[0] == "5" and word in row[11]:
                left, top, width, height = map(int, row[6:10])
                boxes.append((left / size[0], top / size[1], (left + width) / size[0], (top + height) / size[1]))
        return boxes

    def test_lists(self):
        page = self.open("/lists")
        page.set_input_files("#file", files=[{
            "name": "people.csv", "mimeType": "text/csv",
            "buffer": "id,name\n1,Hmeimim\n2,Nobody At All\n3,Tartus\n".encode()}])
        page.fill("#column", "name")
        page.locator("main button").click()
        page.wait_for_selector("[role=status]")
        self.assertIn("2 of 3 names found", page.locator("[role=status]").inner_text())
        self.assertIn("Khmeimim", page.locator("table.names").inner_text())
        page.goto(self.server.address + "/lists")
        page.fill("#names", "Latakia")
        page.locator("input[value=csv]").check()
        with page.expect_download() as download:
            page.locator("main button").click()
        self.assertIn("Latakia,1", pathlib.Path(download.value.path()).read_text())

    def test_export(self):
        page = self.open("/?q=Hmeimim")
        with page.expect_download() as download:
            page.locator(".export a", has_text="CSV").click()
        text = pathlib.Path(download.value.path()).read_bytes().decode()
        self.assertEqual(text.count("\r\n"), 123)

    def test_right_to_left(self):
        page = self.open("/?q=Hmeimim&sort=date&lang=ar")
        box = page.locator(".hits").bounding_box()
        side = page.locator("#filters").bounding_box()
        self.assertGreater(box["x"], side["x"])
        arabic = page.locator(".passage[lang=ar]").first
        latin = page.locator(".passage[lang=en]").first
        self.assertEqual(arabic.evaluate("e => getComputedStyle(e).direction"), "rtl")
        self.assertEqual(latin.evaluate("e => getComputedStyle(e).direction"), "ltr")

    def test_hostile_documents(self):
        page = self.open("/?q=Tartus&duplicates=show")
        self.assertIn(f"{len(HOSTILE) + 4} documents", self.shown(page))
        links = [link.get_attribute("href") for link in page.locator("a.hit").all()]
        for path in ["/?q=Tartus&duplicates=show", "/?q=%3Cscript%3Ewindow.broken%3D1%3C/script%3E+Tartus",
                     *links, "/about"]:
            page.goto(self.server.address + path)
            self.assertIsNone(page.evaluate("window.broken ?? null"), path)
            self.assertEqual(page.locator("main iframe, main script, main img").count(), 0)

    def test_without_scripts(self):
        page = self.open("/", java_script_enabled=False)
        page.fill("#q", "Hmeimim")
        page.keyboard.press("Enter")
        page.wait_for_url("**q=Hmeimim**")
        self.assertIn("122 documents", self.shown(page))
        page.locator("a.chip", has_text="Khmeimim").first.click()
        self.assertIn("92 documents", self.shown(page))
        page.locator("#filters a", has_text="Arabic").first.click()
        page.locator(".histogram svg a").first.click()
        page.locator("a.hit").first.click()
        page.locator(".match-next").click()
        self.assertTrue(page.url.endswith("#m1"))
        page.locator("#m1 a").click()
        self.assertTrue(page.url.endswith("#m2"))
        page.locator(".walk a", has_text="Next document").click()
        page.locator(".walk a", has_text="Back to the hits").click()
        self.assertIn("documents", self.shown(page))

    # How it looks, and to whom

    def test_accessibility(self):
        axe = Axe()
        paths = ["/", "/?q=Hmeimim+base", "/?q=Hmeimim&date=2021&facet.language=ar&off=khmeimim",
                 "/?q=nothinglikethis", "/?q=%22%22", "/lists", "/about", "/login", "/?q=Hmeimim&lang=ar"]
        for scheme in ["light", "dark"]:
            for path in paths:
                page = self.open_quietly(path, color_scheme=scheme)
                results = axe.run(page)
                self.assertEqual(results.violations_count, 0, f"{scheme} {path}\n{results.generate_report()}")
            page = self.open("/?q=Hmeimim", color_scheme=scheme)
            page.locator(".why summary").click()
            self.assertEqual(axe.run(page).violations_count, 0)
            page.locator("a.hit").first.click()
            page.wait_for_selector(".text")
            results = axe.run(page)
            self.assertEqual(results.violations_count, 0, results.generate_report())

    def open_quietly(self, path, **options):
        """A page that may be an error."""
        context = self.browser.new_context(viewport=DESKTOP, locale="en-US", **options)
        self.addCleanup(context.close)
        page = context.new_page()
        page.goto(self.server.address + path)
        return page

    def test_size_and_speed(self):
        page = self.open("/?q=Hmeimim+base")
        answer = page.request.get(self.server.address + "/?q=Hmeimim+base")
        self.assertLess(len(answer.body()), 50_000)
        self.assertLess(len(page.request.get(self.server.address + "/page.js").body()), 15_000)

    def test_screenshots(self):
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        for name, size in [("desktop", DESKTOP), ("telephone", PHONE)]:
            for scheme in ["light", "dark"]:
                page = self.open("/?q=Hmeimim+base", viewport=size, color_scheme=scheme)
                page.screenshot(path=SCREENSHOTS / f"{name}-{scheme}.png")
                self.assertEqual(
                    page.evaluate("document.documentElement.scrollWidth"), size["width"], name)
                button = page.locator(".search button").bounding_box()
                self.assertLessEqual(button["x"] + button["width"], size["width"] - 15)
                page.locator("a.hit").first.click()
                page.wait_for_selector(".text")
                page.screenshot(path=SCREENSHOTS / f"{name}-{scheme}-document.png")
                self.assertEqual(page.evaluate("document.documentElement.scrollWidth"), size["width"])

        page = self.open("/?q=Hmeimim&lang=ar")
        page.locator(".why summary").click()
        page.screenshot(path=SCREENSHOTS / "arabic.png")
        page = self.open("/?q=Hmeimim&facet.type=pdf")
        page.locator("a.hit").filter(has_not_text="scan").first.click()
        self.pictures(page)
        page.screenshot(path=SCREENSHOTS / "picture.png")
        page = self.open("/?q=kingfisher")
        page.screenshot(path=SCREENSHOTS / "folders.png")
        page = self.open("/about")
        page.screenshot(path=SCREENSHOTS / "about.png")

    # For programs

    def test_the_description_is_true(self):
        """Schemathesis asks what the description allows and does not, and compares the answers with it."""
        command = [
            pathlib.Path(sys.executable).parent / "schemathesis", "run",
            self.server.address + "/api/v1/openapi.json", "--max-examples", "25", "--seed", "19",
            "--phases", "examples,coverage,fuzzing", "--no-color",
            # A query may be unreadable, a document missing: both are answered with a sentence.
            "--exclude-checks", "positive_data_acceptance",
        ]
        run = subprocess.run(command, capture_output=True, text=True, cwd=self.server.folder)
        self.assertEqual(run.returncode, 0, run.stdout[-6000:])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
