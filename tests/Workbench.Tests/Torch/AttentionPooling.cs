using TorchSharp.Modules;
using static TorchSharp.torch.nn;
using Tensor = TorchSharp.torch.Tensor;

namespace Workbench.Tests.Torch;

/// <summary>Attention pooling over mel frames: how much each frame counts is learned.</summary>
internal sealed class AttentionPooling : Module<Tensor, Tensor>
{
    private readonly Sequential frame;
    private readonly Linear weight, output;

    public AttentionPooling(long bands, int labels) : base(nameof(AttentionPooling))
    {
        (frame, weight, output) = (Sequential(Linear(bands, 32), ReLU()), Linear(32, 1), Linear(32, labels));
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        var frames = frame.call(input.squeeze(1).transpose(1, 2)); // [batch, frames, 32]
        return output.call((frames * weight.call(frames).softmax(1)).sum(1));
    }
}
