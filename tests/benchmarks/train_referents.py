"""Train the models of whom "she" (`person`) and "the striker" (`definite`) stand for.

    python tests/benchmarks/train_referents.py [--check] [FOLDER ...]

FOLDERs hold articles with gold, see `intake/gold.py`; without one, those of `intake/articles` are
read. Each model is a conditional logit (`intake/fitting.py`) over those mentioned before, and is
written into `src/quoth/intake/text/weights.json`, beside the others.

`--check` writes nothing: it trains on four fifths of the articles and tells how often a model is
right in the last one, for each fifth.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks.intake.choices import ByArticle, definite_choices, person_choices
from tests.benchmarks.intake.fitting import Group, fit
from tests.benchmarks.train_intake import replace

from quoth.intake.text.linear import score

_ARTICLES: Final = Path(__file__).parent / "intake" / "articles"
_L2: Final = 2.0
_FOLDS: Final = 5
_MODELS: Final = {"person": person_choices, "definite": definite_choices}


def trained(groups: list[Group]) -> dict[str, float]:
    """Return the weights for some choices; one among a single person teaches nothing."""
    return fit([one for one in groups if len(one.candidates) > 1], _L2, may_be_none=False)


def is_right(weights: dict[str, float], one: Group) -> bool:
    """Tell whether weights make the right choice."""
    scores = [score(weights, features) for features in one.candidates]
    return scores.index(max(scores)) == one.right


def check(by_article: ByArticle) -> tuple[int, int]:
    """Return how many choices are right in articles that the weights weren't trained on, of all."""
    names = sorted(by_article)
    right = count = 0
    for fold in range(_FOLDS):
        held = set(names[fold::_FOLDS])
        weights = trained([one for name in names if name not in held for one in by_article[name]])
        for name in held:
            count += len(by_article[name])
            right += sum(is_right(weights, one) for one in by_article[name])
    return right, count


def main() -> None:
    """Train, and write the weights where intake reads them; or check them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", default=[_ARTICLES])
    parser.add_argument("--check", action="store_true", help="tell how often it is right")
    options = parser.parse_args()
    for model, choices in _MODELS.items():
        found: ByArticle = {}
        for folder in options.folders:
            found.update(choices(folder))
        if options.check:
            right, count = check(found)
            print(f"{model}: {right} of {count} right in articles that weren't trained on")
        else:
            weights = trained([one for groups in found.values() for one in groups])
            replace(model, weights)
            print(f"{model}: {len(weights)} weights")


if __name__ == "__main__":
    main()
