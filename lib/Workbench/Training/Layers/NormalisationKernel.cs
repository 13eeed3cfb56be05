using System.Numerics;
using System.Runtime.CompilerServices;

namespace Workbench.Training.Layers;

/// <summary>
/// The innermost loops of a <see cref="BatchNormLayer"/>: a run of windows one after the other, all channels of a window before the
/// next, so that memory is read in the order in which it lies. The activation never falls, so the largest value of a window is the
/// activation of the largest one before it.
/// </summary>
internal static unsafe class NormalisationKernel
{
    /// <summary><c>output = activate(largest of the window of (input - mean) * gain + shift)</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Normalise(in NormalisedRun run, float* input, float* output)
    {
        var slope = new Vector<float>(run.Slope);
        for (var i = 0; i < run.Count; i++, input += run.Step, output += run.OutputStep)
        {
            var c = 0;
            for (; c <= run.Channels - Vector<float>.Count; c += Vector<float>.Count)
                Normalise<WholeVector>(run, c, slope, input, output);
            if (c < run.Channels)
                Normalise<PartialVector>(run, c, slope, input, output);
        }
    }

    /// <summary>Adds the gradients before the activation, and their products with the centred input that won its window, to sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sum(in NormalisedRun run, float* input, float* outputGradient, float* gradients, float* products)
    {
        var slope = new Vector<float>(run.Slope);
        for (var i = 0; i < run.Count; i++, input += run.Step, outputGradient += run.OutputStep)
        {
            var c = 0;
            for (; c <= run.Channels - Vector<float>.Count; c += Vector<float>.Count)
                Sum<WholeVector>(run, c, slope, input, outputGradient, gradients, products);
            if (c < run.Channels)
                Sum<PartialVector>(run, c, slope, input, outputGradient, gradients, products);
        }
    }

    /// <summary>
    /// <c>inputGradient = gain * gradient before the activation, where the input won, + (input - mean) * gradientSlope + gradientShift</c>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Differentiate(in NormalisedRun run, float* input, float* outputGradient, float* inputGradient)
    {
        var slope = new Vector<float>(run.Slope);
        for (var i = 0; i < run.Count; i++, input += run.Step, inputGradient += run.Step, outputGradient += run.OutputStep)
        {
            var c = 0;
            for (; c <= run.Channels - Vector<float>.Count; c += Vector<float>.Count)
                Differentiate<WholeVector>(run, c, slope, input, outputGradient, inputGradient);
            if (c < run.Channels)
                Differentiate<PartialVector>(run, c, slope, input, outputGradient, inputGradient);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Normalise<TAccess>(in NormalisedRun run, int c, Vector<float> slope, float* input, float* output)
        where TAccess : struct, IVectorAccess
    {
        var (left, offsets) = (run.Channels - c, run.Offsets);
        Vector<float> mean = TAccess.Load(run.Mean + c, left), gain = TAccess.Load(run.Gain + c, left),
        shift = TAccess.Load(run.Shift + c, left);
        var best = Vector.MultiplyAddEstimate(TAccess.Load(input + c, left) - mean, gain, shift);
        for (var place = 1; place < offsets.Length; place++)
            best = Winner.Larger(Vector.MultiplyAddEstimate(TAccess.Load(input + offsets[place] + c, left) - mean, gain, shift), best);
        TAccess.Store(Activate(best, best, slope), output + c, left);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Sum<TAccess>(in NormalisedRun run, int c, Vector<float> slope, float* input, float* outputGradient,
        float* gradients, float* products) where TAccess : struct, IVectorAccess
    {
        var (left, offsets) = (run.Channels - c, run.Offsets);
        Vector<float> mean = TAccess.Load(run.Mean + c, left), gain = TAccess.Load(run.Gain + c, left),
        shift = TAccess.Load(run.Shift + c, left);
        var source = TAccess.Load(input + c, left) - mean;
        var best = Vector.MultiplyAddEstimate(source, gain, shift);
        for (var place = 1; place < offsets.Length; place++)
        {
            var centred = TAccess.Load(input + offsets[place] + c, left) - mean;
            var value = Vector.MultiplyAddEstimate(centred, gain, shift);
            var isLarger = Vector.GreaterThan(value, best);
            best = Vector.ConditionalSelect(isLarger, value, best);
            source = Vector.ConditionalSelect(isLarger, centred, source);
        }
        var gradient = Activate(best, TAccess.Load(outputGradient + c, left), slope);
        (Vector.Load(gradients + c) + gradient).Store(gradients + c);
        Vector.MultiplyAddEstimate(gradient, source, Vector.Load(products + c)).Store(products + c);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Differentiate<TAccess>(in NormalisedRun run, int c, Vector<float> slope, float* input, float* outputGradient,
        float* inputGradient) where TAccess : struct, IVectorAccess
    {
        var (left, offsets) = (run.Channels - c, run.Offsets);
        Vector<float> mean = TAccess.Load(run.Mean + c, left), gain = TAccess.Load(run.Gain + c, left),
        shift = TAccess.Load(run.Shift + c, left);
        Vector<float> gradientSlope = TAccess.Load(run.GradientSlope + c, left), gradientShift = TAccess.Load(run.GradientShift + c, left);
        var best = Vector.MultiplyAddEstimate(TAccess.Load(input + c, left) - mean, gain, shift);
        var winner = Vector<int>.Zero;
        for (var place = 1; place < offsets.Length; place++)
        {
            var value = Vector.MultiplyAddEstimate(TAccess.Load(input + offsets[place] + c, left) - mean, gain, shift);
            var isLarger = Vector.GreaterThan(value, best);
            best = Vector.ConditionalSelect(isLarger, value, best);
            winner = Vector.ConditionalSelect(isLarger, new Vector<int>(place), winner);
        }
        var gradient = Activate(best, TAccess.Load(outputGradient + c, left), slope) * gain;
        for (var place = 0; place < offsets.Length; place++)
        {
            var line = Vector.MultiplyAddEstimate(TAccess.Load(input + offsets[place] + c, left) - mean, gradientSlope, gradientShift);
            var isWinner = Vector.AsVectorSingle(Vector.Equals(winner, new Vector<int>(place)));
            TAccess.Store(line + (gradient & isWinner), inputGradient + offsets[place] + c, left);
        }
    }

    /// <summary>The activation of a value, or of what is multiplied with its derivative there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Activate(Vector<float> at, Vector<float> value, Vector<float> slope) =>
        Vector.ConditionalSelect(Vector.GreaterThan(at, Vector<float>.Zero), value, value * slope);
}
