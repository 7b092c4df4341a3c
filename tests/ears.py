"""Who is woken by news, and in which order."""

from helpline.services.log.events import Subscription


class Ear(Subscription):
    """Writes down that it was woken."""

    def __init__(self, side: str, woken: list[str], name: str = "") -> None:
        super().__init__(side)
        self._woken, self._name = woken, name or side

    def wake(self, signal: tuple[str, str] | None = None) -> None:
        if signal is None:
            self._woken.append(self._name)
        super().wake(signal)
