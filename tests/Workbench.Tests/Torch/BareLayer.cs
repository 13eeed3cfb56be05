using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using Tensor = TorchSharp.torch.Tensor;

namespace Workbench.Tests.Torch;

/// <summary>A matrix and no <c>Linear</c>, in the type and with the registration that a test wants.</summary>
internal sealed class BareLayer : Module<Tensor, Tensor>
{
    private readonly Parameter matrix;
    private readonly Func<Tensor, Tensor> then;

    public BareLayer(long inputs, long outputs, ScalarType type = ScalarType.Float32, bool isRegistered = true,
        Func<Tensor, Tensor>? then = null) : base(nameof(BareLayer))
    {
        (matrix, this.then) = (new(randn(inputs, outputs, dtype: type)), then ?? (x => x));
        if (isRegistered)
            RegisterComponents();
    }

    public override Tensor forward(Tensor input) => then(input.to(matrix.dtype).matmul(matrix));
}
