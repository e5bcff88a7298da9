"""The landmark model of MediaPipe's face mesh alone, on a square cut around one face.

The graph that brings it copies whole pictures, looks after several faces and writes every point as a message, which
takes a quarter of its time. Here the model is given the square it looks at and its numbers are taken as they are.
"""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mimika.measure.frame import Picture
from mimika.measure.mesh import POINTS

SIDE_PX = 192
LEAST_PRESENCE = 0.5
WHOLE_GRAPH = "modules/face_landmark/face_landmark_front_cpu.binarypb"
# The model's outputs but for the irises (4 and 5), which nothing here asks for; the last says whether there is a face.
MESH, LIPS, LEFT_EYE, RIGHT_EYE, PRESENCE = OUTPUTS = (0, 1, 2, 3, 6)
FINE = (LIPS, LEFT_EYE, RIGHT_EYE)
GRAPH = """
input_stream: "square"
node {{
  calculator: "TfLiteCustomOpResolverCalculator"
  output_side_packet: "OP_RESOLVER:operations"
}}
node {{
  calculator: "TensorConverterCalculator"
  input_stream: "IMAGE:square"
  output_stream: "TENSORS:input"
  options {{ [mediapipe.TensorConverterCalculatorOptions.ext] {{ output_tensor_float_range {{ min: 0 max: 1 }} }} }}
}}
node {{
  calculator: "InferenceCalculatorCpu"
  input_stream: "TENSORS:input"
  input_side_packet: "OP_RESOLVER:operations"
  output_stream: "TENSORS:outputs"
  options {{ [mediapipe.InferenceCalculatorOptions.ext] {{
    model_path: "mediapipe/modules/face_landmark/face_landmark_with_attention.tflite" delegate {{ xnnpack {{}} }}
  }} }}
}}
node {{
  calculator: "SplitTensorVectorCalculator"
  input_stream: "outputs"
  {streams}
  options {{ [mediapipe.SplitVectorCalculatorOptions.ext] {{ {ranges} }} }}
}}
"""
FLOATS = """
node {{
  calculator: "TensorsToFloatsCalculator"
  input_stream: "TENSORS:tensor{i}"
  output_stream: "FLOATS:floats{i}"
  options {{ [mediapipe.TensorsToFloatsCalculatorOptions.ext] {{ activation: {activation} }} }}
}}
"""


class MeshModel:
    """Gives the points of the face in squares that lie one after another around it."""

    def __init__(self) -> None:
        import mediapipe as mp  # noqa: PLC0415 - extra `video`

        self._mp = mp
        home = Path(mp.__file__).parent
        mp.resource_util.set_resource_dir(str(home.parent))
        self._places = _places_of_fine_points(home / WHOLE_GRAPH)
        self._graph: Any = mp.CalculatorGraph(graph_config=_graph())
        self._found: dict[str, Any] = {}
        for i in OUTPUTS:
            self._graph.observe_output_stream(f"floats{i}", self._found.__setitem__)
        self._graph.start_run()
        self._squares = 0

    def close(self) -> None:
        """Give the model back."""
        self._graph.close()

    def points(self, square: Picture) -> NDArray[np.float32] | None:
        """Return (468, 3) points in pixels of the (192, 192, 3) square, never rounded; None if it shows no face."""
        self._squares += 1
        packet = self._mp.packet_creator.create_image_frame(square, image_format=self._mp.ImageFormat.SRGB)
        self._graph.add_packet_to_input_stream("square", packet.at(self._squares))
        self._graph.wait_until_idle()
        if self._floats(PRESENCE)[0] <= LEAST_PRESENCE:
            return None
        points = self._floats(MESH).reshape(POINTS, 3)
        for i, places in zip(FINE, self._places, strict=True):
            # Around eyes and lips a second look of the model is finer; it knows no depth.
            points[places, :2] = self._floats(i).reshape(-1, 2)
        return points

    def _floats(self, i: int) -> NDArray[np.float32]:
        return np.array(self._mp.packet_getter.get_float_list(self._found[f"floats{i}"]), np.float32)


def _graph() -> str:
    streams = "\n".join(f'output_stream: "tensor{i}"' for i in OUTPUTS)
    ranges = "\n".join(f"ranges {{ begin: {i} end: {i + 1} }}" for i in OUTPUTS)
    floats = (FLOATS.format(i=i, activation="SIGMOID" if i == PRESENCE else "NONE") for i in OUTPUTS)
    return GRAPH.format(streams=streams, ranges=ranges) + "".join(floats)


def _places_of_fine_points(whole_graph: Path) -> tuple[NDArray[np.intp], ...]:
    """Return which points of the mesh those of lips, left and right eye are, as the package's own graph says."""
    import mediapipe as mp  # noqa: PLC0415
    from mediapipe.calculators.util import landmarks_refinement_calculator_pb2 as refinement  # noqa: PLC0415
    from mediapipe.framework import calculator_pb2  # noqa: PLC0415

    known = mp.ValidatedGraphConfig()
    known.initialize(binary_graph_path=str(whole_graph))
    nodes = calculator_pb2.CalculatorGraphConfig.FromString(known.binary_config).node
    node = next(n for n in nodes if n.calculator == "LandmarksRefinementCalculator")
    said = node.options.Extensions[refinement.LandmarksRefinementCalculatorOptions.ext].refinement
    return tuple(np.array(said[i].indexes_mapping, np.intp) for i in FINE)
