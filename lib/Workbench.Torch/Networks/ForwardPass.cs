using Tensor = TorchSharp.torch.Tensor;

namespace Workbench.Torch.Networks;

/// <summary>A batch on its way through a model.</summary>
/// <param name="Training">Whether it is learned from.</param>
/// <param name="Token">Looked at before every layer.</param>
/// <param name="See">Shown the tensors and the output of each layer, with what people call the layer; null for nobody.</param>
internal readonly record struct ForwardPass(bool Training, CancellationToken Token, Action<string, Tensor>? See = null);
