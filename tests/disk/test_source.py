"""Which folders are services, what they are called, and what their pages say: through `find_services` and `read_pages`."""

from __future__ import annotations

import os
import socket
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docbind.dialect.findings import FINDINGS
from docbind.dialect.services import SERVICES
from docbind.disk.source import ServiceFolder, find_services, read_pages
from docbind.model.diagnostic import Diagnostic, Outcome, Severity
from docbind.model.page import SourceFile

PAGE = "Title\n=====\n"

HARMFUL_NAMES = (
    *("", ".", "..", "/tmp/x", "a/b", "a\\b", "_x", ".x", "a.", "a..b"),
    *("--help", "-o/tmp/x", "${HOME}", "a b", "A", "\u00c4", "x" * 65),
    *("a\nb", "a\0b", "\x1b[31m", "\u202e", "\udcff"),
    *("con", "nul", "com1", "lpt9.x", "aux.rst"),
)


def put(path: Path, content: str | bytes = PAGE) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def checkout(root: Path, *pages: str) -> Path:
    for page in pages or ("index.rst",):
        put(root / "api-ref" / "source" / page)
    return root


def found(*folders: Path, service: str | None = None) -> Outcome[tuple[ServiceFolder, ...]]:
    outcome = find_services(folders, service)
    assert {diagnostic.code for diagnostic in outcome.diagnostics} <= {finding.code for finding in FINDINGS}
    return outcome


def only(outcome: Outcome[tuple[ServiceFolder, ...]]) -> ServiceFolder:
    assert outcome.diagnostics == ()
    (folder,) = outcome.value
    return folder


def problem(outcome: Outcome[object]) -> Diagnostic:
    (diagnostic,) = outcome.diagnostics
    return diagnostic


def pages(folder: Path, service: str | None = "svc") -> Outcome[tuple[SourceFile, ...]]:
    outcome = read_pages(only(found(folder, service=service)))
    assert {diagnostic.code for diagnostic in outcome.diagnostics} <= {finding.code for finding in FINDINGS}
    return outcome


def names(outcome: Outcome[tuple[ServiceFolder, ...]]) -> list[str]:
    return [folder.info.id for folder in outcome.value]


def paths(outcome: Outcome[tuple[SourceFile, ...]]) -> list[str]:
    return [page.path for page in outcome.value]


class TestFolders:
    def test_a_folder_of_pages_is_one_service(self, tmp_path: Path) -> None:
        put(tmp_path / "dns" / "index.rst")
        put(tmp_path / "dns" / "zones" / "create.rst")
        folder = only(found(tmp_path / "dns"))
        assert paths(read_pages(folder)) == ["dns/index.rst", "dns/zones/create.rst"]

    def test_a_checkout_is_one_service_whose_other_documents_are_not_read(self, tmp_path: Path) -> None:
        checkout(tmp_path / "function-graph", "index.rst", "api/x/y.rst", "appendix/z.rst")
        put(tmp_path / "function-graph" / "umn" / "source" / "manual.rst")
        put(tmp_path / "function-graph" / "README.rst")
        folder = only(found(tmp_path / "function-graph"))
        assert folder.info.id == "function-graph"
        assert paths(read_pages(folder)) == [
            "function-graph/api-ref/source/api/x/y.rst",
            "function-graph/api-ref/source/appendix/z.rst",
            "function-graph/api-ref/source/index.rst",
        ]

    @pytest.mark.parametrize("below", ["api-ref", "api-ref/source"])
    def test_the_inside_of_a_checkout_stands_for_the_checkout(self, tmp_path: Path, below: str) -> None:
        checkout(tmp_path / "function-graph")
        assert only(found(tmp_path / "function-graph" / below)) == only(found(tmp_path / "function-graph"))

    def test_a_folder_of_services_holds_them_all(self, tmp_path: Path) -> None:
        checkout(tmp_path / "specs" / "functiongraph")
        put(tmp_path / "specs" / "dns" / "deep" / "page.rst")
        put(tmp_path / "specs" / "images" / "logo.svg", "<svg/>")
        assert names(found(tmp_path / "specs")) == ["dns", "functiongraph"]

    def test_the_current_folder_has_its_own_name(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        checkout(tmp_path / "dns")
        monkeypatch.chdir(tmp_path / "dns")
        assert only(found(Path())).info.id == "dns"
        monkeypatch.chdir(tmp_path / "dns" / "api-ref" / "source")
        assert only(found(Path(".."))).info.id == "dns"

    def test_an_empty_settings_file_makes_a_folder_one_service(self, tmp_path: Path) -> None:
        put(tmp_path / "dns" / "zones" / "create.rst")
        put(tmp_path / "dns" / "records" / "create.rst")
        assert names(found(tmp_path / "dns")) == ["records", "zones"]
        put(tmp_path / "dns" / "service.toml", "")
        assert names(found(tmp_path / "dns")) == ["dns"]

    def test_services_are_sorted_whatever_the_order_of_the_arguments(self, tmp_path: Path) -> None:
        folders = [checkout(tmp_path / name) for name in ("vpc", "dns", "ecs")]
        assert names(found(*folders)) == names(found(*reversed(folders))) == ["dns", "ecs", "vpc"]

    def test_a_page_beside_the_services_is_reported(self, tmp_path: Path) -> None:
        checkout(tmp_path / "dns")
        put(tmp_path / "README.rst")
        outcome = found(tmp_path)
        assert names(outcome) == ["dns"]
        assert (problem(outcome).code, problem(outcome).severity) == ("page-outside-service", Severity.WARNING)

    def test_a_hidden_folder_is_no_service_but_is_mentioned_if_it_holds_pages(self, tmp_path: Path) -> None:
        checkout(tmp_path / "dns")
        put(tmp_path / ".venv" / "docs" / "index.rst")
        put(tmp_path / ".git" / "refs" / "branch.rst")
        put(tmp_path / ".cache" / "x.txt")
        outcome = found(tmp_path)
        assert names(outcome) == ["dns"]
        assert (problem(outcome).code, problem(outcome).severity) == ("folder-hidden", Severity.NOTE)

    @pytest.mark.parametrize("name", ["missing", "a\0b", "x" * 300, "page.rst"])
    def test_an_argument_that_is_no_folder_is_reported(self, tmp_path: Path, name: str) -> None:
        put(tmp_path / "page.rst")
        outcome = found(tmp_path / name)
        assert outcome.value == ()
        assert (problem(outcome).code, problem(outcome).severity) == ("folder-missing", Severity.ERROR)

    def test_a_folder_without_pages_is_reported(self, tmp_path: Path) -> None:
        (tmp_path / "empty" / "api-ref" / "source").mkdir(parents=True)
        put(tmp_path / "other" / "readme.txt")
        for folder in (tmp_path / "empty", tmp_path / "other"):
            outcome = found(folder)
            assert outcome.value == ()
            assert problem(outcome).code == "no-pages"
            assert problem(outcome).span.path == str(folder)

    def test_an_unreadable_folder_is_reported_and_others_are_still_found(self, plain_user: Path) -> None:
        checkout(plain_user / "dns")
        closed = checkout(plain_user / "ecs")
        closed.chmod(0)
        outcome = found(plain_user)
        closed.chmod(0o700)
        assert names(outcome) == ["dns"]
        assert problem(outcome).code == "folder-unreadable"

    def test_a_linked_folder_is_not_followed(self, tmp_path: Path) -> None:
        checkout(tmp_path / "specs" / "dns")
        checkout(tmp_path / "elsewhere" / "secret")
        (tmp_path / "specs" / "ecs").symlink_to(tmp_path / "elsewhere" / "secret")
        outcome = found(tmp_path / "specs")
        assert names(outcome) == ["dns"]
        assert problem(outcome).code == "link-not-followed"

    @pytest.mark.parametrize("linked", ["api-ref", "api-ref/source"])
    def test_a_checkout_whose_pages_are_linked_is_not_read(self, tmp_path: Path, linked: str) -> None:
        checkout(tmp_path / "elsewhere")
        link = tmp_path / "dns" / linked
        link.parent.mkdir(parents=True)
        link.symlink_to(tmp_path / "elsewhere" / linked)
        outcome = found(tmp_path / "dns")
        assert outcome.value == ()
        assert {diagnostic.code for diagnostic in outcome.diagnostics} == {"link-not-followed"}

    def test_an_argument_may_be_a_link_because_the_user_typed_it(self, tmp_path: Path) -> None:
        checkout(tmp_path / "checkout-1")
        (tmp_path / "dns").symlink_to(tmp_path / "checkout-1")
        assert only(found(tmp_path / "dns")).info.id == "dns"


class TestGivenTwice:
    @pytest.mark.parametrize("again", ["dns", "dns/", "./dns", "x/../dns", "link", "dns/api-ref/source", "."])
    def test_the_same_folder_is_built_once(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, again: str) -> None:
        checkout(tmp_path / "dns")
        (tmp_path / "x").mkdir()
        monkeypatch.chdir(tmp_path)
        if again == "link":
            (tmp_path / "link").symlink_to("dns")
        outcome = found(tmp_path / "dns", Path(again))
        assert names(outcome) == ["dns"]
        assert (problem(outcome).code, problem(outcome).severity) == ("service-twice", Severity.ERROR)
        assert str(tmp_path / "dns") in problem(outcome).message

    def test_two_folders_of_one_name_are_not_mixed(self, tmp_path: Path) -> None:
        first, second = checkout(tmp_path / "a" / "dns"), checkout(tmp_path / "b" / "dns")
        outcome = found(first, second)
        assert [folder.root for folder in outcome.value] == [first]
        assert problem(outcome).code == "service-twice"
        assert problem(outcome).span.path == str(second)

    def test_two_names_of_one_module_are_not_mixed(self, tmp_path: Path) -> None:
        outcome = found(checkout(tmp_path / "function-graph"), checkout(tmp_path / "functiongraph"))
        assert names(outcome) == ["function-graph"]
        assert problem(outcome).code == "module-twice"


class TestNames:
    @pytest.mark.parametrize("name", ["a", "dns", "elastic-ip", "3scale", "v1.2_x", "x" * 64])
    def test_a_given_name_replaces_that_of_the_folder(self, tmp_path: Path, name: str) -> None:
        checkout(tmp_path / "In Box")
        folder = only(found(tmp_path / "In Box", service=name))
        assert folder.info.id == name
        assert paths(read_pages(folder)) == [f"{name}/api-ref/source/index.rst"]

    @pytest.mark.parametrize("name", HARMFUL_NAMES)
    def test_a_name_that_could_do_harm_is_refused(self, tmp_path: Path, name: str) -> None:
        outcome = found(checkout(tmp_path / "in"), service=name)
        assert outcome.value == ()
        assert (problem(outcome).code, problem(outcome).severity) == ("service-name", Severity.ERROR)
        assert problem(outcome).message.isprintable()

    def test_the_name_of_a_folder_is_held_to_the_same_rules(self, tmp_path: Path) -> None:
        outcome = found(checkout(tmp_path / "Elastic IP\x1b"))
        assert outcome.value == ()
        assert problem(outcome).code == "service-name"
        assert "\x1b" not in problem(outcome).message + problem(outcome).span.path

    def test_one_name_does_not_fit_several_services(self, tmp_path: Path) -> None:
        outcome = found(checkout(tmp_path / "dns"), checkout(tmp_path / "ecs"), service="x")
        assert outcome.value == ()
        assert problem(outcome).code == "service-name-for-several"

    def test_a_known_folder_has_its_known_names(self, tmp_path: Path) -> None:
        info = only(found(checkout(tmp_path / "elastic-cloud-server"))).info
        assert (info.title, info.module, info.class_name) == ("Elastic Cloud Server", "ecs", "ElasticCloudServer")
        assert (info.hosts, info.catalog_types) == (("ecs",), ("ecs", "compute"))

    def test_a_known_module_names_the_same_service(self, tmp_path: Path) -> None:
        info = only(found(checkout(tmp_path / "functiongraph"))).info
        assert (info.id, info.module, info.class_name) == ("functiongraph", "functiongraph", "FunctionGraph")

    def test_an_unknown_folder_gives_its_own_names(self, tmp_path: Path) -> None:
        info = only(found(checkout(tmp_path / "quantum-computing.beta"))).info
        assert (info.title, info.module) == ("Quantum Computing Beta", "quantumcomputing_beta")
        assert (info.class_name, info.hosts) == ("QuantumComputingBeta", ("quantumcomputingbeta",))

    @pytest.mark.parametrize(
        "name, module, class_name",
        [
            ("class", "service_class", "Class"),
            ("none", "none", "ServiceNone"),
            ("auth", "service_auth", "Auth"),
            ("errors", "service_errors", "Errors"),
            ("testing", "service_testing", "Testing"),
            ("conftest", "service_conftest", "Conftest"),
            ("sitecustomize", "service_sitecustomize", "Sitecustomize"),
            ("test_x", "service_test_x", "TestX"),
            ("3scale", "service_3scale", "Service3scale"),
            ("value-error", "valueerror", "ServiceValueError"),
            ("client", "service_client", "ServiceClient"),
            ("c-on", "service_con", "COn"),
        ],
    )
    def test_a_module_and_class_never_take_a_name_that_has_a_meaning(
        self, tmp_path: Path, name: str, module: str, class_name: str
    ) -> None:
        info = only(found(checkout(tmp_path / name))).info
        assert (info.module, info.class_name) == (module, class_name)

    def test_the_table_of_services_says_nothing_twice(self) -> None:
        folders = [service.folder for service in SERVICES]
        modules = [service.module for service in SERVICES]
        assert len(folders) == len(set(folders))
        assert len(modules) == len(set(modules))
        # A folder that is called like the module of another service would be taken for that one, too.
        assert all(service.folder == service.module for service in SERVICES if service.folder in modules)


class TestSettings:
    def test_settings_overrule_the_defaults(self, tmp_path: Path) -> None:
        checkout(tmp_path / "dns")
        put(
            tmp_path / "dns" / "service.toml",
            'title = "Names"\nmodule = "names"\nclass = "Names"\nhosts = ["n", "n2"]\ncatalog_types = ["dnsv2.0"]\n',
        )
        info = only(found(tmp_path / "dns")).info
        assert (info.id, info.title, info.module, info.class_name) == ("dns", "Names", "names", "Names")
        assert (info.hosts, info.catalog_types) == (("n", "n2"), ("dnsv2.0",))

    def test_settings_that_are_not_there_keep_their_defaults(self, tmp_path: Path) -> None:
        checkout(tmp_path / "dns")
        put(tmp_path / "dns" / "service.toml", b'\xef\xbb\xbftitle = "Names"\r\n')
        info = only(found(tmp_path / "dns")).info
        assert (info.title, info.module, info.class_name) == ("Names", "dns", "DomainNameService")

    @pytest.mark.parametrize(
        "settings, line, words",
        [
            ('title = "a"\nmodul = "b"\n', 2, "Did you mean `module`?"),
            ('\n\n"colour" = 1\n', 3, "The settings are"),
            ("title = 1\n", 1, "`title`"),
            ('title = "a\\u001bb"\n', 1, "`title`"),
            ('title = "a"\nhosts = "x"\n', 2, "`hosts`"),
            ('hosts = [\n"x",\n"https://evil/"]\n', 1, "`hosts`"),
            ('hosts = ["x\\ny"]\n', 1, "`hosts`"),
            ("hosts = []\n", 1, "`hosts`"),
            ('catalog_types = ["a b"]\n', 1, "`catalog_types`"),
            ('# names\nmodule = "class"\n', 2, "`module`"),
            ('module = "_core"\n', 1, "`module`"),
            ('module = "a/b"\n', 1, "`module`"),
            ('module = "conftest"\n', 1, "`module`"),
            ('module = "test_dns"\n', 1, "`module`"),
            ('module = "nul"\n', 1, "`module`"),
            ('class = "None"\n', 1, "`class`"),
            ('class = "dns"\n', 1, "`class`"),
            ('class = "Dns\\n"\n', 1, "`class`"),
            ("title = \n", 1, "TOML"),
            ("[title]\nx = 1\n", 1, "`title`"),
            ('title = "a"\ntitle = "b"\n', 2, "TOML"),
        ],
    )
    def test_a_wrong_setting_is_reported_with_its_line(
        self, tmp_path: Path, settings: str, line: int, words: str
    ) -> None:
        checkout(tmp_path / "dns")
        put(tmp_path / "dns" / "service.toml", settings)
        outcome = found(tmp_path / "dns")
        assert outcome.value == ()
        diagnostic = problem(outcome)
        assert (diagnostic.code, str(diagnostic.span)) == ("service-settings", f"dns/service.toml:{line}")
        assert words in diagnostic.message + diagnostic.help
        assert diagnostic.message.isprintable()

    def test_every_wrong_setting_is_reported_at_once(self, tmp_path: Path) -> None:
        checkout(tmp_path / "dns")
        put(tmp_path / "dns" / "service.toml", "title = 1\nmodule = 2\nx = 3\n")
        assert [diagnostic.span.first_line for diagnostic in found(tmp_path / "dns").diagnostics] == [1, 2, 3]

    def test_settings_are_not_read_through_a_link(self, tmp_path: Path) -> None:
        checkout(tmp_path / "dns")
        put(tmp_path / "secret", "token = 'hunter2'\n")
        (tmp_path / "dns" / "service.toml").symlink_to(tmp_path / "secret")
        outcome = found(tmp_path / "dns")
        assert outcome.value == ()
        assert problem(outcome).code == "link-not-followed"
        assert "token" not in str(outcome.diagnostics)

    def test_settings_in_another_encoding_are_reported(self, tmp_path: Path) -> None:
        checkout(tmp_path / "dns")
        put(tmp_path / "dns" / "service.toml", 'title = "Namensauflösung"\n'.encode("latin-1"))
        assert problem(found(tmp_path / "dns")).code == "page-not-utf8"

    @pytest.mark.parametrize("value", ["[" * 100_000, "9" * 10_000], ids=["nesting", "digits"])
    def test_what_has_no_end_is_no_crash(self, tmp_path: Path, value: str) -> None:
        checkout(tmp_path / "dns")
        put(tmp_path / "dns" / "service.toml", f"title = {value}")
        assert problem(found(tmp_path / "dns")).code == "service-settings"


class TestPages:
    def test_pages_come_in_the_order_of_their_paths(self, tmp_path: Path) -> None:
        for name in ("b.rst", "a/z.rst", "a.rst", "B.rst", "a-b/c.rst"):
            put(tmp_path / name)
        put(tmp_path / "index.rst")
        result = paths(pages(tmp_path))
        assert result == sorted(result)
        assert len(result) == 6

    def test_names_that_differ_only_in_case_are_different_pages(self, tmp_path: Path) -> None:
        for name in ("create_vm.rst", "Create_VM.rst", "CREATE_VM.RST"):
            put(tmp_path / name)
        assert len(pages(tmp_path).value) == len(list(tmp_path.iterdir()))

    def test_other_files_are_no_pages(self, tmp_path: Path) -> None:
        put(tmp_path / "a.rst")
        put(tmp_path / "conf.py", "import os\n")
        put(tmp_path / "a.rst.bak")
        os.mkfifo(tmp_path / "pipe")
        (tmp_path / "picture.png").symlink_to("/etc/hostname")
        outcome = pages(tmp_path)
        assert paths(outcome) == ["svc/a.rst"]
        assert outcome.diagnostics == ()

    def test_a_folder_may_be_called_like_a_page(self, tmp_path: Path) -> None:
        put(tmp_path / "index.rst")
        put(tmp_path / "api.rst" / "create.rst")
        assert paths(pages(tmp_path)) == ["svc/api.rst/create.rst", "svc/index.rst"]

    def test_a_deep_folder_is_read(self, tmp_path: Path) -> None:
        put(tmp_path / "index.rst")
        put(tmp_path.joinpath(*["d"] * 300) / "deep.rst")
        assert len(pages(tmp_path).value) == 2

    @pytest.mark.parametrize(
        "content, text",
        [
            (b"", ""),
            (b" \n\t\n", " \n\t\n"),
            (b"\xef\xbb\xbfTitle\n", "Title\n"),
            (b"a\r\nb\r\n", "a\nb\n"),
            (b"a\rb\r", "a\nb\n"),
            (b"a\r\n\rb\n\r\n", "a\n\nb\n\n"),
            (b"no end", "no end"),
            ("gr\u00fc\u00dfe \u00a0\u3000 \U0001f600\n".encode(), "gr\u00fc\u00dfe \u00a0\u3000 \U0001f600\n"),
        ],
    )
    def test_text_is_read_whatever_its_line_ends(self, tmp_path: Path, content: bytes, text: str) -> None:
        put(tmp_path / "p.rst", content)
        outcome = pages(tmp_path)
        assert outcome == Outcome(value=(SourceFile(path="svc/p.rst", text=text),))

    @pytest.mark.parametrize(
        "content, code, line",
        [
            ("Title\n".encode("utf-16"), "page-not-utf8", 1),
            ("Title\n".encode("utf-16-be"), "page-not-text", 1),
            (b"\xfe\xff\0T", "page-not-utf8", 1),
            (b"one\ntwo\nth\xe9ee\n", "page-not-utf8", 3),
            (b"one\r\ntwo\rth\xe9ee\n", "page-not-utf8", 3),
            (b"one\n\xed\xa0\x80\n", "page-not-utf8", 2),
            (b"one\n\xc0\xaf\n", "page-not-utf8", 2),
            (b"one\n\xf4\x90\x80\x80\n", "page-not-utf8", 2),
            (b"one\ntwo\xe2\x82", "page-not-utf8", 2),
            (b"one\n\ntw\0o\n", "page-not-text", 3),
            (b"\x7fELF\0\0\xff\xfe", "page-not-text", 1),
        ],
    )
    def test_what_is_no_utf8_text_is_left_out_and_the_rest_is_read(
        self, tmp_path: Path, content: bytes, code: str, line: int
    ) -> None:
        put(tmp_path / "bad.rst", content)
        put(tmp_path / "good.rst")
        outcome = pages(tmp_path)
        assert paths(outcome) == ["svc/good.rst"]
        diagnostic = problem(outcome)
        assert (diagnostic.code, str(diagnostic.span)) == (code, f"svc/bad.rst:{line}")
        assert diagnostic.severity is Severity.ERROR
        assert diagnostic.help

    @pytest.mark.parametrize(
        "character",
        [*"\x01\x07\x08\x0b\x0c\x1b\x1c\x1d\x1e\x1f\x7f\x80\x85\x9f", "\u2028", "\u2029"],
    )
    def test_a_control_character_is_read_as_a_space(self, tmp_path: Path, character: str) -> None:
        put(tmp_path / "p.rst", f"one\ntw{character}o\n{character}\n")
        outcome = pages(tmp_path)
        assert outcome.value[0].text == "one\ntw o\n \n"
        diagnostic = problem(outcome)
        assert (diagnostic.code, str(diagnostic.span)) == ("page-control-characters", "svc/p.rst:2")
        assert f"U+{ord(character):04X} (2x)" in diagnostic.message
        assert diagnostic.severity is Severity.WARNING

    @pytest.mark.parametrize("character", "\u061c\u200e\u200f\u202a\u202e\u2066\u2069")
    def test_a_character_that_turns_text_around_is_read_as_a_space(self, tmp_path: Path, character: str) -> None:
        put(tmp_path / "p.rst", f"\n\nacc{character}ess\n")
        outcome = pages(tmp_path)
        assert outcome.value[0].text == "\n\nacc ess\n"
        assert (problem(outcome).code, str(problem(outcome).span)) == ("page-bidi-controls", "svc/p.rst:3")

    @given(st.lists(st.binary(max_size=40) | st.text(max_size=40).map(str.encode), min_size=1, max_size=5))
    @settings(max_examples=100, deadline=None)
    def test_every_page_is_read_or_reported(self, contents: list[bytes]) -> None:
        with tempfile.TemporaryDirectory() as folder:
            for number, content in enumerate(contents):
                put(Path(folder) / f"{number}.rst", content)
            outcome = pages(Path(folder))
        dropped = {diagnostic.span.path for diagnostic in outcome.diagnostics if diagnostic.severity is Severity.ERROR}
        expected = {f"svc/{number}.rst" for number in range(len(contents))}
        assert dropped.isdisjoint(paths(outcome))
        assert dropped.union(paths(outcome)) == expected
        for page in outcome.value:
            assert all(
                character.isprintable() or character in "\n\t" or ord(character) >= 0xA0 for character in page.text
            )


class TestUntrusted:
    def test_a_page_that_is_a_link_is_not_read(self, tmp_path: Path) -> None:
        secret = put(tmp_path / "outside" / "secret.txt", "hunter2")
        put(tmp_path / "in" / "good.rst")
        (tmp_path / "in" / "bad.rst").symlink_to(secret)
        (tmp_path / "in" / "dangling.rst").symlink_to("nowhere")
        outcome = pages(tmp_path / "in")
        assert paths(outcome) == ["svc/good.rst"]
        assert [(diagnostic.code, diagnostic.span.path) for diagnostic in outcome.diagnostics] == [
            ("link-not-followed", "svc/bad.rst"),
            ("link-not-followed", "svc/dangling.rst"),
        ]
        assert "hunter2" not in str(outcome)

    def test_a_linked_folder_of_pages_is_not_read(self, tmp_path: Path) -> None:
        put(tmp_path / "outside" / "secret.rst")
        put(tmp_path / "in" / "good.rst")
        (tmp_path / "in" / "more").symlink_to(tmp_path / "outside")
        (tmp_path / "in" / "round").symlink_to(tmp_path / "in")
        outcome = pages(tmp_path / "in")
        assert paths(outcome) == ["svc/good.rst"]
        assert [diagnostic.code for diagnostic in outcome.diagnostics] == ["link-not-followed"] * 2

    def test_what_is_no_file_is_not_opened(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        put(tmp_path / "good.rst")
        os.mkfifo(tmp_path / "pipe.rst")
        monkeypatch.chdir(tmp_path)
        with socket.socket(socket.AF_UNIX) as server:
            server.bind("socket.rst")
            outcome = pages(tmp_path)
        assert paths(outcome) == ["svc/good.rst"]
        assert [(diagnostic.code, diagnostic.span.path) for diagnostic in outcome.diagnostics] == [
            ("page-not-regular", "svc/pipe.rst"),
            ("page-not-regular", "svc/socket.rst"),
        ]

    def test_a_page_without_an_end_is_not_swallowed(self, tmp_path: Path) -> None:
        put(tmp_path / "good.rst")
        with (tmp_path / "huge.rst").open("wb") as file:
            file.truncate(1 << 40)
        outcome = pages(tmp_path)
        assert paths(outcome) == ["svc/good.rst"]
        assert problem(outcome).code == "page-too-large"

    def test_an_unreadable_page_or_folder_is_reported_and_the_rest_is_read(self, plain_user: Path) -> None:
        put(plain_user / "in" / "good.rst")
        closed_page = put(plain_user / "in" / "closed.rst")
        closed_folder = put(plain_user / "in" / "closed" / "x.rst").parent
        closed_page.chmod(0)
        closed_folder.chmod(0)
        outcome = pages(plain_user / "in")
        closed_folder.chmod(0o700)
        assert paths(outcome) == ["svc/good.rst"]
        assert [(diagnostic.code, diagnostic.span.path) for diagnostic in outcome.diagnostics] == [
            ("folder-unreadable", "svc/closed"),
            ("page-unreadable", "svc/closed.rst"),
        ]

    def test_names_that_no_terminal_should_see_are_shown_escaped(self, tmp_path: Path) -> None:
        put(tmp_path / "index.rst")
        for name in (b"esc\x1b[31m.rst", b"back\\slash.rst", b"esc\\x1b[31m.rst", b"new\nline.rst", b"bad\xff.rst"):
            put(tmp_path / os.fsdecode(name))
        put(tmp_path / "\u202etxt.rst", b"\xff")
        outcome = pages(tmp_path)
        result = paths(outcome)
        assert all(path.isprintable() for path in result)
        assert len(result) == len(set(result)) == 6
        assert "svc/esc\\x1b[31m.rst" in result
        assert problem(outcome).span.path == "svc/\\u202etxt.rst"


CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real pages is not here")
def test_every_real_page_is_read() -> None:
    outcome = found(CORPUS)
    assert outcome.diagnostics == ()
    on_disk = {path.relative_to(CORPUS).as_posix() for path in CORPUS.rglob("*.rst")}
    read = [read_pages(folder) for folder in outcome.value]
    assert {page.path for result in read for page in result.value} == on_disk
    assert [diagnostic for result in read for diagnostic in result.diagnostics] == []
