"""Fetching over real HTTP from a server of our own: whole, broken, wrong, missing, without Range."""

from collections.abc import Iterator

import pytest
from weights_server import Shelf, serving
from weights_world import CONTENT, World, digest, file_toml

from voicebot.errors import ModelError
from voicebot.weights import fetch_model, locate
from voicebot.weights.folder import SUMS

SMALL = b'{"layers": 2}'


@pytest.fixture
def shelf(world: World) -> Iterator[Shelf]:
    with serving({"/v1/model.bin": CONTENT, "/v1/sub/config.json": SMALL}) as made:
        body = file_toml("model.bin") + file_toml("conf/config.json", SMALL) + 'path = "sub/config.json"\n'
        world.card("big", body, f'url = "{made.address}/{{revision}}/{{path}}"\nrevision = "v1"')
        yield made


def refuse(name: str, **how: object) -> ModelError:
    with pytest.raises(ModelError) as caught:
        fetch_model(name, timeout_s=5, **how)  # type: ignore[arg-type]
    return caught.value


def test_fetches_checks_and_is_found_afterwards(world: World, shelf: Shelf) -> None:
    folder = fetch_model("big")
    assert folder == world.weights / "big" == locate("big")
    assert (folder / "model.bin").read_bytes() == CONTENT
    assert (folder / "conf" / "config.json").read_bytes() == SMALL
    assert sorted(path.name for path in folder.iterdir()) == [SUMS, "conf", "model.bin"]
    assert not (world.weights / ".big.fetch").exists()


def test_asks_for_nothing_when_everything_is_there(world: World, shelf: Shelf) -> None:
    fetch_model("big")
    shelf.asked.clear()
    fetch_model("big")
    assert shelf.asked == []


def test_goes_on_where_the_connection_broke(world: World, shelf: Shelf) -> None:
    shelf.break_after = [1000, 500]
    assert (fetch_model("big") / "model.bin").read_bytes() == CONTENT
    assert [span for path, span in shelf.asked if path == "/v1/model.bin"] == [
        None,
        "bytes=1000-",
        "bytes=1500-",
    ]


def test_goes_on_where_an_answer_of_unknown_length_ended(world: World, shelf: Shelf) -> None:
    shelf.says_length, shelf.break_after = False, [1000]
    assert (fetch_model("big") / "model.bin").read_bytes() == CONTENT
    assert ("/v1/model.bin", "bytes=1000-") in shelf.asked


def test_a_second_run_goes_on_after_the_first_gave_up(world: World, shelf: Shelf) -> None:
    shelf.break_after = [100] * 5
    error = refuse("big")
    assert error.code == "model_fetch_failed"
    assert "Run it again" in error.message
    assert not (world.weights / "big").exists()
    assert (fetch_model("big") / "model.bin").read_bytes() == CONTENT
    assert ("/v1/model.bin", "bytes=500-") in shelf.asked


def test_starts_over_when_the_server_ignores_range(world: World, shelf: Shelf) -> None:
    shelf.ranges, shelf.break_after = False, [1000]
    assert (fetch_model("big") / "model.bin").read_bytes() == CONTENT


@pytest.mark.parametrize(
    ("served", "code"), [(b"?" * len(CONTENT), "model_altered"), (CONTENT + b"!", "model_fetch_failed")]
)
def test_a_wrong_file_is_not_kept(world: World, shelf: Shelf, served: bytes, code: str) -> None:
    shelf.files["/v1/model.bin"] = served
    assert refuse("big").code == code
    assert not (world.weights / "big").exists()
    shelf.files["/v1/model.bin"] = CONTENT
    assert (fetch_model("big") / "model.bin").read_bytes() == CONTENT


def test_a_missing_file_says_where_and_what_else_to_do(world: World, shelf: Shelf) -> None:
    del shelf.files["/v1/sub/config.json"]
    error = refuse("big")
    assert error.code == "model_fetch_failed"
    for fact in ("/v1/sub/config.json", "404", str(world.weights)):
        assert fact in error.message


def test_a_server_that_sends_one_in_circles(world: World, shelf: Shelf) -> None:
    shelf.moved["/v1/model.bin"] = "/v1/model.bin"
    assert refuse("big").code == "model_fetch_failed"


def test_a_file_that_has_moved_is_followed(world: World, shelf: Shelf) -> None:
    shelf.files["/elsewhere"] = shelf.files.pop("/v1/model.bin")
    shelf.moved["/v1/model.bin"] = "/elsewhere"
    assert (fetch_model("big") / "model.bin").read_bytes() == CONTENT


def test_no_server_at_all(world: World) -> None:
    world.card("big", file_toml("model.bin"), 'url = "http://127.0.0.1:9/{path}"')
    assert refuse("big").code == "model_fetch_failed"


def test_nothing_is_fetched_without_digest_or_revision(world: World, shelf: Shelf) -> None:
    url = f'url = "{shelf.address}/{{revision}}/{{path}}"'
    world.card("loose", '[[files]]\nname = "model.bin"\n', url)
    error = refuse("loose", revision="v1")
    assert error.code == "model_unpinned"
    assert "--sha256 model.bin=" in error.message
    pin = {"model.bin": digest(CONTENT)}
    assert "--revision" in refuse("loose", digests=pin).message
    assert refuse("loose", digests={"model.bin": "12"}).code == "model_unpinned"
    assert refuse("loose", digests={"other.bin": digest(CONTENT)}).code == "model_unpinned"
    assert shelf.asked == []
    folder = fetch_model("loose", revision="v1", digests=pin)
    assert (folder / SUMS).read_text() == f"{digest(CONTENT)}  model.bin\n"
    assert locate("loose") == folder


def test_a_wrong_digest_given_by_the_operator_is_an_altered_file(world: World, shelf: Shelf) -> None:
    world.card(
        "loose", '[[files]]\nname = "model.bin"\n', 'url = "https://nowhere.invalid/{revision}/{path}"'
    )
    how = {"revision": "v1", "base_url": shelf.address}
    assert refuse("loose", digests={"model.bin": "0" * 64}, **how).code == "model_altered"
    assert not (world.weights / "loose").exists()
    assert fetch_model("loose", digests={"model.bin": digest(CONTENT)}, **how).is_dir()  # type: ignore[arg-type]


def test_another_digest_than_the_cards_is_a_question(world: World, shelf: Shelf) -> None:
    assert refuse("big", digests={"model.bin": "0" * 64}).code == "model_unpinned"
    assert fetch_model("big", digests={"model.bin": digest(CONTENT).upper()}).is_dir()


def test_a_card_without_an_address_says_so(world: World) -> None:
    world.card("big", file_toml("model.bin"))
    assert refuse("big").code == "model_no_source"


def test_a_packaged_model_is_assembled_instead(world: World) -> None:
    world.halves()
    assert (fetch_model("halved") / "model.bin").read_bytes() == CONTENT
