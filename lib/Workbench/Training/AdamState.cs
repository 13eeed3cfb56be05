using System.Numerics;
using Workbench.Training.Kernels;
using Workbench.Training.Layers;

namespace Workbench.Training;

/// <summary><see cref="Adam"/> at work: <c>w -= rate / (1 - b1^t) * m / (sqrt(v) / sqrt(1 - b2^t) + eps)</c>.</summary>
internal sealed class AdamState : OptimizerState
{
    private readonly Adam spec;
    private readonly Matrix[] means, squares;
    private float rate, rootCorrection;

    public AdamState(Adam spec, IEnumerable<Parameter> parameters, Workers workers) : base(parameters, workers)
    {
        this.spec = spec;
        (means, squares) = (Remember(), Remember());
    }

    protected override void BeginStep()
    {
        rate = (float)(spec.LearningRate / (1 - Math.Pow(spec.Beta1, StepCount)));
        rootCorrection = (float)(1 / Math.Sqrt(1 - Math.Pow(spec.Beta2, StepCount)));
    }

    protected override void Update(int parameter, int start, int count)
    {
        Span<float> value = Parameters[parameter].Value.Values.Slice(start, count), gradient = Parameters[parameter].Gradient.Values.Slice(start, count);
        Span<float> mean = means[parameter].Values.Slice(start, count), square = squares[parameter].Values.Slice(start, count);
        float gain1 = (float)(1 - spec.Beta1), gain2 = (float)(1 - spec.Beta2), keep2 = (float)spec.Beta2;
        float decay = (float)spec.WeightDecay, epsilon = (float)spec.Epsilon;
        var i = 0;
        for (; i <= count - Vector<float>.Count; i += Vector<float>.Count)
        {
            var w = new Vector<float>(value[i..]);
            var g = new Vector<float>(gradient[i..]) + w * decay;
            var m = new Vector<float>(mean[i..]);
            m += (g - m) * gain1;
            var v = new Vector<float>(square[i..]) * keep2 + g * g * gain2;
            m.CopyTo(mean[i..]);
            v.CopyTo(square[i..]);
            (w - m * rate / (Vector.SquareRoot(v) * rootCorrection + new Vector<float>(epsilon))).CopyTo(value[i..]);
        }
        for (; i < count; i++)
        {
            var g = gradient[i] + value[i] * decay;
            mean[i] += (g - mean[i]) * gain1;
            square[i] = square[i] * keep2 + g * g * gain2;
            value[i] -= mean[i] * rate / (MathF.Sqrt(square[i]) * rootCorrection + epsilon);
        }
    }
}
