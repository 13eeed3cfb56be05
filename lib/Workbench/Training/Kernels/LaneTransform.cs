using System.Runtime.CompilerServices;

namespace Workbench.Training.Kernels;

/// <summary>
/// The transforms in vectors of one width: the lanes are channels or kernels. Each transforms the columns of a tile into six or four rows
/// that are kept beside, then these rows.
/// </summary>
internal sealed unsafe class LaneTransform<TLanes, TVector>() : WinogradTransform(TLanes.Count)
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Kernel(float* source, float* target, nint stride, int count)
    {
        const int width = KernelSize;
        var rows = stackalloc float[WindowSize * width * TLanes.Count];
        for (var i = 0; i < count; i += TLanes.Count, source += TLanes.Count, target += TLanes.Count)
        {
            for (var x = 0; x < width; x++)
                TransformKernel(source + x * count, width * count, rows + x * TLanes.Count, width * TLanes.Count);
            for (var y = 0; y < WindowSize; y++)
                TransformKernel(rows + y * width * TLanes.Count, TLanes.Count, target + y * WindowSize * stride, stride);
        }
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void KernelGradient(float* source, nint stride, float* target, int count)
    {
        var rows = stackalloc float[KernelSize * WindowSize * TLanes.Count];
        for (var i = 0; i < count; i += TLanes.Count, source += TLanes.Count, target += TLanes.Count)
        {
            for (var x = 0; x < WindowSize; x++)
                TransformKernelGradient(source + x * stride, WindowSize * stride, rows + x * TLanes.Count, WindowSize * TLanes.Count);
            for (var y = 0; y < KernelSize; y++)
                TransformKernelGradient(rows + y * WindowSize * TLanes.Count, TLanes.Count, target + y * KernelSize * count, count);
        }
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Input(float** pixels, int first, int channels, float* target, nint stride)
    {
        var rows = stackalloc float[Products * TLanes.Count];
        for (nint c = first; c < first + channels; c += TLanes.Count, target += TLanes.Count)
        {
            for (var x = 0; x < WindowSize; x++)
                TransformInput(TLanes.Load(pixels[x] + c), TLanes.Load(pixels[x + WindowSize] + c),
                    TLanes.Load(pixels[x + 2 * WindowSize] + c), TLanes.Load(pixels[x + 3 * WindowSize] + c),
                    TLanes.Load(pixels[x + 4 * WindowSize] + c), TLanes.Load(pixels[x + 5 * WindowSize] + c),
                    rows + x * TLanes.Count, WindowSize * TLanes.Count);
            for (var y = 0; y < WindowSize; y++)
            {
                var row = rows + y * WindowSize * TLanes.Count;
                TransformInput(TLanes.Load(row), TLanes.Load(row + TLanes.Count), TLanes.Load(row + 2 * TLanes.Count),
                    TLanes.Load(row + 3 * TLanes.Count), TLanes.Load(row + 4 * TLanes.Count), TLanes.Load(row + 5 * TLanes.Count),
                    target + y * WindowSize * stride, stride);
            }
        }
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void OutputGradient(float** pixels, int first, int channels, float* target, nint stride)
    {
        var rows = stackalloc float[WindowSize * TileSize * TLanes.Count];
        for (nint c = first; c < first + channels; c += TLanes.Count, target += TLanes.Count)
        {
            for (var x = 0; x < TileSize; x++)
                TransformGradient(TLanes.Load(pixels[x] + c), TLanes.Load(pixels[x + TileSize] + c),
                    TLanes.Load(pixels[x + 2 * TileSize] + c), TLanes.Load(pixels[x + 3 * TileSize] + c), rows + x * TLanes.Count,
                    TileSize * TLanes.Count);
            for (var y = 0; y < WindowSize; y++)
            {
                var row = rows + y * TileSize * TLanes.Count;
                TransformGradient(TLanes.Load(row), TLanes.Load(row + TLanes.Count), TLanes.Load(row + 2 * TLanes.Count),
                    TLanes.Load(row + 3 * TLanes.Count), target + y * WindowSize * stride, stride);
            }
        }
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void OutputVectors(float* source, nint stride, float** pixels, int first, int channels)
    {
        var rows = stackalloc float[TileSize * WindowSize * TLanes.Count];
        for (nint c = first; c < first + channels; c += TLanes.Count, source += TLanes.Count)
        {
            for (var x = 0; x < WindowSize; x++)
            {
                var target = rows + x * TLanes.Count;
                TransformOutput(source + x * stride, WindowSize * stride, target, target + WindowSize * TLanes.Count,
                    target + 2 * WindowSize * TLanes.Count, target + 3 * WindowSize * TLanes.Count);
            }
            for (var y = 0; y < TileSize; y++)
                TransformOutput(rows + y * WindowSize * TLanes.Count, TLanes.Count, pixels[y * TileSize] + c, pixels[y * TileSize + 1] + c,
                    pixels[y * TileSize + 2] + c, pixels[y * TileSize + 3] + c);
        }
    }

    /// <summary><c>B^T d</c> of one column or row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransformInput(TVector d0, TVector d1, TVector d2, TVector d3, TVector d4, TVector d5, float* target, nint stride)
    {
        TVector near = TLanes.Broadcast(Near * Near), far = TLanes.Broadcast(Far * Far);
        var (both, product) = (TLanes.Broadcast(Near * Near + Far * Far), TLanes.Broadcast(Near * Near * Far * Far));
        TLanes.Store(TLanes.MultiplyAdd(product, d0, TLanes.NegatedMultiplyAdd(both, d2, d4)), target);
        StorePair(TLanes.NegatedMultiplyAdd(far, d2, d4), Near, TLanes.NegatedMultiplyAdd(far, d1, d3), target + stride, stride);
        StorePair(TLanes.NegatedMultiplyAdd(near, d2, d4), Far, TLanes.NegatedMultiplyAdd(near, d1, d3), target + 3 * stride, stride);
        TLanes.Store(TLanes.MultiplyAdd(product, d1, TLanes.NegatedMultiplyAdd(both, d3, d5)), target + 5 * stride);
    }

    /// <summary><c>A y</c> of one column or row of output gradients.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransformGradient(TVector y0, TVector y1, TVector y2, TVector y3, float* target, nint stride)
    {
        TVector near = TLanes.Broadcast(Near * Near), far = TLanes.Broadcast(Far * Far);
        TLanes.Store(y0, target);
        StorePair(TLanes.MultiplyAdd(near, y2, y0), Near, TLanes.MultiplyAdd(near, y3, y1), target + stride, stride);
        StorePair(TLanes.MultiplyAdd(far, y2, y0), Far, TLanes.MultiplyAdd(far, y3, y1), target + 3 * stride, stride);
        TLanes.Store(y3, target + 5 * stride);
    }

    /// <summary><c>A^T m</c> of one column or row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransformOutput(float* source, nint stride, float* target0, float* target1, float* target2, float* target3)
    {
        LoadPair(source + stride, stride, out var nearSum, out var nearDifference);
        LoadPair(source + 3 * stride, stride, out var farSum, out var farDifference);
        TLanes.Store(TLanes.Add(TLanes.Load(source), TLanes.Add(nearSum, farSum)), target0);
        TLanes.Store(Combine(Near, nearDifference, Far, farDifference), target1);
        TLanes.Store(Combine(Near * Near, nearSum, Far * Far, farSum), target2);
        TLanes.Store(TLanes.Add(Combine(Near * Near * Near, nearDifference, Far * Far * Far, farDifference),
            TLanes.Load(source + 5 * stride)), target3);
    }

    /// <summary><c>G g</c> of one column or row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransformKernel(float* source, nint sourceStride, float* target, nint stride)
    {
        TVector g0 = TLanes.Load(source), g1 = TLanes.Load(source + sourceStride), g2 = TLanes.Load(source + 2 * sourceStride);
        TLanes.Store(TLanes.Multiply(TLanes.Broadcast(ZeroWeight), g0), target);
        StorePair(Combine(NearWeight, g0, NearWeight * Near * Near, g2), NearWeight * Near, g1, target + stride, stride);
        StorePair(Combine(FarWeight, g0, FarWeight * Far * Far, g2), FarWeight * Far, g1, target + 3 * stride, stride);
        TLanes.Store(g2, target + 5 * stride);
    }

    /// <summary><c>G^T u</c> of one column or row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransformKernelGradient(float* source, nint sourceStride, float* target, nint stride)
    {
        LoadPair(source + sourceStride, sourceStride, out var nearSum, out var nearDifference);
        LoadPair(source + 3 * sourceStride, sourceStride, out var farSum, out var farDifference);
        TLanes.Store(TLanes.MultiplyAdd(TLanes.Broadcast(ZeroWeight), TLanes.Load(source),
            Combine(NearWeight, nearSum, FarWeight, farSum)), target);
        TLanes.Store(Combine(NearWeight * Near, nearDifference, FarWeight * Far, farDifference), target + stride);
        TLanes.Store(TLanes.Add(Combine(NearWeight * Near * Near, nearSum, FarWeight * Far * Far, farSum),
            TLanes.Load(source + 5 * sourceStride)), target + 2 * stride);
    }

    /// <summary><c>even + point * odd</c> and <c>even - point * odd</c>: the values at a point and at its opposite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StorePair(TVector even, float point, TVector odd, float* target, nint stride)
    {
        var factor = TLanes.Broadcast(point);
        TLanes.Store(TLanes.MultiplyAdd(factor, odd, even), target);
        TLanes.Store(TLanes.NegatedMultiplyAdd(factor, odd, even), target + stride);
    }

    /// <summary>Sum and difference of the values at a point and at its opposite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void LoadPair(float* source, nint stride, out TVector sum, out TVector difference)
    {
        TVector at = TLanes.Load(source), opposite = TLanes.Load(source + stride);
        (sum, difference) = (TLanes.Add(at, opposite), TLanes.Subtract(at, opposite));
    }

    /// <summary><c>a * x + b * y</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Combine(float a, TVector x, float b, TVector y) =>
        TLanes.MultiplyAdd(TLanes.Broadcast(a), x, TLanes.Multiply(TLanes.Broadcast(b), y));
}
