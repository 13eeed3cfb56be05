using System.Runtime.CompilerServices;

namespace Workbench.Training.Kernels;

/// <summary>
/// The tile in vectors of one width: two sums a row, two values of the panel and one factor are in registers. Six rows fit into
/// 16 registers, eight into 32; the compiler knows which, and leaves out the other two.
/// </summary>
internal sealed unsafe class LaneTile<TLanes, TVector>() : GemmTile(TLanes.Registers < 32 ? 6 : 8, 2 * TLanes.Count)
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    public override WinogradTransform CreateTransform() => new LaneTransform<TLanes, TVector>();

    protected override void Accumulate(float* a, nint rowStride, nint step, int rowCount, float* panel, int depth, float* c,
        nint cStride, bool adds, bool isHalf)
    {
        if (isHalf)
            AccumulateHalf(a, rowStride, step, rowCount, panel, depth, c, cStride, adds);
        else
            AccumulateWhole(a, rowStride, step, rowCount, panel, depth, c, cStride, adds);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AccumulateWhole(float* a, nint rowStride, nint step, int rowCount, float* panel, int depth, float* c,
        nint cStride, bool adds)
    {
        var a1 = a + Math.Min(1, rowCount - 1) * rowStride;
        var a2 = a + Math.Min(2, rowCount - 1) * rowStride;
        var a3 = a + Math.Min(3, rowCount - 1) * rowStride;
        var a4 = a + Math.Min(4, rowCount - 1) * rowStride;
        var a5 = a + Math.Min(5, rowCount - 1) * rowStride;
        var a6 = a + Math.Min(6, rowCount - 1) * rowStride;
        var a7 = a + Math.Min(7, rowCount - 1) * rowStride;
        float* c1 = c + cStride, c2 = c1 + cStride, c3 = c2 + cStride, c4 = c3 + cStride, c5 = c4 + cStride,
        c6 = c5 + cStride, c7 = c6 + cStride;
        TVector s00 = default, s01 = default;
        TVector s10 = default, s11 = default;
        TVector s20 = default, s21 = default;
        TVector s30 = default, s31 = default;
        TVector s40 = default, s41 = default;
        TVector s50 = default, s51 = default;
        TVector s60 = default, s61 = default;
        TVector s70 = default, s71 = default;
        if (adds)
        {
            s00 = TLanes.Load(c);
            s01 = TLanes.Load(c + TLanes.Count);
            s10 = TLanes.Load(c1);
            s11 = TLanes.Load(c1 + TLanes.Count);
            s20 = TLanes.Load(c2);
            s21 = TLanes.Load(c2 + TLanes.Count);
            s30 = TLanes.Load(c3);
            s31 = TLanes.Load(c3 + TLanes.Count);
            s40 = TLanes.Load(c4);
            s41 = TLanes.Load(c4 + TLanes.Count);
            s50 = TLanes.Load(c5);
            s51 = TLanes.Load(c5 + TLanes.Count);
            if (TLanes.Registers >= 32)
            {
                s60 = TLanes.Load(c6);
                s61 = TLanes.Load(c6 + TLanes.Count);
                s70 = TLanes.Load(c7);
                s71 = TLanes.Load(c7 + TLanes.Count);
            }
        }
        nint offset = 0;
        for (var k = 0; k < depth; k++)
        {
            TVector left = TLanes.Load(panel), right = TLanes.Load(panel + TLanes.Count);
            var factor = TLanes.Broadcast(a[offset]);
            s00 = TLanes.MultiplyAdd(factor, left, s00);
            s01 = TLanes.MultiplyAdd(factor, right, s01);
            factor = TLanes.Broadcast(a1[offset]);
            s10 = TLanes.MultiplyAdd(factor, left, s10);
            s11 = TLanes.MultiplyAdd(factor, right, s11);
            factor = TLanes.Broadcast(a2[offset]);
            s20 = TLanes.MultiplyAdd(factor, left, s20);
            s21 = TLanes.MultiplyAdd(factor, right, s21);
            factor = TLanes.Broadcast(a3[offset]);
            s30 = TLanes.MultiplyAdd(factor, left, s30);
            s31 = TLanes.MultiplyAdd(factor, right, s31);
            factor = TLanes.Broadcast(a4[offset]);
            s40 = TLanes.MultiplyAdd(factor, left, s40);
            s41 = TLanes.MultiplyAdd(factor, right, s41);
            factor = TLanes.Broadcast(a5[offset]);
            s50 = TLanes.MultiplyAdd(factor, left, s50);
            s51 = TLanes.MultiplyAdd(factor, right, s51);
            if (TLanes.Registers >= 32)
            {
                factor = TLanes.Broadcast(a6[offset]);
                s60 = TLanes.MultiplyAdd(factor, left, s60);
                s61 = TLanes.MultiplyAdd(factor, right, s61);
                factor = TLanes.Broadcast(a7[offset]);
                s70 = TLanes.MultiplyAdd(factor, left, s70);
                s71 = TLanes.MultiplyAdd(factor, right, s71);
            }
            panel += 2 * TLanes.Count;
            offset += step;
        }
        TLanes.Store(s00, c);
        TLanes.Store(s01, c + TLanes.Count);
        TLanes.Store(s10, c1);
        TLanes.Store(s11, c1 + TLanes.Count);
        TLanes.Store(s20, c2);
        TLanes.Store(s21, c2 + TLanes.Count);
        TLanes.Store(s30, c3);
        TLanes.Store(s31, c3 + TLanes.Count);
        TLanes.Store(s40, c4);
        TLanes.Store(s41, c4 + TLanes.Count);
        TLanes.Store(s50, c5);
        TLanes.Store(s51, c5 + TLanes.Count);
        if (TLanes.Registers >= 32)
        {
            TLanes.Store(s60, c6);
            TLanes.Store(s61, c6 + TLanes.Count);
            TLanes.Store(s70, c7);
            TLanes.Store(s71, c7 + TLanes.Count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AccumulateHalf(float* a, nint rowStride, nint step, int rowCount, float* panel, int depth, float* c,
        nint cStride, bool adds)
    {
        var a1 = a + Math.Min(1, rowCount - 1) * rowStride;
        var a2 = a + Math.Min(2, rowCount - 1) * rowStride;
        var a3 = a + Math.Min(3, rowCount - 1) * rowStride;
        var a4 = a + Math.Min(4, rowCount - 1) * rowStride;
        var a5 = a + Math.Min(5, rowCount - 1) * rowStride;
        var a6 = a + Math.Min(6, rowCount - 1) * rowStride;
        var a7 = a + Math.Min(7, rowCount - 1) * rowStride;
        float* c1 = c + cStride, c2 = c1 + cStride, c3 = c2 + cStride, c4 = c3 + cStride, c5 = c4 + cStride,
        c6 = c5 + cStride, c7 = c6 + cStride;
        TVector s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
        if (adds)
        {
            s0 = TLanes.Load(c);
            s1 = TLanes.Load(c1);
            s2 = TLanes.Load(c2);
            s3 = TLanes.Load(c3);
            s4 = TLanes.Load(c4);
            s5 = TLanes.Load(c5);
            if (TLanes.Registers >= 32)
            {
                s6 = TLanes.Load(c6);
                s7 = TLanes.Load(c7);
            }
        }
        nint offset = 0;
        for (var k = 0; k < depth; k++)
        {
            var left = TLanes.Load(panel);
            s0 = TLanes.MultiplyAdd(TLanes.Broadcast(a[offset]), left, s0);
            s1 = TLanes.MultiplyAdd(TLanes.Broadcast(a1[offset]), left, s1);
            s2 = TLanes.MultiplyAdd(TLanes.Broadcast(a2[offset]), left, s2);
            s3 = TLanes.MultiplyAdd(TLanes.Broadcast(a3[offset]), left, s3);
            s4 = TLanes.MultiplyAdd(TLanes.Broadcast(a4[offset]), left, s4);
            s5 = TLanes.MultiplyAdd(TLanes.Broadcast(a5[offset]), left, s5);
            if (TLanes.Registers >= 32)
            {
                s6 = TLanes.MultiplyAdd(TLanes.Broadcast(a6[offset]), left, s6);
                s7 = TLanes.MultiplyAdd(TLanes.Broadcast(a7[offset]), left, s7);
            }
            panel += 2 * TLanes.Count;
            offset += step;
        }
        TLanes.Store(s0, c);
        TLanes.Store(s1, c1);
        TLanes.Store(s2, c2);
        TLanes.Store(s3, c3);
        TLanes.Store(s4, c4);
        TLanes.Store(s5, c5);
        if (TLanes.Registers >= 32)
        {
            TLanes.Store(s6, c6);
            TLanes.Store(s7, c7);
        }
    }
}
