"""The economy of a scenario: products, technologies, markets, and the chain of trades."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from simulation.scenario_values import (
    MarketName,
    Part,
    Share,
    Skill,
    SkillWeights,
    Technology,
)


class Product(Part):
    """What firms may make or serve."""

    family: str = Field(description="Trade to which the product belongs.")
    share: Share = Field(description="Share of the firms of the start.")
    needs: SkillWeights = Field(description="Weight of each skill in what the product asks.")
    technologies: dict[Technology, Share] = Field(
        description="How the firms of the start make it, as shares."
    )
    markets: dict[MarketName, Share] = Field(
        description="Whom the firms of the start sell to, as shares."
    )
    held: dict[MarketName, Annotated[float, Field(gt=0, le=1)]] = Field(
        default={}, description="Share of a market that the territory holds, where it is special."
    )


class Market(Part):
    """To whom firms sell."""

    needs: SkillWeights = Field(description="Weight of each skill in what the market asks.")
    held: Annotated[float, Field(gt=0, le=1)] = Field(
        description="Share of the market that local very small firms hold at the start."
    )


class ChainLink(Part):
    """One trade delivers to another (S28)."""

    supplier: str
    customer: str
    weight: Share = Field(description="Attraction lost if the supplier's trade is gone.")


class Economy(Part):
    """Products, technologies, markets, and the chain of trades."""

    products: Annotated[dict[str, Product], Field(min_length=2, max_length=64)]
    technologies: dict[Technology, SkillWeights]
    markets: dict[MarketName, Market]
    chain: tuple[ChainLink, ...] = ()
    frontier: dict[Skill, Share] = Field(
        default={}, description="Skills of the best competitors elsewhere."
    )
