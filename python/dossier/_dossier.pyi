from typing import List, Optional, Sequence, Tuple

__version__: str

_Input = Tuple[str, Optional[str], Optional[bytes], List[Optional[str]]]
_Asked = Tuple[List[bool], bool]

def analyze(inputs: Sequence[_Input], asked: _Asked, form: str, unit: str, text: bool) -> str: ...
def map(inputs: Sequence[_Input], asked: _Asked) -> bytes: ...
def reduce(pieces: Sequence[bytes], form: str, unit: str, text: bool) -> str: ...
