"""What runs the networks: the choice, the test of soundness, and that nobody is told of it."""

from __future__ import annotations

import importlib
import subprocess
import sys

import numpy as np
import pytest

from extractor.errors import MissingPackageError
from extractor.read.ocr import networks
from extractor.read.ocr.networks import Network, load, sound


def test_importing_openvino_reports_to_nobody() -> None:
    pytest.importorskip("openvino")
    script = (
        "import sys, socket\n"
        "def called(*_): raise SystemExit('a connection is opened')\n"
        "socket.socket.connect = called\n"
        "from extractor.read.ocr.networks import load\n"
        "load('openvino', str.isascii)\n"
        "import openvino.tools.ovc.telemetry_utils as reports\n"
        "assert reports.tm.__name__.endswith('telemetry_stub'), reports.tm\n"
        "assert not [m for m in sys.modules if m.startswith('openvino_telemetry')]\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_network_that_misreads_is_not_sound() -> None:
    assert not sound(Network(lambda _: np.eye(3)[None, [1, 0, 2]], ("", "7", "1")))


def test_signs_that_need_not_be_told_are_not_reckoned_and_all_others_are_as_likely() -> None:
    openvino = pytest.importorskip("openvino")
    ops = importlib.import_module("openvino.opset13")
    labels = ["", "7", "中", "é", "1", " "]
    weights = np.arange(18, dtype=np.float32).reshape(3, 6) / 10
    weights[:, 2] = -9
    given = ops.parameter([1, 4, 3], dtype=np.float32)
    sums = ops.add(ops.matmul(given, ops.constant(weights), False, False), ops.constant(np.ones(6, np.float32)))
    model = openvino.Model([ops.softmax(sums, axis=2)], [given])
    narrow = openvino.Model([ops.gather(*networks._narrowed(model, labels, [0, 1, 4, 5]))], [given])
    steps = np.random.default_rng(7).random((1, 4, 3), dtype=np.float32)
    whole, kept = (openvino.Core().compile_model(m, "CPU")(steps)[0] for m in (model, narrow))
    assert [n.get_output_shape(0)[-1] for n in narrow.get_ops() if n.get_type_name() == "Softmax"] == [5]
    assert np.allclose(whole[..., [0, 1, 4, 5]], kept, atol=0.01)


def test_where_openvino_fails_onnxruntime_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    def unfit(*_: object) -> Network:
        raise RuntimeError("no kernel for this processor")

    monkeypatch.setattr(networks, "_with_openvino", unfit)
    found = load("auto", str.isascii)
    assert found.runtime == "onnxruntime"
    assert sound(found.read)


def test_a_chosen_runtime_that_is_not_installed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(networks, "find_spec", lambda _: None)
    with pytest.raises(MissingPackageError):
        load("openvino", str.isascii)
