"""The program inside the package: where it is, how it is run, and what is made of what it says."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

Progress = bool | Callable[[float], object] | None
"""Whether to show how far the work is; or who is told, as a share of 1. `None`: a bar, in notebooks alone."""


class Bar(Protocol):
    """What is shown of progress."""

    def to(self, share: float) -> None:
        """So much of 1 is done."""

    def close(self) -> None:
        """Nothing more comes."""


@dataclass(frozen=True)
class Ended:
    """How the program ended, and what it said."""

    code: int
    stdout: bytes
    stderr: str
    interrupted: bool = False


def find() -> str:
    """The path of the program that was installed with this package.

    Raises `FileNotFoundError` where there is none.
    """
    name = "comity" + (sysconfig.get_config_var("EXE") or "")
    schemes = [sysconfig.get_path("scripts")]
    user = sysconfig.get_preferred_scheme("user")
    if user in sysconfig.get_scheme_names():
        schemes.append(sysconfig.get_path("scripts", scheme=user))
    # Installed with `--target`, the program lies beside the packages.
    schemes.append(str(Path(__file__).parent.parent / "bin"))
    for folder in schemes:
        path = Path(folder) / name
        if path.is_file():
            return str(path)
    raise FileNotFoundError(f"the program is in none of {', '.join(schemes)}: install the package anew, with pip")


_TOLD = re.compile(r"^(\d+) % done, ")


def run(words: Sequence[str], *, cwd: str | None = None, bar: Bar | None = None) -> Ended:
    """Runs the program to its end.

    An interrupt is handed on to it once: it then ends by itself, with code 130 and what is finished.
    """
    program = subprocess.Popen(
        [find(), *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=cwd,
        # A terminal would interrupt it too, and the second interrupt ends it at once.
        start_new_session=os.name == "posix",
    )
    assert program.stdout is not None and program.stderr is not None
    said: list[str] = []
    failed: list[Exception] = []
    listener = threading.Thread(target=_listen, args=(program.stderr, said, bar, failed), daemon=True)
    listener.start()
    answer = bytearray()
    try:
        interrupted = _collect(program, program.stdout, answer)
        listener.join()
        code = program.wait()
        if bar is not None and not failed and not interrupted and code in (0, 5):
            bar.to(1.0)
    finally:
        if program.poll() is None:
            program.kill()
            program.wait()
        program.stdout.close()
        if bar is not None:
            bar.close()
    if failed:
        raise failed[0]
    return Ended(code, bytes(answer), "".join(said), interrupted)


def _collect(program: subprocess.Popen[bytes], stdout: IO[bytes], answer: bytearray) -> bool:
    """Reads all it prints. The first interrupt is handed on, and told of; the second is the caller's."""
    handed_on = False
    while True:
        try:
            piece = os.read(stdout.fileno(), 1 << 16)
            if not piece:
                return handed_on
            answer += piece
        except KeyboardInterrupt:
            if handed_on or os.name != "posix":
                raise
            handed_on = True
            program.send_signal(signal.SIGINT)


def _listen(stderr: IO[bytes], said: list[str], bar: Bar | None, failed: list[Exception]) -> None:
    """Keeps what it says, but for how far it is, which is told until telling fails."""
    for line in stderr:
        text = line.decode(errors="replace")
        told = _TOLD.match(text)
        if told is None:
            said.append(text)
        elif bar is not None and not failed:
            try:
                bar.to(int(told[1]) / 100)
            except Exception as error:
                failed.append(error)


class _Told:
    """Tells a function."""

    def __init__(self, tell: Callable[[float], object]) -> None:
        self._tell = tell

    def to(self, share: float) -> None:
        self._tell(share)

    def close(self) -> None:
        pass


class _Drawn:
    """A bar of tqdm."""

    def __init__(self, what: str) -> None:
        from tqdm.auto import tqdm

        self._bar = tqdm(total=100, desc=what, unit="%", leave=False)

    def to(self, share: float) -> None:
        self._bar.update(max(0, int(share * 100) - int(self._bar.n)))

    def close(self) -> None:
        self._bar.close()


def bar_of(progress: Progress, what: str) -> Bar | None:
    """Who is to be told how far the work is."""
    if callable(progress):
        return _Told(progress)
    if progress is False or (progress is None and not _in_notebook()):
        return None
    try:
        return _Drawn(what)
    except ImportError:
        if progress:
            raise
        return None


def _in_notebook() -> bool:
    """Whether a Jupyter kernel runs this."""
    shell = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    return getattr(shell, "kernel", None) is not None


def main() -> int:
    """`python -m comity`: the program itself."""
    program = shutil.which(find())
    if program is None:
        raise PermissionError(f"{find()} may not be run")
    words = [program, *sys.argv[1:]]
    if os.name == "posix":
        os.execv(program, words)
    return subprocess.call(words)
