"""Every sentence that a client may read has its Arabic text: of the kernel in kernel/http/locale, of a module in its own."""

import json
import pathlib
import re
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
KERNEL_TEXTS = ROOT / "kernel/http/locale"

# Parts of the kernel that speak to the deployer and to authors alone.
FOR_DEPLOYERS = {"assembly", "cli", "config", "modules", "testkit"}
NOT_FOR_CLIENTS = {"kernel/http/admin.cpp", "kernel/openapi/document.cpp"}

# Calls whose texts are for readers of the API document, the deployer or the log.
NOT_SAID = re.compile(
    r"(?:\b(?:help|summary|invalid_argument|runtime_error|logic_error|bad_alloc|permission|described|errorResponse|why|"
    r"warn|info|error|debug|add)|std::cerr|static_assert)\s*(?:\(|<<)\s*(?:[\w.:>-]+,\s*)*$"
)
SAID = re.compile(
    r"\b(?:Error|NotFound|Unauthenticated|Forbidden|Conflict|Unavailable|Invalid|Message|saying|errorSays)\s*\(\s*(?:[\w.:]+,\s*)*$"
)
LITERAL = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
ADJACENT = re.compile(r'"\s*\n?\s*"')
COMMENT = re.compile(r"^\s*//.*$|//[/ ].*$", re.MULTILINE)


def is_of_program(path, folder):
    """Helper programs of modules write findings about a document, which are its data and stay as they were written."""
    return any((parent / "main.cpp").exists() for parent in path.parents if parent != folder and folder in parent.parents)


def sources(folder):
    for path in sorted(folder.rglob("*")):
        is_code = path.suffix in {".cpp", ".h"} and "tests" not in path.relative_to(folder).parts
        is_demo = path.name.startswith("demo_")  # What demo data say is data
        if is_code and not is_demo and str(path.relative_to(ROOT)) not in NOT_FOR_CLIENTS and not is_of_program(path, folder):
            yield path


def is_sentence(text):
    return re.match(r"[A-Z{]", text) and " " in text.strip() and text.endswith((".", "!"))


def sentences(path):
    """What the file says: complete sentences, and whatever stands as the text of an error or an answer."""
    code = ADJACENT.sub("", COMMENT.sub("", path.read_text()))
    for match in LITERAL.finditer(code):
        text = match.group(1).replace('\\"', '"')
        before = code[max(0, match.start() - 300):match.start()]
        before = re.sub(r'"(?:[^"\\\n]|\\.)*"\s*,\s*', "text, ", before)
        if NOT_SAID.search(before):
            continue
        if is_sentence(text) or (SAID.search(before) and re.match(r"[A-Z{][a-z ]", text) and " " in text):
            yield text


def texts(folder, language):
    path = folder / f"{language}.json"
    return json.loads(path.read_text()) if path.exists() else {}


def placeholders(text):
    return sorted(re.findall(r"\{\w+\}", text))


class TextsTest(unittest.TestCase):
    def untranslated(self, folders, *catalogues):
        known = set().union(*catalogues)
        said = {text: path for folder in folders for path in sources(folder) for text in sentences(path)}
        return [f"{path.relative_to(ROOT)}: {text}" for text, path in sorted(said.items()) if text not in known]

    def test_every_sentence_of_the_kernel_is_arabic_too(self):
        parts = [part for part in (ROOT / "kernel").iterdir() if part.is_dir() and part.name not in FOR_DEPLOYERS]
        missing = self.untranslated([*parts, ROOT / "sdk/src", ROOT / "sdk/include"], texts(KERNEL_TEXTS, "ar"))
        self.assertEqual([], missing)

    def test_every_sentence_of_a_module_is_arabic_too(self):
        for module in sorted((ROOT / "plugins").iterdir()):
            missing = self.untranslated([module], texts(KERNEL_TEXTS, "ar"), texts(module / "locale", "ar"))
            self.assertEqual([], missing, module.name)

    def test_a_translation_has_the_placeholders_of_its_sentence(self):
        folders = [KERNEL_TEXTS, *(module / "locale" for module in (ROOT / "plugins").iterdir())]
        for folder in folders:
            for path in sorted(folder.glob("*.json")):
                for sentence, translation in json.loads(path.read_text()).items():
                    self.assertEqual(placeholders(sentence), placeholders(translation), f"{path}: {sentence}")

    def test_a_catalogue_holds_no_sentence_twice(self):
        for path in ROOT.glob("*/*/locale/*.json"):
            pairs = json.loads(path.read_text(), object_pairs_hook=list)
            names = [name for name, _ in pairs]
            self.assertEqual(sorted(set(names)), sorted(names), path)


if __name__ == "__main__":
    unittest.main()
