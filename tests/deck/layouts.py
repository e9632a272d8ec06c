"""Decks as authors lay them out: Hypothesis strategies for the text of a file."""

from __future__ import annotations

from hypothesis import strategies as st

words = st.text(st.sampled_from("ab \"'\\#[]{}=.\t"), max_size=8)
values = st.one_of(
    words.map(lambda text: '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'),
    words.filter(lambda text: "'" not in text).map(lambda text: f"'''\n{text}\n\n[[cards]]\n# {text}  \n'''"),
    st.just('[\n  "one", # why\n\n  "two",\n]'),
    st.just('[ { text = "x", why = "y" }, "z" ]'),
    st.booleans().map(lambda value: str(value).lower()),
)
spaces = st.sampled_from(["", "  ", "\t"])
comments = st.lists(words.map(lambda text: "# " + text), max_size=2)
keys = ("front", "back", "why", "id", "x.y", '"odd key"')


@st.composite
def tables(draw: st.DrawFn) -> str:
    lines = [*draw(comments), "[[cards]]" + draw(spaces)]
    for key in draw(st.permutations(keys))[: draw(st.integers(0, 4))]:
        lines += [*draw(comments), f"{key} = {draw(values)}{draw(spaces)}"]
        lines += [""] * draw(st.integers(0, 1))
    if draw(st.booleans()):
        lines += ["[[cards.more]]", "front = 'inner'"]
    return "\n".join(lines)


decks = st.lists(tables() | st.just("[[quizzes]]\nname = 'q'"), max_size=4).map(
    lambda parts: "\n\n".join(["# top", "title = 'x'", *parts]) + "\n"
)

# ---- Cards that say something -------------------------------------------------------------------

prompts = st.text(st.sampled_from("abcdefgh "), min_size=1, max_size=12).filter(str.strip)
FORMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("front", ('back = "b"', 'parts = [\n  "x", # why\n  "y",\n]', "typed = true")),
    ("cloze", ("together = true", "typed = false")),
    ("ask", ('right = "r"', 'wrong = [ { text = "w", why = "y" }, "z" ]')),
    ("claim", ("holds = true",)),
    ("statement", ('side = "left"',)),
)
NEEDED = {"back", "right", "wrong", "holds", "side"}
ANY = (
    'why = "because  "',
    "why = '''\nit is\n# no comment  \n'''",
    'tags = ["t"]',
    'pair = "p"',
    'concept = "c"',
)


@st.composite
def sound_tables(draw: st.DrawFn) -> str:
    """A card of any form, its keys in any order."""
    ask, own = draw(st.sampled_from(FORMS))
    words = draw(prompts)
    asked = f"{words}{{{{x}}}} {words} {{{{y::hint}}}}" if ask == "cloze" else words
    lines = [
        f'{ask} = "{asked}"',
        *(line for line in own if line.split()[0] in NEEDED or draw(st.booleans())),
    ]
    more = {line.split()[0]: line for line in draw(st.lists(st.sampled_from(ANY), max_size=3))}
    lines += more.values()
    if draw(st.booleans()):
        lines.append(f'id = "{draw(st.integers(0, 10_000))}"')
    text = [*draw(comments), "[[cards]]" + draw(spaces)]
    for line in draw(st.permutations(lines)):
        text += [*draw(comments), line + draw(spaces) + draw(st.sampled_from(["", " # said"]))]
    return "\n".join(text)


sound_decks = st.lists(sound_tables() | tables(), min_size=1, max_size=5).map(
    lambda parts: (
        "\n\n".join(["# top", "title = 'x'  ", "[sides.left]\n[sides.right]", *parts, "# the end"]) + "\n"
    )
)
"""Decks of cards most of which are sound."""
