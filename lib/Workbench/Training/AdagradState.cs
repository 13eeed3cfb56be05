using System.Numerics;
using Workbench.Training.Kernels;
using Workbench.Training.Layers;

namespace Workbench.Training;

/// <summary><see cref="Adagrad"/> at work: <c>w -= rate * g / (sqrt(sum of g^2) + eps)</c>.</summary>
internal sealed class AdagradState : OptimizerState
{
    private readonly Adagrad spec;
    private readonly Matrix[] squares;

    public AdagradState(Adagrad spec, IEnumerable<Parameter> parameters, Workers workers) : base(parameters, workers)
    {
        this.spec = spec;
        squares = Remember();
    }

    protected override void Update(int parameter, int start, int count)
    {
        Span<float> value = Parameters[parameter].Value.Values.Slice(start, count), gradient = Parameters[parameter].Gradient.Values.Slice(start, count);
        var square = squares[parameter].Values.Slice(start, count);
        float rate = (float)spec.LearningRate, epsilon = (float)spec.Epsilon;
        var i = 0;
        for (; i <= count - Vector<float>.Count; i += Vector<float>.Count)
        {
            var g = new Vector<float>(gradient[i..]);
            var sum = new Vector<float>(square[i..]) + g * g;
            sum.CopyTo(square[i..]);
            (new Vector<float>(value[i..]) - g * rate / (Vector.SquareRoot(sum) + new Vector<float>(epsilon))).CopyTo(value[i..]);
        }
        for (; i < count; i++)
        {
            square[i] += gradient[i] * gradient[i];
            value[i] -= gradient[i] * rate / (MathF.Sqrt(square[i]) + epsilon);
        }
    }
}
