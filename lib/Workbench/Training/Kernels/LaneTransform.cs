using System.Runtime.CompilerServices;

namespace Workbench.Training.Kernels;

/// <summary>The transforms in vectors of one width: the lanes are channels or kernels.</summary>
internal sealed unsafe class LaneTransform<TLanes, TVector>() : WinogradTransform(TLanes.Count)
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Kernel(float* source, float* target, nint stride, int count)
    {
        var half = TLanes.Broadcast(0.5f);
        for (var i = 0; i < count; i += TLanes.Count, source += TLanes.Count, target += TLanes.Count)
        {
            TVector a = TLanes.Load(source), b = TLanes.Load(source + count), c = TLanes.Load(source + 2 * count);
            TVector d = TLanes.Load(source + 3 * count), e = TLanes.Load(source + 4 * count), f = TLanes.Load(source + 5 * count);
            TVector g = TLanes.Load(source + 6 * count), h = TLanes.Load(source + 7 * count), k = TLanes.Load(source + 8 * count);
            TVector ag = TLanes.Add(a, g), bh = TLanes.Add(b, h), ck = TLanes.Add(c, k);
            StoreKernelRow(a, b, c, half, target, stride);
            StoreKernelRow(TLanes.Multiply(half, TLanes.Add(ag, d)), TLanes.Multiply(half, TLanes.Add(bh, e)),
                TLanes.Multiply(half, TLanes.Add(ck, f)), half, target + 4 * stride, stride);
            StoreKernelRow(TLanes.Multiply(half, TLanes.Subtract(ag, d)), TLanes.Multiply(half, TLanes.Subtract(bh, e)),
                TLanes.Multiply(half, TLanes.Subtract(ck, f)), half, target + 8 * stride, stride);
            StoreKernelRow(g, h, k, half, target + 12 * stride, stride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void KernelGradient(float* source, nint stride, float* target, int count)
    {
        var half = TLanes.Broadcast(0.5f);
        for (var i = 0; i < count; i += TLanes.Count, source += TLanes.Count, target += TLanes.Count)
        {
            SumKernelColumn(source, stride, half, out var top0, out var middle0, out var bottom0);
            SumKernelColumn(source + stride, stride, half, out var top1, out var middle1, out var bottom1);
            SumKernelColumn(source + 2 * stride, stride, half, out var top2, out var middle2, out var bottom2);
            SumKernelColumn(source + 3 * stride, stride, half, out var top3, out var middle3, out var bottom3);
            StoreKernelGradientRow(top0, top1, top2, top3, half, target, count);
            StoreKernelGradientRow(middle0, middle1, middle2, middle3, half, target + 3 * count, count);
            StoreKernelGradientRow(bottom0, bottom1, bottom2, bottom3, half, target + 6 * count, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Input(float** pixels, int first, int channels, float* target, nint stride)
    {
        for (nint c = first; c < first + channels; c += TLanes.Count, target += TLanes.Count)
        {
            StoreInputRow(Difference(pixels, 0, 8, c), Difference(pixels, 1, 9, c), Difference(pixels, 2, 10, c),
                Difference(pixels, 3, 11, c), target, stride);
            StoreInputRow(Sum(pixels, 4, 8, c), Sum(pixels, 5, 9, c), Sum(pixels, 6, 10, c), Sum(pixels, 7, 11, c),
                target + 4 * stride, stride);
            StoreInputRow(Difference(pixels, 8, 4, c), Difference(pixels, 9, 5, c), Difference(pixels, 10, 6, c),
                Difference(pixels, 11, 7, c), target + 8 * stride, stride);
            StoreInputRow(Difference(pixels, 4, 12, c), Difference(pixels, 5, 13, c), Difference(pixels, 6, 14, c),
                Difference(pixels, 7, 15, c), target + 12 * stride, stride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void OutputGradient(float** pixels, int first, int channels, float* target, nint stride)
    {
        for (nint c = first; c < first + channels; c += TLanes.Count, target += TLanes.Count)
        {
            TVector topLeft = TLanes.Load(pixels[0] + c), topRight = TLanes.Load(pixels[1] + c);
            TVector bottomLeft = TLanes.Load(pixels[2] + c), bottomRight = TLanes.Load(pixels[3] + c);
            StoreGradientRow(topLeft, topRight, target, stride);
            StoreGradientRow(TLanes.Add(topLeft, bottomLeft), TLanes.Add(topRight, bottomRight), target + 4 * stride, stride);
            StoreGradientRow(TLanes.Subtract(topLeft, bottomLeft), TLanes.Subtract(topRight, bottomRight), target + 8 * stride, stride);
            StoreGradientRow(TLanes.Subtract(default, bottomLeft), TLanes.Subtract(default, bottomRight), target + 12 * stride, stride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void OutputVectors(float* source, nint stride, float** pixels, int first, int channels)
    {
        for (nint c = first; c < first + channels; c += TLanes.Count, source += TLanes.Count)
        {
            SumColumn(source, stride, out var top0, out var bottom0);
            SumColumn(source + stride, stride, out var top1, out var bottom1);
            SumColumn(source + 2 * stride, stride, out var top2, out var bottom2);
            SumColumn(source + 3 * stride, stride, out var top3, out var bottom3);
            TLanes.Store(TLanes.Add(TLanes.Add(top0, top1), top2), pixels[0] + c);
            TLanes.Store(TLanes.Subtract(TLanes.Subtract(top1, top2), top3), pixels[1] + c);
            TLanes.Store(TLanes.Add(TLanes.Add(bottom0, bottom1), bottom2), pixels[2] + c);
            TLanes.Store(TLanes.Subtract(TLanes.Subtract(bottom1, bottom2), bottom3), pixels[3] + c);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Sum(float** pixels, int i, int j, nint channel) =>
        TLanes.Add(TLanes.Load(pixels[i] + channel), TLanes.Load(pixels[j] + channel));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Difference(float** pixels, int i, int j, nint channel) =>
        TLanes.Subtract(TLanes.Load(pixels[i] + channel), TLanes.Load(pixels[j] + channel));

    /// <summary><c>r B</c> of one row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreInputRow(TVector a, TVector b, TVector c, TVector d, float* target, nint stride)
    {
        TLanes.Store(TLanes.Subtract(a, c), target);
        TLanes.Store(TLanes.Add(b, c), target + stride);
        TLanes.Store(TLanes.Subtract(c, b), target + 2 * stride);
        TLanes.Store(TLanes.Subtract(b, d), target + 3 * stride);
    }

    /// <summary><c>r A^T</c> of one row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreGradientRow(TVector left, TVector right, float* target, nint stride)
    {
        TLanes.Store(left, target);
        TLanes.Store(TLanes.Add(left, right), target + stride);
        TLanes.Store(TLanes.Subtract(left, right), target + 2 * stride);
        TLanes.Store(TLanes.Subtract(default, right), target + 3 * stride);
    }

    /// <summary><c>r G^T</c> of one row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreKernelRow(TVector a, TVector b, TVector c, TVector half, float* target, nint stride)
    {
        var ac = TLanes.Add(a, c);
        TLanes.Store(a, target);
        TLanes.Store(TLanes.Multiply(half, TLanes.Add(ac, b)), target + stride);
        TLanes.Store(TLanes.Multiply(half, TLanes.Subtract(ac, b)), target + 2 * stride);
        TLanes.Store(c, target + 3 * stride);
    }

    /// <summary><c>A^T m</c> of one column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SumColumn(float* source, nint stride, out TVector top, out TVector bottom)
    {
        TVector b = TLanes.Load(source + 4 * stride), c = TLanes.Load(source + 8 * stride);
        top = TLanes.Add(TLanes.Add(TLanes.Load(source), b), c);
        bottom = TLanes.Subtract(TLanes.Subtract(b, c), TLanes.Load(source + 12 * stride));
    }

    /// <summary><c>G^T u</c> of one column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SumKernelColumn(float* source, nint stride, TVector half, out TVector top, out TVector middle, out TVector bottom)
    {
        TVector b = TLanes.Load(source + 4 * stride), c = TLanes.Load(source + 8 * stride);
        var mean = TLanes.Multiply(half, TLanes.Add(b, c));
        top = TLanes.Add(TLanes.Load(source), mean);
        middle = TLanes.Multiply(half, TLanes.Subtract(b, c));
        bottom = TLanes.Add(mean, TLanes.Load(source + 12 * stride));
    }

    /// <summary><c>r G</c> of one row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreKernelGradientRow(TVector a, TVector b, TVector c, TVector d, TVector half, float* target, nint stride)
    {
        var mean = TLanes.Multiply(half, TLanes.Add(b, c));
        TLanes.Store(TLanes.Add(a, mean), target);
        TLanes.Store(TLanes.Multiply(half, TLanes.Subtract(b, c)), target + stride);
        TLanes.Store(TLanes.Add(mean, d), target + 2 * stride);
    }
}
