"""Runs the two networks of the OCR engine: with OpenVINO where it is installed and sound, else with onnxruntime.

Comes in: which runtime is wanted. Goes out: networks as functions from array to array. Separate because it is the
only place that knows a runtime; every network runs in one thread, since pages are read side by side by processes.

RapidOCR brings the PP-OCR models inside its wheel, so that nothing is fetched and no system package is needed.
"""

from __future__ import annotations

import logging
import os
import sys
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from extractor.errors import MissingPackageError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Tensor = NDArray[Any]

RuntimeName = Literal["openvino", "onnxruntime"]
RuntimeChoice = Literal["auto", "openvino", "onnxruntime"]

_FIND = "*_det_*.onnx"
_READ = "*_rec_*.onnx"
_TELEMETRY = "ORT_DISABLE_TELEMETRY"
_REPORTER = "openvino_telemetry"
_CHARACTERS = "character"
_UNTOLD = ("CJK", "HANGUL", "HIRAGANA", "KATAKANA")
"""Beginnings of the names of characters that need not be told from others: nine tenths of what the network knows. What
is no Latin print, a crest or a signature, is told by Latin letters with marks and by signs nearly as well.
"""


@dataclass(frozen=True, slots=True)
class Network:
    """A network that runs: from a batch (N x 3 x height x width) to its output. ``labels`` are those of a reader."""

    run: Callable[[Tensor], Tensor]
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Networks:
    """The network that finds lines of text and the one that reads them, and what runs them."""

    runtime: RuntimeName
    find: Network
    read: Network


def load(choice: RuntimeChoice, keep: Callable[[str], bool]) -> Networks:
    """The networks, run by the runtime of this choice; ``keep`` says which characters may be read.

    The reader gives probabilities of its blank (label ``""``) and the kept characters only. ``auto`` takes OpenVINO
    where it is installed and reads what a picture of known text says. Raises ``MissingPackageError`` where the chosen
    runtime is not installed.
    """
    if choice != "auto":
        if find_spec(choice) is None:
            raise MissingPackageError(name=f"--ocr-engine {choice}", how=f"pip install {choice}")
        return _loaded(choice, keep)
    if find_spec("openvino") is not None:
        try:
            networks = _loaded("openvino", keep)
        # a library that does not fit this processor or system fails in many ways, and another one stands by
        except Exception as fault:  # noqa: BLE001
            logging.getLogger(__name__).info("OpenVINO cannot be used: %s", fault)
        else:
            if sound(networks.read):
                return networks
            logging.getLogger(__name__).info("OpenVINO misreads; onnxruntime is used")
    return _loaded("onnxruntime", keep)


@cache
def runtime_name(choice: RuntimeChoice) -> str:
    """Which runtime reads with this choice, for the cache of readings: its name and version."""
    from importlib.metadata import version

    name = choice if choice != "auto" else "openvino" if find_spec("openvino") is not None else "onnxruntime"
    return f"{name} {version(name)}"


def sound(reader: Network) -> bool:
    """Whether the network reads a drawn number."""
    import cv2
    import numpy as np

    picture = np.full((48, 320, 3), 255, np.uint8)
    cv2.putText(picture, "20471", (16, 36), cv2.FONT_HERSHEY_SIMPLEX, 1.2, (0, 0, 0), 3)
    steps = reader.run(picture.transpose(2, 0, 1)[None].astype(np.float32) / 127.5 - 1)[0].argmax(axis=1)
    read = [reader.labels[k] for k, before in zip(steps, (0, *steps[:-1]), strict=True) if k != before]
    return "".join(read).strip() == "20471"


def _loaded(runtime: RuntimeName, keep: Callable[[str], bool]) -> Networks:
    make = _with_openvino if runtime == "openvino" else _with_onnxruntime
    return Networks(runtime, make(_model(_FIND), None), make(_model(_READ), keep))


def _model(pattern: str) -> Path:
    folder = Path(str(files("rapidocr"))) / "models"
    return next(iter(sorted(folder.glob(pattern))))


def _labels(listed: str) -> list[str]:
    """What the outputs of a reader stand for: nothing, the characters of the model's own list, the blank."""
    return ["", *listed.splitlines(), " "]


def _kept(labels: list[str], keep: Callable[[str], bool]) -> list[int]:
    return [k for k, label in enumerate(labels) if not label or label == " " or keep(label)]


def _with_onnxruntime(model: Path, keep: Callable[[str], bool] | None) -> Network:
    with _untold():
        import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # the arena never gives back what the largest page took
    options.enable_cpu_mem_arena = False
    session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    (name,) = (i.name for i in session.get_inputs())

    def run(batch: Tensor) -> Tensor:
        output: Tensor = session.run(None, {name: batch})[0]
        return output

    if keep is None:
        return Network(run)
    labels = _labels(session.get_modelmeta().custom_metadata_map[_CHARACTERS])
    kept = _kept(labels, keep)
    return Network(lambda batch: run(batch)[:, :, kept], tuple(labels[k] for k in kept))


def _with_openvino(model: Path, keep: Callable[[str], bool] | None) -> Network:
    with _silenced():
        import openvino
        from openvino import opset13 as ops

    core = openvino.Core()
    graph = core.read_model(model)
    labels: list[str] = []
    kept: list[int] = []
    if keep is not None:
        labels = _labels(graph.get_rt_info(["framework", _CHARACTERS]).astype(str))
        kept = _kept(labels, keep)
        # only what may be read leaves the network: the rest is a hundred times as much
        graph = openvino.Model([ops.gather(*_narrowed(graph, labels, kept))], graph.get_parameters())
    settings = {"INFERENCE_NUM_THREADS": 1, "NUM_STREAMS": 1, "PERFORMANCE_HINT": "LATENCY"}
    if keep is None:
        # what it keeps for every size of a page that it meets costs 40 MB each and saves no time
        settings |= {"CPU_RUNTIME_CACHE_CAPACITY": 0}
    compiled = core.compile_model(graph, "CPU", settings)
    request = compiled.create_infer_request()

    def run(batch: Tensor) -> Tensor:
        request.infer([batch], share_inputs=True)
        output: Tensor = request.get_output_tensor().data.copy()
        return output

    return Network(run, tuple(labels[k] for k in kept))


def _narrowed(graph: Any, labels: list[str], kept: list[int]) -> tuple[Any, Any, Any]:
    """What a gathering of the kept labels' probabilities is made of: the output, the labels' places in it, its axis.

    The reader ends in one sum for each label, and a share of all sums: without the labels that need not be told the
    sums are not reckoned. A model that ends otherwise stays as it is.
    """
    import numpy as np
    from openvino import opset13 as ops

    axis = ops.constant(2, dtype="int64")
    output = graph.get_results()[0].input_value(0)
    share = output.get_node()
    sums = _before(share)
    matrix = _before(sums) if sums.get_type_name() == "Add" else None
    if share.get_type_name() != "Softmax" or matrix is None or matrix.get_type_name() != "MatMul":
        return output, ops.constant(kept, dtype="int64"), axis
    weights, offsets = matrix.input_value(1).get_node(), sums.input_value(1).get_node()
    told = np.array([k for k, label in enumerate(labels) if k in kept or not _is_untold(label)])
    narrow = ops.matmul(matrix.input_value(0), ops.constant(weights.data[:, told]), False, False)
    whole = ops.softmax(ops.add(narrow, ops.constant(offsets.data[told])), axis=2)
    return whole.output(0), ops.constant(np.searchsorted(told, kept), dtype="int64"), axis


def _before(node: Any) -> Any:
    """The node whose output this one takes first, past those that change nothing."""
    node = node.input_value(0).get_node()
    while node.get_type_name() == "Identity":
        node = node.input_value(0).get_node()
    return node


def _is_untold(label: str) -> bool:
    return len(label) == 1 and unicodedata.name(label, "").startswith(_UNTOLD)


@contextmanager
def _untold() -> Iterator[None]:
    """Imports onnxruntime without its telemetry: at its import it looks up a host of its maker, and writes a number for
    this machine into the user's cache folder, unless the environment says no. What a program that calls this one has
    set there stands afterwards as before.
    """
    said = os.environ.get(_TELEMETRY)
    os.environ[_TELEMETRY] = "1"
    try:
        yield
    finally:
        if said is None:
            del os.environ[_TELEMETRY]
        else:
            os.environ[_TELEMETRY] = said


@contextmanager
def _silenced() -> Iterator[None]:
    """Keeps OpenVINO from reporting its use to its makers, which it does when it is imported.

    Its import reports through the package ``openvino_telemetry``; where that cannot be imported, it takes a stand-in
    that does nothing, and keeps it.
    """
    if _REPORTER in sys.modules or "openvino" in sys.modules:
        # the program that calls us has imported it; what it reports is that program's decision
        yield
        return
    sys.modules[_REPORTER] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[_REPORTER]
