"""The expected values of LossCurveTests: the loss of every 20th of 200 steps, PyTorch in float64. Needs torch and numpy."""
import numpy
import torch
from torch import optim
from torch.nn import functional
from torch.optim import lr_scheduler

torch.set_default_dtype(torch.float64)
SONGS, COLUMNS, HIDDEN, LABELS, BATCH = 48, 6, 10, 3, 16

index = numpy.arange(SONGS * COLUMNS)
songs = torch.tensor(numpy.sin(1.7 * index * index % 1000).reshape(SONGS, COLUMNS))
several = torch.stack([songs[:, 0] > 0, songs[:, 1] * songs[:, 2] > 0, songs[:, 3] + songs[:, 4] > 0.5], 1).double()
one = (songs[:, 0] > 0.2).long() + (songs[:, 1] * songs[:, 2] > 0).long()


def focal(logits, target):
    """torchvision.ops.sigmoid_focal_loss, alpha 0.25, gamma 2, mean."""
    p = torch.sigmoid(logits)
    loss = functional.binary_cross_entropy_with_logits(logits, target, reduction="none")
    loss = loss * (1 - (p * target + (1 - p) * (1 - target))) ** 2
    return ((0.25 * target + 0.75 * (1 - target)) * loss).mean()


def curve(make_optimizer, loss, target=several, make_schedule=None, clip=None):
    model = torch.nn.Sequential(
        torch.nn.Linear(COLUMNS, HIDDEN), torch.nn.BatchNorm1d(HIDDEN), torch.nn.ReLU(), torch.nn.Linear(HIDDEN, LABELS))
    with torch.no_grad():
        for number, tensor in enumerate(model.parameters()):
            if number not in (2, 3):  # BatchNorm starts at 1 and 0
                tensor.copy_(torch.tensor(0.4 * numpy.cos(2.3 * numpy.arange(tensor.numel()) + number)).reshape(tensor.shape))
    optimizer = make_optimizer(model.parameters())
    schedule = make_schedule(optimizer) if make_schedule else None
    losses = []
    for step in range(200):
        batch = slice(BATCH * (step % 3), BATCH * (step % 3 + 1))
        optimizer.zero_grad()
        value = loss(model(songs[batch]), target[batch])
        value.backward()
        if clip:
            torch.nn.utils.clip_grad_norm_(model.parameters(), clip)
        optimizer.step()
        if schedule:
            schedule.step()
        losses.append(value.item())
    return [round(value, 7) for value in losses[19::20]]


def warm_cosine(optimizer):
    return lr_scheduler.SequentialLR(
        optimizer, [lr_scheduler.LinearLR(optimizer, 0.1, 1.0, 20), lr_scheduler.CosineAnnealingLR(optimizer, 180)], [20])


def one_cycle(optimizer):
    return lr_scheduler.OneCycleLR(optimizer, max_lr=0.02, total_steps=200, cycle_momentum=False)


binary = torch.nn.BCEWithLogitsLoss()
print("torch", torch.__version__)
print("sgd", curve(lambda p: optim.SGD(p, lr=0.05, momentum=0.9, nesterov=True, weight_decay=1e-3), binary, clip=0.5))
print("adam", curve(lambda p: optim.Adam(p, lr=0.01), binary))
print("adamw", curve(lambda p: optim.AdamW(p, lr=0.02, weight_decay=0.05), binary, make_schedule=one_cycle))
print("adagrad", curve(lambda p: optim.Adagrad(p, lr=0.1, weight_decay=1e-3), focal))
print("cross-entropy", curve(lambda p: optim.Adam(p, lr=0.02), torch.nn.CrossEntropyLoss(label_smoothing=0.1), one, warm_cosine))
