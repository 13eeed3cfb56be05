using Workbench.Models;
using Tensor = TorchSharp.torch.Tensor;

namespace Workbench.Torch.Networks;

/// <summary>A tensor of a model on its device.</summary>
/// <param name="Spec">What it is.</param>
/// <param name="Value">Its values now; of one that is trained a <see cref="TorchSharp.Modules.Parameter"/>.</param>
internal sealed record DeviceTensor(ParameterSpec Spec, Tensor Value);
