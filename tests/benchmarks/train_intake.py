"""Train the linear models of quoth's intake: `src/quoth/intake/text/weights.json`.

    python tests/benchmarks/train_intake.py FOLDER [--docs FILE] [--pronouns FILE.tsv]

FOLDER holds articles and attributions that people marked, see `intake/annotated.py`; `--docs` names
the articles to use, one a line. `--pronouns` tells whom pronouns stand for: article, offset, and
names parted by "|".

The weights that are shipped were trained on 669 articles of PolNeAR 1.0 (E. Newell, D. Margolin and
D. Ruths, "An Attribution Relations Corpus for Political News", LREC 2018): news of seven publishers
of the United States on the election of 2016, so political news in American English; the antecedents
of pronouns came from automatic coreference, about five of six right. Nothing of the articles is in
the weights: the features are words of `lexicon.json`, function words, classes of tokens, shapes
and distances.

The models, each a conditional logit (`intake/fitting.py`):

- after, around, raised: whether a cue attributes something in a layout;
- start, end, front, resume: where its words begin and end, before and behind it, and whether they
  go on;
- source: which noun phrase is its source; pronoun: what "it" or "they" stands for;
- region: whether quoted words are somebody's statement;
- confidence: how often a draft is right. It is fitted to drafts of articles that the other models
  hadn't seen, half by half, so that it is honest on new ones.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks.intake.annotated import Annotated, annotated
from tests.benchmarks.intake.examples import (
    Pronouns,
    confidence_groups,
    content_groups,
    cue_groups,
    pronoun_groups,
    region_groups,
    source_groups,
    start_groups,
)
from tests.benchmarks.intake.fitting import Group, fit

from quoth.intake import confidence
from quoth.intake.attributing import weighing
from quoth.intake.attributing.cues import AFTER, AROUND, RAISED
from quoth.intake.text import lexicon, linear

Weights = dict[str, dict[str, float]]


def packed(weights: Weights) -> dict[str, dict[str, str]]:
    """Return weights as the file has them: the features of each weight."""
    found: dict[str, dict[str, list[str]]] = {}
    for model, features in weights.items():
        for feature, weight in sorted(features.items()):
            found.setdefault(model, {}).setdefault(str(weight), []).append(feature)
    return {
        model: {weight: "\n".join(features) for weight, features in by_weight.items()}
        for model, by_weight in found.items()
    }


def use(weights: Weights, out: Path) -> None:
    """Write weights where intake reads them, and have it read them.

    Models that are trained elsewhere stay as they are.
    """
    models = json.loads(out.read_text("utf-8")) if out.exists() else {}
    _write(models | packed(weights), out)


def replace(model: str, weights: dict[str, float]) -> None:
    """Write the weights of a model where intake reads them, beside the others."""
    use({model: weights}, Path(lexicon.__file__).with_name("weights.json"))


def _write(models: dict[str, dict[str, str]], out: Path) -> None:
    text = json.dumps(models, ensure_ascii=False, indent=0, sort_keys=True)
    out.write_text(text + "\n", "utf-8")
    linear.forget()
    weighing.frame_logit.cache_clear()
    confidence.chance.cache_clear()


def train(pages: list[Annotated], pronouns: Pronouns, out: Path) -> Weights:
    """Train all models but the confidence, those first that others build on."""
    weights: Weights = {}
    by_layout: dict[str, list[Group]] = defaultdict(list)
    for page in pages:
        for layout, groups in cue_groups(page).items():
            by_layout[layout] += groups
    for layout in (AFTER, AROUND, RAISED):
        weights[layout] = fit(by_layout[layout], 4.0)
    weights["start"] = fit(_of(pages, start_groups), 2.0, may_be_none=False)
    weights["source"] = fit(_of(pages, source_groups), 2.0)
    weights["pronoun"] = fit(
        _of(pages, lambda page: pronoun_groups(page, pronouns)), 4.0, may_be_none=False
    )
    use(weights, out)
    contents: dict[str, list[Group]] = defaultdict(list)
    for page in pages:
        for model, groups in content_groups(page).items():
            contents[model] += groups
    weights["end"] = fit(contents["end"], 2.0, may_be_none=False)
    weights["front"] = fit(contents["front"], 1.0, may_be_none=False)
    weights["resume"] = fit(contents["resume"], 2.0)
    use(weights, out)
    weights["region"] = fit(_of(pages, region_groups), 3.0)
    weights["confidence"] = {}
    use(weights, out)
    return weights


def _of(pages: list[Annotated], groups: Callable[[Annotated], list[Group]]) -> list[Group]:
    return [group for page in pages for group in groups(page)]


def main() -> None:
    """Train, and write the weights where intake reads them, as the models build on each other."""
    out = Path(lexicon.__file__).with_name("weights.json")
    parser = argparse.ArgumentParser(description="Train the linear models of quoth's intake.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--docs", type=Path)
    parser.add_argument("--pronouns", type=Path)
    given = parser.parse_args()
    names = (
        given.docs.read_text("utf-8").split()
        if given.docs
        else sorted(path.stem for path in (given.folder / "text").glob("*.txt"))
    )
    pronouns: Pronouns = {}
    if given.pronouns:
        for line in given.pronouns.read_text("utf-8").splitlines():
            fields = line.split("\t")
            if not line.startswith("#") and len(fields) > 2:
                pronouns[fields[0], int(fields[1])] = [
                    name for name in fields[2].split("|") if name
                ]
    pages = [page for page in annotated(given.folder, names) if page.marked]
    halves = [pages[::2], pages[1::2]]
    judged: list[Group] = []
    for one, other in (halves, halves[::-1]):
        train(one, pronouns, out)
        judged += _of(other, lambda page: confidence_groups(page, pronouns))
    weights = train(pages, pronouns, out)
    weights["confidence"] = fit(judged, 1.0)
    use(weights, out)
    for model, features in weights.items():
        print(f"{model:10} {len(features):6} weights")


if __name__ == "__main__":
    main()
