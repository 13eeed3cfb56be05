using System.Numerics;
using System.Runtime.CompilerServices;

namespace Workbench.Training.Layers;

/// <summary>
/// The innermost loops of a <see cref="BatchNormLayer"/>: one vector of channels along a run of windows, everything that belongs to the
/// channels in registers.
/// </summary>
/// <typeparam name="TAccess">How the channels are read and written.</typeparam>
internal static unsafe class NormalisationKernel<TAccess> where TAccess : struct, IVectorAccess
{
    /// <summary><c>output = largest of the window of activate((input - mean) * gain + shift)</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Normalise(in NormalisedRun run, float* input, float* output)
    {
        var (left, step, outputStep, offsets) = (run.Left, run.Step, run.OutputStep, run.Offsets);
        Vector<float> mean = TAccess.Load(run.Mean, left), gain = TAccess.Load(run.Gain, left), shift = TAccess.Load(run.Shift, left), slope = new(run.Slope);
        for (var i = 0; i < run.Count; i++)
        {
            var best = Activate(TAccess.Load(input, left) - mean, gain, shift, slope);
            for (var place = 1; place < offsets.Length; place++)
                best = Winner.Larger(Activate(TAccess.Load(input + offsets[place], left) - mean, gain, shift, slope), best);
            TAccess.Store(best, output, left);
            input += step;
            output += outputStep;
        }
    }

    /// <summary>Sums of the gradients before the activation, and of their products with the centred input that won its window.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sum(in NormalisedRun run, float* input, float* outputGradient, ref WideSum gradients, ref WideSum products)
    {
        var (left, step, outputStep, offsets) = (run.Left, run.Step, run.OutputStep, run.Offsets);
        Vector<float> mean = TAccess.Load(run.Mean, left), gain = TAccess.Load(run.Gain, left), shift = TAccess.Load(run.Shift, left), slope = new(run.Slope);
        Vector<float> gradientSum = Vector<float>.Zero, productSum = Vector<float>.Zero;
        for (var i = 0; i < run.Count; i++)
        {
            var source = TAccess.Load(input, left) - mean;
            var best = Activate(source, gain, shift, slope);
            for (var place = 1; place < offsets.Length; place++)
            {
                var centred = TAccess.Load(input + offsets[place], left) - mean;
                var value = Activate(centred, gain, shift, slope);
                var isLarger = Vector.GreaterThan(value, best);
                best = Vector.ConditionalSelect(isLarger, value, best);
                source = Vector.ConditionalSelect(isLarger, centred, source);
            }
            var gradient = Deactivate(TAccess.Load(outputGradient, left), best, slope);
            gradientSum += gradient;
            productSum = Vector.MultiplyAddEstimate(gradient, source, productSum);
            input += step;
            outputGradient += outputStep;
        }
        gradients.Add(gradientSum);
        products.Add(productSum);
    }

    /// <summary><c>inputGradient = gain * gradient before the activation, where the input won, + (input - mean) * gradientSlope + gradientShift</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Differentiate(in NormalisedRun run, float* input, float* outputGradient, float* inputGradient)
    {
        var (left, step, outputStep, offsets) = (run.Left, run.Step, run.OutputStep, run.Offsets);
        Vector<float> mean = TAccess.Load(run.Mean, left), gain = TAccess.Load(run.Gain, left), shift = TAccess.Load(run.Shift, left), slope = new(run.Slope);
        Vector<float> gradientSlope = TAccess.Load(run.GradientSlope, left), gradientShift = TAccess.Load(run.GradientShift, left);
        for (var i = 0; i < run.Count; i++)
        {
            var best = Activate(TAccess.Load(input, left) - mean, gain, shift, slope);
            var winner = Vector<int>.Zero;
            for (var place = 1; place < offsets.Length; place++)
            {
                var value = Activate(TAccess.Load(input + offsets[place], left) - mean, gain, shift, slope);
                var isLarger = Vector.GreaterThan(value, best);
                best = Vector.ConditionalSelect(isLarger, value, best);
                winner = Vector.ConditionalSelect(isLarger, new Vector<int>(place), winner);
            }
            var gradient = Deactivate(TAccess.Load(outputGradient, left), best, slope) * gain;
            for (var place = 0; place < offsets.Length; place++)
            {
                var line = Vector.MultiplyAddEstimate(TAccess.Load(input + offsets[place], left) - mean, gradientSlope, gradientShift);
                var isWinner = Vector.AsVectorSingle(Vector.Equals(winner, new Vector<int>(place)));
                TAccess.Store(line + (gradient & isWinner), inputGradient + offsets[place], left);
            }
            input += step;
            inputGradient += step;
            outputGradient += outputStep;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Activate(Vector<float> centred, Vector<float> gain, Vector<float> shift, Vector<float> slope)
    {
        var value = Vector.MultiplyAddEstimate(centred, gain, shift);
        return Vector.ConditionalSelect(Vector.GreaterThan(value, Vector<float>.Zero), value, value * slope);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Deactivate(Vector<float> gradient, Vector<float> activated, Vector<float> slope) =>
        Vector.ConditionalSelect(Vector.GreaterThan(activated, Vector<float>.Zero), gradient, gradient * slope);
}
