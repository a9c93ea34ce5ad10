"""Languages, themes and sizes in which the screens are drawn: what is unusual comes alone."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Look:
    """Language, theme, size of the window and of the text."""

    language: str
    theme: str
    width: int = 1280
    height: int = 800
    font_step: int = 0
    points: int = 0  # size of the system's own font, 0: as it is
    scale: float = 1.0  # device pixels of one of ours; the same for all that one process draws

    @property
    def name(self) -> str:
        """The part of a picture's name: «ru-light», with what is unusual behind it."""
        size = f"-{self.width}" if self.width != 1280 else ""
        step = f"-plus{self.font_step}" if self.font_step else ""
        points = f"-{self.points}pt" if self.points else ""
        scale = f"-{self.scale * 100:.0f}" if self.scale != 1 else ""
        return f"{self.language}-{self.theme}{size}{step}{points}{scale}"


LOOKS = (
    *(Look(language, theme) for language in ("ru", "en", "en_XA") for theme in ("light", "dark", "contrast")),
    Look("ru", "light", 1024, 700),
    Look("ru", "light", 1024, 700, font_step=4),
    *(Look(language, theme, 1366, 768) for language, theme in (("ru", "light"), ("en", "dark"))),
    Look("ru", "light", 1920, 1040),
    Look("en", "dark", 1920, 1040),
    Look("ru", "light", font_step=4),
    Look("ru", "light", font_step=7),
    Look("ru", "light", font_step=14),  # 27 px are 20 pt
    Look("ru", "light", points=20),
    Look("ru", "light", scale=1.25),
    Look("ru", "light", scale=2.0),  # every theme: at this size the ink of letters is measured
    Look("en", "dark", scale=2.0),
    Look("en_XA", "contrast", scale=2.0),
)


def chosen(name: str) -> tuple[Look, ...]:
    """Return the look of this name, all looks for an empty one."""
    return tuple(look for look in LOOKS if name in ("", look.name))
