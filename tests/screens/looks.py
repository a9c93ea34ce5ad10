"""Languages, themes and sizes in which the screens are drawn; unusual sizes are not combined."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Look:
    """Language, theme, size of the window and of the text."""

    language: str
    theme: str
    width: int = 1280
    height: int = 800
    font_step: int = 0
    points: int = 0  # size of the system font, 0: unchanged
    scale: float = 1.0  # device pixels per pixel; the same for everything one process draws

    @property
    def name(self) -> str:
        """The part of a picture's name: «ru-light», followed by whatever is unusual."""
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
    Look("ru", "light", 2560, 1440),
    Look("ru", "light", font_step=4),
    Look("ru", "light", font_step=7),
    Look("ru", "light", font_step=14),  # 27 px is 20 pt
    Look("ru", "light", points=20),
    Look("ru", "light", scale=1.25),
    Look("ru", "light", scale=2.0),  # every theme: at this scale the ink of letters is measured
    Look("en", "dark", scale=2.0),
    Look("en_XA", "contrast", scale=2.0),
)


def chosen(name: str) -> tuple[Look, ...]:
    """Return the look with this name, or all looks if it is empty."""
    return tuple(look for look in LOOKS if name in ("", look.name))
