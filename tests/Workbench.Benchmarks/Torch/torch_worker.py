"""
Trains or runs a model with PyTorch, once for each line of standard input ("step" or "forward"), and answers with the seconds it took
and the process's largest resident memory in MiB. sys.argv: a ModelSpec as JSON, shape of an example as JSON, batch size, labels,
threads, memory format ("nchw" or "channels_last"), and, where wanted, an ONNX file to write.
"""
import json
import resource
import sys
import time

import torch
from torch import nn

spec, shape = json.loads(sys.argv[1]), json.loads(sys.argv[2])
batch, labels, threads = int(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5])
channels_last = sys.argv[6] == "channels_last"
torch.set_num_threads(threads)
torch.manual_seed(0)


class Residual(nn.Module):
    def __init__(self, inner, shortcut):
        super().__init__()
        self.inner, self.shortcut = inner, shortcut

    def forward(self, x):
        return self.shortcut(x) + self.inner(x)


class GlobalPool(nn.Module):
    def __init__(self, kind):
        super().__init__()
        self.kind = kind

    def forward(self, x):
        parts = ([x.mean((2, 3))] if self.kind != "max" else []) + ([x.amax((2, 3))] if self.kind != "mean" else [])
        return torch.cat(parts, 1)


def layers(specs, size):
    made = []
    for i, s in enumerate(specs):
        kind = s["kind"]
        no_bias = i + 1 < len(specs) and specs[i + 1]["kind"] == "batchNorm"
        if kind == "linear":
            made.append(nn.Linear(size[0], s["units"], bias=not no_bias))
        elif kind == "conv2d":
            k = s.get("kernelSize", 3)
            padding = s.get("padding")
            same = (k - 1) // 2 if padding is None else padding
            made.append(nn.Conv2d(size[0], s["filters"], k, s.get("stride", 1), same, bias=not no_bias))
        elif kind == "batchNorm":
            made.append((nn.BatchNorm1d if len(size) == 1 else nn.BatchNorm2d)(size[0]))
        elif kind == "relu":
            made.append(nn.LeakyReLU(s["negativeSlope"]) if s.get("negativeSlope") else nn.ReLU())
        elif kind == "maxPool2d":
            made.append(nn.MaxPool2d(s.get("size", 2)))
        elif kind == "averagePool2d":
            made.append(nn.AvgPool2d(s.get("size", 2)))
        elif kind == "globalPool":
            made.append(GlobalPool(s["pool"]))
        elif kind == "dropout":
            made.append(nn.Dropout(s["rate"]))
        elif kind == "flatten":
            made.append(nn.Flatten())
        elif kind == "residual":
            made.append(Residual(nn.Sequential(*layers(s["layers"], size)[0]), nn.Sequential(*layers(s.get("shortcut") or [], size)[0])))
        else:
            raise ValueError(f"no layer {kind}")
        with torch.no_grad():
            size = list(made[-1].eval()(torch.zeros(2, *size)).shape[1:])
    return made, size


model = nn.Sequential(*layers(spec["layers"] + [{"kind": "linear", "units": labels}], shape)[0])
x = torch.randn(batch, *shape)
y = (torch.rand(batch, labels) < 0.2).float()
if len(sys.argv) > 7:
    torch.onnx.export(model.eval(), x, sys.argv[7], input_names=["x"], output_names=["y"], dynamic_axes={"x": {0: "n"}, "y": {0: "n"}})
if channels_last:
    model, x = model.to(memory_format=torch.channels_last), x.to(memory_format=torch.channels_last)
optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
loss_function = nn.BCEWithLogitsLoss()


def step():
    model.train()
    optimizer.zero_grad(set_to_none=True)
    loss_function(model(x), y).backward()
    optimizer.step()


def forward():
    model.eval()
    with torch.no_grad():
        model(x)


print("ready PyTorch", torch.__version__, flush=True)
for line in sys.stdin:
    work = {"step": step, "forward": forward}[line.strip()]
    start = time.perf_counter()
    work()
    print("done", time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, flush=True)
