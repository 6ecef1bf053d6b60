"""Every error that Strikemap raises on purpose, under one base class."""


class StrikemapError(Exception):
    """Something a reader can put right; the message says what was found, where, and what to do."""


class DatasetError(StrikemapError):
    """A dataset folder cannot be opened at all: the folder or its dataset.toml is missing or cannot be read."""


class DateError(StrikemapError):
    """A text that should be an EDTF date is not one, or names a day that the calendar does not have."""


class AddressError(StrikemapError):
    """A part of an address cannot be read."""


class AssetError(StrikemapError):
    """A file that the map needs is missing or cannot be used."""


class BuildError(StrikemapError):
    """A derived file cannot be made from its inputs."""


class ProofError(StrikemapError):
    """A file cannot be read as a picture, or its record cannot be read or written."""


class RegisterError(StrikemapError):
    """The register of the pictures made here cannot be read or written."""


class ExportError(StrikemapError):
    """A file of data cannot be made in the format asked for."""


class PictureError(StrikemapError):
    """A picture cannot be made as asked: a part that every picture needs is empty or has no room."""


class BusyError(StrikemapError):
    """More is asked at once than is drawn at once; the same question is answered a little later."""
