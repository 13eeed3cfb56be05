"""Makes values/torch: what PyTorch computes in float64 of small models, one for each kind of layer beside an MLP and a CNN.

Run with Debian's PyTorch 1.13.1 and NumPy 1.24.2; `python3 torch_values.py` writes the files anew. Arrays are float64 in PyTorch's
layout: weights [out, in, ...], images NCHW. Inputs and initial weights are rounded to float32, which is what the workbench keeps.
The same batch is learned in every step, and each optimizer starts again from the initial weights. Weights are drawn again where a
gradient is nearly 0: adaptive optimizers make its rounding a step. Layers are numbered as the workbench numbers them; a layer that
a batch normalisation follows has no bias, for its gradient would be rounding noise.
"""
import copy
import json
import pathlib

import numpy as np
import torch
from torch import nn

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "values" / "torch"
LABELS = 3
POSITIVE_WEIGHTS = [1.5, 3.0, 0.7]

OPTIMIZERS = {
    "adam": (torch.optim.Adam, {"lr": 1e-3, "betas": [0.9, 0.999], "eps": 1e-8}),
    "adamw": (torch.optim.AdamW, {"lr": 1e-3, "betas": [0.9, 0.999], "eps": 1e-8, "weight_decay": 0.01}),
    "sgd": (torch.optim.SGD, {"lr": 0.01, "momentum": 0.9, "nesterov": True, "dampening": 0}),
    "adagrad": (torch.optim.Adagrad, {"lr": 5e-4, "eps": 1e-6, "lr_decay": 0, "initial_accumulator_value": 0}),
}


LOSSES = {"bce": nn.BCEWithLogitsLoss(pos_weight=torch.tensor(POSITIVE_WEIGHTS, dtype=torch.float64)), "ce": nn.CrossEntropyLoss()}


class GlobalPool(nn.Module):
    def __init__(self, mean, largest):
        super().__init__()
        self.mean, self.largest = mean, largest

    def forward(self, x):
        return torch.cat(([x.mean((2, 3))] if self.mean else []) + ([x.amax((2, 3))] if self.largest else []), 1)


class Residual(nn.Module):
    """Its layers are called 0, 1 and so on, those of its shortcut shortcut.0, shortcut.1 and so on."""

    def __init__(self, layers, shortcut=()):
        super().__init__()
        self.count = len(layers)
        for number, layer in enumerate(layers):
            self.add_module(str(number), layer)
        self.shortcut = nn.Sequential(*shortcut)

    def forward(self, x):
        y = x
        for number in range(self.count):
            y = self.get_submodule(str(number))(y)
        return self.shortcut(x) + y


class RbfKernel(nn.Module):
    def __init__(self, inputs, count, gamma):
        super().__init__()
        self.register_buffer("centers", rounded(torch.randn(count, inputs)))
        self.gamma = gamma

    def forward(self, x):
        return torch.exp(-self.gamma * (x[:, None] - self.centers).square().sum(2))


def conv(inputs, filters, kernel=3, stride=1, padding=None, bias=True):
    return nn.Conv2d(inputs, filters, kernel, stride, (kernel - 1) // 2 if padding is None else padding, bias=bias)


def line(inputs, units, bias=True):
    return nn.Linear(inputs, units, bias=bias)


# A model: shape of the batch, layers before the last one, inputs of the last one, losses, optimizers.
ALL = list(OPTIMIZERS)
MODELS = {
    "mlp": ([7, 8], lambda: [line(8, 6), nn.ReLU(), line(6, 5), nn.ReLU()], 5, ["bce"], ALL),
    "cnn": ([4, 1, 16, 16], lambda: [conv(1, 4, bias=False), nn.BatchNorm2d(4), nn.ReLU(), nn.MaxPool2d(2),
                                     conv(4, 8, bias=False), nn.BatchNorm2d(8), nn.ReLU(), GlobalPool(True, False)], 8, ["bce", "ce"], ALL),
    "linear": ([5, 6], lambda: [line(6, 5)], 5, ["bce"], ["sgd"]),
    "leaky_relu": ([5, 6], lambda: [line(6, 5), nn.LeakyReLU(0.1)], 5, ["bce"], ["sgd"]),
    "batch_norm": ([5, 6], lambda: [nn.BatchNorm1d(6, 1e-3, 0.2), nn.ReLU(), line(6, 5, False), nn.BatchNorm1d(5), nn.ReLU()],
                   5, ["bce"], ["sgd"]),
    "conv2d": ([4, 2, 7, 6], lambda: [conv(2, 3, 2, 2, 1), nn.Flatten()], 48, ["bce"], ["sgd"]),
    "max_pool2d": ([4, 2, 7, 6], lambda: [conv(2, 3), nn.MaxPool2d(3), nn.Flatten()], 12, ["bce"], ["sgd"]),
    "average_pool2d": ([4, 2, 7, 6], lambda: [conv(2, 3), nn.ReLU(), nn.AvgPool2d(2), nn.Flatten()], 27, ["bce"], ["sgd"]),
    "global_max": ([4, 2, 7, 6], lambda: [conv(2, 4), GlobalPool(False, True)], 4, ["bce"], ["sgd"]),
    "global_both": ([4, 2, 7, 6], lambda: [conv(2, 4), nn.ReLU(), GlobalPool(True, True)], 8, ["bce"], ["sgd"]),
    "residual": ([5, 6], lambda: [line(6, 5), Residual([line(5, 5, False), nn.BatchNorm1d(5), nn.ReLU(), line(5, 5)]), nn.ReLU()],
                 5, ["bce"], ["sgd"]),
    "shortcut": ([4, 1, 7, 6], lambda: [
        conv(1, 3), Residual([conv(3, 4, stride=2, bias=False), nn.BatchNorm2d(4), nn.ReLU(), conv(4, 4, bias=False), nn.BatchNorm2d(4)],
                             [conv(3, 4, 1, 2, bias=False), nn.BatchNorm2d(4)]), nn.ReLU(), GlobalPool(True, False)], 4, ["bce"], ["sgd"]),
    "overlapping_max_pool2d": ([4, 2, 7, 6], lambda: [conv(2, 3), nn.MaxPool2d(3, 2, 1), nn.Flatten()], 36, ["bce"], ["sgd"]),
    "rbf_kernel": ([5, 6], lambda: [line(6, 5), RbfKernel(5, 4, 0.3)], 4, ["bce"], ["sgd"]),
}


def rounded(tensor):
    return tensor.float().double()


def initial(shape, layers, inputs):
    """The batch and the model with its first weights; scales and shifts of batch normalisations are not 1 and 0."""
    x = rounded(torch.randn(shape))
    model = nn.Sequential(*layers(), line(inputs, LABELS))
    with torch.no_grad():
        for module in model.modules():
            if isinstance(module, (nn.BatchNorm1d, nn.BatchNorm2d)):
                module.weight.uniform_(0.5, 1.5)
                module.bias.uniform_(-0.5, 0.5)
        for parameter in model.parameters():
            parameter.copy_(rounded(parameter))
    return x, model


def tensors(model):
    return {name: tensor for name, tensor in model.state_dict().items() if not name.endswith("num_batches_tracked")}


def gradients(model, x, target, loss):
    learner = copy.deepcopy(model)
    loss(learner(x), target).backward()
    return [parameter.grad for parameter in learner.parameters()]


def is_even(gradients):
    """Whether none is nearly 0."""
    values = torch.cat([gradient.flatten() for gradient in gradients]).abs()
    values = values[values > 0]  # of a unit that never fires, and of channels that no maximum comes from
    return values.min() > 1e-4 * values.max()


def drawn(seed, shape, layers, inputs, losses):
    """Batch, model and targets by loss."""
    torch.manual_seed(seed)
    while True:
        x, model = initial(shape, layers, inputs)
        several = (torch.rand(shape[0], LABELS) < 0.4).double()
        classes = torch.randint(LABELS, shape[:1])
        targets = {loss: {"bce": several, "ce": classes}[loss] for loss in losses}
        if all(is_even(gradients(model, x, target, LOSSES[loss])) for loss, target in targets.items()):
            return x, model, targets


def learn(model, x, target, loss, arrays, name, optimizers):
    """What the manifest says of a model under a loss; the arrays go to the others."""
    def keep(what, named):
        arrays.update({f"{name}_{what}_{tensor}": value.detach().numpy().copy() for tensor, value in named})

    first = copy.deepcopy(model)
    output = first(x)
    value = loss(output, target)
    value.backward()
    arrays[f"{name}_target"] = target.double().numpy()
    arrays[f"{name}_output"] = output.detach().numpy()
    keep("grad", [(tensor, parameter.grad) for tensor, parameter in first.named_parameters()])
    keep("after1", [(tensor, t) for tensor, t in tensors(first).items() if "running" in tensor or "centers" in tensor])
    arrays[f"{name}_output_eval"] = first.eval()(x).detach().numpy()
    told = {"loss": value.item(), "pos_weight": POSITIVE_WEIGHTS, "optimizers": {}}
    for optimizer_name in optimizers:
        make, numbers = OPTIMIZERS[optimizer_name]
        learner = copy.deepcopy(model)
        optimizer = make(learner.parameters(), **numbers)
        losses = []
        for _ in range(5):
            optimizer.zero_grad()
            value = loss(learner(x), target)
            value.backward()
            optimizer.step()
            losses.append(value.item())
        keep(f"{optimizer_name}5", tensors(learner).items())
        told["optimizers"][optimizer_name] = {"parameters": numbers, "losses": losses, "loss_after": loss(learner(x), target).item()}
    return told


def main():
    torch.set_default_dtype(torch.float64)
    arrays, models = {}, {}
    for seed, (name, (shape, layers, inputs, losses, optimizers)) in enumerate(MODELS.items()):
        x, model, targets = drawn(seed, shape, layers, inputs, losses)
        arrays[f"{name}_x"] = x.numpy()
        arrays.update({f"{name}_init_{tensor}": value.numpy().copy() for tensor, value in tensors(model).items()})
        models[name] = {"losses": {}}
        for loss_name, target in targets.items():
            loss = LOSSES[loss_name]
            models[name]["losses"][loss_name] = learn(model, x, target, loss, arrays, f"{name}_{loss_name}", optimizers)
    FOLDER.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(FOLDER / "arrays.npz", **arrays)
    manifest = {"about": "values of torch_values.py", "torch": torch.__version__, "models": models}
    (FOLDER / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")


main()
