"""A layer of the wrong shape."""

from strikemap.model.checks.defect import Defect


class WrongLayer(Defect):
    """A layer file holds features, geometries or properties that its kind of layer cannot draw."""

    title = "A layer of the wrong shape"
    description = "A layer file holds features, geometries or properties that its kind of layer cannot draw."
    remedy = "Make it again with: python -m strikemap build data --basemap"
